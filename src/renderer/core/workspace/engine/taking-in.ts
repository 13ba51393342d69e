/** Taking in what stands in PouchDB: leaves are opened, merged into the model and brought together. Nothing that does not open is ended. */
import { fail, ok, type Result } from '@host'
import type { Quarantined } from '../../desk/rows'
import { mergeAll, mergeRecords } from '../../merge/merge'
import type { StoredRecord } from '../../merge/record'
import { isReused, seenTogether } from '../../merge/rename'
import { erasure } from '../../records/erasure'
import { heartbeat } from '../../records/heartbeat'
import { type Leaves, storageFault } from '../../store/repository'
import type { Alone } from '../../store/types'
import { isChunkId } from '../../vault/chunk'
import { isEnvelope, isNewer, sealMany } from '../../vault/envelope'
import { CopiedError, type Mended } from '../copied'
import { type Core, PORTION } from './core'
import type { Erasing } from './erasing'
import { same } from './same'

export interface TakingIn {
  /** In the queue only. Answers how many conflicts it ended. Throws `CopiedError` where others bring edits in this laptop's name. */
  takeIn(ids: readonly string[], isFromOthers?: boolean, alone?: Alone): Promise<number>
  /** Takes in documents that something else (a pass, a stick) has written to PouchDB. Ends conflicts. */
  absorb(ids: readonly string[], alone?: Alone): Promise<{ readonly resolved: number }>
  /** See `Engine.fromOutside`. */
  fromOutside<T>(ids: readonly string[], work: () => Promise<T>): Promise<T>
  /** See `Engine.absorbComing`. */
  absorbComing(): Promise<void>
  /** See `Engine.makeSure`. */
  makeSure(ids: readonly string[]): Promise<Result<void>>
  readonly doubts: Doubts
  /** What got new dots when this opened. */
  setMended(mended: Mended): void
}

/** Records of which PouchDB may hold an edit of ours that the model has not seen. */
export interface Doubts {
  add(ids: Iterable<string>): void
  clear(ids: readonly string[]): void
  /** All doubts that an opening has are known when this is. */
  listedBy(listing: Promise<unknown>): void
}

