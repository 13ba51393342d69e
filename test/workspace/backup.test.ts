import { afterEach, describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import { signature } from '@/core/records/signature'
import { open as openEnvelope } from '@/core/vault/envelope'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { contentsOf, deviceOf, emptyLaptop, modelOf, pairOfLaptops, setMember } from '../support/carry'
import { present } from '../support/present'
import {
  hostSecret,
  memoryWorkspace,
  newDisk,
  passphrase,
  testEnvironment,
  testGroup,
  value,
} from '../support/workspace'

const open: LocalWorkspace[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
})
async function group() {
  const made = await memoryWorkspace()
  open.push(made.workspace)
  await setMember(made.workspace, 'amira', { givenName: 'Amira', familyName: 'Shah', town: 'Larkfield' })
  return { ...made, words: made.phrase.join(' ') }
}
async function laptop(...of: Parameters<typeof emptyLaptop>): Promise<LocalWorkspace> {
  const workspace = await emptyLaptop(...of)
  open.push(workspace)
  return workspace
}
async function backupOf(workspace: LocalWorkspace): Promise<Uint8Array> {
  return value(await workspace.backups.make('backup')).bytes
}
async function makeSafe(workspace: LocalWorkspace): Promise<void> {
  const { name, bytes } = value(await workspace.backups.make('safety'))
  value(await workspace.backups.kept({ name, bytes }))
}

describe('making a backup', () => {
  it('is whole whatever somebody put among the keys on the server, and not made where a paper cannot be read just now', async () => {
    const { workspace } = await group()
    const { database, store } = present(workspace.unlocked()).opened
    for (const junk of [
      { _id: 'key:x', v: 1, kind: 'key' },
      { _id: 'key:y:rec', v: 1, kind: 'key', groupId: 'anothers' },
    ])
      await database.put(junk as never)
    const bytes = await backupOf(workspace)
    value(await workspace.backups.kept({ name: 'a.trestle', bytes }))
    const { leaves } = store
    Object.assign(store, { leaves: async (wanted: never) => (await leaves(wanted)).slice(1) })
    expect(await workspace.backups.make('backup')).toEqual({ ok: false, error: { kind: 'storage-failed' } })
    Object.assign(store, { leaves })
    expect((await workspace.backups.make('backup')).ok).toBe(true)
  })

  it('counts only once it was read back and every paper in it opens', async () => {
    const { workspace } = await group()
    const { name, bytes, counts } = value(await workspace.backups.make('backup'))
    expect(name).toMatch(/^Trestle backup 2026-11-22 \d{6}\.trestle$/)
    expect(counts.records).toBe(modelOf(workspace).size())
    expect(value(await workspace.backups.status())).toEqual({ made: null, checked: null })
    const written = value(await workspace.backups.kept({ name }))
    expect(written).toMatchObject({ made: { name, size: bytes.length }, checked: null })
    const half = await workspace.backups.kept({ name, bytes: bytes.subarray(0, bytes.length - 7) })
    expect(half).toMatchObject({ ok: false, error: { kind: 'file-cut-short' } })
    expect(value(await workspace.backups.status()).checked).toBeNull()
    const { checked } = value(await workspace.backups.kept({ name, bytes }))
    expect(checked).toMatchObject({ name, size: bytes.length })
    expect(present(checked).at.startsWith('2026-11-22T09:')).toBe(true)
  })

  it('keeps the newest check when an older copy is looked at afterwards', async () => {
    const { workspace } = await group()
    const older = await backupOf(workspace)
    const newer = await backupOf(workspace)
    const { checked } = value(await workspace.backups.kept({ name: 'new.trestle', bytes: newer }))
    value(await workspace.backups.kept({ name: 'old.trestle', bytes: older }))
    expect(value(await workspace.backups.status()).checked).toEqual(checked)
  })

  it('knows which are out of date: older than a quarter of a year, beyond the last twelve, and no safety copies', async () => {
    const clock = { now: Date.parse('2026-01-05T10:00:00Z') }
    const { workspace } = await memoryWorkspace({ now: () => clock.now })
    open.push(workspace)
    const names: string[] = []
    const make = async (purpose: 'backup' | 'safety', days: number): Promise<void> => {
      clock.now += days * 24 * 60 * 60_000
      const { name, bytes } = value(await workspace.backups.make(purpose))
      value(await workspace.backups.kept({ name, bytes }))
      if (purpose === 'backup') names.push(name)
    }
    await make('safety', 0)
    await make('backup', 0)
    await make('backup', 7)
    // Many on one day push none of them out.
    for (let count = 0; count < 12; count += 1) await make('backup', 0.001)
    expect(await workspace.backups.outOfDate()).toEqual([])
    await make('backup', 80)
    expect(await workspace.backups.outOfDate()).toEqual(names.slice(0, 1))
    await make('backup', 7)
    expect(await workspace.backups.outOfDate()).toEqual(names.slice(0, 4))
  })

  it('does not take a file of changes for a backup', async () => {
    const { first, second } = await pairOfLaptops()
    open.push(first, second)
    value(await first.carry.bring(value(await second.carry.take({})).bytes))
    value(await second.carry.bring(value(await first.carry.take({})).bytes))
    value(await first.carry.bring(value(await second.carry.take({})).bytes))
    const { bytes, name, since } = value(await first.carry.take({ for: deviceOf(second) }))
    expect(since).toBeDefined()
    expect(await first.backups.kept({ name, bytes })).toMatchObject({ error: { kind: 'file-wrong-type' } })
    expect(value(await first.backups.rehearse({ bytes }))).toMatchObject({
      verdict: 'fails',
      because: { kind: 'file-wrong-type' },
    })
  })
})

