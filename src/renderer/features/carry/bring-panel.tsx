import type { AppError } from '@host'
import { Button, Group, Progress } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useHost, useWorkspace } from '@/app/providers'
import { Note } from '@/components/note'
import { Panel } from '@/components/panel'
import { Problem } from '@/components/problem'
import { dayAndTime } from '@/components/when'
import type { CarryLook } from '@/core/workspace-types'
import { bringing, count, makerWords } from '@/messages/carry'

type Standing =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'looked'; readonly bytes: Uint8Array; readonly look: CarryLook }
  | { readonly kind: 'bringing'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly received: number }

/** Shows what a file holds before anything is taken from it, then brings it in. */
export function BringPanel(): ReactElement {
  const workspace = useWorkspace()
  const host = useHost()
  const [standing, setStanding] = useState<Standing>({ kind: 'waiting' })
  const [problem, setProblem] = useState<AppError | null>(null)

  const pick = async (): Promise<void> => {
    setProblem(null)
    const picked = await host.files.open({ kinds: ['trestle'], title: bringing.dialog })
    if (!picked.ok) return setProblem(picked.error)
    if (picked.value === null) return
    setStanding({ kind: 'looking' })
    const { bytes } = picked.value
    const looked = await workspace.carry.look(bytes)
    if (looked.ok) return setStanding({ kind: 'looked', bytes, look: looked.value })
    setProblem(looked.error)
    setStanding({ kind: 'waiting' })
  }
  const bring = async (bytes: Uint8Array, look: CarryLook): Promise<void> => {
    setProblem(null)
    setStanding({ kind: 'bringing', done: 0, total: look.newHere })
    const onProgress = (done: number, total: number): void => setStanding({ kind: 'bringing', done, total })
    // The person has seen how many it takes away.
    const brought = await workspace.carry.bring(bytes, { onProgress, allowed: look.removes })
    if (brought.ok) return setStanding({ kind: 'done', received: brought.value.received })
    setProblem(brought.error)
    setStanding({ kind: 'looked', bytes, look })
  }
  const again = (): void => {
    setProblem(null)
    setStanding({ kind: 'waiting' })
  }

  return (
    <Panel title={bringing.title} help={bringing.help}>
      {problem !== null && <Problem error={problem} />}
      {(standing.kind === 'waiting' || standing.kind === 'looking') && (
        <Button
          size="md"
          variant="default"
          leftSection={<IconFileImport size="1.25rem" />}
          loading={standing.kind === 'looking'}
          onClick={() => void pick()}
        >
          {bringing.pick}
        </Button>
      )}
      {standing.kind === 'looked' && (
        <Looked look={standing.look} onBring={() => void bring(standing.bytes, standing.look)} onLeave={again} />
      )}
      {standing.kind === 'bringing' && (
        <div role="status">
          <p>{bringing.working}</p>
          <Progress
            value={standing.total === 0 ? 100 : (100 * standing.done) / standing.total}
            aria-label={bringing.working}
          />
        </div>
      )}
      {standing.kind === 'done' && (
        <div className="carry-stack" role="status">
          <Note tone="good">{bringing.done(standing.received)}</Note>
          {standing.received > 0 && <p>{bringing.doneAfter}</p>}
          <p className="carry-quiet">{bringing.backWays}</p>
          <div>
            <Button variant="default" onClick={again}>
              {bringing.another}
            </Button>
          </div>
        </div>
      )}
    </Panel>
  )
}

function Looked(props: {
  readonly look: CarryLook
  readonly onBring: () => void
  readonly onLeave: () => void
}): ReactElement {
  const { look } = props
  const nothing = look.newHere === 0 && look.newPieces === 0
  return (
    <div className="carry-stack">
      <dl className="carry-facts">
        <div>
          <dt>{bringing.from}</dt>
          <dd>{makerWords(look.from)}</dd>
        </div>
        <div>
          <dt>{bringing.made}</dt>
          <dd>{dayAndTime(look.madeAt)}</dd>
        </div>
        <div>
          <dt>{bringing.holds}</dt>
          <dd>{count(look.documents)}</dd>
        </div>
        <div>
          <dt>{bringing.newHere}</dt>
          <dd>
            <strong>{count(look.newHere)}</strong>
            {look.newPieces > 0 && <span className="carry-why">{bringing.newPieces}</span>}
          </dd>
        </div>
        {look.removes > 0 && (
          <div>
            <dt>{bringing.removes}</dt>
            <dd>
              <strong>{count(look.removes)}</strong>
              <span className="carry-why">{bringing.removesWhy}</span>
            </dd>
          </div>
        )}
      </dl>
      {nothing && <p>{bringing.nothingNew}</p>}
      {look.purpose === 'backup' && !nothing && <p>{bringing.isBackup}</p>}
      {look.gap && <Note tone="warn">{bringing.gap}</Note>}
      {look.refused > 0 && <Note tone="warn">{bringing.refused(look.refused)}</Note>}
      <Group gap="sm">
        {!nothing && (
          <Button size="md" onClick={props.onBring}>
            {bringing.go}
          </Button>
        )}
        <Button size="md" variant="default" onClick={props.onLeave}>
          {nothing ? bringing.another : bringing.leave}
        </Button>
      </Group>
    </div>
  )
}
