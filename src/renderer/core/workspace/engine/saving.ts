/** Saving: journal, seal, store, show. A large save is journalled first; a small one goes to both at once. */
import { ok, type Result } from '@host'
import type { StoredRecord } from '../../merge/record'
import { type SaveReport, storageFault } from '../../store/repository'
import { type Envelope, sealMany } from '../../vault/envelope'
import { type Core, PORTION } from './core'
import type { Owing } from './owing'
import type { TakingIn } from './taking-in'

export interface CommitOptions {
  /** Ids that were drawn at random for this save: nothing stands under them, here or elsewhere. */
  readonly fresh?: ReadonlySet<string>
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

  const sealPortion = (records: readonly StoredRecord[], at: number): Promise<Envelope[]> =>
    sealMany(keyring, records.slice(at, at + PORTION))

  /** `first`: the first portion, sealed or on the way. */
  const store = async (
    records: readonly StoredRecord[],
    first: Promise<Envelope[]>,
    { fresh, onProgress }: CommitOptions,
  ): Promise<Stored> => {
    const total = records.length
    const stale: string[] = []
    // Three things go on at once: one portion is sealed, one waits its turn at PouchDB, one is being written.
    let next = first
    let writing: Promise<Result<SaveReport>> = Promise.resolve(ok({ written: [], stale: [] }))
    for (let at = 0; at < total; at += PORTION) {
      const envelopes = await next
      next = sealPortion(records, at + PORTION)
      const before = writing
      writing = repository.save(envelopes, fresh)
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
    // While the journal is written, this thread would only wait.
    const first = sealPortion(records, 0)
    first.catch(() => undefined) // met when it is awaited
    try {
      await rows.journal(records)
    } catch (error) {
      return storageFault(error)
    }
    let stored: Stored
    try {
      stored = await store(records, first, options)
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
    const [journal, stored] = await Promise.allSettled([
      rows.journal(records),
      store(records, sealPortion(records, 0), options),
    ])
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
