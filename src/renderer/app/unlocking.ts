/** From what a person chose to what the core needs: with the laptop's key store where there is one, else a passphrase. */
import type { Host, Result } from '@host'
import { fail, ok } from '@host'
import { useEffect, useState } from 'react'
import { isComplete, noChoice, type UnlockChoice } from '@/components/unlocking-fields'
import type { Unlocking } from '@/core/workspace-types'
import { useHost } from './providers'

const SLOT = 'device'
const SECRET_BYTES = 32

/** Whether this laptop's own key store can keep the key; `undefined` until it has answered. */
function useByHost(): boolean | undefined {
  const host = useHost()
  const [byHost, setByHost] = useState<boolean | undefined>(host.keyCache === undefined ? false : undefined)
  useEffect(() => {
    let here = true
    void host.keyCache?.status().then((status) => {
      if (here) setByHost(status.ok && status.value.available)
    })
    return () => {
      here = false
    }
  }, [host])
  return byHost
}

/** The secret that the key store holds for Trestle. Errors: key-missing where there is none. */
export async function keptSecret(host: Host): Promise<Result<Uint8Array>> {
  if (host.keyCache === undefined) return fail('not-available-here')
  const read = await host.keyCache.read(SLOT)
  if (!read.ok) return read
  return read.value === null ? fail('key-missing') : ok(read.value)
}

/** The secret that the key store holds, or a new one that it holds from now on: read back before it is trusted. */
async function secretToUse(host: Host): Promise<Result<Uint8Array>> {
  const kept = await keptSecret(host)
  if (kept.ok || kept.error.kind !== 'key-missing' || host.keyCache === undefined) return kept
  const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES))
  const written = await host.keyCache.write(SLOT, secret)
  return written.ok ? keptSecret(host) : written
}

/** How this laptop is to open from now on, as a form asks for it: what `UnlockingFields` is given, and what comes of it. */
export function useUnlockChoice() {
  const host = useHost()
  const byHost = useByHost() ?? false
  const [choice, onChange] = useState(noChoice)
  return {
    fields: { choice, onChange, byHost, hasKeyStore: host.keyCache !== undefined },
    isComplete: isComplete(choice, byHost),
    /** Ready for the core. Errors: those of the key store. */
    unlocking: () => unlockingFrom(host, choice, byHost),
  }
}

async function unlockingFrom(host: Host, choice: UnlockChoice, byHost: boolean): Promise<Result<Unlocking>> {
  if (!byHost) return ok({ method: 'passphrase', passphrase: choice.passphrase })
  const secret = await secretToUse(host)
  if (!secret.ok) return secret
  return ok({ method: 'host', secret: secret.value, ...(choice.withPin ? { pin: choice.pin } : {}) })
}
