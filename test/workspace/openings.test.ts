import { afterEach, expect, it, vi } from 'vitest'
import { emptyRecord } from '@/core/merge/edit'
import type { StoredRecord } from '@/core/merge/record'
import { member } from '@/core/records/member'
import { seal } from '@/core/vault/envelope'
import { importGroupKey, type Keyring, newKeyring } from '@/core/vault/keys'
import { createOpenings } from '@/core/workspace/engine/openings'

afterEach(() => vi.restoreAllMocks())

async function ring(): Promise<Keyring> {
  const key = await importGroupKey(new Uint8Array(32).fill(7), 'k1', '2026-11-22T09:00:00.000Z')
  return newKeyring('oakfield', key)
}
const record = (id: string): StoredRecord => emptyRecord(member as never, id)
const decryptions = () => vi.spyOn(crypto.subtle, 'decrypt')

it('what was looked at is not opened again when it is taken in, once', async () => {
  const keyring = await ring()
  const openings = createOpenings(keyring)
  const docs = await Promise.all(['a'.repeat(22), 'b'.repeat(22)].map((id) => seal(keyring, record(id))))
  const looked = await openings.look(docs)
  const calls = decryptions()
  // As they come back from the database: other objects of the same contents, and one that nobody looked at.
  const other = await seal(keyring, record('c'.repeat(22)))
  const taken = await openings.take([...docs, other].map((doc) => ({ ...doc, _rev: '1-a' })))
  expect(taken.slice(0, 2)).toEqual(looked)
  expect(taken.map((opened) => opened.ok && opened.value.id)).toEqual([...docs, other].map((doc) => doc._id))
  expect(calls).toHaveBeenCalledTimes(1)
  await openings.take(docs)
  expect(calls).toHaveBeenCalledTimes(3)
})

it('the same sealed words under another id, or after other documents were looked at, are opened for themselves', async () => {
  const keyring = await ring()
  const openings = createOpenings(keyring)
  const doc = await seal(keyring, record('a'.repeat(22)))
  await openings.look([doc])
  expect(await openings.take([{ ...doc, _id: 'b'.repeat(22) }])).toMatchObject([{ ok: false }])
  await openings.look([])
  const calls = decryptions()
  expect(await openings.take([doc])).toMatchObject([{ ok: true }])
  expect(calls).toHaveBeenCalledTimes(1)
})

it('what did not open is tried again: its key may have come', async () => {
  const keyring = await ring()
  const doc = await seal(keyring, record('a'.repeat(22)))
  let has = false
  const openings = createOpenings({ ...keyring, get: (kid) => (has ? keyring.get(kid) : undefined) })
  expect(await openings.look([doc])).toMatchObject([{ ok: false, error: { kind: 'key-missing' } }])
  has = true
  expect(await openings.take([doc])).toMatchObject([{ ok: true }])
})
