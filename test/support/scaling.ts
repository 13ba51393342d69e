/**
 * How the time for some work grows with its size, as a ratio of two times in the same run: a slow computer is slow for both.
 * The best of a few counts, for others may take the core away meanwhile; where that is not less than `below`, of many: what grows too fast
 * is never less, however often it is tried.
 */
export async function timesLonger(
  work: (size: number) => unknown,
  sizes: { readonly small: number; readonly large: number },
  below: number,
): Promise<number> {
  const rounds = { few: 3, many: 20 }
  const best = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY }
  for (let round = 0; round < rounds.many; round += 1) {
    if (round >= rounds.few && best.large / best.small < below) break
    for (const which of ['small', 'large'] as const) {
      const from = performance.now()
      await work(sizes[which])
      best[which] = Math.min(best[which], performance.now() - from)
    }
  }
  return best.large / best.small
}
