import type { AppError } from '@host'
import { Button, Checkbox, Progress } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { checkCopy, haveFolder, writeBackup } from '@/app/backing-up'
import { useHost, useWorkspace } from '@/app/providers'
import { useConfirm } from '@/components/confirm'
import { Note } from '@/components/note'
import { Problem } from '@/components/problem'
import type { RehearsalReport } from '@/core/workspace-types'
import { keeping, restoring } from '@/messages/backup'

type Standing =
  | { readonly kind: 'asking' }
  | { readonly kind: 'copying' }
  | { readonly kind: 'to check'; readonly another: boolean }
  | { readonly kind: 'restoring'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly words: string; readonly refused: number }

/** Safety copy, then the restore. Where the copy fails, nothing is done. */
export function RestoreSteps(props: { readonly bytes: Uint8Array; readonly report: RehearsalReport }): ReactElement {
  const workspace = useWorkspace()
  const host = useHost()
  const confirm = useConfirm()
  const [putBack, setPutBack] = useState(false)
  const [standing, setStanding] = useState<Standing>({ kind: 'asking' })
  const [problem, setProblem] = useState<AppError | null>(null)
  const { ahead, removedSince, takesAway, files } = props.report
  const missing = props.report.counts.reduce((sum, row) => sum + row.lost, 0)

  const stop = (error: AppError): void => {
    setProblem(error)
    setStanding({ kind: 'asking' })
  }
  const restore = async (): Promise<void> => {
    setStanding({ kind: 'restoring', done: 0, total: 0 })
    const onProgress = (done: number, total: number): void => setStanding({ kind: 'restoring', done, total })
    const restored = await workspace.backups.restore(
      // The person has seen how many it takes away.
      { bytes: props.bytes, putBack, allowed: takesAway },
      { onProgress },
    )
    if (!restored.ok) return stop(restored.error)
    const { received, refused } = restored.value
    setStanding({ kind: 'done', words: restoring.done(received, restored.value.putBack), refused })
  }
  const begin = async (): Promise<void> => {
    setProblem(null)
    const body = restoring.confirmBody(missing, ahead, files.comingBack, takesAway)
    if (!(await confirm({ title: restoring.confirmTitle, body, action: restoring.go }))) return
    setStanding({ kind: 'copying' })
    const ready = await haveFolder(host)
    const copied = ready.ok && ready.value ? await writeBackup(workspace, host, 'safety') : ready
    if (!copied.ok) return stop({ kind: 'safety-copy-failed' })
    if (typeof copied.value !== 'object' || copied.value === null) return setStanding({ kind: 'asking' })
    if (!copied.value.checked) return setStanding({ kind: 'to check', another: false })
    await restore()
  }
  const check = async (): Promise<void> => {
    setProblem(null)
    setStanding({ kind: 'to check', another: false })
    const checked = await checkCopy(workspace, host, restoring.safetyPick, 'safety')
    if (!checked.ok) return setProblem(checked.error)
    if (checked.value === 'another') return setStanding({ kind: 'to check', another: true })
    if (checked.value !== null) await restore()
  }

  if (standing.kind === 'done') {
    return (
      <div className="backup-stack" role="status">
        <Note tone="good">{standing.words}</Note>
        {standing.refused > 0 && <p>{restoring.refused(standing.refused)}</p>}
      </div>
    )
  }
  if (standing.kind === 'copying' || standing.kind === 'restoring') {
    const words = standing.kind === 'copying' ? restoring.safety : restoring.working
    const part = standing.kind === 'restoring' && standing.total > 0 ? (100 * standing.done) / standing.total : 0
    return (
      <div role="status">
        <p>{words}</p>
        <Progress value={part} aria-label={words} />
      </div>
    )
  }
  if (missing + ahead + removedSince + files.comingBack + takesAway === 0) return <p>{restoring.nothing}</p>
  return (
    <div className="backup-stack">
      {problem !== null && <Problem error={problem} />}
      {standing.kind === 'to check' ? (
        <>
          <p>{restoring.safetyCheck}</p>
          {standing.another && <Note tone="warn">{keeping.otherCopy}</Note>}
          <div>
            <Button size="md" onClick={() => void check()}>
              {restoring.safetyPick}
            </Button>
          </div>
        </>
      ) : (
        <>
          {removedSince > 0 && (
            <Checkbox
              label={restoring.putBack(removedSince)}
              description={restoring.putBackHelp}
              checked={putBack}
              onChange={(event) => setPutBack(event.currentTarget.checked)}
            />
          )}
          {takesAway > 0 && <Note tone="warn">{restoring.takesAway(takesAway)}</Note>}
          <p className="backup-soft">{restoring.step}</p>
          <div>
            <Button size="md" variant="default" onClick={() => void begin()}>
              {restoring.go}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
