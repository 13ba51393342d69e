/**
 * One open set of databases: keyring, PouchDB, desk and model, and the one way that a change takes through them.
 * (architecture.md, section 4) Everything that writes stands in one queue, so a save and a pull never interleave.
 */
import { fail, ok, type Result } from '@host'
import type { Checkpoint, DeskRows } from '../desk/rows'
import { type ClockState, clockStart, formatTime, nextTime, observeTime } from '../merge/clock'
import { mergeAll, mergeRecords, valueKey } from '../merge/merge'
import type { Json, StoredRecord } from '../merge/record'
import { isReused, type Renaming, seenTogether } from '../merge/rename'
import { createModel, type LiveModel } from '../model/live-model'
import { createSearch, type SearchIndex } from '../model/search-index'
import { erasure } from '../records/erasure'
import { heartbeat } from '../records/heartbeat'
import { type Leaves, type Repository, type SaveReport, storageFault } from '../store/repository'
import { isChunkId } from '../vault/chunk'
import { type AnyDocument, isEnvelope, isNewer, open, openMany, sealMany } from '../vault/envelope'
import type { Keyring } from '../vault/keys'
import type { OpenReport } from '../workspace-types'
import { CopiedError, type Mended, mendCopied } from './copied'

export interface EngineParts {
  readonly keyring: Keyring
  readonly repository: Repository
  readonly rows: (lookup: (id: string) => StoredRecord | undefined) => DeskRows
  readonly device: string
  /** This laptop was copied and begins again under another device id: its unsent edits get new dots before anything else. */
  readonly renaming?: Renaming
  /** What got new dots at an earlier opening. */
  readonly mended?: Mended
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Lets other work in. */
  readonly pause: () => Promise<void>
}

/** Why an envelope is kept but not shown. */
export type Quarantined = 'key-missing' | 'damaged-record' | 'newer-record'

export interface Engine {
  readonly model: LiveModel
  readonly search: SearchIndex
  readonly keyring: Keyring
  readonly repository: Repository
  readonly device: string
  readonly quarantine: ReadonlyMap<string, Quarantined>
  /** Opens the model from the desk, or from PouchDB where that cannot be. Catching up goes on after it answers. */
  open(): Promise<OpenReport>
  /** Resolves when the model has caught up with PouchDB and what a power cut took has been given back. */
  caughtUp(): Promise<void>
  /** The stamp of an edit made now. */
  stamp(): { readonly device: string; readonly at: string }
  /**
   * Makes sure that the model knows what PouchDB holds of these records, before they are edited: after a save that failed, and at the
   * start until all is caught up, PouchDB may hold an edit of ours that the model has not seen, and the next edit would use its dot
   * again. Runs in the queue. Errors: disk-full, storage-failed.
   */
  makeSure(ids: readonly string[]): Promise<Result<void>>
  /** Journals, seals, stores and shows records. Runs in the queue. Errors: disk-full, storage-failed. */
  commit(
    records: readonly StoredRecord[],
    options?: { readonly fresh?: ReadonlySet<string>; readonly onProgress?: (done: number, total: number) => void },
  ): Promise<Result<void>>
  /**
   * Gives PouchDB what a full disk kept from it: a large save that stands in the journal only. Until that has gone well nothing may
   * be called sent, since a pass offers what PouchDB holds. Errors: disk-full, storage-failed.
   */
  giveOwed(): Promise<Result<void>>
  /** Takes in documents that something else (a pass, a stick) has written to PouchDB. Ends conflicts. */
  absorb(ids: readonly string[]): Promise<{ readonly resolved: number }>
  /**
   * Runs work that writes documents to PouchDB from outside and then has them absorbed. Meanwhile the checkpoint stays, or a crash
   * between the two would leave documents that no opening ever looks at.
   */
  fromOutside<T>(work: () => Promise<T>): Promise<T>
  /** Runs work alone. */
  exclusive<T>(work: () => Promise<T>): Promise<T>
  /** Hears of clear documents (keys, invites, the group's) that arrived. */
  onClearDocument(listener: (doc: AnyDocument) => void): void
  /** Hears that edits came which this laptop seems to have made and has not: it was copied. */
  onCopied(listener: () => void): void
  /** Records that got new dots when this opened. */
  mendedIds(): readonly string[]
  /** Hears of every local save: something is to be sent. */
  onCommit(listener: () => void): void
  /**
   * Takes records out for good: every leaf here, pages, tail, model, search. The ledger's entry must stand first, so that a crash in
   * between, another laptop's old copy or a restored backup ends the same.
   */
  erase(ids: readonly string[]): Promise<Result<void>>
  /** Erases again whatever the ledger names and is still here. Answers how many documents that was. */
  replayErasures(): Promise<number>
  /** Hears that records were erased: glimpses and drafts may still hold them. */
  onErased(listener: (ids: readonly string[]) => void): void
  /** Seals every record with the current key anew, in portions. Other records go on being saved meanwhile. */
  reseal(onProgress: (done: number, total: number) => void, signal: AbortSignal): Promise<Result<number>>
  /** Folds a long tail and moves the checkpoint on; called when there is time and no pass is under way. */
  tidy(): Promise<void>
  close(): Promise<void>
}

