import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { openDesk } from '@/core/desk/db'
import { PAGE_SIZE } from '@/core/desk/page-layout'
import { createRows } from '@/core/desk/rows'
import type { StoredRecord } from '@/core/merge/record'
import { importGroupKey, newKeyring } from '@/core/vault/keys'
import { memberRecord } from '../bench/make'

const PAGES = 19
const records = Array.from({ length: PAGES * PAGE_SIZE }, (_, i) => memberRecord(i))

async function desk(options: { readonly indexedDB: IDBFactory }) {
  const key = await importGroupKey(new Uint8Array(32).fill(3), 'kid', '2026-11-22T09:00:00.000Z')
  const db = openDesk('desk', { ...options, IDBKeyRange })
  const pauses: number[] = []
  const model = new Map<string, StoredRecord>(records.map((record) => [record.id, record]))
  const rows = createRows(
    db,
    newKeyring('group', key),
    { record: (id) => model.get(id), aside: () => ({}) },
    (count) => crypto.getRandomValues(new Uint8Array(count)),
    async () => {
      pauses.push(performance.now())
    },
  )
  return { db, rows, pauses }
}

it('opens every page, letting others in between ranges of them', async () => {
  const options = { indexedDB: new IDBFactory() }
  const first = await desk(options)
  await first.rows.rebuild(records, 7)
  first.db.close()
  const { db, rows, pauses } = await desk(options)
  const loaded = await rows.load()
  expect(loaded).toMatchObject({ kind: 'loaded', checkpoint: { seq: 7, pages: PAGES } })
  expect(loaded.kind === 'loaded' && loaded.records).toEqual(records)
  expect(pauses.length).toBeGreaterThanOrEqual(3)
  db.close()
})

it('still counts a page that erasing has emptied, so that the next opening need not be a rebuild', async () => {
  const options = { indexedDB: new IDBFactory() }
  const first = await desk(options)
  await first.rows.rebuild(records, 7)
  await first.rows.erase(records.slice(-PAGE_SIZE).map((record) => record.id))
  first.db.close()
  const second = await desk(options)
  expect(await second.rows.load()).toMatchObject({ kind: 'loaded' })
  await second.rows.journal(records.slice(0, PAGE_SIZE))
  second.db.close()
  const third = await desk(options)
  const loaded = await third.rows.load()
  expect(loaded.kind === 'loaded' && loaded.records).toHaveLength((PAGES - 1) * PAGE_SIZE)
  third.db.close()
})
