/** Storage that fails while a laptop has to do with the group's server: joining, connecting, fetching a file. Each call in its turn. */
import { describe, expect, it } from 'vitest'
import { member } from '@/core/records/member'
import type { LocalWorkspace } from '@/core/workspace'
import { setMember } from '../support/carry'
import { atEachCall, type FailingStorage, PLANS } from '../support/failing-storage'
import { accountOn, laptopsOfTest, openedOf, secondLaptop } from '../support/laptops'
import { closeLaptop, emptyOn, groupOn } from '../support/on-disk'
import { hostSecret, newDisk, value } from '../support/workspace'

const laptops = laptopsOfTest()
const amira = (workspace: LocalWorkspace) => openedOf(workspace).engine.model.item(member, 'amira')?.givenName

describe('the server, with storage that fails', () => {
  it.each(PLANS)(
    'while a laptop joins, tells so; it joins at the next try or stands already: $trouble ($how)',
    async (plan) => {
      const server = await laptops.server()
      const first = await laptops.first({ automaticSync: false })
      value(await first.sync.connect(accountOn(server)))
      await setMember(first, 'amira', { givenName: 'Amira' })
      value(await first.sync.now())
      await atEachCall(plan, {
        async prepare(storage) {
          const { file } = value(await first.laptops.invite({ forWhom: 'Bela' }))
          return { ...(await emptyOn(storage)), file }
        },
        act: ({ workspace, file }) => workspace.laptops.join(secondLaptop(file)),
        async check(one, done) {
          const { workspace } = one
          const stands = workspace.state().kind === 'locked'
          if (!done.ok && !stands) value(await workspace.laptops.join(secondLaptop(one.file)))
          if (stands) value(await workspace.unlock(hostSecret))
          expect(workspace.state().kind).toBe('open')
          for (let pass = 0; pass < 2; pass += 1) value(await workspace.sync.now())
          expect(amira(workspace)).toBe('Amira')
          value(await first.sync.now())
          // The four words are there to be compared, and no keys are left in the invite.
          expect((await first.laptops.invites()).at(-1)).toMatchObject({ state: 'used', laptop: { name: 'Second' } })
          for (const { inviteId } of await first.laptops.invites()) value(await first.laptops.confirm({ inviteId }))
        },
        close: closeLaptop,
        oneIn: 10,
      })
    },
  )

  it.each(PLANS)(
    'while an invite is made or withdrawn, tells so; the next one lets in: $trouble ($how)',
    async (plan) => {
      const server = await laptops.server()
      const invite = (workspace: LocalWorkspace) => workspace.laptops.invite({ forWhom: 'Bela' })
      const connected = async (storage: FailingStorage) => {
        await server.forget()
        const one = await groupOn(storage)
        value(await one.workspace.sync.connect(accountOn(server)))
        value(await one.workspace.sync.now())
        return one
      }
      await atEachCall(plan, {
        prepare: connected,
        act: ({ workspace }) => invite(workspace),
        async check({ workspace }, done) {
          const { file, inviteId } = value(done.ok ? done : await invite(workspace)) as {
            file: Uint8Array
            inviteId: string
          }
          const newcomer = await laptops.empty()
          value(await newcomer.laptops.join(secondLaptop(file)))
          expect(amira(newcomer)).toBe('Amira')
          await newcomer.close()
          value(await workspace.sync.now())
          const listed = await workspace.laptops.invites()
          expect(listed.filter((each) => each.state === 'used')).toMatchObject([
            { inviteId, laptop: { name: 'Second' } },
          ])
          // One that came to stand all the same can be seen, and withdrawn.
          for (const each of listed) value(await workspace.laptops.confirm(each))
          expect(await workspace.laptops.invites()).toEqual([])
        },
        close: closeLaptop,
        oneIn: 4,
      })
      await atEachCall(plan, {
        async prepare(storage) {
          const one = await connected(storage)
          return Object.assign(one, { inviteId: value(await invite(one.workspace)).inviteId })
        },
        act: ({ workspace, inviteId }) => workspace.laptops.confirm({ inviteId }),
        async check({ workspace, inviteId }, done) {
          if (!done.ok) value(await workspace.laptops.confirm({ inviteId }))
          expect(await workspace.laptops.invites()).toEqual([])
          value(await workspace.sync.now())
          expect(await server.ask('GET', `/oakfield/${encodeURIComponent(inviteId)}`)).toMatchObject({ status: 404 })
        },
        close: closeLaptop,
        oneIn: 2,
      })
    },
  )

  it.each(PLANS)('while a group is unlocked, keeps no pass from beginning: $trouble ($how)', async (plan) => {
    const server = await laptops.server()
    await atEachCall(plan, {
      async prepare(storage) {
        await server.forget()
        const one = await groupOn(storage)
        value(await one.workspace.sync.connect(accountOn(server)))
        await one.workspace.lock()
        return one
      },
      async act({ workspace }) {
        const unlocked = await workspace.unlock(hostSecret)
        // What was begun with it goes on behind it.
        await workspace.settled()
        return unlocked
      },
      async check({ workspace }, done) {
        if (!done.ok) value(await workspace.unlock(hostSecret))
        value(await workspace.sync.now())
        expect(Object.keys(await server.leaves())).toContain('amira')
      },
      close: closeLaptop,
    })
  })

  it.each(PLANS)('while another server is connected, leaves nothing unsent to it: $trouble ($how)', async (plan) => {
    const [before, server] = [await laptops.server(), await laptops.server()]
    await atEachCall(plan, {
      async prepare(storage) {
        const one = await groupOn(storage)
        await before.forget()
        await server.forget()
        value(await one.workspace.sync.connect(accountOn(before)))
        for (let pass = 0; pass < 2; pass += 1) value(await one.workspace.sync.now())
        return one
      },
      act: ({ workspace }) => workspace.sync.connect(accountOn(server)),
      async check({ workspace }) {
        value(await workspace.sync.connect(accountOn(server)))
        value(await workspace.sync.now())
        expect(await server.leaves()).toEqual(
          Object.fromEntries(
            Object.entries(await openedOf(workspace).store.allLeafRevs()).sort(([a], [b]) => (a < b ? -1 : 1)),
          ),
        )
      },
      close: closeLaptop,
      oneIn: 2,
    })
  })

  it('a piece of a file is seen though it cannot be kept, and kept when it can: each call in its turn', async () => {
    const server = await laptops.server()
    const first = await laptops.first({ automaticSync: false })
    value(await first.sync.connect(accountOn(server)))
    await setMember(first, 'amira', { givenName: 'Amira' })
    const bytes = new Uint8Array(300_000).map((_, i) => (i * 31 + (i >> 8) * 7) & 255)
    const { id } = value(await first.files.add({ on: 'amira', name: 'sheet', bytes }))
    value(await first.sync.now())
    const pieces = async (workspace: LocalWorkspace) =>
      (await openedOf(workspace).database.allDocs({ startkey: 'f:', endkey: 'f:\uffff' })).rows.length
    let seen = 0
    for (const plan of PLANS.slice(0, 2)) {
      await atEachCall(plan, {
        async prepare(storage) {
          const { file } = value(await first.laptops.invite({ forWhom: 'Bela' }))
          const one = await emptyOn(storage)
          value(await one.workspace.laptops.join(secondLaptop(file)))
          expect(await pieces(one.workspace)).toBe(0)
          return one
        },
        act: ({ workspace }) => workspace.files.read(id),
        async check({ workspace }, done) {
          if (done.ok && (await pieces(workspace)) < 2) seen += 1
          expect(Buffer.from(value(await workspace.files.read(id)).bytes).equals(bytes)).toBe(true)
          expect(await pieces(workspace)).toBe(2)
        },
        close: closeLaptop,
      })
    }
    expect(seen).toBeGreaterThan(0)
  })

  it('a piece of which the server says that it was removed is missing, not damaged; nothing of that is kept', async () => {
    const server = await laptops.server()
    const first = await laptops.first({ automaticSync: false })
    value(await first.sync.connect(accountOn(server)))
    await setMember(first, 'amira', { givenName: 'Amira' })
    const bytes = new Uint8Array(1000).fill(5)
    const { id } = value(await first.files.add({ on: 'amira', name: 'sheet', bytes }))
    value(await first.sync.now())
    let lies = false
    const second = await laptops.joins(first, {
      disk: newDisk(),
      automaticSync: false,
      async fetch(input, init) {
        const answer = await fetch(input, init)
        if (!lies || !/f(:|%3A)/i.test(String(input))) return answer
        const { _id, _rev, _revisions } = (await answer.json()) as Record<string, unknown>
        return Response.json({ _id, _rev, _revisions, _deleted: true })
      },
    })
    lies = true
    expect(await second.files.read(id)).toEqual({ ok: false, error: { kind: 'file-part-missing' } })
    const [piece = ''] = (openedOf(second).engine.model.stored(id)?.fields.chunks?.[0]?.[0] ?? []) as readonly string[]
    expect(piece).toMatch(/^f:/)
    await second.files.fetchAll()
    expect(await openedOf(second).store.leafRevs(piece)).toEqual([])
    lies = false
    expect(Buffer.from(value(await second.files.read(id)).bytes).equals(bytes)).toBe(true)
  })
})
