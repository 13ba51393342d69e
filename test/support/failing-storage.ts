/**
 * A laptop whose storage fails at one call and none other, or from one call on: a real PouchDB in memory, a real Dexie on
 * fake-indexeddb. A call is one operation of PouchDB, or one request, opening or deleting of the desk.
 */

import type { AppError, Result } from '@host'
import { expect } from 'vitest'
import type { Database } from '@/core/store/open'
import type { Environment } from '@/core/workspace-types'
import { sentenceFor } from '@/messages/errors'
import { type Setup, testEnvironment } from './workspace'

/** What a browser throws: a full disk, a transaction broken off, a connection that is being closed. */
export type Trouble = 'QuotaExceededError' | 'AbortError' | 'InvalidStateError'

const WORDS: Readonly<Record<Trouble, string>> = {
  QuotaExceededError: 'The disk is full.',
  AbortError: 'The transaction was aborted.',
  InvalidStateError: 'The database connection is closing.',
}

export interface Plan {
  readonly trouble: Trouble
  /** `once`: only this call. `stays`: this one and all after it. `answer lost`: it does its work, and fails. */
  readonly how: 'once' | 'stays' | 'answer lost'
}

/** Each kind of trouble, and each way to meet it. */
export const PLANS: readonly Plan[] = [
  { trouble: 'QuotaExceededError', how: 'stays' },
  { trouble: 'InvalidStateError', how: 'once' },
  { trouble: 'AbortError', how: 'answer lost' },
]

/**
 * Every call fails in one of the three ways: they are dealt out in turn, or a file of tests would take half a minute. With this set each call
 * fails in each of them.
 */
const EACH_IN_EACH = process.env.TRESTLE_EVERY_CALL !== undefined

export interface FailingStorage {
  /** From now on the call number `at`, counted from 1, goes wrong. */
  fail(at: number, plan: Plan): void
  /** All goes well again. Answers whether anything went wrong since. */
  mend(): boolean
  /** The environment of a laptop on this storage. */
  environment(setup: Setup): Environment
}

const OF_POUCH = ['put', 'get', 'bulkDocs', 'allDocs', 'bulkGet', 'changes', 'info', 'compact', 'revsDiff', 'destroy']
const OF_STORE = [
  'put',
  'add',
  'delete',
  'clear',
  'get',
  'getAll',
  'count',
  'openCursor',
  'openKeyCursor',
  'getAllKeys',
]

