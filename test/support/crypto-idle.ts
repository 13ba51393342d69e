/** WebCrypto answers from threads of its own, when it likes: a test whose time moves by hand has to know when it is done. */
const NAMES = ['encrypt', 'decrypt', 'sign', 'verify', 'digest', 'deriveBits', 'deriveKey', 'importKey'] as const
const under: Set<Promise<unknown>> = new Set()

for (const name of NAMES) {
  const real = crypto.subtle[name] as (...args: unknown[]) => Promise<unknown>
  const counted = (...args: unknown[]): Promise<unknown> => {
    const work = real.apply(crypto.subtle, args)
    under.add(work)
    const done = (): void => void under.delete(work)
    work.then(done, done)
    return work
  }
  Object.defineProperty(crypto.subtle, name, { value: counted, configurable: true })
}

/** Resolves when no WebCrypto work is under way and what waited for it has begun none. */
export async function cryptoIdle(): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    await Promise.allSettled(under)
    await new Promise((resolve) => setImmediate(resolve))
    quiet = under.size === 0 ? quiet + 1 : 0
  }
}