describe('rehearsing a restore', () => {
  it('compares counts and some papers by name, and changes nothing', async () => {
    const { workspace, words } = await group()
    await setMember(workspace, 'bela', { givenName: 'Bela' })
    await setMember(workspace, 'cai', { givenName: 'Cai' })
    const bytes = await backupOf(workspace)
    await setMember(workspace, 'amira', { town: 'Elsewhere' })
    await setMember(workspace, 'bela', {}, true)
    await setMember(workspace, 'dee', { givenName: 'Dee' })
    const before = contentsOf(workspace)
    const report = value(await workspace.backups.rehearse({ bytes, phrase: words }))
    expect(report).toMatchObject({ verdict: 'works', phrase: 'opens', unopened: 0, removedSince: 1 })
    expect(report.counts.find((row) => row.type === 'member')).toEqual({
      type: 'member',
      label: 'members',
      backup: 4,
      here: 4,
      lost: 0,
    })
    const now = Object.fromEntries(report.sample.map((one) => [one.title, one.now]))
    expect(now).toMatchObject({ 'Amira Shah': 'changed', Bela: 'removed', Cai: 'same', 'Robin Fletcher': 'same' })
    expect(contentsOf(workspace)).toBe(before)
    expect(value(await workspace.backups.rehearse({ bytes })).phrase).toBe('not-tried')
  })

  it('says why it would fail: cut short, changed, newer, of another group, not by these words', async () => {
    const { workspace, words } = await group()
    const other = await group()
    const bytes = await backupOf(workspace)
    const changed = bytes.slice()
    changed[bytes.length - 1000] = (changed[bytes.length - 1000] ?? 0) ^ 4
    const newer = new TextEncoder().encode('TRESTLE2\nof a later year')
    for (const [file, kind] of [
      [bytes.subarray(0, bytes.length >> 1), 'file-cut-short'],
      [changed, 'file-damaged'],
      [newer, 'file-newer'],
      [await backupOf(other.workspace), 'file-other-group'],
    ] as const) {
      for (const phrase of [{}, { phrase: words }])
        expect(value(await workspace.backups.rehearse({ bytes: file, ...phrase }))).toMatchObject({
          verdict: 'fails',
          because: { kind },
        })
    }
    expect(value(await workspace.backups.rehearse({ bytes, phrase: other.words }))).toMatchObject({
      verdict: 'fails',
      phrase: 'fails',
      because: { kind: 'wrong-recovery-phrase' },
    })
  })

  it('names the word that is not in the list before anything else', async () => {
    const { workspace, phrase } = await group()
    const bytes = await backupOf(workspace)
    const slip = ['qqqqqq', ...phrase.slice(1)].join(' ')
    expect(await workspace.backups.rehearse({ bytes, phrase: slip })).toMatchObject({
      ok: false,
      error: { kind: 'recovery-word-unknown', detail: { word: 'qqqqqq', position: 1 } },
    })
  })

  it('says that a sheet is from before a newer key, and that the words of the newer one open it', async () => {
    const { workspace, words } = await group()
    const { phrase } = value(await workspace.laptops.newKey({ without: [], reason: 'The sheet was lost' }))
    const bytes = await backupOf(workspace)
    expect(value(await workspace.backups.rehearse({ bytes, phrase: words }))).toMatchObject({
      verdict: 'fails',
      phrase: 'fails',
      because: { kind: 'recovery-phrase-old' },
    })
    const bare = await laptop()
    const old = await bare.backups.restore({ bytes, phrase: words, unlocking: hostSecret })
    expect(old).toMatchObject({ ok: false, error: { kind: 'recovery-phrase-old' } })
    expect(bare.state().kind).toBe('empty')
    expect(value(await workspace.backups.rehearse({ bytes, phrase: phrase.join(' ') }))).toMatchObject({
      verdict: 'works',
      phrase: 'opens',
    })
  })

  it('works on a laptop without any group, by the words alone', async () => {
    const { workspace, words } = await group()
    const bytes = await backupOf(workspace)
    const empty = await laptop()
    expect(await empty.backups.rehearse({ bytes })).toMatchObject({ error: { kind: 'locked' } })
    const report = value(await empty.backups.rehearse({ bytes, phrase: words }))
    expect(report).toMatchObject({ verdict: 'works', phrase: 'opens' })
    expect(report.counts.every((row) => row.here === 0 && row.lost === row.backup)).toBe(true)
    expect(empty.state().kind).toBe('empty')
  })
})

