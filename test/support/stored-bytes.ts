/** Everything that a laptop has stored, as one text to search through: as it lies there, and opened with the group's keys. */
import type { DeskDb } from '@/core/desk/db'
import { openBlob } from '@/core/vault/blob'
import { unsealChunk } from '@/core/vault/chunk'
import { open } from '@/core/vault/envelope'
import type { LocalWorkspace } from '@/core/workspace'
import { present } from './present'

/** Every value of every store of every IndexedDB database of a laptop, bytes as text too. */
export async function everythingIn(factory: IDBFactory): Promise<string> {
  const parts: string[] = []
  for (const { name } of await factory.databases()) {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = factory.open(name ?? '')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    for (const store of db.objectStoreNames) {
      const rows = await new Promise<unknown[]>((resolve, reject) => {
        const all = db.transaction(store).objectStore(store).getAll()
        all.onsuccess = () => resolve(all.result)
        all.onerror = () => reject(all.error)
      })
      parts.push(
        JSON.stringify(rows, (_, part: unknown) =>
          part instanceof Uint8Array ? new TextDecoder('latin1').decode(part) : part,
        ),
      )
    }
    db.close()
  }
  return parts.join('\n')
}

/** Every row of the desk, opened: pages, the journal, drafts, glimpses. Throws where one does not open. */
export async function deskOpened(workspace: LocalWorkspace, desk: DeskDb): Promise<string> {
  const { groupId, opened } = present(workspace.unlocked())
  const read = async (row: { readonly kid: string; readonly bytes: Uint8Array }, place: string): Promise<string> => {
    const blob = await openBlob(present(opened.engine.keyring.get(row.kid)).desk, place, row.bytes)
    if (!blob.ok) throw new Error(`${place} does not open`)
    return new TextDecoder().decode(blob.value)
  }
  const parts: string[] = []
  for (const row of await desk.pages.toArray()) parts.push(await read(row, `desk/${groupId}/page/${row.n}`))
  for (const row of await desk.tail.toArray()) parts.push(await read(row, `desk/${groupId}/tail`))
  for (const row of await desk.glimpses.toArray()) parts.push(await read(row, `desk/${groupId}/glimpse/${row.key}`))
  for (const row of await desk.drafts.toArray()) parts.push(await read(row, `draft/${groupId}/${row.key}`))
  return parts.join('\n')
}

/** Every revision of every document that the database still gives, opened. */
export async function documentsOpened(workspace: LocalWorkspace): Promise<string> {
  const { database, engine, store } = present(workspace.unlocked()).opened
  const parts: string[] = []
  for (const [id, leaves] of Object.entries(await store.allLeafRevs())) {
    for (const { _revisions } of await store.leaves([{ id, revs: leaves }])) {
      for (const [back, hash] of _revisions.ids.entries()) {
        const doc = await database.get(id, { rev: `${_revisions.start - back}-${hash}` }).catch(() => undefined)
        if (doc === undefined) continue
        const record = await open(engine.keyring, doc)
        const piece = await unsealChunk(engine.keyring, doc)
        parts.push(JSON.stringify(doc))
        if (record.ok) parts.push(JSON.stringify(record.value))
        if (piece.ok) parts.push(new TextDecoder('latin1').decode(piece.value))
      }
    }
  }
  return parts.join('\n')
}
