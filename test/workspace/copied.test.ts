import { afterEach, describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { laptop } from '@/core/records/laptop'
import { member } from '@/core/records/member'
import { nonceOf } from '@/core/sync/identity'
import { newDevice, signAs } from '@/core/vault/device'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { copyDisk } from '../support/copy-disk'
import { type TestServer, testServer } from '../support/group-server'
import { present } from '../support/present'
import { wordsIn, writeWords } from '../support/words'
import { type Disk, hostSecret, memoryWorkspace, testEnvironment, value } from '../support/workspace'

const open: LocalWorkspace[] = []
const servers: TestServer[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
  for (const server of servers.splice(0)) await server.close()
})
const openedOf = (workspace: LocalWorkspace) => present(workspace.unlocked()).opened
const deviceOf = (workspace: LocalWorkspace): string => openedOf(workspace).engine.device
const model = (workspace: LocalWorkspace) => openedOf(workspace).engine.model
const save = async (workspace: LocalWorkspace, id: string, patch: Record<string, string>): Promise<void> => {
  value(await openedOf(workspace).saver.save([change(member, id, patch)], 'test', { today: '2026-11-22' }))
}
let clock = Date.parse('2026-11-22T09:00:00.000Z')
const now = (): number => {
  clock += 1000
  return clock
}
async function start(disk: Disk): Promise<LocalWorkspace> {
  const workspace = createWorkspace(testEnvironment({ disk, now, automaticSync: false }))
  open.push(workspace)
  await workspace.start()
  value(await workspace.unlock(hostSecret))
  await workspace.settled()
  return workspace
}
/** Waits until the workspace has locked itself, and says what its screen says. */
async function lockedBecause(workspace: LocalWorkspace): Promise<string | undefined> {
  return new Promise((resolve) => {
    workspace.onState((state) => {
      if (state.kind === 'locked') resolve(state.because)
    })
  })
}

/** One laptop with a few papers, all sent, and then its disk twice. */
async function twins(connected = true) {
  const made = await memoryWorkspace({ now, automaticSync: false })
  if (connected) {
    const server = await testServer()
    servers.push(server)
    const { url, user, password } = server
    value(await made.workspace.sync.connect({ url, user, password }))
  }
  await save(made.workspace, 'amira', { givenName: 'Amira', familyName: 'Shah', notes: 'at first' })
  await writeWords(made.workspace, 'common ')
  if (connected) value(await made.workspace.sync.now())
  await made.workspace.close()
  const copy = await copyDisk(made.disk)
  return { first: await start(made.disk), second: await start(copy), copy }
}

describe('a laptop’s note on the server', () => {
  /** After a pass, somebody writes there as if a copy of the laptop had been at it three times since. */
  async function passAfter(sign: (at: LocalWorkspace, text: string) => Promise<string>) {
    const { workspace } = await memoryWorkspace({ now, automaticSync: false })
    open.push(workspace)
    const server = await testServer()
    servers.push(server)
    const { url, user, password } = server
    value(await workspace.sync.connect({ url, user, password }))
    await save(workspace, 'amira', { givenName: 'Amira' })
    value(await workspace.sync.now())
    const { deviceId } = present(workspace.unlocked()).device
    const path = `${new URL(url).pathname}/_local/trestle-${deviceId}`
    const { nonce, _rev } = (await server.ask('GET', path)).body as { nonce: string; _rev: string }
    const [noted = ''] = nonce.split('.')
    const signing = { sign: (text: string) => sign(workspace, text), isOwn: async () => true }
    const next = await nonceOf(signing, deviceId, { noted: Number(noted) + 3, random: 'abc' })
    expect((await server.ask('PUT', path, { nonce: next, _rev })).status).toBe(201)
    await save(workspace, 'amira', { notes: 'Moved' })
    return {
      answer: await workspace.sync.now(),
      workspace,
      noteThere: async () => (await server.ask('GET', path)).body,
    }
  }

  it('that a copy wrote locks the laptop', async () => {
    const { answer, workspace } = await passAfter((at, text) => signAs(present(at.unlocked()).device, text))
    expect(answer).toMatchObject({ ok: false, error: { kind: 'laptop-copied' } })
    expect(await lockedBecause(workspace)).toBe('copied')
  })

  it('that somebody with an account wrote does not: all is proved again, and the note is its own', async () => {
    const another = await newDevice('another', hostSecret, (count) => crypto.getRandomValues(new Uint8Array(count)))
    const { answer, workspace, noteThere } = await passAfter((_at, text) => signAs(another.device, text))
    expect(answer).toMatchObject({ ok: true, value: { kind: 'idle', pending: 0 } })
    expect(workspace.state().kind).toBe('open')
    const { nonce } = (await noteThere()) as { nonce: string }
    expect(nonce).not.toContain('.abc.')
    value(await workspace.sync.now())
  })
})

