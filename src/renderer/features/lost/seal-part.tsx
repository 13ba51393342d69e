import { Button, Progress } from '@mantine/core'
import type { ReactElement } from 'react'
import { useEffect } from 'react'
import { useSealingAnew } from '@/app/sealing-anew'
import { Note } from '@/components/note'
import { Problem } from '@/components/problem'
import { seal } from '@/messages/lost'

/** Seals everything with the newest key, also while other pages are open: progress, a way to stop, and to begin again. */
export function SealPart(props: {
  readonly ready: boolean
  /** How many papers were sealed anew; absent before. */
  readonly sealed: number | undefined
  readonly onSealed: (count: number) => void
}): ReactElement {
  const { standing, start, stop } = useSealingAnew()
  const { ready, sealed, onSealed } = props
  // It may have come to its end while another page was open.
  const papers = standing.kind === 'done' ? standing.papers : undefined
  useEffect(() => {
    if (ready && sealed === undefined && papers !== undefined) onSealed(papers)
  }, [ready, sealed, papers, onSealed])
  if (standing.kind === 'working') {
    const { done, total } = standing
    return (
      <>
        <p role="status">{seal.working}</p>
        <Progress
          value={total === 0 ? 0 : (100 * done) / total}
          aria-label={seal.working}
          aria-valuetext={seal.progress(done, total)}
        />
        <p className="lost-soft tabular">{total > 0 && seal.progress(done, total)}</p>
        <p className="lost-soft">{seal.goesOn}</p>
        <div>
          <Button variant="default" onClick={stop}>
            {seal.stop}
          </Button>
        </div>
      </>
    )
  }
  return (
    <>
      {standing.kind === 'failed' && <Problem error={standing.problem} />}
      {sealed !== undefined && <Note tone="good">{seal.done(sealed)}</Note>}
      {standing.kind === 'stopped' && <p role="status">{seal.stopped}</p>}
      {standing.kind === 'files left' && <Note tone="warn">{seal.filesLeft}</Note>}
      {sealed === undefined && (
        <div>
          <Button size="md" variant="default" disabled={!ready} onClick={start}>
            {standing.kind === 'idle' ? seal.start : seal.again}
          </Button>
          {!ready && <p className="lost-soft">{seal.needsKey}</p>}
        </div>
      )}
    </>
  )
}
