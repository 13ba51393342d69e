import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { useQuery } from '@/app/use-query'
import { Panel } from '@/components/panel'
import { cameLater as words } from '@/messages/privacy'
import { HeldList } from './held-list'

const NO_PARAMS = {}

/** What came about somebody who had been erased, to be erased too. Nothing where there is none. */
export function CameLater(): ReactElement | null {
  const workspace = useWorkspace()
  const notify = useNotify()
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
    if (done.ok) notify.done(words.done(done.value.erased))
    else notify.error(done.error)
  }
  return (
    <Panel title={words.title} help={words.help}>
      <HeldList records={records} ticks={{ on: ticked, toggle }} />
      <Button color="red" loading={busy} disabled={ticked.size === 0} onClick={() => void erase()}>
        {words.erase(ticked.size)}
      </Button>
    </Panel>
  )
}
