import { afterEach, describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { openDesk } from '@/core/desk/db'
import { laptop } from '@/core/records/laptop'
import { member } from '@/core/records/member'
import { wrapForDevice } from '@/core/vault/device'
import { seal } from '@/core/vault/envelope'
import { newRawKey } from '@/core/vault/keys'
import { openKeys, wrapByKey } from '@/core/vault/open-keys'
import { newPhrase, wrapWithPhrase } from '@/core/vault/recovery'
import { say } from '@/core/vault/statement'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { databaseNames, keyDocuments, META } from '@/core/workspace/spaces'
import { publicsOf } from '@/core/workspace/standing'
import { type TestServer, testServer } from '../support/group-server'
import { present } from '../support/present'
import { hostSecret, memoryWorkspace, newDisk, testEnvironment, value } from '../support/workspace'

const open: LocalWorkspace[] = []
const servers: TestServer[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
  for (const server of servers.splice(0)) await server.close()
})
const unlocked = (workspace: LocalWorkspace) => present(workspace.unlocked())
const ring = (workspace: LocalWorkspace) => unlocked(workspace).opened.engine.keyring
const kids = (workspace: LocalWorkspace): string[] =>
  ring(workspace)
    .all()
    .map((key) => key.kid)
const pass = async (...laptops: LocalWorkspace[]): Promise<void> => {
  for (const each of laptops) value(await each.sync.now())
}
const note = async (workspace: LocalWorkspace, id: string): Promise<void> => {
  const made = change(member, id, { givenName: 'Amira', familyName: 'Shah' })
  value(await unlocked(workspace).opened.saver.save([made], 'test', { today: '2026-11-22' }))
}
/** The record of a laptop, as another one has it. */
const recordOf = (here: LocalWorkspace, other: LocalWorkspace): string =>
  present(
    unlocked(here)
      .opened.engine.model.items(laptop)
      .find((each) => each.device === unlocked(other).device.deviceId),
  ).id

async function newGroup() {
  const server = await testServer()
  servers.push(server)
  const { workspace, phrase, disk } = await memoryWorkspace({ automaticSync: false })
  open.push(workspace)
  value(await workspace.sync.connect({ url: server.url, user: server.user, password: server.password }))
  await pass(workspace)
  return { server, first: workspace, disk, phrase: phrase.join(' ') }
}
async function join(inviter: LocalWorkspace): Promise<LocalWorkspace> {
  const { file } = value(await inviter.laptops.invite({ forWhom: 'somebody' }))
  const workspace = createWorkspace(testEnvironment({ disk: newDisk(), automaticSync: false }))
  open.push(workspace)
  await workspace.start()
  value(await workspace.laptops.join({ invite: { file }, laptopName: 'X', usedBy: 'Y', unlocking: hostSecret }))
  return workspace
}
/** Makes a key without a word from the server, as offline. */
async function offlineKey(server: TestServer, here: LocalWorkspace, without: readonly string[] = []): Promise<void> {
  await server.stop()
  value(await here.laptops.newKey({ without, reason: 'left' }))
  await server.start()
}

describe('a recovery sheet', () => {
  it('counts as unchecked, also after a restart, until its words were read back, typed to open, or are said to be on paper', async () => {
    const disk = newDisk()
    const { workspace, phrase } = await memoryWorkspace({ disk })
    open.push(workspace)
    expect(await workspace.laptops.sheet()).toBe('unchecked')
    await workspace.close()
    const again = createWorkspace(testEnvironment({ disk }))
    open.push(again)
    await again.start()
    value(await again.unlock(hostSecret))
    expect(await again.laptops.sheet()).toBe('unchecked')
    value(await again.laptops.sheetChecked())
    expect(await again.laptops.sheet()).toBe('fine')
    const { phrase: next } = value(await again.laptops.newKey({ without: [], reason: 'seen' }))
    expect(await again.laptops.sheet()).toBe('unchecked')
    await again.lock()
    expect(await again.recover({ phrase: phrase.join(' '), unlocking: hostSecret })).toMatchObject({ ok: false })
    value(await again.recover({ phrase: next.join(' '), unlocking: hostSecret }))
    expect(await again.laptops.sheet()).toBe('fine')
    await again.lock()
    value(await again.openSample())
    expect(await again.laptops.sheet()).toBe('fine')
  })

  it('of a key that another laptop has replaced is nobody’s worry here', async () => {
    const { first } = await newGroup()
    const second = await join(first)
    await pass(first, second)
    value(await second.laptops.newKey({ without: [], reason: 'seen' }))
    await pass(second, first)
    expect(await first.laptops.sheet()).toBe('fine')
    expect(await second.laptops.sheet()).toBe('unchecked')
  })
})

