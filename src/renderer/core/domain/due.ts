/** What is done every so often, by a clock that may be wrong. */

/**
 * Whether it is time again: `every` ms have gone by since `last`, both in ms since 1970. Where `last` lies as far in the time to come, the
 * computer's clock was wrong then or is now, and the wait would be for years: it is time too. (docs/guards.md, bug 18)
 */
export function isDue(last: number, every: number, now: number): boolean {
  return Math.abs(now - last) >= every
}
