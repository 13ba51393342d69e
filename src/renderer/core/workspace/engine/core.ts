/** What all parts of the engine stand on: what is open, the one queue of all that writes, the clock, and who is told of what. */
import type { Aside, DeskRows, Held, Quarantined } from '../../desk/rows'
import { type ClockState, clockStart, formatTime, nextTime, notBefore, observeTime } from '../../merge/clock'
import type { StoredRecord } from '../../merge/record'
import { createModel, type LiveModel } from '../../model/live-model'
import { createSearch, type SearchIndex } from '../../model/search-index'
import type { Repository } from '../../store/repository'
import type { AnyDocument } from '../../vault/envelope'
import type { Keyring } from '../../vault/keys'
import type { BeginningAgain, Mended } from '../copied'
import { oneAtATime } from '../one-at-a-time'
import { createLedger, type Ledger } from './ledger'
import { createOpenings, type Openings } from './openings'

export interface EngineParts {
  readonly keyring: Keyring
  readonly repository: Repository
  readonly rows: (held: Held) => DeskRows
  readonly device: string
  /** This laptop was copied and begins again under another device id: its unsent edits get new dots before anything else. */
  readonly again?: BeginningAgain
  /** What got new dots at an earlier opening. */
  readonly mended?: Mended
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Lets other work in. */
  readonly pause: () => Promise<void>
}

/** How many records go through at once. */
export const PORTION = 500

export interface Core {
  readonly keyring: Keyring
  readonly repository: Repository
  readonly device: string
  readonly pause: () => Promise<void>
  readonly model: LiveModel
  readonly search: SearchIndex
  readonly rows: DeskRows
  readonly quarantine: Map<string, Quarantined>
  readonly openings: Openings
  /** What the ledger of erasures says. */
  readonly ledger: Ledger
  /** Records that the desk has and PouchDB could not take: `owing.ts` gives them. */
  readonly owed: Set<string>
  /** Ids of documents of which PouchDB may hold what the model has not seen, until it is taken in: a set for each piece of work. */
  readonly coming: Set<ReadonlySet<string>>
  /** Runs work alone: a save and a pull never interleave. */
  exclusive<T>(work: () => Promise<T>): Promise<T>
  /** The stamp of an edit made now. */
  stamp(): { readonly device: string; readonly at: string }
  /** See `Engine.allSentAt`. */
  allSentAt(at: string): void
  /** Puts records into the model. The clock follows theirs. */
  show(records: readonly StoredRecord[]): void
  /** More work that goes on by itself and that closing waits for. */
  goesOn(work: Promise<void>): void
  caughtUp(): Promise<void>
  /** Indexes what a large save or a pull brought, a little later and in portions: the list need not wait for it. */
  indexLater(): void
  readonly heard: {
    readonly clear: Heard<AnyDocument>
    readonly commit: Heard<void>
    readonly copied: Heard<void>
    /** Catching up failed, failed again, or went well after all. */
    readonly behind: Heard<void>
    /** What the ledger says may be another thing than before, though no record changed. */
    readonly ledger: Heard<void>
    /** Resolves when everybody who was told has thrown away what they keep. */
    readonly erased: Heard<readonly string[], Promise<void>>
  }
  isClosed(): boolean
  /** Nothing new begins: an opening breaks off at its next step. */
  halt(): void
  /** Nothing new begins. Resolves when what runs has ended. */
  stop(): Promise<void>
}

/** Those who are told of one kind of thing. */
export interface Heard<T, A = void> {
  on(listener: (what: T) => A): void
  tell(what: T): A
}

function heard<T>(): Heard<T> {
  const listeners = new Set<(what: T) => void>()
  return {
    on: (listener) => listeners.add(listener),
    tell(what) {
      for (const listener of listeners) listener(what)
    },
  }
}

/** The same, of those who have something to do about it. Rejects where one of them could not. */
function heeded<T>(): Heard<T, Promise<void>> {
  const listeners = new Set<(what: T) => Promise<void>>()
  return {
    on: (listener) => listeners.add(listener),
    async tell(what) {
      await Promise.all([...listeners].map((listener) => listener(what)))
    },
  }
}

/** Nothing is opened or read yet. */
export function createCore({ keyring, repository, device, now, pause, rows }: EngineParts): Core {
  const model = createModel()
  const search = createSearch(model)
  let clock: ClockState = clockStart
  const exclusive = oneAtATime()
  let going: Promise<void> = Promise.resolve()
  let closed = false
  const quarantine = new Map<string, Quarantined>()
  const owed = new Set<string>()
  const coming = new Set<ReadonlySet<string>>()
  const aside = (): Aside => ({
    ...Object.fromEntries([...coming].flatMap((ids) => [...ids].map((id) => [id, 'coming'] as const))),
    ...Object.fromEntries(quarantine),
  })
  const goesOn = (work: Promise<void>): void => {
    going = Promise.all([going, work]).then(() => undefined)
  }
  model.onChange((change) => search.apply(change))

  return {
    keyring,
    repository,
    device,
    pause,
    model,
    search,
    rows: rows({ record: (id) => model.stored(id), aside }),
    quarantine,
    openings: createOpenings(keyring),
    ledger: createLedger(model, keyring),
    owed,
    coming,
    exclusive,
    stamp() {
      clock = nextTime(clock, now())
      return { device, at: formatTime(clock) }
    },
    allSentAt(at) {
      clock = notBefore(clock, at)
    },
    show(records) {
      for (const { dots } of records) for (const [, , at] of dots) clock = observeTime(clock, at, now())
      model.put(records)
    },
    goesOn,
    caughtUp: () => going,
    indexLater: () => goesOn(search.work(pause)),
    heard: { clear: heard(), commit: heard(), copied: heard(), behind: heard(), ledger: heard(), erased: heeded() },
    isClosed: () => closed,
    halt() {
      closed = true
    },
    async stop() {
      closed = true
      await going
      await exclusive(async () => undefined)
    },
  }
}
