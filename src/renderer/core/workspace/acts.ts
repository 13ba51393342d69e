/** What a person did and what does not stand yet: locking and closing wait for it. */
import { fail, type Result } from '@host'
import { LockedError } from './door'

export interface Acts {
  /** Counts work in until it has ended. Answers `locked` where the group was locked before it had opened. */
  act<T>(work: Promise<Result<T>>): Promise<Result<T>>
  /** The same for a whole call. */
  acting<A extends readonly unknown[], T>(does: (...args: A) => Promise<Result<T>>): (...args: A) => Promise<Result<T>>
  /** Whether anything is under way. */
  isBusy(): boolean
  /** Resolves when all that is under way has ended, well or badly. More may have begun by then. */
  ended(): Promise<void>
}

export function createActs(): Acts {
  const under = new Set<Promise<unknown>>()
  const act: Acts['act'] = (work) => {
    const answer = work.catch((error: unknown): Result<never> => {
      if (error instanceof LockedError) return fail('locked')
      throw error
    })
    const over = answer
      .catch(() => undefined)
      .finally(() => {
        under.delete(over)
      })
    under.add(over)
    return answer
  }
  return {
    act,
    acting:
      (does) =>
      (...args) =>
        act(does(...args)),
    isBusy: () => under.size > 0,
    ended: async () => {
      await Promise.all(under)
    },
  }
}