describe('restoring onto an empty laptop', () => {
  it('builds the whole group from the file and the six words, under a new device id', async () => {
    const { workspace, words } = await group()
    const bytes = await backupOf(workspace)
    const disk = newDisk()
    const fresh = await laptop(disk)
    const done = value(
      await fresh.backups.restore({ bytes, phrase: words, unlocking: passphrase, laptopName: 'Spare laptop' }),
    )
    expect(done).toMatchObject({ refused: 0, putBack: 0, records: modelOf(workspace).size() + 1 })
    // Nothing was here before: no talk of a list that had to be made anew.
    expect(fresh.state()).toMatchObject({ kind: 'open', report: { from: 'new', quarantined: 0 } })
    expect(deviceOf(fresh)).not.toBe(deviceOf(workspace))
    expect(modelOf(fresh).item(member, 'amira')).toMatchObject({ givenName: 'Amira', town: 'Larkfield' })
    // It is a laptop of the group like any other: it opens again, and what it writes goes back by stick.
    await setMember(fresh, 'amira', { town: 'Restored' })
    const carried = value(await fresh.carry.take({})).bytes
    value(await workspace.carry.bring(carried))
    expect(modelOf(workspace).item(member, 'amira')?.town).toBe('Restored')
    await fresh.close()
    const again = await laptop(disk)
    expect(again.state()).toEqual({ kind: 'locked', unlock: 'passphrase' })
    value(await again.unlock(passphrase))
    expect(modelOf(again).item(member, 'amira')?.town).toBe('Restored')
  })

  it('counts the file that it was built from as the last backup, where that is whole', async () => {
    const { workspace, words } = await group()
    const { name, bytes } = value(await workspace.backups.make('backup'))
    const made = value(await workspace.backups.kept({ name, bytes })).checked
    const fresh = await laptop(newDisk())
    value(await fresh.backups.restore({ bytes, name, phrase: words, unlocking: passphrase }))
    expect(value(await fresh.backups.status())).toEqual({ made, checked: made })
  })

  it('changes nothing with a wrong phrase, a weak passphrase or a damaged file', async () => {
    const { workspace, words } = await group()
    const other = await group()
    const bytes = await backupOf(workspace)
    const fresh = await laptop()
    const tries = [
      [{ bytes, phrase: other.words, unlocking: hostSecret }, 'wrong-recovery-phrase'],
      [{ bytes, phrase: 'one two three', unlocking: hostSecret }, 'recovery-word-count'],
      [{ bytes, phrase: words, unlocking: { method: 'passphrase', passphrase: 'short' } }, 'passphrase-too-short'],
      [{ bytes: bytes.subarray(0, bytes.length - 200), phrase: words, unlocking: hostSecret }, 'file-cut-short'],
      [{ bytes }, 'locked'],
    ] as const
    for (const [input, kind] of tries)
      expect(await fresh.backups.restore(input)).toMatchObject({ ok: false, error: { kind } })
    expect(fresh.state().kind).toBe('empty')
    value(await fresh.create(testGroup))
  })

  it('leaves a laptop that counts as empty when it is cut off half way, and can be begun again', async () => {
    const { workspace, words } = await group()
    const bytes = await backupOf(workspace)
    const disk = newDisk()
    const environment = testEnvironment({ disk })
    let left = 1
    const failing = createWorkspace({
      ...environment,
      openDatabase: (name) => {
        const database = environment.openDatabase(name)
        const bulkDocs = database.bulkDocs.bind(database)
        // The papers come first; then the power goes.
        database.bulkDocs = ((...args: Parameters<typeof bulkDocs>) =>
          left-- > 0 ? bulkDocs(...args) : Promise.reject(new Error('power cut'))) as typeof database.bulkDocs
        return database
      },
    })
    await failing.start()
    const cutOff = await failing.backups.restore({ bytes, phrase: words, unlocking: hostSecret })
    expect(cutOff).toEqual({ ok: false, error: { kind: 'storage-failed' } })
    await failing.close()
    const again = await laptop(disk)
    expect(again.state().kind).toBe('empty')
    value(await again.backups.restore({ bytes, phrase: words, unlocking: hostSecret }))
    expect(modelOf(again).item(member, 'amira')?.givenName).toBe('Amira')
  })

  it('is refused where a group stands, locked, and gives back what a lost database had beyond the backup (bug 11)', async () => {
    const { workspace, words, disk } = await group()
    const bytes = await backupOf(workspace)
    await setMember(workspace, 'amira', { town: 'After the backup' })
    await workspace.settled()
    await workspace.lock()
    expect(await workspace.backups.restore({ bytes, phrase: words, unlocking: hostSecret })).toMatchObject({
      error: { kind: 'laptop-has-group' },
    })
    await workspace.close()
    await testEnvironment({ disk }).openDatabase('trestle-group').destroy()
    const again = await laptop(disk)
    expect((await again.unlock(hostSecret)).ok).toBe(false)
    value(await again.backups.restore({ bytes, phrase: words, unlocking: hostSecret }))
    expect(modelOf(again).item(member, 'amira')?.town).toBe('After the backup')
    const stored = await present(again.unlocked()).opened.engine.repository.leaves(['amira'])
    expect(stored[0]?.docs).toHaveLength(1)
  })
})

