/** An open group: engine, commands, queries, live queries, undo. What the façade forwards to while it is unlocked. */
import type { Result } from '@host'
import type { Command, CommandContext } from '../commands/define'
import { commands } from '../commands/registry'
import type { DeskDb } from '../desk/db'
import { forgetDrafts } from '../desk/drafts'
import { createGlimpses } from '../desk/glimpses'
import { createRows } from '../desk/rows'
import type { Query, QueryContext } from '../model/define-query'
import { createLiveQueries, type LiveQueries } from '../model/live-queries'
import { queries } from '../model/queries/registry'
import { erasure } from '../records/erasure'
import { createLocalStore } from '../store/local-store'
import type { Database } from '../store/open'
import { createRepository } from '../store/repository'
import type { LocalStore } from '../store/types'
import { readMarks } from '../sync/marks'
import { type Keyring, randomId } from '../vault/keys'
import type { Environment, OpenReport, RunOptions, Space } from '../workspace-types'
import type { BeginningAgain, Mended } from './copied'
import { LockedError } from './door'
import { createEngine, type Engine } from './engine'
import { readPiece } from './file-pieces'
import { createSaver, type Saver } from './save'
import { textId } from './texts'

export interface Opened {
  readonly space: Space
  readonly database: Database
  /** The database as passes, sticks and backups write to it: what they store is taken into the model before they go on. */
  readonly store: LocalStore
  readonly engine: Engine
  readonly saver: Saver
  readonly live: LiveQueries
  /** Opens the model. Screens may watch before it stands: they get their glimpses first. */
  start(): Promise<OpenReport>
  /** Resolves when the model stands. Throws `LockedError` where opening it broke off. */
  ready(): Promise<void>
  /** An opening that is under way breaks off. */
  halt(): void
  /** Folds, moves the checkpoint on and keeps glimpses; when there is time and no pass is under way. */
  tidy(): Promise<void>
  close(): Promise<void>
  run(name: string, input: unknown, options?: RunOptions): Promise<unknown>
  query(name: string, params: unknown): Promise<unknown>
  watch(name: string, params: unknown, listener: (value: unknown) => void): () => void
}

/** How long after the latest save the tail is folded and glimpses are kept. */
const TIDY_AFTER_MS = 4_000
/** How long after catching up failed it is tried again. */
const CATCH_UP_AGAIN_MS = 30_000

/** For those who know faults of the storage by what is thrown. */
function throwFault(result: Result<unknown>): void {
  if (result.ok) return
  const { kind } = result.error
  throw new DOMException(kind, kind === 'disk-full' ? 'QuotaExceededError' : 'AbortError')
}