describe('a laptop whose disk was copied', () => {
  it('finds out at its first pass, takes an id of its own, and neither edit hides the other', async () => {
    const { first, second } = await twins()
    const id = deviceOf(first)
    expect(deviceOf(second)).toBe(id)
    // The same dot twice, on different fields and on the same.
    await save(first, 'amira', { notes: 'from the first', town: 'Alton' })
    await save(second, 'amira', { notes: 'from the second', county: 'Hants' })
    await save(second, 'bela', { givenName: 'Bela' })
    await writeWords(first, 'first ')
    await writeWords(second, 'second ')
    value(await first.sync.now())
    const answer = await second.sync.now()
    expect(answer.ok || answer.error.kind).toBe('laptop-copied')
    expect(await lockedBecause(second)).toBe('copied')

    value(await second.unlock(hostSecret))
    await second.settled()
    expect(deviceOf(second)).not.toBe(id)
    for (const each of [second, first, second]) value(await each.sync.now())
    expect(deviceOf(first)).toBe(id)
    for (const each of [first, second]) {
      const amira = present(model(each).item(member, 'amira'))
      expect([amira.givenName, amira.town, amira.county]).toEqual(['Amira', 'Alton', 'Hants'])
      const clashes = model(each).clashes('amira')
      expect(clashes.map((clash) => clash.path)).toEqual(['notes'])
      expect(clashes[0]?.values.map((one) => one.value).sort()).toEqual(['from the first', 'from the second'])
      expect(model(each).item(member, 'bela')?.givenName).toBe('Bela')
      const written = await wordsIn(each)
      for (const word of ['common', 'first', 'second']) expect(written).toContain(word)
      expect(model(each).items(laptop).length).toBe(2)
      expect(openedOf(each).engine.quarantine.size).toBe(0)
    }
  })

  it('is found out by the other one too, where the copy was quicker', async () => {
    const { first, second } = await twins()
    await save(second, 'amira', { notes: 'from the second' })
    value(await second.sync.now())
    await save(first, 'amira', { town: 'Alton' })
    expect((await first.sync.now()).ok).toBe(false)
    expect(await lockedBecause(first)).toBe('copied')
    value(await first.unlock(hostSecret))
    await first.settled()
    for (const each of [first, second, first]) value(await each.sync.now())
    for (const each of [first, second]) {
      const amira = present(model(each).item(member, 'amira'))
      expect([amira.notes, amira.town]).toEqual(['from the second', 'Alton'])
      expect(model(each).clashes('amira')).toEqual([])
    }
  })

  it('loses nothing of what was edited after the computer’s clock was set back, or was wrong when all was sent', async () => {
    for (const hours of [-24 * 365, -1]) {
      const { first, second } = await twins()
      const before = clock
      clock += hours * 3_600_000
      for (const each of [first, second]) {
        await each.lock()
        value(await each.unlock(hostSecret))
        await each.settled()
      }
      await save(first, 'amira', { town: 'Alton' })
      await save(second, 'amira', { county: 'Hants', notes: 'from the second' })
      value(await first.sync.now())
      expect((await second.sync.now()).ok).toBe(false)
      await lockedBecause(second)
      clock = before
      value(await second.unlock(hostSecret))
      await second.settled()
      for (const each of [second, first, second]) value(await each.sync.now())
      for (const each of [first, second]) {
        expect(model(each).item(member, 'amira')).toMatchObject({
          town: 'Alton',
          county: 'Hants',
          notes: 'from the second',
        })
        expect(model(each).clashes('amira')).toEqual([])
      }
    }
  })

  it.each([1, 2, 3, 4])('loses nothing where it is cut off at write %i while it takes its new id', async (writes) => {
    const { first, second, copy } = await twins()
    await save(first, 'amira', { town: 'Alton' })
    await save(second, 'amira', { county: 'Hants' })
    await writeWords(second, 'second ')
    value(await first.sync.now())
    await second.sync.now()
    await lockedBecause(second)
    await second.close()
    const environment = testEnvironment({ disk: copy, now, automaticSync: false })
    let left = writes
    const dying = createWorkspace({
      ...environment,
      openDatabase: (name) => {
        const db = environment.openDatabase(name)
        const { bulkDocs } = db
        db.bulkDocs = (async (...args: Parameters<typeof bulkDocs>) => {
          left -= 1
          if (left < 0) throw new Error('the power is gone')
          return bulkDocs.apply(db, args)
        }) as typeof bulkDocs
        return db
      },
    })
    await dying.start()
    await dying.unlock(hostSecret).catch(() => undefined)
    const again = await start(copy)
    // Opening once more changes nothing: it counts as done.
    const id = deviceOf(again)
    await again.lock()
    value(await again.unlock(hostSecret))
    await again.settled()
    expect(deviceOf(again)).toBe(id)
    for (const each of [again, first, again]) value(await each.sync.now())
    for (const each of [again, first]) {
      const amira = present(model(each).item(member, 'amira'))
      expect([amira.town, amira.county]).toEqual(['Alton', 'Hants'])
      expect(await wordsIn(each)).toContain('second')
    }
  })

  it.each([
    ['wins', 9],
    ['loses', 1],
  ])('ends no leaf that does not open where that one %s', async (_, generation) => {
    const { first, second } = await twins(false)
    await save(first, 'amira', { town: 'Alton' })
    await save(second, 'amira', { county: 'Hants' })
    const { engine, store } = openedOf(second)
    const known = present((await engine.repository.leaves(['amira']))[0]?.docs[0])
    const hash = 'e'.repeat(32)
    const _rev = `${generation}-${hash}`
    await store.putLeaves([{ ...known, v: 2, _rev, _revisions: { start: generation, ids: [hash] } }])
    const met = await second.carry.bring(value(await first.carry.take({})).bytes)
    expect(met.ok || met.error.kind).toBe('laptop-copied')
    expect(await lockedBecause(second)).toBe('copied')
    value(await second.unlock(hostSecret))
    await second.settled()
    const leaves = present((await openedOf(second).engine.repository.leaves(['amira']))[0]).docs
    expect(leaves.filter((leaf) => leaf.v === 2)).toMatchObject([{ _rev }])
    expect(leaves).toHaveLength(2)
    expect(model(second).item(member, 'amira')).toMatchObject({ county: 'Hants' })
  })

  it('finds out by a stick that bears its own number and that it never made', async () => {
    const { first, second } = await twins(false)
    await save(first, 'amira', { town: 'Alton' })
    await save(second, 'amira', { county: 'Hants' })
    const stick = value(await second.carry.take({}))
    const refused = await first.carry.bring(stick.bytes)
    expect(refused.ok || refused.error.kind).toBe('laptop-copied')
    expect(await lockedBecause(first)).toBe('copied')
    value(await first.unlock(hostSecret))
    await first.settled()
    value(await first.carry.bring(stick.bytes))
    const amira = present(model(first).item(member, 'amira'))
    expect([amira.town, amira.county]).toEqual(['Alton', 'Hants'])
    // Its own file from before is no sign of anything.
    expect((await first.carry.bring(value(await first.carry.take({})).bytes)).ok).toBe(true)
  })
})
