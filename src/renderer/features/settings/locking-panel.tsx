import type { AppError } from '@host'
import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { LOCK_MINUTES, LOCK_MINUTES_KEY } from '@/app/shell/use-auto-lock'
import { useUnlockChoice } from '@/app/unlocking'
import { useSetting } from '@/app/use-state'
import { Dialog } from '@/components/dialog'
import { ChoiceField } from '@/components/fields'
import { Panel } from '@/components/panel'
import { Problem } from '@/components/problem'
import { UnlockingFields } from '@/components/unlocking-fields'
import { locking } from '@/messages/settings'
import { words } from '@/messages/shell'

/** When this laptop locks by itself, and how it opens again. */
export function LockingPanel(): ReactElement {
  const [minutes, setMinutes] = useSetting(LOCK_MINUTES_KEY, LOCK_MINUTES)
  const [changing, dialog] = useDisclosure(false)
  return (
    <Panel title={locking.title}>
      <div className="settings-fields">
        <ChoiceField
          label={locking.minutes}
          help={locking.minutesHelp}
          choices={locking.options}
          value={String(minutes)}
          onChange={(value) => (value === null ? undefined : setMinutes(Number(value)))}
          look="list"
          always
        />
        <div>
          <Button variant="default" leftSection={<IconKey size="1.2rem" />} onClick={dialog.open}>
            {locking.change}
          </Button>
        </div>
      </div>
      <Dialog opened={changing} onClose={dialog.close} title={locking.changeTitle}>
        <ChangeUnlocking onDone={dialog.close} />
      </Dialog>
    </Panel>
  )
}

function ChangeUnlocking({ onDone }: { readonly onDone: () => void }): ReactElement {
  const workspace = useWorkspace()
  const notify = useNotify()
  const choice = useUnlockChoice()
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const change = async (): Promise<void> => {
    if (!choice.isComplete) return setTried(true)
    setBusy(true)
    setProblem(null)
    const unlocking = await choice.unlocking()
    const changed = unlocking.ok ? await workspace.changeUnlocking(unlocking.value) : unlocking
    setBusy(false)
    if (!changed.ok) return setProblem(changed.error)
    notify.done(locking.changed)
    onDone()
  }
  return (
    <form
      noValidate
      className="settings-fields"
      onSubmit={(event) => {
        event.preventDefault()
        void change()
      }}
    >
      <p>{locking.changeBody}</p>
      {problem !== null && <Problem error={problem} />}
      <UnlockingFields {...choice.fields} showErrors={tried} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onDone}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {locking.changeDo}
        </Button>
      </Group>
    </form>
  )
}
