import { describe, expect, it } from 'vitest'
import { applyOps, emptyRecord, opsFor } from '@/core/merge/edit'
import type { RecordType } from '@/core/records/define'
import { member } from '@/core/records/member'
import { createLocalStore } from '@/core/store/local-store'
import { createRepository, firstRevision } from '@/core/store/repository'
import { canonicalJson } from '@/core/vault/canonical'
import { type Envelope, seal } from '@/core/vault/envelope'
import { importGroupKey, newKeyring } from '@/core/vault/keys'
import { openedOf } from '../support/laptops'
import { memoryDatabase } from '../support/memory-pouch'
import { memoryWorkspace, value } from '../support/workspace'

const type = member as unknown as RecordType
const stamp = { device: 'AAAAAAAAAAAAAAAAAAAAAA', at: '2026-11-22T09:00:00.000Z' }
const record = (id: string, givenName: string) => {
  const patch = { givenName, phones: { k1: { number: '01632 960123', label: 'home' } }, tags: ['garden', 'choir'] }
  const empty = emptyRecord(type, id)
  return applyOps(empty, opsFor(type, empty, { patch }, '2026-11-22'), stamp)
}
const keyring = async () =>
  newKeyring('group', await importGroupKey(new Uint8Array(32), 'k1', '2026-11-22T09:00:00.000Z'))
const sealed = async (id: string, givenName: string): Promise<Envelope> => seal(await keyring(), record(id, givenName))

describe('a document that is written for the first time under an id that was drawn for it', () => {
  it('has the revision that its content says, on every laptop, and is written once however often it is given', async () => {
    const envelope = await sealed('drawn', 'Odette')
    expect(firstRevision(envelope)).toMatch(/^1-[0-9a-f]{32}$/)
    expect(firstRevision(await sealed('drawn', 'Bram'))).not.toBe(firstRevision(envelope))
    for (const database of [memoryDatabase(), memoryDatabase()]) {
      const fresh = new Set(['drawn'])
      const repository = createRepository(database)
      expect(value(await repository.save([envelope], fresh))).toEqual({ written: ['drawn'], stale: [] })
      // As after a save that broke off: what stood of it is given once more.
      expect(value(await createRepository(database).save([envelope], fresh)).stale).toEqual([])
      expect(await createLocalStore(database).leafRevs('drawn')).toEqual([firstRevision(envelope)])
      expect(await repository.get('drawn')).toMatchObject({ ...envelope, _rev: firstRevision(envelope) })
    }
  })

  it('goes on like any other: the next save replaces it, also where it is still called fresh', async () => {
    const database = memoryDatabase()
    const repository = createRepository(database)
    value(await repository.save([await sealed('drawn', 'Odette')], new Set(['drawn'])))
    value(await repository.save([await sealed('drawn', 'Odile')], new Set(['drawn'])))
    const [rev = '', ...others] = await createLocalStore(database).leafRevs('drawn')
    expect([rev.slice(0, 2), others]).toEqual(['2-', []])
  })

  it('is told apart from what may stand already: that is stale, in the same save, and stays', async () => {
    const database = memoryDatabase()
    const there = await sealed('known', 'Amira')
    value(await createRepository(database).save([there]))
    const saved = await createRepository(database).save(
      [await sealed('known', 'Wren'), await sealed('drawn', 'Odette'), await sealed('other', 'Idris')],
      new Set(['drawn']),
    )
    expect(value(saved)).toEqual({ written: ['drawn', 'other'], stale: ['known'] })
    expect(await createRepository(database).get('known')).toMatchObject({ c: there.c })
  })
})

it('what a command makes has the revision that its content says; what it changes has PouchDB’s', async () => {
  const { workspace, run } = await memoryWorkspace()
  const { id } = value(await run('members.create', { patch: { givenName: 'Odette' } }))
  const { database } = openedOf(workspace)
  expect((await database.get<Envelope>(id))._rev).toBe(firstRevision(await database.get<Envelope>(id)))
  value(await run('members.update', { id, patch: { givenName: 'Odile' } }))
  expect(await createLocalStore(database).leafRevs(id)).toEqual([expect.stringMatching(/^2-/)])
  await workspace.close()
})

it('a record that was just made stands in the order in which it is sealed, so that its text is the engine’s own', () => {
  const { id: _, ...made } = record('drawn', 'Odette')
  const body = { dots: made.dots, fields: made.fields, schema: made.schema, seen: made.seen, type: made.type }
  expect(JSON.stringify(body)).toBe(canonicalJson(JSON.parse(JSON.stringify(body))))
  expect(JSON.stringify(made.fields['phones/k1'])).toBe('[[{"label":"home","number":"01632 960123"},0]]')
})