it('gives back what only the quick list of a lost database had, though the backup is the longer one (bug 11)', async () => {
  const disk = newDisk()
  const { workspace, phrase } = await memoryWorkspace({ disk })
  open.push(workspace)
  await setMember(workspace, 'amira', { givenName: 'Amira' })
  const other = await laptop()
  const words = phrase.join(' ')
  value(await other.backups.restore({ bytes: await backupOf(workspace), phrase: words, unlocking: hostSecret }))
  for (let i = 0; i < 80; i++) await setMember(other, `theirs-${i}`, { givenName: 'Bela' })
  const bytes = await backupOf(other)
  // Long enough that the tail of latest saves is folded into the pages: nothing else knows of these edits.
  await setMember(workspace, 'amira', { notes: 'Only here' })
  for (let i = 0; i < 50; i++) await setMember(workspace, `ours-${i}`, { notes: 'x'.repeat(3_000) })
  await present(workspace.unlocked()).opened.tidy()
  await workspace.close()
  await testEnvironment({ disk }).openDatabase('trestle-group').destroy()
  const again = await laptop(disk)
  value(await again.backups.restore({ bytes, phrase: words, unlocking: hostSecret }))
  const { engine } = present(again.unlocked()).opened
  await engine.caughtUp()
  const [found] = await engine.repository.leaves(['amira'])
  const stored = value(await openEnvelope(engine.keyring, present(found?.docs[0])))
  expect(stored.fields.notes?.[0]?.[0]).toBe('Only here')
})

