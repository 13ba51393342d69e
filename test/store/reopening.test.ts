/** What a browser does to a connection at a bad moment, by a stand-in round a real PouchDB in memory. (docs/adr/0030) */
import { describe, expect, it } from 'vitest'
import type { Database } from '@/core/store/open'
import { reopening } from '@/core/store/reopening'
import { memoryDatabase } from '../support/memory-pouch'

interface Browser {
  /** Connections, the newest last. */
  readonly made: { shut: boolean }[]
  /** A connection cannot be opened: the disk is full. */
  full: boolean
}

/** One connection, closed under the page when `shut` says so. */
function connection(browser: Browser, name: string): Database {
  const state = { shut: false }
  browser.made.push(state)
  const { full } = browser
  const database = memoryDatabase(name)
  let closed = false
  const guarded =
    (method: (...args: never[]) => Promise<unknown>) =>
    async (...args: never[]): Promise<unknown> => {
      if (closed) throw new Error('database is closed')
      if (full) throw new DOMException('The disk is full.', 'QuotaExceededError')
      if (state.shut) throw new DOMException('The connection is closing.', 'InvalidStateError')
      return method.apply(database, args)
    }
  return new Proxy(database, {
    get(target, key) {
      if (key === 'close')
        return async () => {
          if (closed) throw new Error('database is closed')
          closed = true
        }
      const found: unknown = Reflect.get(target, key)
      return typeof found === 'function' ? guarded(found as never) : found
    },
  })
}

function opened(): { readonly browser: Browser; readonly database: Database } {
  const browser: Browser = { made: [], full: false }
  const name = `reopening-${Math.random()}`
  return { browser, database: reopening(() => connection(browser, name)) }
}
const shut = (browser: Browser): void => {
  for (const each of browser.made) each.shut = true
}

describe('bug 14: a connection that cannot be opened again at once', () => {
  it('is opened by a later operation, when there is room again', async () => {
    const { browser, database } = opened()
    await database.put({ _id: 'a' })
    shut(browser)
    browser.full = true
    await expect(database.put({ _id: 'b' })).rejects.toThrow('The disk is full.')
    await expect(database.info()).rejects.toThrow('The disk is full.')
    browser.full = false
    await database.put({ _id: 'c' })
    expect((await database.allDocs()).rows.map(({ id }) => id)).toEqual(['a', 'c'])
  })

  it('can be closed for good all the same: locking must not fail for it', async () => {
    const { browser, database } = opened()
    await database.info()
    shut(browser)
    browser.full = true
    await expect(database.info()).rejects.toThrow('The disk is full.')
    await expect(database.close()).resolves.toBeUndefined()
  })

  it('is not opened for an operation that was under way when the database was closed for good', async () => {
    const { browser, database } = opened()
    await database.info()
    shut(browser)
    const late = database.info()
    await Promise.all([database.close(), expect(late).rejects.toThrow()])
    await expect(database.info()).rejects.toThrow()
    expect(browser.made).toHaveLength(1)
  })
})
