import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { z } from 'zod'
import { fail, ok } from '../../preload/host'
import { readBounded, writeAtomically } from '../atomic-file'
import type { Handlers } from '../ipc'

const slotSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
const secretSchema = z.instanceof(Uint8Array).refine((secret) => secret.byteLength > 0 && secret.byteLength <= 4096)
const storedSchema = z.strictObject({ backend: z.string(), sealed: z.base64() })

export interface VaultParts {
  readonly safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >
  readonly platform: NodeJS.Platform
  readonly folder: string
}

/**
 * The system's key store as a cache of the device key. It is never the only copy, so whatever goes wrong here costs a
 * passphrase, not data. On Linux without a key ring Electron would "encrypt" with a fixed word (basic_text): never used.
 */
export function vaultHandlers(parts: VaultParts): Handlers<'vault.status' | 'vault.read' | 'vault.write'> {
  const { safeStorage, folder } = parts
  const fileOf = (slot: string): string => join(folder, `${slot}.json`)

  async function status(): Promise<{ available: boolean; backend: string }> {
    const available = await safeStorage.isAsyncEncryptionAvailable().catch(() => false)
    const backend = backendOf(parts)
    return { available: available && backend !== 'basic_text' && backend !== 'unknown', backend }
  }

  async function write(slot: string, plain: string, backend: string): ReturnType<typeof writeAtomically> {
    const sealed = await safeStorage.encryptStringAsync(plain)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const stored = JSON.stringify({ backend, sealed: sealed.toString('base64') })
    return writeAtomically(fileOf(slot), new TextEncoder().encode(stored), 0o600)
  }

  return {
    'vault.status': { arguments: z.tuple([]), run: async () => ok(await status()) },
    'vault.read': {
      arguments: z.tuple([slotSchema]),
      async run(slot) {
        const { available, backend } = await status()
        const file = await readBounded(fileOf(slot), 64 * 1024)
        if (!available || !file.ok) return ok(null)
        const stored = storedSchema.safeParse(parse(file.value))
        // Sealed by another key store than today's: it cannot be opened, and the passphrase or phrase still opens everything.
        if (!stored.success || stored.data.backend !== backend) return ok(null)
        try {
          const opened = await safeStorage.decryptStringAsync(Buffer.from(stored.data.sealed, 'base64'))
          if (opened.shouldReEncrypt) await write(slot, opened.result, backend)
          return ok(new Uint8Array(Buffer.from(opened.result, 'base64')))
        } catch {
          return fail('key-missing')
        }
      },
    },
    'vault.write': {
      arguments: z.tuple([slotSchema, secretSchema]),
      async run(slot, secret) {
        const { available, backend } = await status()
        if (!available) return fail('not-available-here')
        try {
          return await write(slot, Buffer.from(secret).toString('base64'), backend)
        } catch {
          return fail('not-available-here')
        }
      },
    },
  }
}

function backendOf({ safeStorage, platform }: VaultParts): string {
  if (platform === 'linux') return safeStorage.getSelectedStorageBackend()
  return platform === 'darwin' ? 'keychain' : 'dpapi'
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
