import type { AppError } from '@host'
import { Button, Progress } from '@mantine/core'
import type { ReactElement } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useWorkspace } from '@/app/providers'
import { Note } from '@/components/note'
import { Problem } from '@/components/problem'
import { seal } from '@/messages/lost'

/** Seals everything with the newest key: progress, a way to stop, and to begin again. */
export function SealPart(props: {
  readonly ready: boolean
  /** How many papers were sealed anew; absent before. */
  readonly sealed: number | undefined
  readonly onSealed: (count: number) => void
}): ReactElement {
  const workspace = useWorkspace()
  const [at, setAt] = useState<{ readonly done: number; readonly total: number } | null>(null)
  const [stopped, setStopped] = useState(false)
  const [left, setLeft] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])
  const start = async (): Promise<void> => {
    const controller = new AbortController()
    stop.current = controller
    setProblem(null)
    setStopped(false)
    setLeft(false)
    setAt({ done: 0, total: 0 })
    const onProgress = (done: number, total: number): void => setAt({ done, total })
    const result = await workspace.laptops.reseal({ onProgress, signal: controller.signal })
    setAt(null)
    if (result.ok && result.value.piecesLeft > 0) setLeft(true)
    else if (result.ok) props.onSealed(result.value.papers)
    else if (result.error.kind === 'cancelled') setStopped(true)
    else setProblem(result.error)
  }
  if (at !== null)
    return (
      <>
        <p role="status">{seal.working}</p>
        <Progress
          value={at.total === 0 ? 0 : (100 * at.done) / at.total}
          aria-label={seal.working}
          aria-valuetext={seal.progress(at.done, at.total)}
        />
        <p className="lost-soft tabular">{at.total > 0 && seal.progress(at.done, at.total)}</p>
        <div>
          <Button variant="default" onClick={() => stop.current?.abort()}>
            {seal.stop}
          </Button>
        </div>
      </>
    )
  return (
    <>
      {problem !== null && <Problem error={problem} />}
      {props.sealed !== undefined && <Note tone="good">{seal.done(props.sealed)}</Note>}
      {stopped && <p role="status">{seal.stopped}</p>}
      {left && <Note tone="warn">{seal.filesLeft}</Note>}
      {props.sealed === undefined && (
        <div>
          <Button size="md" variant="default" disabled={!props.ready} onClick={() => void start()}>
            {stopped ? seal.again : seal.start}
          </Button>
          {!props.ready && <p className="lost-soft">{seal.needsKey}</p>}
        </div>
      )}
    </>
  )
}
