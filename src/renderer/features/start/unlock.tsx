import type { AppError, Result } from '@host'
import { Button, PasswordInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useHost, useWorkspace } from '@/app/providers'
import { keptSecret } from '@/app/unlocking'
import { Problem } from '@/components/problem'
import type { Unlocking, WorkspaceState } from '@/core/workspace-types'
import { unlock, unlocking as words } from '@/messages/start'
import { Recover } from './recover'
import { Step } from './step'

interface UnlockProps {
  readonly state: WorkspaceState
  /** Opens without being asked where nothing is to be typed. */
  readonly byItself: boolean
  readonly onStay: (stay: boolean) => void
}

/** Opens what is sealed on this laptop. */
export function Unlock({ state, byItself, onStay }: UnlockProps): ReactElement {
  const [recovering, setRecovering] = useState(false)
  // While recovering, the state may already say "open"; the last "locked" says how this laptop is unlocked.
  const locked = useRef(state)
  if (state.kind === 'locked') locked.current = state
  if (recovering) return <Recover onStay={onStay} onBack={() => setRecovering(false)} />
  if (locked.current.kind !== 'locked') return <Step title={unlock.opening}>{null}</Step>
  return (
    <Locked
      by={locked.current.unlock}
      copied={locked.current.because === 'copied'}
      byItself={byItself}
      onRecover={() => setRecovering(true)}
    />
  )
}

interface LockedProps {
  readonly by: 'passphrase' | 'host' | 'host-pin'
  /** A copy of this laptop turned up. */
  readonly copied: boolean
  readonly byItself: boolean
  readonly onRecover: () => void
}

function Locked({ by, copied, byItself, onRecover }: LockedProps): ReactElement {
  const workspace = useWorkspace()
  const host = useHost()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)

  const open = useCallback(
    async (secretWord: string): Promise<void> => {
      setBusy(true)
      setProblem(null)
      const unlocking = await unlockingNow(by, secretWord, () => keptSecret(host))
      const opened = unlocking.ok ? await workspace.unlock(unlocking.value) : unlocking
      setBusy(false)
      if (!opened.ok) setProblem(opened.error)
    },
    [workspace, host, by],
  )
  // With the laptop's own key and no PIN there is nothing to ask.
  useEffect(() => {
    // But what it is about to do is to be read first, where a copy turned up.
    if (by === 'host' && byItself && !copied) void open('')
  }, [by, byItself, copied, open])

  return (
    <Step
      title={unlock.title}
      lead={unlock.lead}
      onNext={() => void open(typed)}
      nextLabel={by === 'host' ? unlock.host : unlock.open}
      busy={busy}
      straightToBox={by !== 'host'}
      below={
        <Button variant="transparent" p={0} h="auto" onClick={() => void workspace.openSample()}>
          {unlock.sample}
        </Button>
      }
      more={
        <Button variant="subtle" size="lg" color="gray" onClick={onRecover}>
          {unlock.forgotten}
        </Button>
      }
    >
      {copied && problem === null && <Problem error={{ kind: 'laptop-copied' }} />}
      {problem !== null && <Problem error={problem} />}
      {by !== 'host' && (
        <PasswordInput
          size="lg"
          label={by === 'passphrase' ? unlock.passphrase : unlock.pin}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': words.show }}
        />
      )}
    </Step>
  )
}

/** What the core needs, from what was typed and what the laptop's key store holds. */
async function unlockingNow(
  by: LockedProps['by'],
  typed: string,
  secretOf: () => Promise<Result<Uint8Array>>,
): Promise<Result<Unlocking>> {
  if (by === 'passphrase') return { ok: true, value: { method: 'passphrase', passphrase: typed } }
  const secret = await secretOf()
  if (!secret.ok) return secret
  return { ok: true, value: { method: 'host', secret: secret.value, ...(by === 'host-pin' ? { pin: typed } : {}) } }
}
