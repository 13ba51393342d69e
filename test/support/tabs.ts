/** Tabs of one browser, as far as they hear of each other: Web Locks and messages, which Node 20 lacks in part. */
import type { Environment } from '@/core/workspace-types'

type Held = (lock: Lock | null) => unknown

/** Makes what a tab is given; all tabs of one call belong to one browser. */
export function browserTabs(): () => Pick<Environment, 'locks' | 'tabs'> {
  let isHeld = false
  const waiting: (() => void)[] = []
  const channels = new Set<NonNullable<Environment['tabs']>>()
  const grant = (name: string, held: Held): void => {
    isHeld = true
    void Promise.resolve(held({ name, mode: 'exclusive' })).then(() => {
      isHeld = false
      waiting.shift()?.()
    })
  }
  const request = async (name: string, options: LockOptions, held: Held): Promise<void> => {
    if (!isHeld) grant(name, held)
    else if (options.ifAvailable === true) await held(null)
    else waiting.push(() => grant(name, held))
  }
  return () => {
    const tabs: NonNullable<Environment['tabs']> = {
      onmessage: null,
      postMessage(data) {
        for (const other of channels)
          if (other !== tabs) queueMicrotask(() => other.onmessage?.call(other as never, { data } as MessageEvent))
      },
    }
    channels.add(tabs)
    return { locks: { request } as unknown as LockManager, tabs }
  }
}
