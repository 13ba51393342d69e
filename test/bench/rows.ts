/** What the bench measures and how it says it. */
import type { Servers } from './wide'

export interface BenchRow {
  readonly what: string
  readonly size: number
  /** Milliseconds, median of the runs (or the given percentile); another unit where one is named. */
  readonly ours: number
  /** The raw limit in the same run. */
  readonly raw: number
  readonly rawWhat: string
  /** What both figures are in, where that is not milliseconds. */
  readonly unit?: 'kB' | 'MB'
  /** The ratio to reach, from what was measured before; undefined where there is none. */
  readonly goal?: number
}

/** `memory`: the worker waits to be told how many bytes live objects take now. */
export type BenchMessage =
  | { readonly kind: 'memory' }
  | { readonly kind: 'row'; readonly row: BenchRow }
  | { readonly kind: 'done' }
  | { readonly kind: 'error'; readonly message: string }

/** What the page tells the worker: what to measure, or the bytes that it asked for. */
export type BenchOrder =
  | {
      readonly size: number
      readonly server: Servers | null
      readonly only: string | null
    }
  | { readonly bytes: number }

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  return percentile(figures, 0.5)
}

/** The figure below which a part (0 to 1) of all lie. */
export function percentile(figures: readonly number[], part: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
}
