/**
 * Listening: one waiting request on the server's changes, asked again as soon as it was answered and looked into. What is heard is
 * never believed, only looked at: it makes a pass due, nothing else.
 */
import type { Bell } from './bell'
import type { Remote } from './remote'
import { backOffMs } from './schedule'

export interface Listening {
  readonly remote: Pick<Remote, 'waitForChange'>
  /** Ends it. */
  readonly signal: AbortSignal
  /** Rings when a pass has ended, however it went. */
  readonly passed: Bell
  /** Whether the latest pass went well and none is under way. */
  readonly settled: () => boolean
  readonly running: () => boolean
  /** Whether the latest pass brought anything, or took anything there. */
  readonly moved: () => boolean
  /** The server's sequence up to which everything has been pulled. */
  readonly since: () => Promise<string>
  /** A pass is wanted now. `heard`: the server told of a change; false: it did not answer, and somebody must see why. */
  readonly want: (heard: boolean) => void
  /** 0 to 1. */
  readonly random: () => number
}

/** A change that no pass can take in (a brake holds, a foreign document) would be told again at once, for ever. */
const AGAIN_MS = 30_000

/** Listens until its signal ends it. */
export async function listen(on: Listening): Promise<void> {
  const { remote, signal, passed } = on
  let stuckAt: string | null = null
  let faults = 0
  let idle = 0
  while (!signal.aborted) {
    if (!on.settled()) {
      await passed.wait(signal)
      continue
    }
    const since = await on.since()
    if (since === stuckAt) {
      if (!(await passed.wait(signal, AGAIN_MS))) stuckAt = null
      continue
    }
    const heard = await remote.waitForChange(since, signal)
    if (signal.aborted) return
    if (!heard.ok) {
      faults += 1
      // A pass finds out what is wrong, says so, and goes on trying; this only waits for one that went well.
      if (await passed.wait(signal, backOffMs(faults, true, on.random()))) continue
      on.want(false)
      await passed.wait(signal)
      continue
    }
    faults = 0
    // Often it is our own push that we hear; the pass that made it moves the checkpoint itself.
    if (on.running()) await passed.wait(signal)
    if ((await on.since()) !== since) continue
    on.want(true)
    await passed.wait(signal)
    if ((await on.since()) === since) stuckAt = since
    idle = on.moved() ? 0 : idle + 1
    // A server whose sequence goes on without anything having changed would have one pass follow the other.
    if (idle > 0 && since !== stuckAt) await passed.wait(signal, backOffMs(idle, true, on.random()))
  }
}