describe('the words of an older sheet', () => {
  it('open what was sealed before, where nobody has the newer; the rest is kept, and opens when the key comes', async () => {
    const { first, phrase } = await newGroup()
    const second = await join(first)
    await note(first, 'before')
    value(await first.laptops.newKey({ without: [], reason: 'seen' }))
    await note(first, 'since')
    await pass(first, second)
    await first.lock()
    const asked = await first.recover({ phrase, unlocking: hostSecret })
    expect(asked).toMatchObject({ error: { kind: 'recovery-phrase-old' } })
    value(await first.recover({ phrase, older: true, unlocking: hostSecret }))
    const { model, quarantine } = unlocked(first).opened.engine
    expect(model.item(member, 'before')?.givenName).toBe('Amira')
    expect(quarantine.get('since')).toBe('key-missing')
    await note(first, 'meanwhile')
    await pass(first, second, second, first)
    for (const each of [first, second]) {
      expect(unlocked(each).opened.engine.quarantine.size).toBe(0)
      for (const id of ['before', 'since', 'meanwhile'])
        expect(unlocked(each).opened.engine.model.item(member, id)?.givenName).toBe('Amira')
    }
    expect(kids(first)).toEqual(kids(second))
    expect(ring(first).current.kid).toBe(ring(second).current.kid)
  })

  it('and those of the newest where anybody put one on the server that never was a sheet', async () => {
    const { first, phrase, disk } = await newGroup()
    const { groupId, opened } = unlocked(first)
    await note(first, 'm1')
    const random = testEnvironment().randomBytes
    const never = newRawKey(random, '2099-01-01T00:00:00.000Z')
    await opened.database.put((await wrapWithPhrase(never, await newPhrase(random), groupId, random)) as never)
    await pass(first)
    await first.lock()
    value(await first.recover({ phrase, unlocking: hostSecret }))
    expect(unlocked(first).opened.engine.model.item(member, 'm1')?.givenName).toBe('Amira')
    // Where this laptop has lost what it knew of the group, it cannot tell: a person does.
    await first.lock()
    const desk = openDesk(databaseNames('group').desk, testEnvironment({ disk }).desk)
    await desk.meta.delete(META.standing)
    desk.close()
    const asked = await first.recover({ phrase, unlocking: hostSecret })
    expect(asked).toMatchObject({ error: { kind: 'recovery-phrase-old' } })
    value(await first.recover({ phrase, older: true, unlocking: hostSecret }))
    expect(unlocked(first).opened.engine.model.item(member, 'm1')?.givenName).toBe('Amira')
    // A backup says by which key it was made.
    const { bytes } = value(await first.backups.make('backup'))
    const bare = createWorkspace(testEnvironment({ disk: newDisk(), automaticSync: false }))
    open.push(bare)
    await bare.start()
    expect(value(await bare.backups.rehearse({ bytes, phrase }))).toMatchObject({ verdict: 'works', phrase: 'opens' })
    value(await bare.backups.restore({ bytes, phrase, unlocking: hostSecret }))
    expect(unlocked(bare).opened.engine.model.item(member, 'm1')?.givenName).toBe('Amira')
  })
})