/** Nothing goes wrong yet. */
export function failingStorage(): FailingStorage {
  let plan: Plan | undefined
  let left = 0
  let hasFailed = false

  /** What is to go wrong with the call that is made now. */
  const turn = (): Plan | undefined => {
    if (plan === undefined) return undefined
    left -= 1
    if (left > 0 || (left < 0 && plan.how !== 'stays')) return undefined
    hasFailed = true
    return plan
  }
  const fault = ({ trouble }: Plan): DOMException => new DOMException(WORDS[trouble], trouble)

  const failingPouch = (database: Database): Database =>
    new Proxy(database, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name)
        if (typeof found !== 'function') return found
        if (!OF_POUCH.includes(String(name))) return found.bind(target)
        return async (...args: unknown[]) => {
          const wrong = turn()
          if (wrong !== undefined && wrong.how !== 'answer lost') throw fault(wrong)
          const answer: unknown = await found.apply(target, args)
          if (wrong !== undefined) throw fault(wrong)
          return answer
        }
      },
    })

  const failingStore = (store: IDBObjectStore): IDBObjectStore => {
    for (const name of OF_STORE) {
      const does = Reflect.get(store, name) as (...args: unknown[]) => IDBRequest
      Object.defineProperty(store, name, {
        configurable: true,
        value: (...args: unknown[]) => {
          const wrong = turn()
          // An answer that is lost is one of a transaction that stands.
          if (wrong?.trouble === 'InvalidStateError') throw fault(wrong)
          const request = does.apply(store, args)
          if (wrong?.how === 'answer lost')
            store.transaction.addEventListener('complete', (event) => {
              event.stopImmediatePropagation()
              store.transaction.onabort?.(event)
            })
          // As at the end of a transaction: each request was well, and all of it is broken off.
          else if (wrong !== undefined)
            request.addEventListener('success', () =>
              (store.transaction as unknown as { _abort(name: string): void })._abort(wrong.trouble),
            )
          return request
        },
      })
    }
    return store
  }
  const failingDesk = (database: IDBDatabase): void => {
    const transaction = database.transaction.bind(database)
    database.transaction = ((...args: Parameters<typeof transaction>) => {
      const begun = transaction(...args)
      const objectStore = begun.objectStore.bind(begun)
      begun.objectStore = (name) => failingStore(objectStore(name))
      return begun
    }) as typeof transaction
  }
  const failingFactory = (factory: IDBFactory): IDBFactory =>
    new Proxy(factory, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name)
        if (typeof found !== 'function') return found
        if (name !== 'open' && name !== 'deleteDatabase') return found.bind(target)
        return (...args: unknown[]) => {
          const wrong = turn()
          if (wrong !== undefined) throw fault(wrong)
          const request = found.apply(target, args) as IDBOpenDBRequest
          if (name === 'open') request.addEventListener('success', () => failingDesk(request.result))
          return request
        }
      },
    })

  return {
    fail(at, how) {
      plan = how
      left = at
      hasFailed = false
    },
    mend() {
      plan = undefined
      return hasFailed
    },
    environment(setup) {
      const plain = testEnvironment(setup)
      return {
        ...plain,
        openDatabase: (name) => failingPouch(plain.openDatabase(name)),
        desk: { ...plain.desk, indexedDB: failingFactory(plain.desk?.indexedDB as IDBFactory) },
      }
    },
  }
}

/** Whatever was left to be done in the background has begun. */
export const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))

/** What a person is told of a fault of the storage: one of the two, in a whole sentence. */
export function expectTold(error: AppError): void {
  expect(['disk-full', 'storage-failed']).toContain(error.kind)
  const { happened, safe, next } = sentenceFor(error)
  expect(`${happened} ${safe} ${next}`).toMatch(/^[A-Z].{40,}\.$/s)
}

export interface Trial<T> {
  /** A laptop as it stands before. */
  readonly prepare: (storage: FailingStorage) => Promise<T>
  /** What a person does. */
  readonly act: (laptop: T) => Promise<Result<unknown>>
  /** Storage is well again: what must be so. `done`: what was answered. */
  readonly check: (laptop: T, done: Result<unknown>) => Promise<void>
  readonly close: (laptop: T) => Promise<void>
  /** For a trial that is dear: one round of three calls is tried of so many. */
  readonly oneIn?: number
}

/** Lets each call that the act makes fail in its turn, until one passes untouched. Answers how many calls there were, about. */
export async function atEachCall<T>(plan: Plan, trial: Trial<T>): Promise<number> {
  const step = EACH_IN_EACH ? 1 : PLANS.length * (trial.oneIn ?? 1)
  const stray: unknown[] = []
  const note = (error: unknown): void => void stray.push(error)
  process.on('unhandledRejection', note)
  try {
    for (let at = EACH_IN_EACH ? 1 : PLANS.indexOf(plan) + 1; ; at += step) {
      const storage = failingStorage()
      const laptop = await trial.prepare(storage)
      storage.fail(at, plan)
      const done = await trial.act(laptop).catch((error: unknown) => {
        throw new Error(`call ${at}, ${plan.trouble} ${plan.how}: thrown, not told`, { cause: error })
      })
      const failed = storage.mend()
      try {
        if (!done.ok) expectTold(done.error)
        await soon()
        await trial.check(laptop, done)
        await soon()
        expect(stray).toEqual([])
      } catch (error) {
        throw new Error(`call ${at}, ${plan.trouble} ${plan.how}, answered ${JSON.stringify(done)}`, { cause: error })
      } finally {
        await trial.close(laptop)
      }
      if (!failed) {
        expect(done.ok).toBe(true)
        return at
      }
    }
  } finally {
    process.off('unhandledRejection', note)
  }
}
