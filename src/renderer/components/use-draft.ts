import { useEffect, useRef, useState } from 'react'
import { whenPointerIsUp } from './pointer-up'

interface Draft {
  readonly text: string
  readonly type: (text: string) => void
  /** On leaving the field or Enter. */
  readonly commit: () => void
}

/**
 * What a person is typing, until they leave the field. A value that arrives from elsewhere meanwhile waits; leaving the
 * screen in the middle of a word commits it.
 */
export function useDraft(value: string, onCommit: (text: string) => void): Draft {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  const dirty = useRef(false)
  const latest = useRef({ text, onCommit })
  latest.current = { text, onCommit }
  if (known !== value) {
    setKnown(value)
    if (!dirty.current) setText(value)
  }
  const commit = (): void => {
    if (!dirty.current) return
    dirty.current = false
    latest.current.onCommit(latest.current.text)
  }
  const commitOnLeave = useRef(commit)
  commitOnLeave.current = commit
  useEffect(() => () => commitOnLeave.current(), [])
  return {
    text,
    type: (next) => {
      dirty.current = true
      setText(next)
    },
    commit: () => whenPointerIsUp(() => commitOnLeave.current()),
  }
}
