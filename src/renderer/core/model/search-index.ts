/**
 * Search as you type, by MiniSearch over the fields that types mark. Built in small portions after the model opens, kept in
 * memory only. While it is being built, a plain scan answers, so the box is never dead.
 */
import MiniSearch from 'minisearch'
import type { Json } from '../merge/record'
import type { RecordType } from '../records/define'
import { recordType } from '../records/registry'
import type { LiveModel, ModelChange } from './live-model'
import type { Search, SearchHit } from './search'

const PORTION = 500

interface Indexed {
  readonly id: string
  readonly type: string
  readonly heavy: string
  readonly middle: string
  readonly light: string
}

export interface SearchIndex extends Search {
  /** Builds the index in portions; `pause` lets other work in between. */
  build(pause: () => Promise<void>): Promise<void>
  ready(): boolean
  apply(change: ModelChange): void
}

/** Makes the index over a model. */
export function createSearch(model: LiveModel): SearchIndex {
  const index = new MiniSearch<Indexed>({
    fields: ['heavy', 'middle', 'light'],
    storeFields: ['type'],
    tokenize,
    processTerm: (term) => fold(term) || null,
    searchOptions: {
      boost: { heavy: 3, middle: 2 },
      prefix: true,
      fuzzy: (term) => (term.length > 7 ? 2 : term.length > 3 ? 1 : false),
      maxFuzzy: 2,
      combineWith: 'AND',
      weights: { fuzzy: 0.35, prefix: 0.7 },
    },
  })
  let built = false

  const present = (id: string): Indexed | undefined => {
    const record = model.stored(id)
    const type = record === undefined ? undefined : recordType(record.type)
    if (record === undefined || type === undefined) return undefined
    const item = model.item(type, id)
    return item === undefined
      ? undefined
      : indexedOf(type, item as Readonly<Record<string, Json>> & { readonly id: string })
  }
  const scan = (text: string, types: ReadonlySet<string> | undefined, limit: number): SearchHit[] => {
    const words = tokenize(text).map(fold).filter(Boolean)
    const hits: SearchHit[] = []
    for (const record of model.all()) {
      if (types !== undefined && !types.has(record.type)) continue
      const doc = present(record.id)
      if (doc === undefined) continue
      const all = fold(`${doc.heavy} ${doc.middle} ${doc.light}`)
      if (words.length > 0 && words.every((word) => all.includes(word)))
        hits.push({ id: doc.id, type: doc.type, score: 1 })
      if (hits.length >= limit) break
    }
    return hits
  }

  return {
    ready: () => built,
    find(text, options = {}) {
      const limit = options.limit ?? 50
      const types = options.types === undefined ? undefined : new Set(options.types)
      if (text.trim() === '') return []
      if (!built) return scan(text, types, limit)
      const filter = types === undefined ? {} : { filter: (result: { type: string }) => types.has(result.type) }
      const results = index.search(text, filter as Parameters<typeof index.search>[1])
      return results.slice(0, limit).map((hit) => ({ id: String(hit.id), type: String(hit.type), score: hit.score }))
    },
    async build(pause) {
      const ids = [...model.all()].map((record) => record.id)
      for (let start = 0; start < ids.length; start += PORTION) {
        for (const id of ids.slice(start, start + PORTION)) {
          const doc = present(id)
          if (doc !== undefined && !index.has(id)) index.add(doc)
        }
        await pause()
      }
      built = true
    },
    apply(change) {
      for (const id of change.ids) {
        const doc = present(id)
        if (index.has(id)) index.discard(id)
        if (doc !== undefined) index.add(doc)
      }
    },
  }
}

function indexedOf(
  type: RecordType,
  item: Readonly<Record<string, Json>> & { readonly id: string },
): Indexed | undefined {
  const parts: [string[], string[], string[]] = [[], [], []]
  let any = false
  for (const [name, field] of Object.entries(type.fields)) {
    if (field.search === undefined) continue
    any = true
    collect(item[name], field.search >= 3 ? parts[0] : field.search >= 2 ? parts[1] : parts[2])
  }
  if (!any) return undefined
  return {
    id: item.id,
    type: type.type,
    heavy: parts[0].join(' '),
    middle: parts[1].join(' '),
    light: parts[2].join(' '),
  }
}

/** All texts within a value. A phone or postcode is also found without its spaces. */
function collect(value: Json | undefined, into: string[]): void {
  if (typeof value === 'string') {
    into.push(value)
    if (value.length <= 20 && /\d/.test(value) && /\s/.test(value)) into.push(value.replace(/\s+/g, ''))
  } else if (Array.isArray(value)) {
    for (const each of value as readonly Json[]) collect(each, into)
  } else if (value !== null && typeof value === 'object') {
    for (const each of Object.values(value as Readonly<Record<string, Json>>)) collect(each, into)
  }
}

function tokenize(text: string): string[] {
  return text.split(/[\s,;:()[\]{}<>"“”|/\\]+/u).filter(Boolean)
}

/** Lower case, without accents: Siân is found by "sian". */
function fold(term: string): string {
  return term
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^[.'’-]+|[.'’-]+$/gu, '')
}
