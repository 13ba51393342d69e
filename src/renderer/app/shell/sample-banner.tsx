import { Button, Group } from '@mantine/core'
import { IconMasksTheater } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useConfirm } from '@/components/confirm'
import { sample } from '@/messages/shell'
import { useNotify } from '../notify'
import { useWorkspace } from '../providers'

/** Says that nothing here is real, and throws it away on request. */
export function SampleBanner(): ReactElement {
  const workspace = useWorkspace()
  const confirm = useConfirm()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const discard = async (): Promise<void> => {
    if (!(await confirm({ title: sample.title, body: sample.body, action: sample.discard, danger: true }))) return
    setBusy(true)
    const discarded = await workspace.discardSample()
    setBusy(false)
    if (discarded.ok) notify.done(sample.discarded)
    else notify.error(discarded.error)
  }
  return (
    <section className="strip" aria-label={sample.label}>
      <span className="strip-words">
        <IconMasksTheater size="1.4rem" aria-hidden="true" />
        <span>
          {sample.says}
          <span className="strip-more">{sample.invented}</span>
        </span>
      </span>
      <Group gap="xs">
        <Button variant="subtle" color="yellow" size="compact-md" onClick={() => void workspace.leaveSample()}>
          {sample.leave}
        </Button>
        <Button variant="outline" color="yellow" size="compact-md" loading={busy} onClick={() => void discard()}>
          {sample.discard}
        </Button>
      </Group>
    </section>
  )
}
