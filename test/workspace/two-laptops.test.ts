import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { change } from '@/core/commands/define'
import { laptop } from '@/core/records/laptop'
import { member } from '@/core/records/member'
import { signature } from '@/core/records/signature'
import type { Database } from '@/core/store/open'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { fillDisk } from '../support/full-disk'
import { accountOn, laptopsOfTest, openedOf, save, secondLaptop } from '../support/laptops'
import { present } from '../support/present'
import { hostSecret, newDisk, testEnvironment, value } from '../support/workspace'

const laptops = laptopsOfTest()

const engineOf = (workspace: LocalWorkspace) => openedOf(workspace).engine

async function twoLaptops() {
  const server = await laptops.server()
  const account = accountOn(server)
  const first = await laptops.first()
  expect(value(await first.sync.check(account)).database).toBe('empty')
  value(await first.sync.connect(account))
  value(await first.sync.now())
  await save(first, change(member, 'amira', { givenName: 'Amira', familyName: 'Shah' }))
  const invite = value(await first.laptops.invite({ forWhom: 'Bela' }))
  const second = await laptops.empty()
  const joined = value(await second.laptops.join(secondLaptop(invite.file)))
  value(await first.sync.now())
  return { server, first, second, invite, joined }
}

describe('a second laptop', () => {
  it('joins by the invite file, receives everything, and both screens show the same four words', async () => {
    const { first, second, invite, joined } = await twoLaptops()
    expect(
      engineOf(second)
        .model.items(member)
        .map((m) => m.givenName)
        .sort(),
    ).toEqual(['Amira', 'Robin'])
    const [waiting] = await first.laptops.invites()
    expect(waiting).toMatchObject({ state: 'used', laptop: { name: 'Second', usedBy: 'Bela' }, check: joined.check })
    expect(joined.check).toHaveLength(4)
    value(await first.laptops.confirm({ inviteId: invite.inviteId }))
    expect(await first.laptops.invites()).toEqual([])
  })

  it('cannot join twice with one invite', async () => {
    const { invite } = await twoLaptops()
    const third = await laptops.empty()
    const again = await third.laptops.join({
      invite: { file: invite.file },
      laptopName: 'Third',
      usedBy: 'Cai',
      unlocking: hostSecret,
    })
    expect(again).toMatchObject({ ok: false, error: { kind: 'invite-used' } })
  })

  /** Joins with a disk of which `hold` spoils the database, or watches over it. */
  async function joining(hold: (database: Database) => void) {
    const server = await laptops.server()
    const first = await laptops.first()
    value(await first.sync.connect(accountOn(server)))
    const { file } = value(await first.laptops.invite({ forWhom: 'Bela' }))
    const plain = testEnvironment({ disk: newDisk(), automaticSync: false })
    const openDatabase = (name: string): Database => {
      const database = plain.openDatabase(name)
      hold(database)
      return database
    }
    const second = laptops.keep(createWorkspace({ ...plain, openDatabase }))
    await second.start()
    return { server, first, second, file }
  }
  it('that cannot write down its name is not set up, and joins once there is room', async () => {
    let isFull = true
    const { second, file } = await joining((database) => fillDisk(database, () => isFull))
    expect(await second.laptops.join(secondLaptop(file))).toEqual({ ok: false, error: { kind: 'disk-full' } })
    expect(second.unlocked()).toBeUndefined()
    isFull = false
    value(await second.laptops.join(secondLaptop(file)))
    expect(
      engineOf(second)
        .model.items(laptop)
        .map((each) => each.name),
    ).toContain('Second')
  })

  it('joins where its invite was taken back at that moment, and where the disk gives out: then the invite is marked by a later pass', async () => {
    for (const gone of [true, false]) {
      let isOver = false
      const { first, second, file } = await joining((database) => {
        const { get } = database
        database.get = ((...args: Parameters<typeof get>) => {
          if (isOver || !String(args[0]).startsWith('invite:')) return get.apply(database, args)
          return Promise.reject(
            gone
              ? Object.assign(new Error('deleted'), { status: 404 })
              : new DOMException('Full.', 'QuotaExceededError'),
          )
        }) as typeof get
      })
      const joined = await second.laptops.join(secondLaptop(file))
      expect(value(joined).isComplete).toBe(gone)
      // What came stands in any case.
      expect(engineOf(second).model.items(member)).toHaveLength(1)
      isOver = true
      for (const each of [second, second, first]) value(await each.sync.now())
      expect(await first.laptops.invites()).toMatchObject([gone ? { state: 'open' } : { state: 'used' }])
    }
  })

  it('that was cut off at any write while it joined counts as empty, or opens with its account and comes to all of it', async () => {
    const ends = new Set<string>()
    for (let writes = 0; !ends.has('joined'); writes += 1) {
      const server = await laptops.server()
      const first = await laptops.first()
      value(await first.sync.connect(accountOn(server)))
      const { file } = value(await first.laptops.invite({ forWhom: 'Bela' }))
      const disk = newDisk()
      let left = writes
      const plain = testEnvironment({ disk, automaticSync: false })
      const dying = createWorkspace({
        ...plain,
        openDatabase: (name) => {
          const database = plain.openDatabase(name)
          for (const write of ['put', 'bulkDocs'] as const) {
            const real = database[write] as (...args: unknown[]) => Promise<unknown>
            Object.assign(database, {
              [write]: (...args: unknown[]) => {
                // `put` comes through `bulkDocs` too, with a callback.
                if (!args.some((arg) => typeof arg === 'function')) left -= 1
                return left < 0 ? Promise.reject(new Error('the power is gone')) : real.apply(database, args)
              },
            })
          }
          return database
        },
      })
      await dying.start()
      await dying.laptops.join(secondLaptop(file))
      await dying.close()
      const second = await laptops.empty({ disk, automaticSync: false })
      const state = second.state().kind
      ends.add(left < 0 ? state : 'joined')
      if (state === 'empty') value(await second.laptops.join(secondLaptop(file)))
      else value(await second.unlock(hostSecret))
      for (const each of [second, second, first]) value(await each.sync.now())
      expect(engineOf(second).model.items(member)).toHaveLength(1)
      expect(await first.laptops.invites()).toMatchObject([{ state: 'used' }])
    }
    expect([...ends].sort()).toEqual(['empty', 'joined', 'locked'])
  })

  it('belongs to the group although the line breaks while everything comes; the rest comes later, and the invite is marked then', async () => {
    const { server, first, second, file } = await joining(() => undefined)
    server.setFault(({ path }) => (path.includes('_bulk_get') ? { kind: 'status', status: 503 } : null))
    const joined = value(await second.laptops.join(secondLaptop(file)))
    expect(joined).toMatchObject({ isComplete: false, check: expect.any(Array) })
    expect(engineOf(second).model.items(member)).toEqual([])
    await second.lock()
    server.setFault(null)
    value(await second.unlock(hostSecret))
    for (const each of [second, second, first]) value(await each.sync.now())
    expect(engineOf(second).model.items(member)).toHaveLength(1)
    const [invite] = await first.laptops.invites()
    expect(invite).toMatchObject({ state: 'used', check: joined.check })
  })

  it('keeps everything that both did while the server was away: fields, texts, signatures; a true clash keeps both', async () => {
    const { server, first, second } = await twoLaptops()
    await server.stop()
    await save(first, change(member, 'amira', { town: 'Larkfield', notes: 'From the first' }))
    await save(second, change(member, 'amira', { howHeard: 'Open day', notes: 'From the second' }))
    await save(first, change(signature, 'sig-1', { memberId: 'amira', on: '2026-11-20' }))
    await save(second, change(signature, 'sig-2', { memberId: 'amira', on: '2026-11-21' }))
    for (const [workspace, words] of [
      [first, 'First words. '],
      [second, 'Second words. '],
    ] as const) {
      const { state } = value(await workspace.openText('section-1', () => undefined))
      const doc = new Y.Doc()
      Y.applyUpdate(doc, state)
      doc.getText('words').insert(0, words)
      value(await workspace.saveText('section-1', Y.encodeStateAsUpdate(doc), words))
    }
    expect((await first.sync.now()).ok).toBe(false)
    await server.start()
    for (const workspace of [first, second, first, second]) value(await workspace.sync.now())
    for (const workspace of [first, second]) {
      const { model } = engineOf(workspace)
      const amira = present(model.item(member, 'amira'))
      expect(amira).toMatchObject({ town: 'Larkfield', howHeard: 'Open day' })
      expect(
        model
          .items(signature)
          .map((s) => s.id)
          .sort(),
      ).toEqual(['sig-1', 'sig-2'])
      const clash = present(model.clashes('amira')[0])
      expect(clash.values.map((v) => v.value).sort()).toEqual(['From the first', 'From the second'])
      const { state } = value(await workspace.openText('section-1', () => undefined))
      const doc = new Y.Doc()
      Y.applyUpdate(doc, state)
      const text = doc.getText('words').toString()
      expect(text).toContain('First words.')
      expect(text).toContain('Second words.')
    }
    expect(JSON.stringify(engineOf(first).model.stored('amira'))).toBe(
      JSON.stringify(engineOf(second).model.stored('amira')),
    )
    expect(first.sync.status()).toMatchObject({ kind: 'idle', pending: 0 })
    expect(first.sync.status().allSentAt).toBeDefined()
  })
})