describe('a laptop that the maker of a new key had not heard of', () => {
  it('gets it by itself while nobody was closed, also where two keys were made at once', async () => {
    const { server, first } = await newGroup()
    const second = await join(first)
    await pass(first)
    const third = await join(second)
    await offlineKey(server, first)
    await pass(second)
    value(await second.laptops.newKey({ without: [], reason: 'sheet seen' }))
    await note(first, 'amira')
    await pass(first, second, third, first, second, third)
    for (const each of [first, second, third]) {
      expect(kids(each).length).toBe(3)
      expect(ring(each).current.kid).toBe(ring(first).current.kid)
      expect(unlocked(each).opened.engine.quarantine.size).toBe(0)
      expect(await each.laptops.holders()).toMatchObject({ here: null, lacking: [], closed: [], marked: [] })
    }
  })

  it('waits for four words where a laptop was closed; the closed one gets nothing', async () => {
    const { server, first } = await newGroup()
    const second = await join(first)
    const leaver = await join(first)
    await pass(first, second)
    const third = await join(second)
    await offlineKey(server, first, [recordOf(first, leaver)])
    await note(first, 'amira')
    await pass(first, second, third, leaver, first, second, third, leaver)
    expect(kids(second).length).toBe(2)
    expect(kids(third).length).toBe(1)
    expect(kids(leaver).length).toBe(1)
    const waiting = await second.laptops.holders()
    expect(waiting.here).toBe(null)
    expect(waiting.lacking.map((each) => each.id)).toEqual([recordOf(second, third)])
    const there = await third.laptops.holders()
    expect(there).toMatchObject({ here: present(waiting.lacking[0]).check, lacking: [] })
    // The closed laptop is on nobody's list, and cannot let itself or anybody else in.
    const { check = [] } = waiting.lacking[0] ?? {}
    expect((await leaver.laptops.letIn({ id: recordOf(leaver, third), check })).ok).toBe(false)
    expect((await second.laptops.letIn({ id: recordOf(second, leaver), check })).ok).toBe(false)
    // Whoever holds the old key can change what the record says: then the words that were compared are another laptop's.
    expect((await second.laptops.letIn({ id: recordOf(second, third), check: ['other', ...check.slice(1)] })).ok).toBe(
      false,
    )
    // Nor does a key that never was, which anybody can name on the server, keep the other out.
    const random = testEnvironment().randomBytes
    const never = newRawKey(random, '2099-01-01T00:00:00.000Z')
    const named = await wrapWithPhrase(never, await newPhrase(random), unlocked(second).groupId, random)
    await unlocked(second).opened.database.put(named as never)
    const still = await second.laptops.holders()
    expect(still.here).toHaveLength(4)
    expect(still.lacking).toEqual(waiting.lacking)

    value(await second.laptops.letIn({ id: recordOf(second, third), check }))
    await pass(second, third, first, leaver, third)
    expect(kids(third)).toEqual(kids(second))
    expect(kids(leaver).length).toBe(1)
    expect(unlocked(third).opened.engine.model.item(member, 'amira')?.givenName).toBe('Amira')
    expect((await first.laptops.holders()).lacking).toEqual([])
    expect(ring(third).current.kid).toBe(ring(first).current.kid)
  })

  it('is told of each laptop before it is made: who gets it, who is closed, and who is only marked so', async () => {
    const { first } = await newGroup()
    const second = await join(first)
    const leaver = await join(first)
    await pass(first, second, leaver, first)
    const ids = (laptops: readonly { readonly id: string }[]): string[] => laptops.map((each) => each.id)
    const before = await first.laptops.holders()
    expect(before.getting[0]?.id).toBe(recordOf(first, first))
    expect(ids(before.getting).sort()).toEqual([first, second, leaver].map((each) => recordOf(first, each)).sort())
    expect(before).toMatchObject({ lacking: [], closed: [], marked: [] })

    value(await first.laptops.newKey({ without: [recordOf(first, leaver)], reason: 'left' }))
    await pass(first, second)
    // With its old key it still writes: one laptop of those that stay is marked, and the mark on itself is taken away.
    const marks = [
      change(laptop, recordOf(leaver, second), { closedOn: '2026-11-22', closedReason: 'Lost' }),
      change(laptop, recordOf(leaver, leaver), { closedOn: null }),
    ]
    value(await unlocked(leaver).opened.saver.save(marks, 'test', { today: '2026-11-22' }))
    await pass(leaver, first)
    const seen = await first.laptops.holders()
    expect(ids(seen.getting)).toEqual([recordOf(first, first)])
    expect(ids(seen.closed)).toEqual([recordOf(first, leaver)])
    expect(seen.marked).toMatchObject([{ id: recordOf(first, second), closedOn: '2026-11-22' }])
    // What is shown is what happens.
    expect(value(await first.laptops.newKey({ without: [], reason: 'sheet seen' })).laptops).toBe(1)
  })

  it('goes again to one that was only marked as closed, once a person says that it is the group’s still', async () => {
    const { first } = await newGroup()
    const second = await join(first)
    await pass(first, second, first)
    const id = recordOf(first, second)
    const mark = change(laptop, id, { closedOn: '2026-11-22', closedReason: 'Lost' })
    value(await unlocked(first).opened.saver.save([mark], 'test', { today: '2026-11-22' }))
    expect((await first.laptops.holders()).marked.map((each) => each.id)).toEqual([id])
    const kept = value(await first.run('laptops.keep', { id }))
    expect(await first.run('laptops.keep', { id })).toMatchObject({ ok: false, error: { kind: 'not-found' } })
    expect((await first.laptops.holders()).getting.map((each) => each.id)).toContain(id)
    value(await first.undo(kept.changeId))
    expect((await first.laptops.holders()).marked.map((each) => each.id)).toEqual([id])
    value(await first.run('laptops.keep', { id }))
    expect(value(await first.laptops.newKey({ without: [], reason: 'sheet seen' })).laptops).toBe(2)
    await pass(first, second)
    expect(kids(second)).toEqual(kids(first))
  })

  it('goes on reading and writing what it has meanwhile: the papers under the new key come when the key does', async () => {
    const { server, first } = await newGroup()
    const second = await join(first)
    const leaver = await join(first)
    await note(first, 'amira')
    await pass(first, second)
    const third = await join(second)
    await offlineKey(server, first, [recordOf(first, leaver)])
    const edit = async (at: LocalWorkspace, patch: object): Promise<void> => {
      const made = change(member, 'amira', patch)
      value(await unlocked(at).opened.saver.save([made], 'test', { today: '2026-11-22' }))
    }
    await edit(first, { notes: 'Under the new key' })
    await pass(first, second, third)
    const seen = (at: LocalWorkspace) => unlocked(at).opened.engine.model.item(member, 'amira')
    expect(third.sync.status().left).toContainEqual({ id: 'amira', why: 'key-missing' })
    expect(seen(third)).toMatchObject({ givenName: 'Amira' })
    expect(seen(third)?.notes).toBeUndefined()
    // Who cannot read all makes no key.
    expect(await third.laptops.newKey({ without: [], reason: 'left' })).toMatchObject({
      ok: false,
      error: { kind: 'key-missing' },
    })
    await edit(third, { town: 'Larkfield' })
    await pass(third)
    value(await second.laptops.letIn(present((await second.laptops.holders()).lacking[0])))
    await pass(second, third)
    expect(third.sync.status().left).toBeUndefined()
    expect(seen(third)).toMatchObject({ notes: 'Under the new key', town: 'Larkfield' })
    await pass(third, first)
    expect(seen(first)).toMatchObject({ notes: 'Under the new key', town: 'Larkfield' })
    expect(await unlocked(first).opened.store.leafRevs('amira')).toEqual(
      await unlocked(third).opened.store.leafRevs('amira'),
    )
  })

  it('a closing holds even where somebody opens the record of the closed laptop again', async () => {
    const { first } = await newGroup()
    const leaver = await join(first)
    await pass(first)
    value(await first.laptops.newKey({ without: [recordOf(first, leaver)], reason: 'left' }))
    const id = recordOf(first, leaver)
    const opened = change(laptop, id, { closedOn: null } as never)
    value(await unlocked(first).opened.saver.save([opened], 'test', { today: '2026-11-22' }))
    await pass(first, leaver, first, leaver)
    expect(kids(leaver).length).toBe(1)
    value(await first.laptops.newKey({ without: [], reason: 'sheet seen' }))
    await pass(first, leaver)
    expect(kids(leaver).length).toBe(1)
  })
})

