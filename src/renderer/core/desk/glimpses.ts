/**
 * Glimpses: the last answers of the queries that screens watched, sealed. After unlocking a screen shows its glimpse at once, and the
 * true answer replaces it as soon as the model stands. They are thrown away whenever somebody is erased.
 */
import { openBlob, sealBlob } from '../vault/blob'
import { fromUtf8, utf8 } from '../vault/bytes'
import { deriveId, type Keyring } from '../vault/keys'
import type { DeskDb, GlimpseRow } from './db'

/** As many answers as a person is likely to come back to. */
const KEPT = 24
/** Larger answers are worked out again instead. */
const LARGEST = 128 * 1024

export interface Glimpses {
  /** Reads what was kept, all at once: before the pages, so that it never waits behind them. */
  load(): Promise<void>
  /** The kept answer, or undefined. Waits for `load`, but for no page. */
  read(name: string, params: unknown): Promise<unknown>
  /** Notes an answer (its JSON); written by `keep`. */
  note(name: string, params: unknown, answer: string): void
  /** Writes what was noted. */
  keep(): Promise<void>
  /** Throws all away. */
  clear(): Promise<void>
}

/** The glimpses of an open group. */
export function createGlimpses(db: DeskDb, keyring: Keyring, randomBytes: (count: number) => Uint8Array): Glimpses {
  const noted = new Map<string, { readonly name: string; readonly params: unknown; readonly answer: string }>()
  let changed = false
  /** How often all was thrown away: what was being sealed meanwhile is not written. */
  let clearings = 0
  let tellLoaded: (rows: ReadonlyMap<string, GlimpseRow>) => void = () => undefined
  const loaded = new Promise<ReadonlyMap<string, GlimpseRow>>((resolve) => {
    tellLoaded = resolve
  })
  const keyOf = (name: string, params: unknown): Promise<string> =>
    deriveId(keyring.first, 'glimpse', name, JSON.stringify(params ?? null))
  const place = (key: string): string => `desk/${keyring.groupId}/glimpse/${key}`

  return {
    async load() {
      const rows = await db.glimpses.toArray().catch(() => [])
      tellLoaded(new Map(rows.map((row) => [row.key, row])))
    },
    async read(name, params) {
      const [key, rows] = await Promise.all([keyOf(name, params), loaded])
      const row = rows.get(key)
      const desk = row === undefined ? undefined : keyring.get(row.kid)?.desk
      if (row === undefined || desk === undefined) return undefined
      const opened = await openBlob(desk, place(key), row.bytes)
      return opened.ok ? JSON.parse(fromUtf8(opened.value)) : undefined
    },
    note(name, params, answer) {
      if (answer.length > LARGEST) return
      const id = `${name} ${JSON.stringify(params ?? null)}`
      noted.delete(id)
      noted.set(id, { name, params, answer })
      for (const oldest of noted.keys()) {
        if (noted.size <= KEPT) break
        noted.delete(oldest)
      }
      changed = true
    },
    async keep() {
      if (!changed) return
      changed = false
      const then = clearings
      const kid = keyring.current.kid
      const sealed = await Promise.all(
        [...noted.values()].map(async ({ name, params, answer }) => {
          const key = await keyOf(name, params)
          return { key, kid, bytes: await sealBlob(keyring.current.desk, place(key), utf8(answer), randomBytes) }
        }),
      )
      await db.transaction('rw', db.glimpses, async () => {
        if (clearings !== then) return
        await db.glimpses.clear()
        await db.glimpses.bulkPut(sealed)
      })
    },
    async clear() {
      noted.clear()
      changed = false
      clearings += 1
      await db.glimpses.clear()
    },
  }
}
