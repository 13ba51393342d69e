/** Saving: journal, seal, store, show. A large save is journalled first; a small one goes to both at once. */
import { ok, type Result } from '@host'
import type { StoredRecord } from '../../merge/record'
import { type SaveReport, storageFault } from '../../store/repository'
import { sealMany } from '../../vault/envelope'
import { type Core, PORTION } from './core'
import type { Owing } from './owing'
import type { TakingIn } from './taking-in'

export interface CommitOptions {
  readonly onProgress?: (done: number, total: number) => void
}

/** Ids of stale saves: somebody else's revision came in between. */
type Stored = Result<{ readonly stale: readonly string[] }>

const NOTHING_STALE: Stored = ok({ stale: [] })
/** From so many records on, a save stands in the journal before anything else is done. */
const LARGE = 200

/** See `Engine.commit`. */
export function createCommit(core: Core, taking: TakingIn, owing: Owing) {
  const { keyring, repository, device, model, rows } = core

  const store = async (records: readonly StoredRecord[], { onProgress }: CommitOptions): Promise<Stored> => {
    const total = records.length
    const stale: string[] = []
    // Three things go on at once: one portion is sealed, one waits its turn at PouchDB, one is being written.
    let next = sealMany(keyring, records.slice(0, PORTION))
    let writing: Promise<Result<SaveReport>> = Promise.resolve(ok({ written: [], stale: [] }))
    for (let at = 0; at < total; at += PORTION) {
      const envelopes = await next
      next = sealMany(keyring, records.slice(at + PORTION, at + 2 * PORTION))
      const before = writing
      writing = repository.save(envelopes)
      const written = await before
      if (!written.ok) {
        await writing
        return written
      }
      stale.push(...written.value.stale)
      onProgress?.(Math.min(at, total), total)
    }
    const last = await writing
    if (!last.ok) return last
    onProgress?.(total, total)
    return ok({ stale: [...stale, ...last.value.stale] })
  }

  const saveLarge = async (records: readonly StoredRecord[], options: CommitOptions): Promise<Stored> => {
    try {
      await rows.journal(records)
    } catch (error) {
      return storageFault(error)
    }
    let stored: Stored
    try {
      stored = await store(records, options)
      if (stored.ok) await owing.settle((await repository.info()).seq)
    } catch (error) {
      stored = storageFault(error)
    }
    if (stored.ok) return stored
    // The journal has it all. PouchDB gets it as soon as there is room: after the next save, before a pass, at the next start.
    owing.add(records.map((record) => record.id))
    return NOTHING_STALE
  }

  const saveSmall = async (records: readonly StoredRecord[], options: CommitOptions): Promise<Stored> => {
    const [journal, stored] = await Promise.allSettled([rows.journal(records), store(records, options)])
    const saved =
      journal.status === 'rejected'
        ? storageFault(journal.reason)
        : stored.status === 'rejected'
          ? storageFault(stored.reason)
          : stored.value
    if (saved.ok) return saved
    const ids = records.map((record) => record.id)
    // What cannot be taken out of the journal again counts: it would be there at the next opening, under a dot that was used again.
    const isKept =
      journal.status === 'fulfilled' &&
      (await journal.value.undo().then(
        () => false,
        () => true,
      ))
    // PouchDB may have it all the same, in whole or in part: then it counts too.
    taking.doubts.add(ids)
    if (isKept) {
      owing.add(ids)
      return NOTHING_STALE
    }
    const looked = await taking.makeSure(ids)
    const isThere = (record: StoredRecord): boolean =>
      (model.stored(record.id)?.seen[device] ?? 0) >= (record.seen[device] ?? 0)
    return looked.ok && records.every(isThere) ? NOTHING_STALE : saved
  }

  return async (records: readonly StoredRecord[], options: CommitOptions = {}): Promise<Result<void>> => {
    if (records.length === 0) return ok(undefined)
    const saved = await (records.length >= LARGE ? saveLarge : saveSmall)(records, options)
    if (!saved.ok) return saved
    core.show(records)
    await core.ledger.learn()
    if (records.length > 1) core.indexLater()
    if (saved.value.stale.length > 0) await taking.takeIn(saved.value.stale)
    core.heard.commit.tell()
    return ok(undefined)
  }
}
