/** A new group key that another laptop made: taken into the keyring when its document comes, and what waited for it is opened. */
import { forget, importGroupKey } from '../vault/keys'
import { openKeys } from '../vault/open-keys'
import { keyDocuments, type Unlocked } from './lifecycle'
import type { SpaceDatabases } from './spaces'

/** Opens every key that this laptop can by now and adds those it did not have. Answers how many were new. */
export async function takeNewKeys(unlocked: Unlocked, databases: SpaceDatabases): Promise<number> {
  const { engine } = unlocked.opened
  const documents = (await keyDocuments(databases)).filter((doc) => doc.groupId === unlocked.groupId)
  const opened = await openKeys(documents, { device: unlocked.device })
  if (!opened.ok) return 0
  const fresh = opened.value.filter((key) => engine.keyring.get(key.kid) === undefined)
  for (const key of fresh) engine.keyring.add(await importGroupKey(key.raw, key.kid, key.createdAt))
  forget(...opened.value)
  if (fresh.length > 0) {
    const waiting = [...engine.quarantine].flatMap(([id, why]) => (why === 'key-missing' ? [id] : []))
    if (waiting.length > 0) await engine.absorb(waiting)
  }
  return fresh.length
}

/** Takes keys in as they arrive. */
export function watchForKeys(unlocked: Unlocked, databases: SpaceDatabases): void {
  unlocked.opened.engine.onClearDocument((doc) => {
    // Not awaited: this is called from within the queue that absorbing needs.
    if (doc._id.startsWith('key:')) void takeNewKeys(unlocked, databases).catch(() => undefined)
  })
}
