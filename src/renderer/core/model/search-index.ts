/**
 * Search over the fields that types mark. Built in small portions after the model opens, kept in memory only (an index on disk
 * would be plain text). While it is being built, a plain scan answers, so the box is never dead.
 */
import type { Json } from '../merge/record'
import { recordType } from '../records/registry'
import type { LiveModel, ModelChange } from './live-model'
import type { Search, SearchHit } from './search'
import { fold, wordsOf } from './search-words'
import { createWordIndex } from './word-index'

const PORTION = 400
/** A change of more records than this is indexed in portions. */
const SMALL = 50

type Texts = readonly (readonly [text: string, weight: number])[]

export interface SearchIndex extends Search {
  /** Builds the index in portions; `pause` lets other work in between. */
  build(pause: () => Promise<void>): Promise<void>
  ready(): boolean
  /** Takes a change in: a small one at once; of a large one, and while the index is built, what changed is noted for later. */
  apply(change: ModelChange): void
  /** Indexes what large changes left waiting, in portions. */
  work(pause: () => Promise<void>): Promise<void>
}

/** Makes the index over a model. */
export function createSearch(model: LiveModel): SearchIndex {
  const index = createWordIndex()
  let built = false
  const waiting = new Set<string>()

  const textsOf = (id: string): Texts | undefined => {
    const record = model.stored(id)
    const type = record === undefined ? undefined : recordType(record.type)
    const item = type === undefined ? undefined : model.item(type, id)
    if (type === undefined || item === undefined) return undefined
    const texts: [string, number][] = []
    const values = item as unknown as Readonly<Record<string, Json>>
    for (const [name, field] of Object.entries(type.fields)) {
      if (field.search !== undefined) collect(values[name], field.search, texts)
    }
    return texts.length === 0 ? undefined : texts
  }
  const put = (id: string): void => {
    const texts = textsOf(id)
    if (texts === undefined) index.remove(id)
    else index.put(id, texts)
  }
  const typeOf = (id: string): string => model.stored(id)?.type ?? ''
  const scan = (text: string, types: ReadonlySet<string> | undefined, limit: number): readonly SearchHit[] => {
    const words = wordsOf(text)
    const hits: SearchHit[] = []
    if (words.length === 0) return hits
    for (const record of model.all()) {
      if (types !== undefined && !types.has(record.type)) continue
      const all = fold((textsOf(record.id) ?? []).map(([each]) => each).join(' '))
      if (words.every((word) => all.includes(word)))
        hits.push({ id: record.id, type: record.type, score: 1, guess: false })
      if (hits.length >= limit) break
    }
    return hits
  }
  const drain = async (pause: () => Promise<void>): Promise<void> => {
    while (waiting.size > 0) {
      let portion = PORTION
      for (const id of waiting) {
        if (portion === 0) break
        portion -= 1
        waiting.delete(id)
        put(id)
      }
      await pause()
    }
  }

  return {
    ready: () => built,
    find(text, options = {}) {
      const limit = options.limit ?? 50
      const types = options.types === undefined ? undefined : new Set(options.types)
      if (!built) return scan(text, types, limit)
      const accept = types === undefined ? undefined : (id: string): boolean => types.has(typeOf(id))
      return index.find(text, limit, accept).map((hit) => ({ ...hit, type: typeOf(hit.id) }))
    },
    async build(pause) {
      waiting.clear()
      for (const { id } of model.all()) waiting.add(id)
      // With what changes while the index grows, also where that was in it already.
      await drain(pause)
      built = true
    },
    apply(change) {
      for (const id of change.ids) {
        if (built && change.ids.length <= SMALL) put(id)
        else waiting.add(id)
      }
    },
    async work(pause) {
      if (built) await drain(pause)
    },
  }
}

/** All texts within a value. A phone or postcode is also found without its spaces. */
function collect(value: Json | undefined, weight: number, into: [string, number][]): void {
  if (typeof value === 'string') {
    into.push([value, weight])
    if (value.length <= 20 && /\d/.test(value) && /\s/.test(value)) into.push([value.replace(/\s+/g, ''), weight])
  } else if (Array.isArray(value)) {
    for (const each of value as readonly Json[]) collect(each, weight, into)
  } else if (value !== null && typeof value === 'object') {
    for (const each of Object.values(value as Readonly<Record<string, Json>>)) collect(each, weight, into)
  }
}
