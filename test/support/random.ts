/** A seeded source of chance (mulberry32): the same seed gives the same run, so that a failing one can be replayed. */
export interface Random {
  /** 0 up to, but not, 1. */
  next(): number
  /** 0 up to, but not, `below`. */
  int(below: number): number
  pick<T>(items: readonly T[]): T
  chance(part: number): boolean
  bytes(count: number): Uint8Array<ArrayBuffer>
  /** A source of its own, so that one part of a run does not disturb another. */
  fork(): Random
}

/** A source from a seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (below: number): number => Math.floor(next() * below)
  return {
    next,
    int,
    pick: (items) => {
      const item = items[int(items.length)]
      if (item === undefined) throw new Error('Nothing to pick from')
      return item
    },
    chance: (part) => next() < part,
    bytes: (count) => Uint8Array.from({ length: count }, () => int(256)),
    fork: () => seeded(int(0xffffffff)),
  }
}
