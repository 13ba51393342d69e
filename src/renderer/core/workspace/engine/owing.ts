/** What PouchDB is owed: records that stand in the journal alone, since a full disk kept them from it. (docs/guards.md, fault 11) */
import { ok, type Result } from '@host'
import { sealMany } from '../../vault/envelope'
import { type Core, PORTION } from './core'
import type { Erasing } from './erasing'
import type { TakingIn } from './taking-in'

export interface Owing {
  add(ids: Iterable<string>): void
  /** Whether records are to be given, or an erasure that broke off is to be carried out. */
  isOwed(): boolean
  /** Carries out what broke off of erasures, then gives it all. In the queue only. Errors: disk-full, storage-failed. */
  give(): Promise<Result<void>>
  /** See `Engine.giveOwed`. */
  giveOwed(): Promise<Result<void>>
  /** The opening has caught up: PouchDB and the model have what either had. */
  caughtUp(): void
  /** Moves the desk's checkpoint on; while anything is owed, and until all is caught up, it stays where it is. */
  settle(witness: number, seq?: number): Promise<void>
}

export function createOwing(core: Core, erasing: Erasing, { makeSure, takeIn }: TakingIn): Owing {
  const { keyring, repository, model, rows, quarantine, owed } = core
  let isBehind = true

  const owing: Owing = {
    add(ids) {
      for (const id of ids) owed.add(id)
    },
    isOwed: () => owed.size > 0 || erasing.isLeft(),
    caughtUp() {
      isBehind = false
    },
    async give() {
      if (erasing.isLeft()) {
        const erased = await erasing.replay()
        if (!erased.ok) return erased
      }
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
    giveOwed: async () => (owing.isOwed() ? core.exclusive(owing.give) : ok(undefined)),
    async settle(witness, seq) {
      if (owed.size === 0 && !isBehind) await rows.settle(witness, seq)
    },
  }
  return owing
}
