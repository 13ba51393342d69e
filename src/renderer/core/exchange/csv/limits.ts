/** What a CSV may hold: enough for the largest group, little enough for an old laptop. (security.md, section 5) */
export const CSV_LIMITS = {
  bytes: 10_000_000,
  rows: 20_000,
  columns: 100,
  cell: 10_000,
} as const

/** How a text may be stored. Macintosh is for old lists only and is never guessed. */
export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh'

export type CsvDelimiter = ',' | ';' | '\t'

/** Progress and cancelling for long work: it steps aside between pieces, so that a cancel can come through. */
export interface CsvWatch {
  readonly progress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** Lets messages through. A worker hears of a cancel only between tasks, so a resolved promise would not do. */
export function stepAside(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
