/** An open group: engine, commands, queries, live queries, undo. What the façade forwards to while it is unlocked. */
import type { Result } from '@host'
import type { Command, CommandContext } from '../commands/define'
import { commands } from '../commands/registry'
import type { DeskDb } from '../desk/db'
import { createRows } from '../desk/rows'
import type { Query, QueryContext } from '../model/define-query'
import { createLiveQueries, type LiveQueries } from '../model/live-queries'
import { queries } from '../model/queries/registry'
import type { Database } from '../store/open'
import { createRepository } from '../store/repository'
import { type Keyring, randomId } from '../vault/keys'
import type { Environment, RunOptions, Space } from '../workspace-types'
import { createEngine, type Engine } from './engine'
import { createSaver, type Saver } from './save'
import { textId } from './texts'

export interface Opened {
  readonly space: Space
  readonly database: Database
  readonly engine: Engine
  readonly saver: Saver
  readonly live: LiveQueries
  run(name: string, input: unknown, options?: RunOptions): Promise<unknown>
  query(name: string, params: unknown): unknown
  watch(name: string, params: unknown, listener: (value: unknown) => void): () => void
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
  },
): Opened {
  const engine = createEngine({
    keyring: parts.keyring,
    repository: createRepository(parts.database),
    rows: (lookup) => createRows(parts.desk, parts.keyring, lookup, env.randomBytes),
    device: parts.device,
    now: env.now,
    pause: env.pause,
  })
  const newId = (): string => randomId(env.randomBytes)
  const saver = createSaver(engine, newId, env.today)
  const live = createLiveQueries((run) => env.later(run, 0))
  engine.model.onChange((change) => live.changed(change))

  const queryContext = (): QueryContext => ({
    model: engine.model,
    search: engine.search,
    today: env.today(),
    now: new Date(env.now()).toISOString(),
    device: parts.device,
  })
  const found = (name: string): Query<unknown, unknown> => {
    const query = (queries as unknown as Readonly<Record<string, Query<unknown, unknown>>>)[name]
    if (query === undefined) throw new Error(`No query is called ${name}`)
    return query
  }

  return {
    space: parts.space,
    database: parts.database,
    engine,
    saver,
    live,
    async run(name, input, options = {}) {
      const command = (commands as unknown as Readonly<Record<string, Command<unknown, unknown>>>)[name]
      if (command === undefined) throw new Error(`No command is called ${name}`)
      const signal = options.signal ?? new AbortController().signal
      const progress = options.onProgress ?? (() => undefined)
      const context: CommandContext = {
        model: engine.model,
        today: env.today(),
        now: new Date(env.now()).toISOString(),
        device: parts.device,
        newId,
        newKey: () => randomId(env.randomBytes).slice(0, 8),
        progress,
        signal,
        save: (changes, label) => saver.save(changes, label, { today: env.today(), signal, onProgress: progress }),
        textId: (sectionId) => textId(engine, sectionId, parts.device),
      }
      return (await command(context, input)) as Result<unknown>
    },
    query: (name, params) => found(name).run(queryContext(), params),
    watch(name, params, listener) {
      const query = found(name)
      return live.watch(query.reads, () => query.run(queryContext(), params), listener)
    },
  }
}
