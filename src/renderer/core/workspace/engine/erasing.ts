/** Erasing: what the ledger names goes, whoever still had it. (docs/adr/0015 and 0028; docs/guards.md, fault 2) */
import { ok, type Result } from '@host'
import type { Item } from '../../records/define'
import { erasure } from '../../records/erasure'
import { storageFault } from '../../store/repository'
import type { Core } from './core'

export interface Erasing {
  /** Every id of which the ledger says that it is erased, and means it. */
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
  /** The ledger's entries that erase something. */
  counting(): readonly Item<typeof erasure>[]
  /** Ids of the entries that erase something and of which nothing is left here. */
  carriedOut(): Promise<readonly string[]>
  /** Erases again whatever is standing. Answers how many documents that was. In the queue only. */
  replay(): Promise<Result<number>>
  /** Listens to what came of the ledger from outside. Answers whether anything had. In the queue only. */
  hear(): Promise<boolean>
}

export function createErasing({ model, repository, rows, quarantine, heard, ledger }: Core): Erasing {
  /** What is being erased, or was until it broke off: PouchDB, or the model, may not show it any more, and pages hold it all the same. */
  const undone = new Set<string>()
  const left = (): readonly string[] =>
    [...erasing.named()].filter((id) => undone.has(id) || model.stored(id) !== undefined)

  const erasing: Erasing = {
    named: ledger.named,
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
    counting() {
      const named = erasing.named()
      return model.items(erasure).filter((entry) => entry.ids?.some((id) => named.has(id)) === true)
    },
    standing: async () => [...new Set([...(await repository.standing([...erasing.named()])), ...left()])],
    async carriedOut() {
      const standing = new Set(await erasing.standing())
      return erasing
        .counting()
        .filter((entry) => !(entry.ids ?? []).some((id) => standing.has(id)))
        .map((entry) => entry.id)
    },
    async replay() {
      const ids = await erasing.standing()
      if (ids.length === 0) return ok(0)
      const erased = await erasing.erase(ids)
      return erased.ok ? ok(ids.length) : erased
    },
    async hear() {
      const isNews = await ledger.heard()
      if (isNews) heard.ledger.tell()
      return isNews
    },
  }
  return erasing
}
