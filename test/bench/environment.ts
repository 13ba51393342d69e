/** The core's surroundings in a browser without an app around it. */
import { openIndexedDb } from '@/core/store/open'
import { pooled } from '@/core/vault/bytes'
import type { Environment } from '@/core/workspace-types'

export const environment: Environment = {
  now: () => Date.now(),
  today: () => '2026-11-22',
  randomBytes: pooled((bytes) => crypto.getRandomValues(bytes)),
  route: async (account) => ({
    ok: true,
    value:
      account === null
        ? null
        : { baseUrl: account.url, headers: { authorization: `Basic ${btoa(`${account.user}:${account.password}`)}` } },
  }),
  fetch: (input, init) => fetch(input, init),
  openDatabase: openIndexedDb,
  pause: () => (globalThis as unknown as { scheduler: { yield(): Promise<void> } }).scheduler.yield(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  version: 'bench',
}