it('bug 9: a laptop that cannot read a key never makes one, and goes on writing with those that it has', async () => {
  const { workspace } = await memoryWorkspace()
  open.push(workspace)
  await note(workspace, 'm1')
  const here = unlocked(workspace)
  const databases = { database: here.opened.database }
  const before = { keys: await keyDocuments(databases), current: ring(workspace).current.kid }
  // A paper under a key of the group's that has not come here: somebody made one a moment ago.
  const { store, engine } = here.opened
  const unread = { ...(await seal(ring(workspace), present(engine.model.stored('m1')))), _id: 'm2', k: 'not-here' }
  const ids = ['a'.repeat(32)]
  await store.putLeaves([{ ...unread, _rev: `1-${ids[0]}`, _revisions: { start: 1, ids } }])
  expect(engine.quarantine.get('m2')).toBe('key-missing')
  expect(await workspace.laptops.newKey({ without: [], reason: 'left' })).toEqual({
    ok: false,
    error: { kind: 'key-may-be-coming', detail: { count: 1 } },
  })
  await note(workspace, 'm3')
  expect(await keyDocuments(databases)).toEqual(before.keys)
  expect(await here.opened.database.get('m3')).toMatchObject({ k: before.current })
  // Nobody made one: whoever put the paper there does not keep a lost laptop from being closed.
  value(await workspace.laptops.newKey({ without: [], reason: 'lost', evenSo: true }))
  await note(workspace, 'm4')
  expect(await here.opened.database.get('m4')).toMatchObject({ k: ring(workspace).current.kid })
  expect(ring(workspace).current.kid).not.toBe(before.current)
})

