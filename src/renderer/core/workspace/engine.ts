/**
 * One open set of databases: keyring, PouchDB, desk and model, and the one way that a change takes through them.
 * (docs/adr/0011) Everything that writes stands in one queue, so a save and a pull never interleave. What it does is in
 * `engine/`, one purpose a file; here the parts are put together.
 */
import { type AppError, ok, type Result } from '@host'
import type { Quarantined } from '../desk/rows'
import type { StoredRecord } from '../merge/record'
import type { LiveModel } from '../model/live-model'
import type { SearchIndex } from '../model/search-index'
import type { Item } from '../records/define'
import type { erasure } from '../records/erasure'
import type { Repository } from '../store/repository'
import type { Alone } from '../store/types'
import type { AnyDocument } from '../vault/envelope'
import type { Keyring } from '../vault/keys'
import type { OpenReport } from '../workspace-types'
import { createCatchingUp } from './engine/catching-up'
import { createCore, type EngineParts } from './engine/core'
import { createErasing } from './engine/erasing'
import { openEngine } from './engine/opening'
import type { Openings } from './engine/openings'
import { createOwing } from './engine/owing'
import { resealRecords } from './engine/resealing'
import { type CommitOptions, createCommit } from './engine/saving'
import { createTakingIn } from './engine/taking-in'

export interface Engine {
  readonly model: LiveModel
  readonly search: SearchIndex
  readonly keyring: Keyring
  readonly repository: Repository
  readonly device: string
  readonly quarantine: ReadonlyMap<string, Quarantined>
  /** Opens the model from the desk, or from PouchDB where that cannot be. Catching up goes on after it answers. */
  open(): Promise<OpenReport>
  /** Resolves when the model has caught up with PouchDB and what a power cut took has been given back, or could not: see `behind`. */
  caughtUp(): Promise<void>
  /** Why that failed; undefined where it went well or still goes on. What PouchDB has may be missing from the model, and the other way round. */
  behind(): AppError | undefined
  /** Hears whenever `behind` may have changed: it failed, failed again, or went well after all. */
  onBehind(listener: () => void): void
  /** Tries again what failed of it; ok where nothing did. Until it goes well nothing may be called sent. Errors: disk-full, storage-failed. */
  catchUp(): Promise<Result<void>>
  /** The stamp of an edit made now. */
  stamp(): { readonly device: string; readonly at: string }
  /**
   * All that was edited until then (ISO instant) is with the group: later edits bear later times, though the computer's clock was set back. A
   * copied laptop tells by them what it has to rename.
   */
  allSentAt(at: string): void
  /**
   * Makes sure that the model knows what PouchDB holds of these records, before they are edited: after a save that failed, and at the
   * start until all is caught up, PouchDB may hold an edit of ours that the model has not seen, and the next edit would use its dot
   * again; and while others' edits are written to it, the next edit would be written over them. Runs in the queue.
   * Errors: disk-full, storage-failed, laptop-copied.
   */
  makeSure(ids: readonly string[]): Promise<Result<void>>
  /** Journals, seals, stores and shows records. Runs in the queue. Errors: disk-full, storage-failed. */
  commit(records: readonly StoredRecord[], options?: CommitOptions): Promise<Result<void>>
  /**
   * Carries out what broke off of an erasure, and gives PouchDB what a full disk kept from it: a large save that stands in the journal
   * only. Until that has gone well nothing may be called sent, since a pass offers what PouchDB holds. Errors: disk-full, storage-failed.
   */
  giveOwed(): Promise<Result<void>>
  /** Opens documents that are about to be written so: see `Openings.look`. */
  look: Openings['look']
  /** Takes in documents that something else (a pass, a stick) has written to PouchDB. Ends conflicts. */
  absorb(ids: readonly string[], alone?: Alone): Promise<{ readonly resolved: number }>
  /**
   * Runs work that writes these documents to PouchDB from outside and then has them absorbed. Until that has gone well the checkpoint
   * names them: a crash, or a disk that gives out between the two, would leave documents that nobody ever looks at.
   */
  fromOutside<T>(ids: readonly string[], work: () => Promise<T>): Promise<T>
  /** Takes in what such work left when it broke off: a pass would not bring it again, since PouchDB may have it. Throws as that did. */
  absorbComing(): Promise<void>
  /** Runs work alone. */
  exclusive<T>(work: () => Promise<T>): Promise<T>
  /** Hears of clear documents (keys, invites, the group's) that arrived. */
  onClearDocument(listener: (doc: AnyDocument) => void): void
  /** Hears that edits came which this laptop seems to have made and has not: it was copied. */
  onCopied(listener: () => void): void
  /** Hears of every local save: something is to be sent. */
  onCommit(listener: () => void): void
  /**
   * Takes records out for good: every leaf here, pages, tail, model, search. The ledger's entry must stand first, so that a crash in
   * between, another laptop's old copy or a restored backup ends the same.
   */
  erase(ids: readonly string[]): Promise<Result<void>>
  /** Every id of which the ledger of erasures says that it is erased, and means it: a key of those who belong vouches for it. */
  erased(): ReadonlySet<string>
  /** The ledger's entries that erase something. */
  erasures(): readonly Item<typeof erasure>[]
  /** Ids that an entry names for which nobody who belongs vouches, until a person has decided. (docs/adr/0034) */
  held(): ReadonlySet<string>
  /** See `Ledger.trust`. */
  trustLedger(kids: readonly string[]): Promise<readonly string[]>
  /** Hears when what counts of the ledger may have changed though no record did. */
  onLedger(listener: () => void): void
  /** All that comes from outside has come: what is new in the ledger is listened to and carried out. Errors: disk-full, storage-failed. */
  hearLedger(): Promise<Result<number>>
  /** Listens to the ledger, and erases again whatever it names and is still here. Answers how many documents that was. Errors: disk-full, storage-failed. */
  replayErasures(): Promise<Result<number>>
  /** Ids of the ledger's entries that have been carried out here to the end: what a heartbeat may say. */
  carriedOut(): Promise<readonly string[]>
  /** Hears that records were erased: glimpses and drafts may still hold them. The erasure waits for it, and fails where it does. */
  onErased(listener: (ids: readonly string[]) => Promise<void>): void
  /** Seals every record with the current key anew, in portions. Other records go on being saved meanwhile. */
  reseal(onProgress: (done: number, total: number) => void, signal: AbortSignal): Promise<Result<number>>
  /** Folds a long tail and moves the checkpoint on; called when there is time and no pass is under way. */
  tidy(): Promise<void>
  /** An opening that is under way breaks off: it was locked meanwhile. */
  halt(): void
  close(): Promise<void>
}

