/** Erasing: what the ledger names goes, whoever still had it. (docs/adr/0015 and 0028; docs/guards.md, fault 2) */
import { ok, type Result } from '@host'
import { erasure } from '../../records/erasure'
import { storageFault } from '../../store/repository'
import type { Core } from './core'

export interface Erasing {
  /** Every id that the ledger names; worked out again when an entry comes. */
  named(): ReadonlySet<string>
  /**
   * Ends every leaf of the records here, and takes them away. What breaks off is remembered until it has been done. In the queue only.
   * Errors: disk-full, storage-failed.
   */
  erase(ids: readonly string[]): Promise<Result<void>>
  /** Takes records that PouchDB has no more out of model, search, glimpses, drafts, pages and tail. In the queue only. Throws faults of the storage. */
  takeAway(ids: readonly string[]): Promise<void>
  /** Whether something that the ledger names is known to be here still: it is shown, or erasing it broke off. */
  isLeft(): boolean
  /** What the ledger names and is still here, pieces of files too. */
  standing(): Promise<readonly string[]>
  /** Ids of the ledger's entries of which nothing is left here. */
  carriedOut(): Promise<readonly string[]>
  /** Erases again whatever is standing. Answers how many documents that was. In the queue only. */
  replay(): Promise<Result<number>>
}

export function createErasing({ model, repository, rows, quarantine, heard }: Core): Erasing {
  let entriesThen: readonly unknown[] = []
  let ledger: ReadonlySet<string> = new Set()
  /** What is being erased, or was until it broke off: PouchDB, or the model, may not show it any more, and pages hold it all the same. */
  const undone = new Set<string>()
  const left = (): readonly string[] =>
    [...erasing.named()].filter((id) => undone.has(id) || model.stored(id) !== undefined)

  const erasing: Erasing = {
    named() {
      const entries = model.items(erasure)
      if (entries !== entriesThen) {
        entriesThen = entries
        ledger = new Set(entries.flatMap((entry) => entry.ids ?? []))
      }
      return ledger
    },
    async erase(ids) {
      for (const id of ids) undone.add(id)
      const erased = await repository.erase(ids)
      if (!erased.ok) return erased
      try {
        await erasing.takeAway(ids)
      } catch (error) {
        return storageFault(error)
      }
      return ok(undefined)
    },
    async takeAway(ids) {
      for (const id of ids) undone.add(id)
      model.forget(ids)
      for (const id of ids) quarantine.delete(id)
      // The pages come last: cut off before them, the next opening finds the records there and does it all again.
      await heard.erased.tell(ids)
      await rows.erase(ids)
      for (const id of ids) undone.delete(id)
    },
    isLeft: () => left().length > 0,
    standing: async () => [...new Set([...(await repository.standing([...erasing.named()])), ...left()])],
    async carriedOut() {
      const standing = new Set(await erasing.standing())
      return model
        .items(erasure)
        .filter((entry) => !(entry.ids ?? []).some((id) => standing.has(id)))
        .map((entry) => entry.id)
    },
    async replay() {
      const ids = await erasing.standing()
      if (ids.length === 0) return ok(0)
      const erased = await erasing.erase(ids)
      return erased.ok ? ok(ids.length) : erased
    },
  }
  return erasing
}
