import { afterEach, describe, expect, it } from 'vitest'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { deviceOf, emptyLaptop, pairOfLaptops, setMember } from '../support/carry'
import { type TestServer, testServer } from '../support/group-server'
import { present } from '../support/present'
import { hostSecret, memoryWorkspace, newDisk, passphrase, testEnvironment, value } from '../support/workspace'

const open: LocalWorkspace[] = []
const servers: TestServer[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
  for (const server of servers.splice(0)) await server.close()
})

/** Bytes that do not repeat: three pieces of them. */
function sheet(): Uint8Array {
  const bytes = new Uint8Array(600_000)
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = (i * 31 + (i >> 8) * 7 + (i >> 16) * 13) & 255
  bytes.set(new TextEncoder().encode('%PDF-1.7'))
  return bytes
}

async function withFile() {
  const made = await memoryWorkspace()
  open.push(made.workspace)
  await setMember(made.workspace, 'amira', { givenName: 'Amira', familyName: 'Shah' })
  const { id } = value(await made.workspace.files.add({ on: 'amira', name: 'signed.pdf', bytes: sheet() }))
  return { ...made, id, words: made.phrase.join(' ') }
}

/** A laptop that joined by the server, and so knows of the file without having its pieces. */
async function joined(first: LocalWorkspace, server: TestServer): Promise<LocalWorkspace> {
  value(await first.sync.connect({ url: server.url, user: server.user, password: server.password }))
  const { file } = value(await first.laptops.invite({ forWhom: 'Bela' }))
  const second = createWorkspace(testEnvironment({ disk: newDisk() }))
  open.push(second)
  await second.start()
  const input = { invite: { file }, laptopName: 'Second', usedBy: 'Bela', unlocking: hostSecret }
  value(await second.laptops.join(input))
  return second
}

describe('files in a backup', () => {
  it('are in it with all their pieces, and come back onto an empty laptop by the six words', async () => {
    const { workspace, id, words } = await withFile()
    const { name, bytes, counts } = value(await workspace.backups.make('backup'))
    const { checked } = value(await workspace.backups.kept({ name, bytes }))
    expect(checked).toEqual({ at: present(checked).at, name, size: bytes.length })
    const report = value(await workspace.backups.rehearse({ bytes }))
    expect(report).toMatchObject({ verdict: 'works', unopened: 0, files: { whole: 1, torn: 0, comingBack: 0 } })
    const bare = await emptyLaptop()
    open.push(bare)
    const unlocking = passphrase
    const done = value(await bare.backups.restore({ bytes, phrase: words, unlocking, laptopName: 'Spare' }))
    // A piece of a file is no paper.
    expect(done).toMatchObject({ received: counts.papers, refused: 0 })
    expect(Buffer.from(value(await bare.files.read(id)).bytes).equals(Buffer.from(sheet()))).toBe(true)
  })

  it('are fetched from the server for it; without the server the backup counts, and says that it lacks some', async () => {
    const server = await testServer()
    servers.push(server)
    const { workspace, id } = await withFile()
    const second = await joined(workspace, server)
    await server.stop()
    const torn = value(await second.backups.make('backup'))
    expect(value(await second.backups.kept(torn)).checked).toMatchObject({ name: torn.name, filesTorn: 1 })
    expect(value(await second.backups.rehearse(torn))).toMatchObject({
      verdict: 'partly',
      unopened: 0,
      files: { whole: 0, torn: 1, comingBack: 0 },
    })
    await server.start()
    const whole = value(await second.backups.make('backup'))
    expect(value(await second.backups.kept(whole)).checked?.filesTorn).toBeUndefined()
    expect(value(await second.backups.rehearse(whole))).toMatchObject({ verdict: 'works', files: { whole: 1 } })
    expect(value(await second.files.read(id)).bytes).toHaveLength(600_000)
  })

  it('that are damaged on this laptop keep nobody from having a backup: they count as torn in it', async () => {
    const { workspace, id } = await withFile()
    const { database } = present(workspace.unlocked()).opened
    const { rows } = await database.allDocs({ startkey: 'f:', endkey: 'f:\uffff' })
    const damaged = { ...(await database.get(present(rows[1]).id)), c: 'AAAA' }
    await database.put(damaged as never)
    const later = value(await workspace.backups.make('backup'))
    expect(value(await workspace.backups.kept(later)).checked).toMatchObject({ name: later.name, filesTorn: 1 })
    expect(await workspace.files.read(id)).toMatchObject({ ok: false })
    const report = value(await workspace.backups.rehearse(later))
    expect(report).toMatchObject({ verdict: 'partly', unopened: 0, files: { whole: 0, torn: 1 } })
  })

  it('come back to a laptop that has never had their pieces, from a backup of one that has', async () => {
    const server = await testServer()
    servers.push(server)
    const { workspace, id } = await withFile()
    const second = await joined(workspace, server)
    await server.stop()
    const { bytes } = value(await workspace.backups.make('backup'))
    expect(value(await second.backups.rehearse({ bytes })).files).toEqual({ whole: 1, torn: 0, comingBack: 1 })
    value(await second.backups.kept(value(await second.backups.make('safety'))))
    value(await second.backups.restore({ bytes }))
    expect(value(await second.files.read(id)).bytes).toHaveLength(600_000)
  })
})

it('files are carried by stick with the rest, and the exchange is complete', async () => {
  const { first, second } = await pairOfLaptops()
  open.push(first, second)
  const { id } = value(await first.files.add({ on: 'amira', name: 'signed.pdf', bytes: sheet() }))
  const taken = value(await first.carry.take({ for: deviceOf(second) }))
  // The file's record, and whatever the laptop notes of itself; its three pieces are no papers.
  expect(value(await second.carry.look(taken.bytes))).toMatchObject({ refused: 0, removes: 0 })
  expect(value(await second.carry.bring(taken.bytes))).toMatchObject({ refused: 0 })
  expect(Buffer.from(value(await second.files.read(id)).bytes).equals(Buffer.from(sheet()))).toBe(true)
  // The next file from there says what it has: then the pieces do not travel again.
  value(await first.carry.bring(value(await second.carry.take({ for: deviceOf(first) })).bytes))
  const next = value(await first.carry.take({ for: deviceOf(second) }))
  expect(next.bytes.length).toBeLessThan(100_000)
})