it.each([0, 1, 2, 3])(
  'a new key that the disk let only %i documents of stand is made again, and everybody gets it',
  async (stand) => {
    const { first } = await newGroup()
    const second = await join(first)
    await pass(first, second)
    const { database } = unlocked(first).opened
    const { bulkDocs } = database
    database.bulkDocs = (async (docs: readonly { readonly kind?: string }[], ...rest: []) => {
      if (docs[0]?.kind !== 'key') return bulkDocs.call(database, docs as never, ...rest)
      for (const doc of docs.slice(0, stand)) await bulkDocs.call(database, [doc] as never, ...rest)
      throw new DOMException('The disk is full.', 'QuotaExceededError')
    }) as typeof bulkDocs
    expect(await first.laptops.newKey({ without: [], reason: 'seen' })).toEqual({
      ok: false,
      error: { kind: 'disk-full' },
    })
    database.bulkDocs = bulkDocs
    await note(first, 'meanwhile')
    await pass(first, second)
    const { phrase } = value(await first.laptops.newKey({ without: [], reason: 'seen' }))
    await note(first, 'after')
    await pass(first, second, first, second)
    expect(kids(second)).toEqual(kids(first))
    expect(unlocked(second).opened.engine.model.item(member, 'after')?.givenName).toBe('Amira')
    expect(await second.laptops.sheet()).toBe('fine')
    // The new sheet opens everything.
    await first.lock()
    value(await first.recover({ phrase: phrase.join(' '), unlocking: hostSecret }))
    expect(unlocked(first).opened.engine.quarantine.size).toBe(0)
  },
)

