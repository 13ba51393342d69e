import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { Link } from '@/app/router'
import { useRun } from '@/app/use-query'
import { CheckWords } from '@/components/check-words'
import { useConfirm } from '@/components/confirm'
import { Panel } from '@/components/panel'
import { shortDate } from '@/components/when'
import type { Holders } from '@/core/workspace-types'
import { keyless, marked as markedWords } from '@/messages/laptops'

/**
 * What a person has to decide about who gets the group's keys: a laptop that a new key missed, with the four words on both sides; and one
 * that is marked as closed though no key was made without it.
 */
export function KeyHolders(props: {
  readonly holders: Holders | undefined
  readonly onChange: () => void
}): ReactElement | null {
  const workspace = useWorkspace()
  const notify = useNotify()
  const { holders } = props
  if (holders === undefined) return null
  const letIn = async ({ id, name, check }: Holders['lacking'][number]): Promise<void> => {
    const done = await workspace.laptops.letIn({ id, check })
    if (done.ok) notify.done(holders.here === null ? keyless.done(name) : keyless.doneWithout(name))
    else notify.error(done.error)
    props.onChange()
  }
  return (
    <>
      {holders.here !== null && (
        <Panel title={keyless.hereTitle}>
          <p>{keyless.hereBody}</p>
          <CheckWords words={holders.here} />
        </Panel>
      )}
      {holders.lacking.length > 0 && <Lacking lacking={holders.lacking} onLetIn={letIn} />}
      {holders.marked.length > 0 && <Marked marked={holders.marked} />}
    </>
  )
}

function Lacking(props: {
  readonly lacking: Holders['lacking']
  readonly onLetIn: (other: Holders['lacking'][number]) => Promise<void>
}): ReactElement {
  return (
    <Panel title={keyless.title} help={keyless.help}>
      {props.lacking.map((other) => (
        <div className="invite-row" key={other.id}>
          <p className="sending-words">{keyless.lacks(other)}</p>
          <p>{keyless.compare}</p>
          <CheckWords words={other.check} />
          <Group gap="sm">
            <Button onClick={() => void props.onLetIn(other)}>{keyless.same}</Button>
            <Button component={Link} to={`/laptops/${encodeURIComponent(other.id)}/lost`} variant="default">
              {keyless.notOurs}
            </Button>
          </Group>
        </div>
      ))}
    </Panel>
  )
}

function Marked({ marked }: { readonly marked: Holders['marked'] }): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const confirm = useConfirm()
  const keep = async ({ id, name }: Holders['marked'][number]): Promise<void> => {
    const sure = { title: markedWords.keepTitle(name), body: markedWords.keepBody, action: markedWords.keep }
    if (!(await confirm(sure))) return
    const kept = await run('laptops.keep', { id })
    if (kept.ok) notify.done(markedWords.kept(name), { undo: kept.value.changeId })
    else notify.error(kept.error)
  }
  return (
    <Panel title={markedWords.title} help={markedWords.help}>
      {marked.map((one) => (
        <div className="invite-row" key={one.id}>
          <p className="sending-words">{markedWords.since(one, shortDate(one.closedOn))}</p>
          <Group gap="sm">
            <Button component={Link} to={`/laptops/${encodeURIComponent(one.id)}/lost`}>
              {markedWords.close}
            </Button>
            <Button variant="default" onClick={() => void keep(one)}>
              {markedWords.keep}
            </Button>
          </Group>
        </div>
      ))}
    </Panel>
  )
}
