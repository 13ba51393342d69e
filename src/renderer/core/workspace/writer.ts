/** One tab writes, held by a Web Lock; it gives way when another asks. Without Web Locks (the desktop's tests) this one writes. */
import type { Environment } from '../workspace-types'

export interface Writer {
  /** Resolves when this tab is the one that writes. `onWait` is called where another is, and this one has to wait. */
  take(onWait: () => void): Promise<void>
  /** Asks whichever tab writes to give way. */
  ask(): void
  /** Lets the next one write. */
  release(): void
}

const NAME = 'trestle-writer'

/** Holds nothing yet. `onAsked` is called where this tab writes and another asks for it. */
export function createWriter({ locks, tabs }: Pick<Environment, 'locks' | 'tabs'>, onAsked: () => void): Writer {
  let letGo: (() => void) | undefined
  if (tabs !== undefined)
    tabs.onmessage = () => {
      if (letGo !== undefined) onAsked()
    }
  const request = (options: LockOptions): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        const held = lock === null ? undefined : new Promise<void>((done) => (letGo = done))
        resolve(lock !== null)
        return held
      }
      locks?.request(NAME, options, hold).catch(reject)
    })
  return {
    async take(onWait) {
      if (locks === undefined || (await request({ ifAvailable: true }))) return
      onWait()
      await request({})
    },
    ask: () => tabs?.postMessage('give way'),
    release() {
      letGo?.()
      letGo = undefined
    },
  }
}
