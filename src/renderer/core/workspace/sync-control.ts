/** Starts, stops and reports passes for whatever is open. */
import { fail, ok, type Result, type ServerAccount } from '@host'
import type { Environment, SyncStatus } from '../workspace-types'
import type { Unlocked } from './lifecycle'
import type { SpaceDatabases } from './spaces'

export interface SyncControl {
  status(): SyncStatus
  onStatus(listener: (status: SyncStatus) => void): () => void
  attach(unlocked: Unlocked, databases: SpaceDatabases): Promise<void>
  detach(): Promise<void>
  check(account: ServerAccount, groupId: string): Promise<Result<{ readonly database: 'empty' | 'this-group' }>>
  connect(account: ServerAccount | null): Promise<Result<void>>
  account(): Promise<{ readonly url: string; readonly user: string } | null>
  now(): Promise<Result<SyncStatus>>
  allow(): Promise<Result<SyncStatus>>
  hint(what: 'online' | 'focus' | 'offline'): void
}

export function createSyncControl(_env: Environment): SyncControl {
  const status: SyncStatus = { kind: 'off', pending: 0 }
  return {
    status: () => status,
    onStatus: (listener) => {
      listener(status)
      return () => undefined
    },
    attach: async () => undefined,
    detach: async () => undefined,
    check: async () => fail('not-available-here'),
    connect: async () => fail('not-available-here'),
    account: async () => null,
    now: async () => ok(status),
    allow: async () => ok(status),
    hint: () => undefined,
  }
}
