import { useEffect, useRef, useState } from 'react'
import { whenPointerIsUp } from './pointer-up'

interface Draft {
  readonly text: string
  /** From the first letter until the field is left. */
  readonly isTyping: () => boolean
  readonly type: (text: string) => void
  /** On leaving the field or Enter. */
  readonly commit: () => void
}

interface DraftOptions {
  /** Commits as well when nobody has typed for so long: for texts that take minutes, so that a power cut costs seconds. */
  readonly pauseMs?: number
}

/**
 * What a person is typing, until they leave the field. A value that arrives from elsewhere meanwhile waits, and what they saw when they
 * began is told with the text, so that nothing is written over unseen; leaving the screen in the middle of a word commits it.
 */
export function useDraft(
  value: string,
  onCommit: (text: string, saw: string) => void,
  { pauseMs }: DraftOptions = {},
): Draft {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  /** From the first letter until the field is left. */
  const typing = useRef(false)
  const saw = useRef(value)
  /** What a pause has committed since then, and what the value was at that moment. */
  const paused = useRef<{ readonly text: string; readonly value: string } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef({ text, value, onCommit })
  latest.current = { text, value, onCommit }
  if (known !== value) {
    setKnown(value)
    if (!typing.current) setText(value)
  }
  const commit = (): void => {
    clearTimeout(timer.current)
    if (!typing.current) return
    typing.current = false
    const before = paused.current
    paused.current = null
    if (before === null || before.text !== latest.current.text)
      latest.current.onCommit(latest.current.text, saw.current)
    // The pause has saved it all. If the value has come back since, it may be tidier than what stands here.
    else if (latest.current.value !== before.value) setText(latest.current.value)
  }
  const commitOnLeave = useRef(commit)
  commitOnLeave.current = commit
  useEffect(() => () => commitOnLeave.current(), [])
  const commitOnPause = (): void => {
    if (!typing.current || paused.current?.text === latest.current.text) return
    paused.current = { text: latest.current.text, value: latest.current.value }
    latest.current.onCommit(latest.current.text, saw.current)
  }
  return {
    text,
    isTyping: () => typing.current,
    type: (next) => {
      if (!typing.current) saw.current = latest.current.value
      typing.current = true
      setText(next)
      if (pauseMs === undefined) return
      clearTimeout(timer.current)
      timer.current = setTimeout(commitOnPause, pauseMs)
    },
    commit: () => whenPointerIsUp(() => commitOnLeave.current()),
  }
}
