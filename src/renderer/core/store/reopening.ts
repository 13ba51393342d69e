/**
 * A database that opens itself again when the browser has closed it: after sleep, or because a full disk broke a transaction
 * off. Without this nothing could be saved until Trestle is started anew. (docs/guards.md, fault 14)
 */
import type { Database } from './open'

type Method = (...args: readonly unknown[]) => Promise<unknown>

/**
 * Wraps a PouchDB, all of whose methods are awaited. An operation that finds the connection closed has written nothing yet: it is
 * made again, once, on a new one. Where none can be had (the disk is still full), it fails, and the next operation tries again. A
 * database that was deleted meanwhile is not taken up anew, empty: every operation fails from then on, and the next start sees the
 * loss. Closed by its owner, it stays closed.
 */
export function reopening(open: () => Database): Database {
  let current = open()
  const first = idOf(current)
  first.catch(() => undefined) // an operation meets it
  let opening: Promise<void> | undefined
  /** The one that was in use is closed, and no other is open yet. */
  let isShut = false
  let isEnded = false

  const openAgain = async (why: unknown): Promise<void> => {
    if (!isShut) {
      // The adapter keeps connections by name: a closed one would be handed out again.
      await current.close().catch(() => undefined)
      isShut = true
    }
    const next = open()
    if ((await idOf(next)) === (await first)) current = next
    else {
      await next.close()
      throw why
    }
    isShut = false
  }
  const again = (why: unknown): Promise<void> => {
    opening ??= openAgain(why).finally(() => {
      opening = undefined
    })
    return opening
  }

  const call = async (name: PropertyKey, args: readonly unknown[]): Promise<unknown> => {
    await opening
    if (isShut && !isEnded) await again(new DOMException('The database is closed.', 'InvalidStateError'))
    const used = current
    try {
      return await methodOf(used, name)(...args)
    } catch (error) {
      if (!isClosedUnderUs(error)) throw error
      if (isEnded) throw error
      if (used === current) await again(error)
      return methodOf(current, name)(...args)
    }
  }
  const close = async (): Promise<void> => {
    isEnded = true
    await opening?.catch(() => undefined)
    if (!isShut) await current.close()
  }

  return new Proxy(current, {
    get: (_target, name) => {
      if (name === 'close') return close
      const value: unknown = Reflect.get(current, name)
      return typeof value === 'function' ? (...args: readonly unknown[]) => call(name, args) : value
    },
  })
}

/** Drawn when the database was made: another one under the same name has another. */
function idOf(database: Database): Promise<string> {
  return (database as Database & { id(): Promise<string> }).id()
}

function methodOf(database: Database, name: PropertyKey): Method {
  return (Reflect.get(database, name) as Method).bind(database)
}

/** What IndexedDB throws when a transaction is begun on a closed connection. */
function isClosedUnderUs(error: unknown): boolean {
  return (error as { readonly name?: unknown }).name === 'InvalidStateError'
}
