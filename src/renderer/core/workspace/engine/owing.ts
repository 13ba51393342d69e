/** What PouchDB is owed: records that stand in the journal alone, since a full disk kept them from it. (security.md, bug 11) */
import { ok, type Result } from '@host'
import { sealMany } from '../../vault/envelope'
import { type Core, PORTION } from './core'
import type { Erasing } from './erasing'
import type { TakingIn } from './taking-in'

export interface Owing {
  add(ids: Iterable<string>): void
  isOwed(): boolean
  /** Every record has just been given to PouchDB. */
  paid(): void
  /** Gives it all, in the queue only. Errors: disk-full, storage-failed. */
  give(): Promise<Result<void>>
  /** See `Engine.giveOwed`. */
  giveOwed(): Promise<Result<void>>
  /** The opening has caught up: PouchDB and the model have what either had. */
  caughtUp(): void
  /** Moves the desk's checkpoint on; while anything is owed, and until all is caught up, it stays where it is. */
  settle(witness: number, seq?: number): Promise<void>
}

export function createOwing(core: Core, erasing: Erasing, { makeSure, takeIn }: TakingIn): Owing {
  const { keyring, repository, model, rows, quarantine } = core
  const owed = new Set<string>()
  let isBehind = true

  const owing: Owing = {
    add(ids) {
      for (const id of ids) owed.add(id)
    },
    isOwed: () => owed.size > 0,
    paid: () => owed.clear(),
    caughtUp() {
      isBehind = false
    },
    async give() {
      const ids = [...owed]
      for (let at = 0; at < ids.length; at += PORTION) {
        const part = ids.slice(at, at + PORTION)
        const sure = await makeSure(part)
        if (!sure.ok) return sure
        // A leaf that does not open is not written over: once it can be read, ours is given with what it holds.
        const records = part.flatMap((id) => (quarantine.has(id) ? [] : (model.stored(id) ?? [])))
        const written = await repository.save(await sealMany(keyring, records))
        if (!written.ok) return written
        if (written.value.stale.length > 0) await takeIn(written.value.stale)
        for (const id of part) owed.delete(id)
      }
      if (ids.length > 0) await owing.settle((await repository.info()).seq)
      return ok(undefined)
    },
    giveOwed: async () =>
      owed.size === 0 && erasing.shown().length === 0
        ? ok(undefined)
        : core.exclusive(async () => {
            // An erasure that a full disk broke off is carried out first.
            const erased = await erasing.replay()
            return erased.ok ? owing.give() : erased
          }),
    async settle(witness, seq) {
      if (owed.size === 0 && !isBehind) await rows.settle(witness, seq)
    },
  }
  return owing
}
