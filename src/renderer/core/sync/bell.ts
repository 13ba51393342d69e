/** Lets many wait for the next time that something happens. */
export interface Bell {
  ring(): void
  /** Resolves with true at the next ring, with false after `ms` or when the signal ends the waiting. */
  wait(signal: AbortSignal, ms?: number): Promise<boolean>
}

/** A bell that nobody has rung. */
export function createBell(): Bell {
  const waiting = new Set<(rung: boolean) => void>()
  return {
    ring() {
      for (const tell of [...waiting]) tell(true)
    },
    wait: (signal, ms) =>
      new Promise((resolve) => {
        const timer = ms === undefined ? undefined : setTimeout(() => tell(false), ms)
        const ended = (): void => tell(false)
        const tell = (rung: boolean): void => {
          waiting.delete(tell)
          clearTimeout(timer)
          signal.removeEventListener('abort', ended)
          resolve(rung)
        }
        waiting.add(tell)
        signal.addEventListener('abort', ended)
        if (signal.aborted) tell(false)
      }),
  }
}