const PORTION = 500
/** Records sealed anew at once: small, so that a save in between hardly waits. */
const RESEAL = 100

/** Puts the parts together; `open` starts them. */
export function createEngine(parts: EngineParts): Engine {
  const { keyring, repository, device, now } = parts
  const model = createModel()
  const search = createSearch(model)
  const rows = parts.rows((id) => model.stored(id))
  const quarantine = new Map<string, Quarantined>()
  const clearListeners = new Set<(doc: AnyDocument) => void>()
  const commitListeners = new Set<() => void>()
  const copiedListeners = new Set<() => void>()
  let mended = parts.mended
  const erasedListeners = new Set<(ids: readonly string[]) => void>()
  let ledgerOf: readonly unknown[] = []
  let ledger: ReadonlySet<string> = new Set()
  let clock: ClockState = clockStart
  let queue: Promise<unknown> = Promise.resolve()
  let catchingUp: Promise<void> = Promise.resolve()
  let closed = false
  let outside = 0
  /** Records that stand in the journal and that PouchDB could not take. While there are any, the checkpoint stays where it is. */
  const owed = new Set<string>()
  /** Records of which PouchDB may hold an edit of ours that the model has not seen. Complete once `listed`. */
  const unsure = new Set<string>()
  let listed: Promise<void> = Promise.resolve()
  model.onChange((change) => {
    if (search.ready()) search.apply(change)
  })
  // What a large save or a pull brought is indexed a little later, in portions: the list need not wait for it.
  const indexLater = (): void => {
    catchingUp = Promise.all([catchingUp, search.work(parts.pause)]).then(() => undefined)
  }

  /** Every id that the ledger names; worked out again when an entry comes. */
  const erasedIds = (): ReadonlySet<string> => {
    const entries = model.items(erasure)
    if (entries !== ledgerOf) {
      ledgerOf = entries
      ledger = new Set(entries.flatMap((entry) => entry.ids ?? []))
    }
    return ledger
  }
  const eraseNow = async (ids: readonly string[]): Promise<Result<void>> => {
    const erased = await repository.erase(ids)
    if (!erased.ok) return erased
    model.forget(ids)
    for (const id of ids) quarantine.delete(id)
    await rows.erase(ids)
    for (const listener of erasedListeners) listener(ids)
    return ok(undefined)
  }

  const settle = async (witness: number, seq?: number): Promise<void> => {
    if (owed.size === 0) await rows.settle(witness, seq)
  }
  const giveOwed = async (): Promise<Result<void>> => {
    const ids = [...owed]
    for (let at = 0; at < ids.length; at += PORTION) {
      const part = ids.slice(at, at + PORTION)
      const written = await repository.save(
        await sealMany(
          keyring,
          part.flatMap((id) => model.stored(id) ?? []),
        ),
      )
      if (!written.ok) return written
      if (written.value.stale.length > 0) await takeIn(written.value.stale)
      for (const id of part) owed.delete(id)
    }
    if (ids.length > 0) await settle((await repository.info()).seq)
    return ok(undefined)
  }

  const exclusive = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work, work)
    queue = turn.catch(() => undefined)
    return turn
  }
  const observe = (record: StoredRecord): void => {
    for (const [, , at] of record.dots) clock = observeTime(clock, at, now())
  }
  const show = (records: readonly StoredRecord[]): void => {
    for (const record of records) observe(record)
    model.put(records)
  }

  /** Opens what leaves hold. What cannot be opened is set aside, never dropped. */
  const openLeaves = async (leaves: Leaves): Promise<readonly StoredRecord[]> => {
    const opened = await Promise.all(leaves.docs.map((doc) => open(keyring, doc)))
    const records: StoredRecord[] = []
    let refused: Quarantined | undefined
    for (const result of opened) {
      if (result.ok) records.push(result.value)
      else refused = result.error.kind as Quarantined
    }
    if (refused === undefined) quarantine.delete(leaves.id)
    else quarantine.set(leaves.id, refused)
    return records
  }

  /** Edits in this laptop's name that it never made; for its heartbeat, which nobody else writes, also where it has none yet. */
  const isStrange = (known: StoredRecord | undefined, stored: StoredRecord): boolean => {
    if (known !== undefined) return isReused(known, stored, device)
    return stored.type === heartbeat.type && (stored.seen[device] ?? 0) > 0 && !erasedIds().has(stored.id)
  }

  /** Records that the ledger names and that are still shown: PouchDB may have ended them, and its answer was lost. */
  const shown = (): string[] => [...erasedIds()].filter((id) => model.stored(id) !== undefined)

  /** What the ledger names and is still here, pieces of files too. */
  const standing = async (): Promise<readonly string[]> => [
    ...new Set([...(await repository.standing([...erasedIds()])), ...shown()]),
  ]

  const takeIn = async (ids: readonly string[], isFromOthers = false): Promise<number> => {
    let resolved = 0
    const changed: StoredRecord[] = []
    const gone: string[] = []
    const again: string[] = []
    for (const leaves of await repository.leaves(ids)) {
      if (isChunkId(leaves.id)) {
        // It was on its way while its file was erased.
        if (leaves.docs.length > 0 && erasedIds().has(leaves.id)) again.push(leaves.id)
        continue
      }
      if (leaves.docs.length === 0) {
        quarantine.delete(leaves.id)
        if (leaves.deleted && model.stored(leaves.id) !== undefined) gone.push(leaves.id)
        continue
      }
      if (!leaves.docs.some((doc) => isEnvelope(doc) || isNewer(doc))) {
        const doc = leaves.docs[0]
        if (doc !== undefined) for (const listener of clearListeners) listener(doc)
        continue
      }
      const records = await openLeaves(leaves)
      const [first, ...rest] = records
      if (first === undefined) continue
      const stored = mergeAll([first, ...rest])
      const known = model.stored(leaves.id)
      if (isFromOthers && !unsure.has(leaves.id) && isStrange(known, stored)) {
        for (const listener of copiedListeners) listener()
        throw new CopiedError()
      }
      const wasMended = known !== undefined && mended?.ids.includes(leaves.id) === true
      const ours = known !== undefined && wasMended && mended ? seenTogether(known, stored, mended) : known
      const merged = ours === undefined ? stored : mergeRecords(ours, stored)
      if (ours === undefined || !same(merged, ours)) changed.push(merged)
      if (wasMended && ours !== known && !changed.includes(merged)) changed.push(merged)
      // A leaf that could not be opened is never ended; and what PouchDB lost in a power cut is given back from the desk.
      const whole = records.length === leaves.docs.length
      if (whole && (leaves.docs.length > 1 || !same(merged, stored))) {
        const [envelope] = await sealMany(keyring, [merged])
        if (envelope !== undefined && (await repository.resolve(leaves, envelope)).ok) resolved += 1
      }
    }
    // What was erased does not come back, whoever still had it. (security.md, bug 2; domain.md, section 4.3)
    const kept = changed.filter((record) => !erasedIds().has(record.id))
    for (const record of changed) if (erasedIds().has(record.id)) again.push(record.id)
    if (kept.length > 0) {
      await rows.journal(kept)
      const entries = model.items(erasure)
      show(kept)
      if (model.items(erasure) !== entries) again.push(...(await standing()))
    }
    if (again.length > 0) {
      await eraseNow([...new Set(again)])
      resolved += again.length
    }
    if (gone.length > 0) {
      model.forget(gone)
      await rows.erase(gone)
    }
    return resolved
  }

  const makeSure = async (ids: readonly string[]): Promise<Result<void>> => {
    await listed
    const doubtful = ids.filter((id) => unsure.has(id))
    try {
      for (let at = 0; at < doubtful.length; at += PORTION) {
        const part = doubtful.slice(at, at + PORTION)
        await takeIn(part)
        for (const id of part) unsure.delete(id)
      }
      return ok(undefined)
    } catch (error) {
      return storageFault(error)
    }
  }

  /** What changed in PouchDB since the desk was last complete; all of it where PouchDB went back in time. */
  const listChanged = async (
    from: Pick<Checkpoint, 'seq' | 'witness' | 'dirty'>,
  ): Promise<{ readonly lost: boolean; readonly ids: Set<string> }> => {
    try {
      const info = await repository.info()
      const lost = from.dirty || info.seq < Math.max(from.seq, from.witness)
      const ids = new Set((await repository.changedSince(lost ? 0 : from.seq)).ids)
      for (const id of ids) unsure.add(id)
      return { lost, ids }
    } catch (error) {
      for (const { id } of model.all()) unsure.add(id)
      throw error
    }
  }

  const catchUp = async (
    from: Pick<Checkpoint, 'seq' | 'witness' | 'dirty'>,
    tail: readonly StoredRecord[],
  ): Promise<void> => {
    const listing = listChanged(from)
    listed = listing.then(
      () => undefined,
      () => undefined,
    )
    const { lost, ids } = await listing
    const suspects = lost ? [...model.all()] : tail
    const missing: StoredRecord[] = []
    const known = new Set<string>()
    for (let at = 0; at < suspects.length; at += PORTION) {
      const part = suspects.slice(at, at + PORTION).map((record) => record.id)
      for (const leaves of await repository.leaves(part))
        if (leaves.docs.length > 0 || leaves.deleted) known.add(leaves.id)
    }
    for (const record of suspects) {
      if (known.has(record.id)) ids.add(record.id)
      else missing.push(model.stored(record.id) ?? record)
    }
    if (missing.length > 0) {
      const lacking = new Set(missing.map((record) => record.id))
      const given = await repository.save(await sealMany(keyring, missing), lacking)
      if (!given.ok) for (const id of lacking) owed.add(id)
    }
    const all = [...ids].filter((id) => !id.startsWith('_design/') && !isChunkId(id))
    for (let at = 0; at < all.length; at += PORTION) {
      if (closed) return
      const part = all.slice(at, at + PORTION)
      await exclusive(async () => {
        await takeIn(part)
        for (const id of part) unsure.delete(id)
      })
      await parts.pause()
    }
    await exclusive(async () => {
      const erasedHere = await standing()
      if (erasedHere.length > 0) await eraseNow(erasedHere)
    })
    const { seq } = await repository.info()
    await settle(seq, seq)
  }

  const rebuild = async (): Promise<void> => {
    const conflicts: string[] = []
    let since = 0
    since = (await repository.info()).seq
    await repository.readAll(async (docs, conflicted) => {
      conflicts.push(...conflicted)
      const envelopes = docs.filter((doc) => isEnvelope(doc) || typeof doc.v === 'number')
      const records: StoredRecord[] = []
      for (const [i, result] of (await openMany(keyring, envelopes)).entries()) {
        const id = envelopes[i]?._id ?? ''
        if (result.ok) records.push(result.value)
        else if (isEnvelope(envelopes[i]) || result.error.kind === 'newer-record')
          quarantine.set(id, result.error.kind as Quarantined)
      }
      show(records)
    })
    if (conflicts.length > 0) await takeIn(conflicts)
    await rows.rebuild(model.all(), since)
  }

  return {
    model,
    search,
    keyring,
    repository,
    device,
    quarantine,
    exclusive,
    stamp() {
      clock = nextTime(clock, now())
      return { device, at: formatTime(clock) }
    },
    async open() {
      const loaded = await rows.load()
      const mend = async (seq: number): Promise<void> => {
        if (parts.renaming === undefined) return
        const records = await mendCopied({ model, repository, keyring }, parts.renaming)
        mended = { ...parts.renaming, ids: records.map((record) => record.id) }
        // Pages and tail hold the old dots: merged in at the next start, they would bring them back.
        await rows.rebuild(model.all(), seq)
      }
      const merged = (record: StoredRecord): StoredRecord => {
        const ours = model.stored(record.id)
        return ours === undefined ? record : mergeRecords(ours, record)
      }
      if (loaded.kind === 'loaded') {
        model.put(loaded.records)
        for (const record of loaded.tail) model.put([merged(record)])
        await mend(loaded.checkpoint.seq)
        catchingUp = catchUp(loaded.checkpoint, loaded.tail)
      } else {
        await rebuild()
        const lost = loaded.tail.map(merged)
        model.put(lost)
        const { seq } = await repository.info()
        await mend(0)
        catchingUp = catchUp({ seq, witness: seq, dirty: false }, lost)
      }
      catchingUp = catchingUp
        .then(async () => {
          if (rows.isLong()) await exclusive(() => rows.fold())
          await search.build(parts.pause)
          if (!closed) await repository.learnRevisions(parts.pause)
        })
        .catch(() => undefined)
      const isNew = loaded.kind === 'unusable' && loaded.because === 'missing' && model.size() === 0
      return {
        from: loaded.kind === 'loaded' ? 'pages' : isNew ? 'new' : 'rebuilt',
        records: model.size(),
        ...(loaded.kind === 'unusable' && !isNew ? { because: loaded.because } : {}),
        quarantined: quarantine.size,
        newer: model.newer().length,
      }
    },
    caughtUp: () => catchingUp,
    makeSure,
    async commit(records, options = {}) {
      if (records.length === 0) return ok(undefined)
      const fresh = options.fresh ?? new Set<string>()
      const total = records.length
      const seal = async (): Promise<Result<{ readonly stale: readonly string[] }>> => {
        const stale: string[] = []
        // Three things go on at once: one portion is sealed, one waits its turn at PouchDB, one is being written.
        let next = sealMany(keyring, records.slice(0, PORTION))
        let writing: Promise<Result<SaveReport>> = Promise.resolve(ok({ written: [], stale: [] }))
        for (let at = 0; at < total; at += PORTION) {
          const envelopes = await next
          next = sealMany(keyring, records.slice(at + PORTION, at + 2 * PORTION))
          const before = writing
          writing = repository.save(envelopes, fresh)
          const written = await before
          if (!written.ok) {
            await writing
            return written
          }
          stale.push(...written.value.stale)
          options.onProgress?.(Math.min(at, total), total)
        }
        const last = await writing
        if (!last.ok) return last
        options.onProgress?.(total, total)
        return ok({ stale: [...stale, ...last.value.stale] })
      }
      // A large save is journalled first: then it stands whole, whatever happens. A small one goes to both at once.
      let saved: Result<{ readonly stale: readonly string[] }>
      if (records.length >= 200) {
        try {
          await rows.journal(records)
        } catch (error) {
          return storageFault(error)
        }
        try {
          saved = await seal()
          if (saved.ok) await settle((await repository.info()).seq)
        } catch (error) {
          saved = storageFault(error)
        }
        if (!saved.ok) {
          // The journal has it all. PouchDB gets it as soon as there is room: after the next save, before a pass, at the next start.
          for (const record of records) owed.add(record.id)
          saved = ok({ stale: [] })
        }
      } else {
        const [journal, stored] = await Promise.allSettled([rows.journal(records), seal()])
        saved =
          journal.status === 'rejected'
            ? storageFault(journal.reason)
            : stored.status === 'rejected'
              ? storageFault(stored.reason)
              : stored.value
        if (!saved.ok) {
          if (journal.status === 'fulfilled') await journal.value.undo().catch(() => undefined)
          // PouchDB may have it all the same, in whole or in part: then it counts, or the next edit would use its dot again.
          const ids = records.map((record) => record.id)
          for (const id of ids) unsure.add(id)
          const looked = await makeSure(ids)
          const isThere = (record: StoredRecord): boolean =>
            (model.stored(record.id)?.seen[device] ?? 0) >= (record.seen[device] ?? 0)
          if (!looked.ok || !records.every(isThere)) return saved
          saved = ok({ stale: [] })
        }
      }
      if (!saved.ok) return saved
      show(records)
      if (records.length > 1) indexLater()
      if (saved.value.stale.length > 0) await takeIn(saved.value.stale)
      for (const listener of commitListeners) listener()
      return ok(undefined)
    },
    giveOwed: () =>
      owed.size === 0 && shown().length === 0
        ? Promise.resolve(ok(undefined))
        : exclusive(async () => {
            // An erasure that a full disk broke off is carried out first.
            const erased = await eraseNow(await standing())
            return erased.ok ? giveOwed() : erased
          }),
    async absorb(ids) {
      let resolved = 0
      repository.touched(ids)
      for (let at = 0; at < ids.length; at += PORTION) {
        const part = ids.slice(at, at + PORTION)
        resolved += await exclusive(() => takeIn(part, true))
        await parts.pause()
      }
      indexLater()
      if (resolved > 0) for (const listener of commitListeners) listener()
      return { resolved }
    },
    async fromOutside(work) {
      outside += 1
      try {
        return await work()
      } finally {
        outside -= 1
      }
    },
    onCopied: (listener) => copiedListeners.add(listener),
    mendedIds: () => mended?.ids ?? [],
    onClearDocument: (listener) => clearListeners.add(listener),
    onCommit: (listener) => commitListeners.add(listener),
    erase: (ids) =>
      exclusive(async () => {
        const erased = await eraseNow(ids)
        if (erased.ok) for (const listener of commitListeners) listener()
        return erased
      }),
    replayErasures: () =>
      exclusive(async () => {
        const here = await standing()
        if (here.length > 0) await eraseNow(here)
        return here.length
      }),
    onErased: (listener) => erasedListeners.add(listener),
    async reseal(onProgress, signal) {
      const ids = [...model.all()].map((record) => record.id)
      for (let at = 0; at < ids.length; at += RESEAL) {
        if (signal.aborted || closed) return fail('cancelled')
        const saved = await exclusive(async () => {
          // What has the newest key already is passed over: begun again, it goes on from where it stopped.
          const old = (await repository.leaves(ids.slice(at, at + RESEAL))).filter(
            ({ docs }) => docs.length !== 1 || docs.some((doc) => doc.k !== keyring.current.kid),
          )
          const records = old.flatMap(({ id }) => model.stored(id) ?? [])
          return repository.save(await sealMany(keyring, records))
        })
        if (!saved.ok) return saved
        if (saved.value.stale.length > 0) await exclusive(() => takeIn(saved.value.stale))
        onProgress(Math.min(at + RESEAL, ids.length), ids.length)
        await parts.pause()
      }
      await exclusive(async () => {
        const { seq } = await repository.info()
        owed.clear() // every record has just been given to PouchDB
        // Documents may just have come that are not in the model yet: then the next opening looks at everything.
        await rows.rebuild(model.all(), outside === 0 ? seq : 0)
      })
      for (const listener of commitListeners) listener()
      return ok(ids.length)
    },
    async tidy() {
      if (closed) return
      await exclusive(async () => {
        if (owed.size > 0) await giveOwed()
        if (rows.isLong()) await rows.fold()
        const { seq } = await repository.info()
        await settle(seq, outside === 0 ? seq : undefined)
      })
    },
    async close() {
      closed = true
      await catchingUp
      await queue.catch(() => undefined)
      await repository.close()
    },
  }
}

function same(a: StoredRecord, b: StoredRecord): boolean {
  return a === b || valueKey(a as unknown as Json) === valueKey(b as unknown as Json)
}