it('a name of a key that anybody put on the server keeps nobody from making one, and crosses with none', async () => {
  const { first } = await newGroup()
  const second = await join(first)
  await pass(first, second)
  const here = unlocked(first)
  const never = newRawKey(testEnvironment().randomBytes, '2099-01-01T00:00:00.000Z')
  const named = await wrapByKey(
    never,
    newRawKey(testEnvironment().randomBytes, never.createdAt),
    here.groupId,
    testEnvironment().randomBytes,
  )
  await unlocked(second).opened.database.put(named as never)
  await pass(second, first)
  expect(await first.laptops.sheet()).not.toBe('crossed')
  expect(await first.laptops.newKey({ without: [], reason: 'lost' })).toMatchObject({ error: { kind: 'key-missing' } })
  const before = ring(first).current.kid
  value(await first.laptops.newKey({ without: [], reason: 'lost', evenSo: true }))
  await pass(first, second)
  expect(ring(second).current.kid).toBe(ring(first).current.kid)
  expect(ring(first).current.kid).not.toBe(before)
  expect(await second.laptops.sheet()).toBe('fine')
})

describe('a key that a closed laptop and the server make up', () => {
  it('is written with by nobody, though it is wrapped for everyone and chained to a key they hold', async () => {
    const { first } = await newGroup()
    const second = await join(first)
    const leaver = await join(first)
    await pass(first, second)
    const gone = unlocked(leaver)
    const { database } = gone.opened
    const docs = await keyDocuments({ database })
    const [old] = value(await openKeys(docs, { device: gone.device }))
    const raw = present(old)
    const evil = newRawKey(testEnvironment().randomBytes, '2099-01-01T00:00:00.000Z')
    value(await first.laptops.newKey({ without: [recordOf(first, leaver)], reason: 'left' }))
    const all = [first, second, leaver].map((each) => publicsOf(unlocked(each).device))
    const said = await say(gone.device, evil, gone.groupId, { as: 'make', with: all, without: [] })
    const random = testEnvironment().randomBytes
    for (const to of all) await database.put((await wrapForDevice(evil, to, gone.groupId, random, said)) as never)
    await database.put((await wrapByKey(raw, evil, gone.groupId, random)) as never)
    await pass(leaver, second, first, second)
    for (const each of [first, second]) {
      expect(kids(each)).toContain(evil.kid)
      expect(ring(each).current.kid).not.toBe(evil.kid)
      expect(ring(each).current.kid).not.toBe(raw.kid)
    }
  })

  it.each([
    ['dated later than all', '2099-01-01T00:00:00.000Z'],
    ['dated earlier than all', '2001-01-01T00:00:00.000Z'],
  ])('is trusted by no laptop that is opened again with the six words: %s', async (_, createdAt) => {
    const { first } = await newGroup()
    const leaver = await join(first)
    await pass(first, leaver)
    const gone = unlocked(leaver)
    const { database } = gone.opened
    const [old] = value(await openKeys(await keyDocuments({ database }), { device: gone.device }))
    const raw = present(old)
    const oldest = ring(first).first.kid
    const { phrase } = value(await first.laptops.newKey({ without: [recordOf(first, leaver)], reason: 'left' }))
    const newest = ring(first).current.kid
    const random = testEnvironment().randomBytes
    const evil = newRawKey(random, createdAt)
    const said = await say(gone.device, evil, gone.groupId, { as: 'make', with: [publicsOf(gone.device)], without: [] })
    await database.put((await wrapForDevice(evil, gone.device, gone.groupId, random, said)) as never)
    // With the old key, which it has, it can hang the new one on the group's keys.
    await database.put((await wrapByKey(evil, raw, gone.groupId, random)) as never)
    await pass(leaver, first)
    await first.lock()
    value(await first.recover({ phrase: phrase.join(' '), unlocking: hostSecret }))
    expect(ring(first).current.kid).toBe(newest)
    expect(ring(first).first.kid).toBe(oldest)
    // Nor does whom it names get the key that is made next.
    value(await first.laptops.newKey({ without: [], reason: 'seen', evenSo: true }))
    const made = ring(first).current.kid
    const docs = await keyDocuments({ database: unlocked(first).opened.database })
    expect(docs.filter((doc) => doc.kid === made && doc.to === gone.device.deviceId)).toEqual([])
  })
})