/** Puts an open group together over its databases. `engine.open()` is still to be called. */
export function openSpace(
  env: Environment,
  parts: {
    readonly space: Space
    readonly desk: DeskDb
    readonly database: Database
    readonly keyring: Keyring
    readonly device: string
    readonly again?: BeginningAgain
    readonly mended?: Mended
  },
): Opened {
  const engine = createEngine({
    keyring: parts.keyring,
    repository: createRepository(parts.database),
    rows: (held) => createRows(parts.desk, parts.keyring, held, env.randomBytes, env.pause),
    device: parts.device,
    ...(parts.again === undefined ? {} : { again: parts.again }),
    ...(parts.mended === undefined ? {} : { mended: parts.mended }),
    now: env.now,
    pause: env.pause,
  })
  const newId = (): string => randomId(env.randomBytes)
  const saver = createSaver(engine, newId, env.today)
  const live = createLiveQueries((run) => env.later(run, 0))
  engine.model.onChange((change) => live.changed(change))
  engine.onLedger(() => live.changed({ types: new Set([erasure.type]) }))

  const queryContext = (): QueryContext => ({
    model: engine.model,
    search: engine.search,
    today: env.today(),
    now: new Date(env.now()).toISOString(),
    device: parts.device,
    erased: engine.erased(),
    held: engine.held(),
  })
  const found = (name: string): Query<unknown, unknown> => {
    const query = (queries as unknown as Readonly<Record<string, Query<unknown, unknown>>>)[name]
    if (query === undefined) throw new Error(`No query is called ${name}`)
    return query
  }

  const plain = createLocalStore(parts.database, async (ids, alone) => {
    await engine.absorb(ids, alone)
  })
  const store: LocalStore = {
    ...plain,
    putLeaves: (docs) =>
      engine.fromOutside(
        docs.map((doc) => doc._id),
        () => plain.putLeaves(docs),
      ),
    // Every pass, stick and backup begins here: what PouchDB has not got yet would be missing from it without a word.
    async info() {
      throwFault(await engine.catchUp())
      await engine.absorbComing()
      throwFault(await engine.giveOwed())
      return plain.info()
    },
  }
  let cancelTidy: () => void = () => undefined
  let cancelAgain: () => void = () => undefined
  engine.onBehind(() => {
    cancelAgain()
    if (engine.behind() !== undefined) cancelAgain = env.later(() => void engine.catchUp(), CATCH_UP_AGAIN_MS)
  })
  engine.onCommit(() => {
    cancelTidy()
    cancelTidy = env.later(() => void opened.tidy().catch(() => undefined), TIDY_AFTER_MS)
  })
  const glimpses = createGlimpses(parts.desk, parts.keyring, env.randomBytes)
  engine.onErased(async (ids) => {
    saver.forgetUndo()
    await Promise.all([glimpses.clear(), forgetDrafts(parts.desk, ids)])
  })
  let stands = false
  /** What was asked for before the model began to open: shown before anything else is read. */
  const asked: Promise<void>[] = []
  let tellReady: () => void = () => undefined
  let tellBroken: (why: LockedError) => void = () => undefined
  const ready = new Promise<void>((resolve, reject) => {
    tellReady = resolve
    tellBroken = reject
  })
  ready.catch(() => undefined)

  const opened: Opened = {
    space: parts.space,
    database: parts.database,
    store,
    engine,
    saver,
    live,
    ready: () => ready,
    halt: engine.halt,
    async start() {
      try {
        // No reason to stay closed: where it cannot be read now, the next pass says it.
        const [marks] = await Promise.all([readMarks(plain).catch(() => undefined), glimpses.load()])
        await Promise.all(asked)
        const report = await engine.open()
        if (marks?.allSentAt) engine.allSentAt(marks.allSentAt)
        stands = true
        tellReady()
        return report
      } catch (error) {
        // Nobody may wait for it: a lock waits for what is under way.
        tellBroken(new LockedError())
        throw error
      }
    },
    async tidy() {
      await engine.tidy()
      await glimpses.keep()
    },
    async close() {
      cancelTidy()
      cancelAgain()
      if (stands) await glimpses.keep().catch(() => undefined)
      await engine.close()
    },
    async run(name, input, options = {}) {
      const command = (commands as unknown as Readonly<Record<string, Command<unknown, unknown>>>)[name]
      if (command === undefined) throw new Error(`No command is called ${name}`)
      await ready
      const signal = options.signal ?? new AbortController().signal
      const progress = options.onProgress ?? (() => undefined)
      const fresh = new Set<string>()
      const context: CommandContext = {
        model: engine.model,
        today: env.today(),
        now: new Date(env.now()).toISOString(),
        device: parts.device,
        newId() {
          const id = newId()
          fresh.add(id)
          return id
        },
        newKey: () => randomId(env.randomBytes).slice(0, 8),
        progress,
        signal,
        save: (changes, label) =>
          saver.save(changes, label, { today: env.today(), fresh, signal, onProgress: progress }),
        textId: (sectionId) => textId(engine, sectionId, parts.device),
        readPiece: (fileId, id) => readPiece(engine, fileId, id),
      }
      return (await command(context, input)) as Result<unknown>
    },
    async query(name, params) {
      const query = found(name)
      await ready
      return query.run(queryContext(), params)
    },
    watch(name, params, listener) {
      const query = found(name)
      let stop: (() => void) | undefined
      let stopped = false
      const begin = (): void => {
        if (stopped) return
        stop = live.watch(
          query.reads,
          () => query.run(queryContext(), params),
          (value, text) => {
            glimpses.note(name, params, text)
            listener(value)
          },
        )
      }
      if (stands) begin()
      else {
        const glimpse = glimpses.read(name, params).then((kept) => {
          if (kept !== undefined && !stands && !stopped) listener(kept)
        })
        asked.push(glimpse.catch(() => undefined))
        void ready.then(begin, () => undefined)
      }
      return () => {
        stopped = true
        stop?.()
      }
    },
  }
  return opened
}
