/** The word list of recovery phrases and four-word checks, loaded when it is needed. */

export interface WordList {
  /** 8,192 words, sorted. */
  readonly words: readonly string[]
  readonly index: ReadonlyMap<string, number>
}

/** Loads the list (58 kB, a chunk of its own). */
export async function loadWords(): Promise<WordList> {
  const { default: text } = await import('@resources/dictionaries/recovery-words.txt?raw')
  const words = text.trim().split(/\r?\n/)
  return { words, index: new Map(words.map((word, i) => [word, i])) }
}

/** More than so many that are equally near say nothing. */
const MOST_NEAREST = 3

/** The words that a person most likely meant: at most two slips away, begun alike; those that are equally near, none if they are many. */
export function nearestWords(list: WordList, typed: string): readonly string[] {
  let best = 0
  let found: string[] = []
  for (const word of list.words) {
    if (Math.abs(word.length - typed.length) > 2) continue
    const slips = slipsBetween(typed, word)
    if (slips > 2) continue
    const nearness = 100 - slips * 10 + begunAlike(typed, word)
    if (nearness > best) found = [word]
    else if (nearness === best) found.push(word)
    best = Math.max(best, nearness)
  }
  return found.length > MOST_NEAREST ? [] : found
}

function begunAlike(a: string, b: string): number {
  let letters = 0
  while (letters < a.length && a[letters] === b[letters]) letters += 1
  return letters
}

/** Letters changed, missing, added or swapped with their neighbour (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