export function createTakingIn(core: Core, erasing: Erasing, mendedBefore: Mended | undefined): TakingIn {
  const { keyring, openings, repository, device, model, rows, quarantine, heard, ledger } = core
  const unsure = new Set<string>()
  core.coming.add(unsure)
  let listed: Promise<unknown> = Promise.resolve()
  let mended = mendedBefore

  /** What leaves hold, from what came of opening each. What cannot be opened is set aside, never dropped. */
  const readable = (leaves: Leaves, opened: readonly Result<StoredRecord>[]): readonly StoredRecord[] => {
    const records: StoredRecord[] = []
    let refused: Quarantined | undefined = leaves.isPartly ? 'damaged-record' : undefined
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
    return stored.type === heartbeat.type && (stored.seen[device] ?? 0) > 0 && !erasing.named().has(stored.id)
  }

  /** The leaves' record merged with what is known; undefined where that is no news. Ends their conflict. */
  const merge = async (
    leaves: Leaves,
    opened: readonly Result<StoredRecord>[],
    isFromOthers: boolean,
  ): Promise<{ readonly changed?: StoredRecord; readonly resolved: boolean }> => {
    const records = readable(leaves, opened)
    const [first, ...rest] = records
    if (first === undefined) return { resolved: false }
    const stored = mergeAll([first, ...rest])
    const known = model.stored(leaves.id)
    if (isFromOthers && !unsure.has(leaves.id) && isStrange(known, stored)) {
      heard.copied.tell()
      throw new CopiedError()
    }
    const wasMended = known !== undefined && mended?.ids.includes(leaves.id) === true
    const ours = known !== undefined && wasMended && mended ? seenTogether(known, stored, mended) : known
    const merged = ours === undefined ? stored : mergeRecords(ours, stored)
    const isNews = ours === undefined || !same(merged, ours) || (wasMended && ours !== known)
    // A leaf that could not be opened is never ended; and what PouchDB lost in a power cut is given back from the desk.
    const whole = records.length === leaves.docs.length && !leaves.isPartly
    let resolved = false
    if (whole && (leaves.docs.length > 1 || !same(merged, stored))) {
      const [envelope] = await sealMany(keyring, [merged])
      resolved = envelope !== undefined && (await repository.resolve(leaves, envelope)).ok
      if (!resolved && !same(merged, stored)) core.owed.add(leaves.id)
    }
    return { resolved, ...(isNews ? { changed: merged } : {}) }
  }

  const takeIn = async (ids: readonly string[], isFromOthers = false, alone?: Alone): Promise<number> => {
    let resolved = 0
    const changed: StoredRecord[] = []
    const gone: string[] = []
    const again: string[] = []
    await ledger.learn()
    const standing = await repository.leaves(ids, alone)
    const sealed = standing.flatMap(({ id, docs }) => (isChunkId(id) ? [] : docs))
    // All at once: one after the other each would wait for the other thread.
    const results = await openings.take(sealed)
    const openedBy = new Map(sealed.map((doc, i) => [doc, results[i]]))
    for (const leaves of standing) {
      if (isChunkId(leaves.id)) {
        // It was on its way while its file was erased.
        if (leaves.docs.length > 0 && erasing.named().has(leaves.id)) again.push(leaves.id)
        continue
      }
      if (leaves.docs.length === 0) {
        // What cannot be read now is looked at again at the next opening.
        if (leaves.isPartly) quarantine.set(leaves.id, 'damaged-record')
        else quarantine.delete(leaves.id)
        if (leaves.deleted && model.stored(leaves.id) !== undefined) gone.push(leaves.id)
        continue
      }
      if (!leaves.docs.some((doc) => isEnvelope(doc) || isNewer(doc))) {
        const doc = leaves.docs[0]
        if (doc !== undefined) heard.clear.tell(doc)
        continue
      }
      // What was erased does not come back, whoever still had it, and whether it can be read or not.
      if (erasing.named().has(leaves.id)) {
        again.push(leaves.id)
        continue
      }
      const opened = leaves.docs.flatMap((doc) => openedBy.get(doc) ?? [])
      const merged = await merge(leaves, opened, isFromOthers)
      if (merged.changed !== undefined) changed.push(merged.changed)
      if (merged.resolved) resolved += 1
    }
    if (changed.length > 0) {
      await rows.journal(changed)
      const entries = changed.flatMap(({ type, id }) => (type === erasure.type ? [id] : []))
      // A pass brings keys too, and they say whose word counts: what others erased is listened to when all has come.
      if (isFromOthers) ledger.came(entries)
      core.show(changed)
      await ledger.learn()
      if (entries.length > 0 && !isFromOthers) again.push(...(await erasing.standing()))
    }
    if (again.length > 0) {
      // What breaks off is tried again before the next pass; until then no heartbeat says that it was carried out.
      const erased = await erasing.erase([...new Set(again)])
      if (erased.ok) resolved += again.length
    }
    if (gone.length > 0) await erasing.takeAway(gone)
    return resolved
  }

  const absorb: TakingIn['absorb'] = async (ids, alone) => {
    let resolved = 0
    for (let at = 0; at < ids.length; at += PORTION) {
      const part = ids.slice(at, at + PORTION)
      resolved += await core.exclusive(() => {
        // Not before its turn: a save that comes first must not find the new revision and write on it unread.
        repository.touched(part)
        return takeIn(part, true, alone)
      })
      await core.pause()
    }
    core.indexLater()
    if (resolved > 0) heard.commit.tell()
    return { resolved }
  }
  /** Work from outside that broke off: PouchDB may have what it brought. */
  const broken = new Set<ReadonlySet<string>>()

  const doubts: Doubts = {
    add(ids) {
      for (const id of ids) unsure.add(id)
    },
    clear(ids) {
      for (const id of ids) unsure.delete(id)
    },
    listedBy(listing) {
      listed = listing.catch(() => undefined)
    },
  }

  return {
    takeIn,
    doubts,
    absorb,
    async fromOutside(ids, work) {
      const these = new Set(ids)
      core.coming.add(these)
      try {
        const answer = await work()
        core.coming.delete(these)
        return answer
      } catch (error) {
        broken.add(these)
        throw error
      }
    },
    async absorbComing() {
      for (const ids of [...broken]) {
        await absorb([...ids])
        broken.delete(ids)
        core.coming.delete(ids)
      }
    },
    async makeSure(ids) {
      await listed
      try {
        // Learned before it is asked what is coming: whatever comes after that is not written over but found to have come in between.
        await repository.learn(ids.filter((id) => model.stored(id) !== undefined))
        const coming = [...core.coming]
        const doubtful = ids.filter((id) => coming.some((these) => these.has(id)))
        for (let at = 0; at < doubtful.length; at += PORTION) {
          const part = doubtful.slice(at, at + PORTION)
          await takeIn(part, true)
          doubts.clear(part)
        }
        return ok(undefined)
      } catch (error) {
        return error instanceof CopiedError ? fail('laptop-copied') : storageFault(error)
      }
    },
    setMended(now) {
      mended = now
    },
  }
}
