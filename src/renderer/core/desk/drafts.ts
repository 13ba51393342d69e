/** Unsaved words on this laptop, sealed and strictly durable, so that a crash in mid-sentence loses nothing. */
import { openBlob, sealBlob } from '../vault/blob'
import type { Keyring } from '../vault/keys'
import type { DeskDb } from './db'

/** Keeps a draft; `null` or undefined removes it. The value is JSON. */
export async function saveDraft(
  db: DeskDb,
  keyring: Keyring,
  randomBytes: (count: number) => Uint8Array,
  key: string,
  value: unknown,
  now: string,
): Promise<void> {
  if (value === null || value === undefined) {
    await db.drafts.delete(key)
    return
  }
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const bytes = await sealBlob(keyring.current.desk, `draft/${keyring.groupId}/${key}`, plain, randomBytes)
  await db.drafts.put({ key, kid: keyring.current.kid, bytes, savedAt: now })
}

/** A draft, or undefined where there is none or it does not open. */
export async function readDraft(db: DeskDb, keyring: Keyring, key: string): Promise<unknown> {
  const row = await db.drafts.get(key)
  const desk = row === undefined ? undefined : keyring.get(row.kid)?.desk
  if (row === undefined || desk === undefined) return undefined
  const opened = await openBlob(desk, `draft/${keyring.groupId}/${key}`, row.bytes)
  return opened.ok ? JSON.parse(new TextDecoder().decode(opened.value)) : undefined
}

/** Removes the drafts whose key names one of the records: they were erased. Other people's unsaved words stay. */
export async function forgetDrafts(db: DeskDb, ids: readonly string[]): Promise<void> {
  const named = await db.drafts.filter((row) => ids.some((id) => row.key.includes(id))).primaryKeys()
  await db.drafts.bulkDelete(named)
}