describe('restoring into an open group', () => {
  it('stops without a safety copy that was read back a moment ago (bug 7)', async () => {
    const { workspace } = await group()
    const bytes = await backupOf(workspace)
    const stopped = { ok: false, error: { kind: 'safety-copy-failed' } }
    expect(await workspace.backups.restore({ bytes })).toMatchObject(stopped)
    const safety = value(await workspace.backups.make('safety'))
    expect(safety.name).toMatch(/^Trestle safety copy /)
    // Written, but nobody has read it back; then read back, but not as it was written.
    value(await workspace.backups.kept({ name: safety.name }))
    expect(await workspace.backups.restore({ bytes })).toMatchObject(stopped)
    await workspace.backups.kept({ name: safety.name, bytes: safety.bytes.subarray(1) })
    expect(await workspace.backups.restore({ bytes })).toMatchObject(stopped)
    // An older copy of this laptop's own, even though it is sound.
    value(await workspace.backups.kept({ name: 'old.trestle', bytes }))
    expect(await workspace.backups.restore({ bytes })).toMatchObject(stopped)
    const before = value(await workspace.backups.status())
    const kept = value(await workspace.backups.kept({ name: safety.name, bytes: safety.bytes }))
    // It is no backup: attached files that were never fetched are not in it.
    expect(kept).toEqual({ ...before, isLatest: true })
    value(await workspace.backups.restore({ bytes }))
  })

  it('does not count a safety copy of an hour ago, nor one of another laptop', async () => {
    let at = Date.parse('2026-11-22T09:00:00.000Z')
    const made = await memoryWorkspace({ now: () => at++ })
    open.push(made.workspace)
    const bytes = await backupOf(made.workspace)
    await makeSafe(made.workspace)
    at += 3_600_000
    expect(await made.workspace.backups.restore({ bytes })).toMatchObject({ error: { kind: 'safety-copy-failed' } })
    const other = await laptop()
    value(await other.backups.restore({ bytes, phrase: made.phrase.join(' '), unlocking: hostSecret }))
    value(await other.backups.kept({ name: 'theirs.trestle', bytes: await backupOf(made.workspace) }))
    expect(await other.backups.restore({ bytes })).toMatchObject({ error: { kind: 'safety-copy-failed' } })
  })

  it('keeps later edits, brings back what is gone, and puts back removed papers only when asked', async () => {
    const { workspace } = await group()
    await setMember(workspace, 'bela', { givenName: 'Bela' })
    const bytes = await backupOf(workspace)
    await setMember(workspace, 'amira', { town: 'Later' })
    await setMember(workspace, 'bela', {}, true)
    await makeSafe(workspace)
    expect(value(await workspace.backups.restore({ bytes }))).toMatchObject({ received: 0, putBack: 0 })
    expect(modelOf(workspace).item(member, 'amira')?.town).toBe('Later')
    expect(modelOf(workspace).item(member, 'bela')).toBeUndefined()
    expect(value(await workspace.backups.restore({ bytes, putBack: true }))).toMatchObject({ putBack: 1 })
    expect(modelOf(workspace).item(member, 'bela')?.givenName).toBe('Bela')
    expect(modelOf(workspace).item(member, 'amira')?.town).toBe('Later')
    expect(value(await workspace.undo()).label).toBe('Put back 1 paper from a backup')
    expect(modelOf(workspace).item(member, 'bela')).toBeUndefined()
  })

  it('brings back papers that this laptop has lost', async () => {
    const { first, second } = await pairOfLaptops()
    open.push(first, second)
    await setMember(second, 'cai', { givenName: 'Cai' })
    await setMember(second, 'amira', { notes: 'Only there' })
    const bytes = await backupOf(second)
    await makeSafe(first)
    expect(value(await first.backups.rehearse({ bytes })).counts).toContainEqual(
      expect.objectContaining({ type: 'member', lost: 1 }),
    )
    expect(value(await first.backups.rehearse({ bytes })).ahead).toBe(1)
    value(await first.backups.restore({ bytes }))
    expect(modelOf(first).item(member, 'amira')?.notes).toBe('Only there')
    expect(modelOf(first).item(member, 'cai')?.givenName).toBe('Cai')
  })

  it('does not bring back what was erased since', async () => {
    const { workspace, words } = await group()
    const { opened } = present(workspace.unlocked())
    value(
      await opened.saver.save([change(signature, 'sig', { memberId: 'amira', on: '2026-11-20' })], 'test', {
        today: '2026-11-22',
      }),
    )
    const old = await backupOf(workspace)
    value(await workspace.privacy.erase({ ids: ['amira', 'sig'], why: 'asked' }))
    await makeSafe(workspace)
    const done = value(await workspace.backups.restore({ bytes: old, putBack: true }))
    expect(done).toMatchObject({ received: 0, putBack: 0 })
    expect(value(await workspace.backups.rehearse({ bytes: old })).verdict).toBe('works')
    expect(modelOf(workspace).stored('amira')).toBeUndefined()
    // A new backup holds no more of it than that something was there.
    const leaves = await opened.store.leaves([{ id: 'amira', revs: (await opened.store.allLeafRevs()).amira ?? [] }])
    expect(leaves.every((leaf) => leaf._deleted === true && leaf.c === undefined)).toBe(true)
    // A laptop that is built from the old backup loses it again as soon as it hears from the others.
    const spare = await laptop()
    value(await spare.backups.restore({ bytes: old, phrase: words, unlocking: hostSecret }))
    value(await spare.carry.bring(value(await workspace.carry.take({})).bytes, { allowed: 2 }))
    expect(modelOf(spare).stored('amira')).toBeUndefined()
    expect(modelOf(spare).stored('sig')).toBeUndefined()
  })

  it('asks before it takes many papers away that were erased where the backup was made (bug 8)', async () => {
    const { first, second } = await pairOfLaptops()
    open.push(first, second)
    const ids = Array.from({ length: 12 }, (_, at) => `gone-${at}`)
    for (const id of ids) await setMember(first, id, { givenName: id })
    value(await second.carry.bring(value(await first.carry.take({})).bytes))
    value(await present(first.unlocked()).opened.engine.erase(ids))
    const bytes = await backupOf(first)
    expect(value(await second.backups.rehearse({ bytes })).takesAway).toBe(12)
    await makeSafe(second)
    const paused = await second.backups.restore({ bytes, allowed: 11 })
    expect(paused).toMatchObject({ ok: false, error: { kind: 'sync-paused-removals', detail: { count: 12 } } })
    expect(await second.backups.restore({ bytes })).toMatchObject({ ok: false })
    expect(ids.filter((id) => modelOf(second).stored(id) === undefined)).toEqual([])
    value(await second.backups.restore({ bytes, allowed: 12 }))
    expect(ids.filter((id) => modelOf(second).stored(id) !== undefined)).toEqual([])
  })

  it('refuses a damaged backup although the safety copy is there', async () => {
    const { workspace } = await group()
    const bytes = await backupOf(workspace)
    await makeSafe(workspace)
    const before = contentsOf(workspace)
    expect(await workspace.backups.restore({ bytes: bytes.subarray(0, bytes.length - 40) })).toMatchObject({
      error: { kind: 'file-cut-short' },
    })
    expect(contentsOf(workspace)).toBe(before)
  })
})

it('keeps the status of backups on this laptop, and leaves it alone when a backup is restored', async () => {
  const { workspace, disk } = await group()
  await makeSafe(workspace)
  const { checked } = value(await workspace.backups.status())
  await workspace.close()
  const again = await laptop(disk)
  expect(value(await again.backups.status())).toEqual({ made: null, checked: null })
  value(await again.unlock(hostSecret))
  expect(value(await again.backups.status()).checked).toEqual(checked)
})
