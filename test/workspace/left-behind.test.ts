/** What the server refuses, and what does not open there: told by name, offered again, never taken in. */
import { describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import type { LocalWorkspace } from '@/core/workspace'
import { validateSource } from '../../scripts/group-server/provision.mjs'
import type { TestServer } from '../support/group-server'
import { accountOn, laptopsOfTest, openedOf, save } from '../support/laptops'
import { value } from '../support/workspace'

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
