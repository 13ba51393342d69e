/** What the server refuses, and what does not open there: told by name, offered again, never taken in. */
import { describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { openDesk } from '@/core/desk/db'
import { member } from '@/core/records/member'
import type { LocalWorkspace } from '@/core/workspace'
import { databaseNames } from '@/core/workspace/spaces'
import { validateSource } from '../../scripts/group-server/provision.mjs'
import { pairOfLaptops, setMember } from '../support/carry'
import type { TestServer } from '../support/group-server'
import { accountOn, laptopsOfTest, openedOf, save } from '../support/laptops'
import { hostSecret, newDisk, testEnvironment, value } from '../support/workspace'

const laptops = laptopsOfTest()

const nameOf = (workspace: LocalWorkspace, id: string) => openedOf(workspace).engine.model.item(member, id)?.givenName

function named(workspace: LocalWorkspace, ids: readonly string[]): Promise<unknown> {
  return new Promise((resolve) => {
    const stop = workspace.watch('papers.named', { ids }, (papers) => {
      resolve(papers)
      queueMicrotask(() => stop())
    })
  })
}

async function connected() {
  const server = await laptops.server()
  const workspace = await laptops.first()
  value(await workspace.sync.connect(accountOn(server)))
  await save(
    workspace,
    change(member, 'amira', { givenName: 'Amira', familyName: 'Shah' }),
    change(member, 'bram', { givenName: 'Bram', familyName: 'Okoro' }),
  )
  value(await workspace.sync.now())
  return { server, workspace }
}

/** What somebody with the server's administrator's account may do. */
async function swap(server: TestServer, one: string, other: string): Promise<void> {
  const { body: a } = await server.ask('GET', `/oakfield/${one}`)
  const { body: b } = await server.ask('GET', `/oakfield/${other}`)
  expect((await server.ask('PUT', `/oakfield/${one}`, { ...b, _id: one, _rev: a._rev })).status).toBe(201)
  expect((await server.ask('PUT', `/oakfield/${other}`, { ...a, _id: other, _rev: b._rev })).status).toBe(201)
}

describe("a server that swaps two documents' contents", () => {
  it('changes nothing here, is told by name for as long as it stands, and what is saved again reaches everybody', async () => {
    const { server, workspace } = await connected()
    await swap(server, 'amira', 'bram')
    const status = value(await workspace.sync.now())
    expect(status.left).toEqual([
      { id: 'amira', why: 'not-sound' },
      { id: 'bram', why: 'not-sound' },
    ])
    expect([nameOf(workspace, 'amira'), nameOf(workspace, 'bram')]).toEqual(['Amira', 'Bram'])
    expect(await named(workspace, ['amira', 'elsewhere'])).toEqual([
      { id: 'amira', kind: 'member', title: 'Amira Shah' },
      { id: 'elsewhere', kind: '', title: '' },
    ])
    // A pass with nothing new goes on saying it.
    expect(value(await workspace.sync.now()).left).toHaveLength(2)

    const second = await laptops.joins(workspace)
    expect(nameOf(second, 'amira')).toBeUndefined()
    expect(value(await second.sync.now()).left).toHaveLength(2)
    await save(workspace, change(member, 'amira', { town: 'Larkfield' }))
    value(await workspace.sync.now())
    value(await second.sync.now())
    expect(nameOf(second, 'amira')).toBe('Amira')
  })
})

describe('a server that buries papers under what looks like a newer Trestle', () => {
  it('hides none of them: shown, told, edited, also after a restart that reads all anew; what is edited reaches everybody', async () => {
    const server = await laptops.server()
    const disk = newDisk()
    let workspace = await laptops.first({ disk })
    value(await workspace.sync.connect(accountOn(server)))
    await save(workspace, change(member, 'amira', { givenName: 'Amira', familyName: 'Shah' }))
    value(await workspace.sync.now())
    const { body } = await server.ask('GET', '/oakfield/amira')
    expect((await server.ask('PUT', '/oakfield/amira', { ...body, v: 2 })).status).toBe(201)
    const left = [{ id: 'amira', why: 'newer-record' }]
    expect(value(await workspace.sync.now()).left).toEqual(left)
    await openedOf(workspace).tidy()
    await workspace.close()
    await openDesk(databaseNames('group').desk, testEnvironment({ disk }).desk).pages.clear()
    workspace = await laptops.empty({ disk })
    expect(value(await workspace.unlock(hostSecret))).toMatchObject({ quarantined: 0 })
    expect(nameOf(workspace, 'amira')).toBe('Amira')
    await workspace.settled()
    expect(value(await workspace.sync.now()).left).toEqual(left)
    await save(workspace, change(member, 'amira', { town: 'Larkfield' }))
    expect(value(await workspace.sync.now())).toMatchObject({ pending: 0, left })
    const second = await laptops.joins(workspace)
    expect(nameOf(second, 'amira')).toBe('Amira')
    await save(second, change(member, 'amira', { notes: 'Seen' }))
  })

  it('nor does what is erased here live on there', async () => {
    const { server, workspace } = await connected()
    const { body } = await server.ask('GET', '/oakfield/amira')
    await server.ask('PUT', '/oakfield/amira', { ...body, v: 2 })
    value(await workspace.sync.now())
    value(await workspace.privacy.erase({ ids: ['amira'], why: 'asked' }))
    expect((await server.ask('GET', '/oakfield/amira')).status).toBe(404)
  })

  it('nor by a stick: what cannot be read stays in the file, and is counted', async () => {
    const { first, second } = await pairOfLaptops()
    laptops.keep(first)
    laptops.keep(second)
    await setMember(first, 'amira', { givenName: 'Amira' })
    value(await second.carry.bring(value(await first.carry.take({})).bytes))
    const doc = await openedOf(first).database.get('amira')
    await openedOf(first).database.put({ ...doc, v: 2 })
    const { bytes } = value(await first.carry.take({}))
    expect(value(await second.carry.look(bytes))).toMatchObject({ newHere: 0, refused: 1 })
    expect(value(await second.carry.bring(bytes))).toMatchObject({ received: 0, refused: 1 })
    expect(openedOf(second).engine.quarantine.size).toBe(0)
    await setMember(second, 'amira', { town: 'Larkfield' })
  })
})

describe('a server that refuses a document', () => {
  it('is told by name, and no longer once it takes it', async () => {
    const { server, workspace } = await connected()
    const design = async (source: string): Promise<void> => {
      const { body } = await server.ask('GET', '/oakfield/_design/trestle')
      await server.ask('PUT', '/oakfield/_design/trestle', { ...body, validate_doc_update: source })
    }
    await design(
      "function (doc) { if (doc._id === 'bram') throw { forbidden: 'not-an-envelope: an older gatekeeper' } }",
    )
    await save(workspace, change(member, 'bram', { town: 'Larkfield' }), change(member, 'amira', { town: 'Larkfield' }))
    expect(await workspace.sync.now()).toMatchObject({ ok: false, error: { kind: 'sync-denied' } })
    expect(workspace.sync.status()).toMatchObject({ kind: 'problem', left: [{ id: 'bram', why: 'refused' }] })
    expect(await workspace.sync.now()).toMatchObject({ ok: false })
    await design(validateSource())
    const status = value(await workspace.sync.now())
    expect(status).toMatchObject({ kind: 'idle', pending: 0 })
    expect(status).not.toHaveProperty('left')
  })
})
