/** Words as search sees them, and how alike two words are. */

/** Splits a text into folded words. An address of the post or the web also gives its parts. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const raw of text.split(/[\s,;:()[\]{}<>"“”|/\\]+/u)) {
    const word = fold(raw)
    if (word === '') continue
    words.push(word)
    const at = word.indexOf('@')
    if (at > 0) words.push(word.slice(0, at), word.slice(at + 1))
    else if (word.includes('-') && !/\d/.test(word)) words.push(...word.split('-').filter(Boolean))
  }
  return words
}

/** Lower case, without accents and outer punctuation: Siân is found by "sian". */
export function fold(word: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of plain ASCII, which needs no unfolding
  const plain = /^[\u0000-\u007f]*$/.test(word) ? word : word.normalize('NFKD').replace(/\p{M}/gu, '')
  return plain.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}

/** How many slips of the pen a word may have: none in short ones, one from four letters, two from eight. */
export function slipsAllowed(word: string): number {
  return word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0
}

/** Which letters a word has, as bits: a cheap way to see that two words cannot be alike. */
export function lettersOf(word: string): number {
  let bits = 0
  for (let i = 0; i < word.length; i += 1) bits |= 1 << (word.charCodeAt(i) & 31)
  return bits
}

/** How many bits are set. */
export function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/**
 * The fewest slips (a letter missed, added, changed, or two swapped) that turn what was typed into the beginning of `term`;
 * `most + 1` when more than `most` are needed. What is typed is compared with beginnings, since people are still typing.
 */
export function slipsTo(typed: string, term: string, most: number): number {
  const length = Math.min(term.length, typed.length + most)
  let before: number[] = []
  let previous = Array.from({ length: length + 1 }, (_, i) => i)
  for (let i = 1; i <= typed.length; i += 1) {
    const row = [i]
    let least = i
    for (let j = 1; j <= length; j += 1) {
      const same = typed.charCodeAt(i - 1) === term.charCodeAt(j - 1)
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1))
      const swapped =
        i > 1 &&
        j > 1 &&
        typed.charCodeAt(i - 1) === term.charCodeAt(j - 2) &&
        typed.charCodeAt(i - 2) === term.charCodeAt(j - 1)
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    before = previous
    previous = row
  }
  let least = most + 1
  for (let j = Math.max(0, typed.length - most); j <= length; j += 1) least = Math.min(least, previous[j] ?? least)
  return least
}
