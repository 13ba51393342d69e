import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { Panel } from '@/components/panel'
import { danger } from '@/messages/settings'

/** The way back to the sample group. */
export function SamplePanel(): ReactElement {
  const workspace = useWorkspace()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const open = async (): Promise<void> => {
    setBusy(true)
    const opened = await workspace.openSample()
    setBusy(false)
    if (!opened.ok) notify.error(opened.error)
  }
  return (
    <Panel title={danger.title} help={danger.body} look="quiet">
      <Button variant="default" loading={busy} onClick={() => void open()}>
        {danger.open}
      </Button>
    </Panel>
  )
}
