/**
 * An inverted index in memory, made for search as you type over some 50,000 records: beginnings of words by binary search, slips
 * of the pen by a bounded comparison with the vocabulary, ranks kept in flat arrays, and only the best few ever sorted.
 * (A general library sorts every hit, which at 50,000 records costs half a second for a common word: docs/adr.)
 */
import { bitCount, lettersOf, slipsAllowed, slipsTo, wordsOf } from './search-words'

/** Terms newer than the sorted vocabulary are looked through one by one, until there are this many. */
const UNSORTED = 2_000
/** Slips are looked for only when beginnings found fewer records than this. */
const ENOUGH = 12

interface Term {
  readonly word: string
  readonly letters: number
  readonly docs: number[]
  readonly weights: number[]
}

export interface WordIndex {
  /** Adds a record's texts with their weights, replacing what stood there. */
  put(id: string, texts: readonly (readonly [text: string, weight: number])[]): void
  remove(id: string): void
  /** The best `limit` records that have every word, best first. `accept` filters by id. `guess`: it has one of the words only with slips. */
  find(
    text: string,
    limit: number,
    accept?: (id: string) => boolean,
  ): readonly { readonly id: string; readonly score: number; readonly guess: boolean }[]
}

/** An empty index. */
export function createWordIndex(): WordIndex {
  const terms = new Map<string, Term>()
  let sorted: Term[] = []
  let recent: Term[] = []
  /** Words of letters only: slips are looked for in names and notes, not in numbers and addresses. */
  const spelled: Term[] = []
  const ids: string[] = []
  const alive: boolean[] = []
  const numbers = new Map<string, number>()
  let scores = new Float32Array(1024)
  let wordScores = new Float32Array(1024)
  let matched = new Uint16Array(1024)

  const grow = (): void => {
    if (ids.length <= scores.length) return
    const length = ids.length * 2
    scores = new Float32Array(length)
    wordScores = new Float32Array(length)
    matched = new Uint16Array(length)
  }
  const sortVocabulary = (): void => {
    sorted = [...terms.values()].sort((a, b) => (a.word < b.word ? -1 : 1))
    recent = []
  }
  const termOf = (word: string): Term => {
    const known = terms.get(word)
    if (known !== undefined) return known
    const made: Term = { word, letters: lettersOf(word), docs: [], weights: [] }
    terms.set(word, made)
    recent.push(made)
    if (word.length > 2 && !/[\d@.]/.test(word)) spelled.push(made)
    return made
  }
  const firstFrom = (word: string): number => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sorted[middle]?.word ?? '') < word) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Notes how well a typed word fits each record; answers the records touched, first the `sure` ones that have it without a slip. */
  const scoreWord = (word: string): { readonly touched: readonly number[]; readonly sure: number } => {
    const touched: number[] = []
    const add = (term: Term, quality: number): void => {
      const rarity = Math.log(2 + ids.length / (1 + term.docs.length))
      for (let i = 0; i < term.docs.length; i += 1) {
        const doc = term.docs[i] ?? 0
        if (!alive[doc]) continue
        const score = quality * rarity * (term.weights[i] ?? 1)
        if (wordScores[doc] === 0) touched.push(doc)
        if (score > (wordScores[doc] ?? 0)) wordScores[doc] = score
      }
    }
    const begins = (term: Term): void => {
      if (term.word === word) add(term, 1)
      else if (term.word.startsWith(word)) add(term, 0.4 + (0.4 * word.length) / term.word.length)
    }
    for (let i = firstFrom(word); i < sorted.length; i += 1) {
      const term = sorted[i]
      if (term === undefined || !term.word.startsWith(word)) break
      begins(term)
    }
    for (const term of recent) begins(term)
    const sure = touched.length
    const most = slipsAllowed(word)
    if (most > 0 && touched.length < ENOUGH && !/[\d@.]/.test(word)) {
      const letters = lettersOf(word)
      for (const term of spelled) {
        if (term.word.length < word.length - most || bitCount(letters & ~term.letters) > most) continue
        const slips = slipsTo(word, term.word, most)
        if (slips > 0 && slips <= most) add(term, 0.3 / slips)
      }
    }
    return { touched, sure }
  }

  return {
    put(id, texts) {
      const old = numbers.get(id)
      if (old !== undefined) alive[old] = false
      const number = ids.length
      ids.push(id)
      alive.push(true)
      numbers.set(id, number)
      grow()
      const weights = new Map<string, number>()
      for (const [text, weight] of texts)
        for (const word of wordsOf(text)) weights.set(word, Math.max(weights.get(word) ?? 0, weight))
      for (const [word, weight] of weights) {
        const term = termOf(word)
        term.docs.push(number)
        term.weights.push(weight)
      }
      if (recent.length > UNSORTED && recent.length > sorted.length / 4) sortVocabulary()
    },
    remove(id) {
      const number = numbers.get(id)
      if (number === undefined) return
      alive[number] = false
      numbers.delete(id)
      ids[number] = ''
    },
    find(text, limit, accept) {
      const words = [...new Set(wordsOf(text))]
      // The parts of an address that were typed as one word come after it: the whole is enough.
      const asked = words.filter(
        (word, i) => !words.slice(0, i).some((earlier) => earlier.includes('@') && earlier.includes(word)),
      )
      if (asked.length === 0 || limit <= 0) return []
      if (recent.length > UNSORTED) sortVocabulary()
      let candidates: number[] = []
      const guesses = new Set<number>()
      for (const [i, word] of asked.entries()) {
        const { touched, sure } = scoreWord(word)
        const kept: number[] = []
        for (let at = sure; at < touched.length; at += 1) guesses.add(touched[at] ?? 0)
        for (const doc of touched) {
          if (matched[doc] === i) {
            matched[doc] = i + 1
            scores[doc] = (i === 0 ? 0 : (scores[doc] ?? 0)) + (wordScores[doc] ?? 0)
            kept.push(doc)
          }
          wordScores[doc] = 0
        }
        for (const doc of candidates) if (matched[doc] !== i + 1) matched[doc] = 0
        candidates = kept
      }
      const best = bestOf(candidates, scores, limit, (doc) => accept === undefined || accept(ids[doc] ?? ''))
      for (const doc of candidates) matched[doc] = 0
      return best.map((doc) => ({ id: ids[doc] ?? '', score: scores[doc] ?? 0, guess: guesses.has(doc) }))
    },
  }
}

/** The best few, best first, without sorting the rest. Equal scores: the earlier record first. */
function bestOf(
  candidates: readonly number[],
  scores: Float32Array,
  limit: number,
  accept: (doc: number) => boolean,
): readonly number[] {
  const best: number[] = []
  for (const doc of candidates) {
    const score = scores[doc] ?? 0
    const last = best[best.length - 1]
    if (best.length === limit && last !== undefined && score <= (scores[last] ?? 0)) continue
    if (!accept(doc)) continue
    let at = best.length
    while (at > 0 && (scores[best[at - 1] ?? 0] ?? 0) < score) at -= 1
    best.splice(at, 0, doc)
    if (best.length > limit) best.pop()
  }
  return best
}
