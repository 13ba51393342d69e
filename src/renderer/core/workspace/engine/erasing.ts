/** Erasing: what the ledger names goes, whoever still had it. (ADR 15 and 28; security.md, bug 2; domain.md, section 4.3) */
import { ok, type Result } from '@host'
import { erasure } from '../../records/erasure'
import type { Core } from './core'

export interface Erasing {
  /** Every id that the ledger names; worked out again when an entry comes. */
  named(): ReadonlySet<string>
  /** Ends every leaf of the records here, and takes them out of pages, tail, model and search. In the queue only. */
  erase(ids: readonly string[]): Promise<Result<void>>
  /** Records that the ledger names and that are still shown: PouchDB may have ended them, and its answer was lost. */
  shown(): readonly string[]
  /** What the ledger names and is still here, pieces of files too. */
  standing(): Promise<readonly string[]>
  /** Erases again whatever is standing. Answers how many documents that was. In the queue only. */
  replay(): Promise<Result<number>>
}

export function createErasing({ model, repository, rows, quarantine, heard }: Core): Erasing {
  let entriesThen: readonly unknown[] = []
  let ledger: ReadonlySet<string> = new Set()

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
      const erased = await repository.erase(ids)
      if (!erased.ok) return erased
      model.forget(ids)
      for (const id of ids) quarantine.delete(id)
      await rows.erase(ids)
      heard.erased.tell(ids)
      return ok(undefined)
    },
    shown: () => [...erasing.named()].filter((id) => model.stored(id) !== undefined),
    standing: async () => [...new Set([...(await repository.standing([...erasing.named()])), ...erasing.shown()])],
    async replay() {
      const ids = await erasing.standing()
      if (ids.length === 0) return ok(0)
      const erased = await erasing.erase(ids)
      return erased.ok ? ok(ids.length) : erased
    },
  }
  return erasing
}