/** Puts the parts together; `open` starts them. */
export function createEngine(parts: EngineParts): Engine {
  const core = createCore(parts)
  const { model, search, keyring, repository, device, quarantine, rows, heard, exclusive, ledger } = core
  const erasing = createErasing(core)
  const taking = createTakingIn(core, erasing, parts.mended)
  const owing = createOwing(core, erasing, taking)
  const catching = createCatchingUp(core, { erasing, taking, owing })

  return {
    model,
    search,
    keyring,
    repository,
    device,
    quarantine,
    exclusive,
    stamp: core.stamp,
    allSentAt: core.allSentAt,
    open: () => openEngine(core, { taking, catching }, parts.again),
    caughtUp: core.caughtUp,
    behind: catching.behind,
    onBehind: heard.behind.on,
    catchUp: catching.again,
    makeSure: taking.makeSure,
    commit: createCommit(core, taking, owing),
    giveOwed: owing.giveOwed,
    look: core.openings.look,
    absorb: taking.absorb,
    fromOutside: taking.fromOutside,
    absorbComing: taking.absorbComing,
    onCopied: heard.copied.on,
    onClearDocument: heard.clear.on,
    onCommit: heard.commit.on,
    erased: erasing.named,
    erasures: erasing.counting,
    held: ledger.held,
    trustLedger: async (kids) => {
      const unsaid = await ledger.trust(kids)
      heard.ledger.tell()
      return unsaid
    },
    onLedger: heard.ledger.on,
    hearLedger: () => exclusive(async () => ((await erasing.hear()) ? erasing.replay() : ok(0))),
    erase: (ids) =>
      exclusive(async () => {
        const erased = await erasing.erase(ids)
        if (erased.ok) heard.commit.tell()
        return erased
      }),
    replayErasures: () =>
      exclusive(async () => {
        await erasing.hear()
        return erasing.replay()
      }),
    carriedOut: erasing.carriedOut,
    onErased: heard.erased.on,
    async reseal(onProgress, signal) {
      // Its end says that the desk is complete.
      await core.caughtUp()
      const caught = await catching.again()
      return caught.ok ? resealRecords(core, { taking, owing }, onProgress, signal) : caught
    },
    async tidy() {
      if (core.isClosed()) return
      await exclusive(async () => {
        if (owing.isOwed()) await owing.give()
        if (rows.isLong()) await rows.fold()
        const { seq } = await repository.info()
        await owing.settle(seq, seq)
      })
    },
    halt: core.halt,
    async close() {
      await core.stop()
      await repository.close()
    },
  }
}
