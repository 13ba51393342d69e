/** Adding a laptop: the invite on one side, joining on the other, the four-word check on both. */
import { fail } from '@host'
import type { Environment, OpenReport, Space, Unlocking, Workspace } from '../workspace-types'
import type { Unlocked } from './lifecycle'
import type { SpaceDatabases } from './spaces'
import type { SyncControl } from './sync-control'

export interface LaptopParts {
  readonly current: () => Unlocked | undefined
  readonly databases: (space: Space) => SpaceDatabases
  readonly sync: SyncControl
  readonly opened: (unlocked: Unlocked, unlocking: Unlocking) => Promise<OpenReport>
}

export function createLaptops(_env: Environment, _parts: LaptopParts): Workspace['laptops'] {
  return {
    invite: async () => fail('not-available-here'),
    join: async () => fail('not-available-here'),
    confirm: async () => fail('not-available-here'),
  }
}
