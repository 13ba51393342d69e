import { phrase as words } from '@/messages/start'

/** Two different positions among `count` (at least 2), in order, from two random bytes. */
export function twoPositions(count: number, random: Uint8Array): readonly [number, number] {
  const first = (random[0] ?? 0) % count
  const step = 1 + ((random[1] ?? 0) % (count - 1))
  const second = (first + step) % count
  return first < second ? [first, second] : [second, first]
}

/** Whether a typed word is the one on the sheet: capitals and spaces round it do not matter. */
export function sameWord(typed: string, word: string): boolean {
  return typed.trim().toLowerCase() === word.toLowerCase()
}

/** The sheet as a text file, with Windows line ends. */
export function phraseSheet(groupName: string, phrase: readonly string[], date: string): string {
  const lines = [
    words.sheetTitle(groupName),
    '',
    words.sheetBody,
    '',
    ...phrase.map((word, index) => `${index + 1}. ${word}`),
    '',
    words.sheetUse,
    '',
    words.sheetDate(date),
    '',
  ]
  return lines.join('\r\n')
}
