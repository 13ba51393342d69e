import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { useQuery } from '@/app/use-query'
import { useConfirm } from '@/components/confirm'
import { Panel } from '@/components/panel'
import { shortDate } from '@/components/when'
import type { AskedErasure } from '@/core/model/queries/privacy'
import { erasure } from '@/core/records/erasure'
import { asked as words } from '@/messages/privacy'
import { HeldList } from './held-list'

const NO_PARAMS = {}

/** Erasures that nobody of the group is known to have meant: to be carried out, or not. Nothing where there is none. */
export function AskedErasures(): ReactElement {
  const entries = useQuery('privacy.held', NO_PARAMS) ?? []
  return (
    <>
      {entries.map((entry) => (
        <Asked key={entry.id} entry={entry} />
      ))}
    </>
  )
}

function Asked({ entry }: { readonly entry: AskedErasure }): ReactElement {
  const workspace = useWorkspace()
  const notify = useNotify()
  const confirm = useConfirm()
  const [busy, setBusy] = useState<'erase' | 'keep'>()
  const count = entry.records.length
  const decide = async (as: 'erase' | 'keep'): Promise<void> => {
    if (as === 'erase') {
      const agreed = { title: words.sure(count), body: words.sureBody, action: words.sureDo, danger: true }
      if (!(await confirm(agreed))) return
    }
    setBusy(as)
    const done = await workspace.privacy.decide({ id: entry.id, as })
    setBusy(undefined)
    if (done.ok) notify.done((as === 'erase' ? words.erased : words.kept)(done.value.records))
    else notify.error(done.error)
  }
  return (
    <Panel title={words.title(entry.on === '' ? '' : shortDate(entry.on))} help={words.help}>
      <p className="held-soft">{words.why(erasure.fields.why.choices?.[entry.why] ?? '')}</p>
      <HeldList records={entry.records} />
      <Group>
        <Button loading={busy === 'keep'} disabled={busy !== undefined} onClick={() => void decide('keep')}>
          {words.keep(count)}
        </Button>
        <Button
          variant="outline"
          color="red"
          loading={busy === 'erase'}
          disabled={busy !== undefined}
          onClick={() => void decide('erase')}
        >
          {words.erase(count)}
        </Button>
      </Group>
    </Panel>
  )
}
