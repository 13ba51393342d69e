/** Group keys that other laptops made or passed on: taken into the keyring when their documents come, and what waited for them is opened. */
import { ok, type Result } from '@host'
import { laptop } from '../records/laptop'
import { forget } from '../vault/keys'
import { holdKeys, openKeys } from '../vault/open-keys'
import type { Environment } from '../workspace-types'
import type { Unlocked } from './lifecycle'
import { keyDocuments, type SpaceDatabases } from './spaces'
import { passKeysOn, updateStanding } from './standing'

/** Opens every key that this laptop can by now and adds those it did not have. Answers how many were new. */
export async function takeNewKeys(
  env: Pick<Environment, 'today'>,
  unlocked: Unlocked,
  databases: SpaceDatabases,
): Promise<number> {
  const { engine } = unlocked.opened
  const documents = (await keyDocuments(databases)).filter((doc) => doc.groupId === unlocked.groupId)
  const opened = await openKeys(documents, { device: unlocked.device })
  if (!opened.ok) return 0
  const fresh = await holdKeys(engine.keyring, opened.value)
  await updateStanding(env, unlocked, databases.desk, documents, opened.value)
  forget(...opened.value)
  if (fresh > 0) {
    const waiting = [...engine.quarantine].flatMap(([id, why]) => (why === 'key-missing' ? [id] : []))
    if (waiting.length > 0) await engine.absorb(waiting)
  }
  return fresh
}

export interface KeyWatch {
  /** Resolves when every key whose document came so far has been taken in. */
  taken(): Promise<void>
  /**
   * Passes keys on, where something came since the last time that may call for it, or the last time broke off. Answers how many documents
   * were made. Errors: disk-full, storage-failed; faults in reading are thrown.
   */
  passOn(): Promise<Result<number>>
  /** Something calls for it. */
  due(): void
}

/** Takes keys in as they arrive. */
export function watchForKeys(
  env: Pick<Environment, 'randomBytes' | 'today'>,
  unlocked: Unlocked,
  databases: SpaceDatabases,
): KeyWatch {
  const { engine } = unlocked.opened
  let stale = true
  let taking: Promise<unknown> = Promise.resolve()
  let isDue = false
  const take = (): Promise<number> => {
    isDue = false
    return takeNewKeys(env, unlocked, databases)
  }
  engine.onClearDocument((doc) => {
    if (!doc._id.startsWith('key:')) return
    stale = true
    // One look takes in all that came until it began: a key for many laptops is many documents.
    if (isDue) return
    isDue = true
    // Not awaited: this is called from within the queue that absorbing needs.
    taking = taking.then(take).catch(() => undefined)
  })
  engine.model.onChange((change) => {
    if (change.types.has(laptop.type)) stale = true
  })
  const taken = async (): Promise<void> => {
    await taking
  }
  return {
    taken,
    async passOn() {
      await taken()
      if (!stale) return ok(0)
      stale = false
      let isDone = false
      try {
        await takeNewKeys(env, unlocked, databases)
        const passed = await passKeysOn(env, unlocked, databases)
        isDone = passed.ok
        return passed
      } finally {
        if (!isDone) stale = true
      }
    },
    due() {
      stale = true
    },
  }
}
