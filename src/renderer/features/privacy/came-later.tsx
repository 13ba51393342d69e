import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { useQuery, useRun } from '@/app/use-query'
import { Panel } from '@/components/panel'
import type { HeldRecord } from '@/core/model/queries/privacy'
import { erased, cameLater as words } from '@/messages/privacy'
import { valueWords } from './held'
import { HeldList } from './held-list'

const NO_PARAMS = {}

/** What came about somebody who had been erased: to be erased too, or to be kept. Nothing where there is none. */
export function CameLater(): ReactElement | null {
  const workspace = useWorkspace()
  const notify = useNotify()
  const run = useRun()
  const records = useQuery('privacy.cameLater', NO_PARAMS) ?? []
  /** Other than at first: what there is a reason to keep is not ticked. */
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const [first] = records
  if (first === undefined) return null
  const ticked = new Set(records.flatMap(({ id, keep }) => (toggled.has(id) === (keep === undefined) ? [] : [id])))
  const toggle = (id: string): void => {
    const next = new Set(toggled)
    if (!next.delete(id)) next.add(id)
    setToggled(next)
  }
  const erase = async (): Promise<void> => {
    setBusy(true)
    const done = await workspace.privacy.erase({ ids: [...ticked], why: first.why })
    setBusy(false)
    if (done.ok) notify.done(done.value.wentOn ? erased.wentOn(done.value.erased) : words.done(done.value.erased))
    else notify.error(done.error)
  }
  const keep = async ({ id, title }: HeldRecord): Promise<void> => {
    const kept = await run('privacy.keep', { id })
    if (kept.ok) notify.done(words.kept(valueWords(title)), { undo: kept.value.changeId })
    else notify.error(kept.error)
  }
  return (
    <Panel title={words.title} help={words.help}>
      <HeldList records={records} ticks={{ on: ticked, toggle }} onKeep={keep} />
      <Button color="red" loading={busy} disabled={ticked.size === 0} onClick={() => void erase()}>
        {words.erase(ticked.size)}
      </Button>
    </Panel>
  )
}
