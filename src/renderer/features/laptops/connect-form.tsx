import type { Result } from '@host'
import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { AccountFields, isWholeAccount, noAccount } from '@/components/account-fields'
import { Problem } from '@/components/problem'
import { StatusPill } from '@/components/status-pill'
import { checkSteps, sending } from '@/messages/laptops'
import { steps as stepWords } from '@/messages/start'
import { type CheckStep, stepsOf } from './check-steps'

interface ConnectFormProps {
  readonly onConnected: () => void
  readonly onCancel?: () => void
}

const tones = { done: 'good', failed: 'bad', waiting: 'quiet' } as const

/** Takes an account, checks it step by step, and connects when every step is fine. */
export function ConnectForm({ onConnected, onCancel }: ConnectFormProps): ReactElement {
  const workspace = useWorkspace()
  const notify = useNotify()
  const [account, setAccount] = useState(noAccount)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [checked, setChecked] = useState<Result<{ readonly database: 'empty' | 'this-group' }> | null>(null)
  const connect = async (): Promise<void> => {
    if (!isWholeAccount(account)) return setTried(true)
    setBusy(true)
    setChecked(null)
    const found = await workspace.sync.check(account)
    const connected = found.ok ? await workspace.sync.connect(account) : found
    setBusy(false)
    setChecked(connected.ok ? found : connected)
    if (!connected.ok) return
    notify.done(sending.connected)
    onConnected()
  }
  return (
    <form
      noValidate
      className="settings-fields"
      aria-label={sending.connectTitle}
      onSubmit={(event) => {
        event.preventDefault()
        void connect()
      }}
    >
      <AccountFields account={account} onChange={setAccount} />
      {tried && !isWholeAccount(account) && <p className="field-error">{stepWords.needed}</p>}
      {checked !== null && <Checked steps={stepsOf(checked)} />}
      {checked !== null && !checked.ok && <Problem error={checked.error} />}
      <Group gap="sm">
        <Button type="submit" loading={busy}>
          {checked === null ? sending.connect : sending.checkAgain}
        </Button>
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            {sending.cancel}
          </Button>
        )}
      </Group>
    </form>
  )
}

function Checked({ steps }: { readonly steps: readonly CheckStep[] }): ReactElement {
  return (
    <ul className="check-list" aria-label={checkSteps.title}>
      {steps.map((step) => (
        <li key={step.label}>
          <StatusPill tone={tones[step.state]}>{checkSteps[step.state]}</StatusPill>
          {step.label}
        </li>
      ))}
    </ul>
  )
}
