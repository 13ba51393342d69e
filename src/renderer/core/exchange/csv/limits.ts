/** What a CSV may hold: enough for the largest group, little enough for an old laptop. */
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

/** Works on for so long before it lets messages through: a cancel is heard within a blink, and the waiting costs next to nothing. */
const AT_A_STRETCH = 40

/**
 * Paces long work: call it often; it tells the progress and steps aside when a stretch is over. Answers whether to stop.
 * A worker hears of a cancel only between tasks, so a resolved promise would not do.
 */
export function pacer(watch: CsvWatch): (done: number, total: number) => Promise<boolean> | boolean {
  let since = performance.now()
  return (done, total) => {
    if (performance.now() - since < AT_A_STRETCH) return false
    watch.progress?.(done, total)
    return new Promise((resolve) => {
      setTimeout(() => {
        since = performance.now()
        resolve(watch.signal?.aborted ?? false)
      }, 0)
    })
  }
}
