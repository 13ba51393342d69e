import { useEffect } from 'react'
import { useHost } from '../providers'
import { useSetting } from '../use-state'

export const LOCK_MINUTES_KEY = 'lock-minutes'
export const LOCK_MINUTES: number = 15
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
const LOOK_EVERY_MS = 15_000

/** Whether nobody has touched the laptop for long enough. 0 minutes: never. */
export function isIdle(lastSignAt: number, now: number, minutes: number): boolean {
  return minutes > 0 && now - lastSignAt >= minutes * 60_000
}

/** Locks after so many minutes without a sign of life, and when the computer goes to sleep. */
export function useAutoLock(lock: () => void, enabled: boolean): void {
  const host = useHost()
  const [minutes] = useSetting(LOCK_MINUTES_KEY, LOCK_MINUTES)
  useEffect(() => {
    if (!enabled) return
    let last = Date.now()
    const sign = (): void => {
      last = Date.now()
    }
    for (const event of SIGNS_OF_LIFE) window.addEventListener(event, sign, { passive: true, capture: true })
    const look = (): void => {
      if (isIdle(last, Date.now(), minutes)) lock()
    }
    const timer = setInterval(look, LOOK_EVERY_MS)
    document.addEventListener('visibilitychange', look)
    const stop = host.onSuspend(lock)
    return () => {
      for (const event of SIGNS_OF_LIFE) window.removeEventListener(event, sign, { capture: true })
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      stop()
    }
  }, [host, lock, enabled, minutes])
}
