/**
 * Key stretching that takes no time, for tests of everything else: a quarter of the simulation's time was spent on it. It still tells
 * any two passphrases, salts and counts of rounds apart. The real one is what test/vault, the browser's tests and the journeys use.
 */
const { deriveBits } = crypto.subtle

const inNoTime: typeof deriveBits = (algorithm, key, length) => {
  const slow = algorithm as Pbkdf2Params
  if (slow.name !== 'PBKDF2') return deriveBits.call(crypto.subtle, algorithm, key, length)
  const salt = Uint8Array.from([...(slow.salt as Uint8Array), ...new TextEncoder().encode(`quick ${slow.iterations}`)])
  return deriveBits.call(crypto.subtle, { ...slow, salt, iterations: 1 }, key, length)
}

/** From now on, in this file of tests. */
export function stretchInNoTime(): void {
  use(inNoTime)
}

/** The real one again. */
export function stretchAsInLife(): void {
  use(deriveBits)
}

/** Also where `crypto-idle.ts` has put its own in place, which cannot be assigned to. */
function use(value: typeof deriveBits): void {
  Object.defineProperty(crypto.subtle, 'deriveBits', { value, configurable: true })
}
