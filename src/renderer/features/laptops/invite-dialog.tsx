import type { AppError } from '@host'
import { Button, Group } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useHost, useWorkspace } from '@/app/providers'
import { AccountFields, isWholeAccount, noAccount } from '@/components/account-fields'
import { Dialog } from '@/components/dialog'
import { FlagField, TextField } from '@/components/fields'
import { Problem } from '@/components/problem'
import { dayAndTime } from '@/components/when'
import { invite } from '@/messages/laptops'

interface InviteDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

interface Made {
  readonly who: string
  readonly code: string
  readonly file: Uint8Array
  readonly expiresAt: string
}

/** "Add a laptop": makes an invite, and shows its code and its file. */
export function InviteDialog({ opened, onClose }: InviteDialogProps): ReactElement {
  const [made, setMade] = useState<Made | null>(null)
  const close = (): void => {
    setMade(null)
    onClose()
  }
  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={made === null ? invite.title : invite.madeTitle(made.who)}
      size="36rem"
    >
      {made === null ? <MakeInvite onMade={setMade} /> : <ShowInvite made={made} onDone={close} />}
    </Dialog>
  )
}

function MakeInvite({ onMade }: { readonly onMade: (made: Made) => void }): ReactElement {
  const workspace = useWorkspace()
  const [who, setWho] = useState('')
  const [own, setOwn] = useState(true)
  const [account, setAccount] = useState(noAccount)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const make = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const done = await workspace.laptops.invite({ forWhom: who, ...(own ? { account } : {}) })
    setBusy(false)
    if (done.ok) onMade({ who, code: done.value.code, file: done.value.file, expiresAt: done.value.expiresAt })
    else setProblem(done.error)
  }
  return (
    <form
      noValidate
      className="settings-fields"
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      {problem !== null && <Problem error={problem} />}
      <TextField
        label={invite.forWhom}
        help={invite.forWhomHelp}
        value={who}
        onChange={(value) => setWho(value ?? '')}
      />
      <FlagField label={invite.own} help={invite.ownHelp} value={own} onChange={(value) => setOwn(value === true)} />
      {own && <AccountFields account={account} onChange={setAccount} />}
      <div>
        <Button type="submit" loading={busy} disabled={own && !isWholeAccount(account)}>
          {invite.make}
        </Button>
      </div>
    </form>
  )
}

function ShowInvite({ made, onDone }: { readonly made: Made; readonly onDone: () => void }): ReactElement {
  const host = useHost()
  const notify = useNotify()
  const save = async (): Promise<void> => {
    const saved = await host.files.save({ name: invite.fileName(made.who), kind: 'invite', bytes: made.file })
    if (!saved.ok) notify.error(saved.error)
  }
  return (
    <>
      <p>{invite.madeLead}</p>
      <p className="field-label">{invite.code}</p>
      <ul className="code-groups">
        {made.code.split(/[\s-]+/).map((group) => (
          <li key={group}>{group}</li>
        ))}
      </ul>
      <p className="field-help tabular">{invite.until(dayAndTime(made.expiresAt))}</p>
      <Button variant="default" my="md" leftSection={<IconDeviceFloppy size="1.2rem" />} onClick={() => void save()}>
        {invite.saveFile}
      </Button>
      <p>{invite.filesAre}</p>
      <p>{invite.after}</p>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onDone}>{invite.done}</Button>
      </Group>
    </>
  )
}
