/** What the bench measures and how it says it. */
export interface BenchRow {
  readonly what: string
  readonly size: number
  /** Milliseconds, median of the runs (or the given percentile); another unit where one is named. */
  readonly ours: number
  /** The raw limit in the same run. */
  readonly raw: number
  readonly rawWhat: string
  /** What both figures are in, where that is not milliseconds. */
  readonly unit?: 'kB'
  /** The ratio to reach, from what was measured before; undefined where there is none. */
  readonly goal?: number
}

export type BenchMessage =
  | { readonly kind: 'row'; readonly row: BenchRow }
  | { readonly kind: 'done' }
  | { readonly kind: 'error'; readonly message: string }

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  return percentile(figures, 0.5)
}

/** The figure below which a part (0 to 1) of all lie. */
export function percentile(figures: readonly number[], part: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
}
