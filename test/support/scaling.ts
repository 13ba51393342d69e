/**
 * How the time for some work grows with its size, as a ratio of two times in the same run: a slow computer is slow for both.
 * The best of a few counts, for others may take the core away meanwhile.
 */
export async function timesLonger(
  work: (size: number) => unknown,
  sizes: { readonly small: number; readonly large: number },
): Promise<number> {
  const best = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY }
  for (let round = 0; round < 3; round += 1) {
    for (const which of ['small', 'large'] as const) {
      const from = performance.now()
      await work(sizes[which])
      best[which] = Math.min(best[which], performance.now() - from)
    }
  }
  return best.large / best.small
}
