import { afterEach, describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { openDesk } from '@/core/desk/db'
import { laptop } from '@/core/records/laptop'
import { member } from '@/core/records/member'
import type { Database } from '@/core/store/open'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { databaseNames } from '@/core/workspace/spaces'
import { fillDisk } from '../support/full-disk'
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
async function again(disk: ReturnType<typeof newDisk>): Promise<LocalWorkspace> {
  const workspace = createWorkspace(testEnvironment({ disk }))
  open.push(workspace)
  await workspace.start()
  return workspace
}
async function addMember(workspace: LocalWorkspace, givenName: string): Promise<string> {
  const { opened } = present(workspace.unlocked())
  const id = `id-${givenName}`
  value(await opened.saver.save([change(member, id, { givenName })], `Add ${givenName}`, { today: '2026-11-22' }))
  return id
}

describe('what holds closing back', () => {
  it.each([
    ['a save', (at: LocalWorkspace) => at.run('members.create', { patch: { givenName: 'Last' } })],
    ['an undo', (at: LocalWorkspace) => at.undo()],
    ['an autosaved text', (at: LocalWorkspace) => at.saveText('s', new Uint8Array([0, 0]), 'Words')],
  ])('is %s that is under way, until it stands', async (_, act) => {
    const plain = testEnvironment()
    let isSlow = false
    const workspace = createWorkspace({
      ...plain,
      openDatabase: (name) => {
        const database = plain.openDatabase(name)
        const bulkDocs = database.bulkDocs.bind(database)
        database.bulkDocs = (async (...args: Parameters<typeof bulkDocs>) => {
          for (let turn = 0; isSlow && turn < 30; turn += 1) await plain.pause()
          return bulkDocs(...args)
        }) as typeof database.bulkDocs
        return database
      },
    })
    open.push(workspace)
    await workspace.start()
    value(await workspace.create(testGroup))
    await addMember(workspace, 'Amira')
    await workspace.settled()
    isSlow = true
    const ended: string[] = []
    const acting = act(workspace).then((done) => ended.push(done.ok ? 'saved' : done.error.kind))
    await Promise.all([acting, workspace.settled().then(() => ended.push('settled'))])
    expect(ended).toEqual(['saved', 'settled'])
  })
})

describe('starting, locking and opening again', () => {
  it.each([
    ['closed', false, { kind: 'locked', unlock: 'host' }],
    ['closed, nor any be opened', true, { kind: 'failed', error: 'storage-failed' }],
  ])('is locked although the database cannot be %s: nothing stays on the screen', async (_, allGone, state) => {
    const disk = newDisk()
    const plain = testEnvironment({ disk })
    let isBroken = false
    const gone = () => Promise.reject(new Error('The storage is gone.'))
    const workspace = createWorkspace({
      ...plain,
      get desk() {
        const open = (): never => {
          throw new DOMException('The storage is gone.', 'UnknownError')
        }
        const nothing = { open } as unknown as IDBFactory
        return { ...plain.desk, ...(isBroken && allGone ? { indexedDB: nothing } : {}) }
      },
      openDatabase: (name) => {
        const database = plain.openDatabase(name)
        const refuse = (_: unknown, key: PropertyKey): unknown =>
          isBroken && key === 'close' ? gone : Reflect.get(database, key)
        return new Proxy(database, { get: refuse }) as Database
      },
    })
    await workspace.start()
    value(await workspace.create(testGroup))
    await workspace.settled()
    isBroken = true
    await workspace.lock()
    expect(workspace.state()).toEqual(state)
    expect(workspace.unlocked()).toBeUndefined()
  })

  it('starts a group, shows six words, and opens again from pages with everything in it', async () => {
    const made = await memoryWorkspace()
    expect(made.phrase).toHaveLength(6)
    await addMember(made.workspace, 'Amira')
    await made.workspace.close()
    const workspace = await again(made.disk)
    expect(workspace.state()).toEqual({ kind: 'locked', unlock: 'host' })
    expect(await workspace.unlock(passphrase)).toMatchObject({ ok: false, error: { kind: 'wrong-passphrase' } })
    const report = value(await workspace.unlock(hostSecret))
    expect(report.records).toBe(4)
    const { engine } = present(workspace.unlocked()).opened
    await engine.caughtUp()
    expect(
      engine.model
        .items(member)
        .map((m) => m.givenName)
        .sort(),
    ).toEqual(['Amira', 'Robin'])
  })

  it('is opened once, however often that is asked for', async () => {
    const made = await memoryWorkspace()
    await made.workspace.close()
    const workspace = await again(made.disk)
    const one = workspace.unlock(hostSecret).then(() => workspace.unlocked())
    const two = workspace.unlock(hostSecret).then(() => workspace.unlocked())
    const three = workspace
      .recover({ phrase: made.phrase.join(' '), unlocking: passphrase })
      .then(() => workspace.unlocked())
    expect((await two)?.opened).toBe(present(await one).opened)
    expect((await three)?.opened).toBe(present(await one).opened)
  })

  it('is built once from a backup, however often that is asked for, and a lock waits for it', async () => {
    const { workspace: first, phrase } = await memoryWorkspace()
    open.push(first)
    const { bytes } = value(await first.backups.make('backup'))
    const workspace = await again(newDisk())
    const input = { bytes, phrase: phrase.join(' '), unlocking: hostSecret, laptopName: 'Second' }
    let locking: Promise<void> | undefined
    const onProgress = (): void => {
      locking ??= workspace.lock()
    }
    const [one, two] = await Promise.all([
      workspace.backups.restore(input, { onProgress }),
      workspace.backups.restore(input),
    ])
    await present(locking)
    expect(value(one).records).toBe(4)
    expect(two).toMatchObject({ ok: false, error: { kind: 'locked' } })
    expect(await workspace.backups.restore(input)).toMatchObject({ ok: false, error: { kind: 'laptop-has-group' } })
    expect(workspace.state()).toEqual({ kind: 'locked', unlock: 'host' })
    expect(value(await workspace.unlock(hostSecret)).records).toBe(4)
  })

  it('is locked only when another way to open it stands that was chosen just before', async () => {
    const { workspace } = await memoryWorkspace()
    open.push(workspace)
    const [changed] = await Promise.all([workspace.changeUnlocking(passphrase), workspace.lock()])
    value(changed)
    expect(workspace.state()).toEqual({ kind: 'locked', unlock: 'passphrase' })
    value(await workspace.unlock(passphrase))
  })

  it('shows no group that could not be opened, and opens it when the storage can be read again', async () => {
    const made = await memoryWorkspace()
    await made.workspace.close()
    const plain = testEnvironment({ disk: made.disk })
    let isBroken = true
    const workspace = createWorkspace({
      ...plain,
      openDatabase: (name) => {
        const database = plain.openDatabase(name)
        const info = database.info.bind(database)
        database.info = () => (isBroken ? Promise.reject(new Error('It cannot be read.')) : info())
        return database
      },
    })
    open.push(workspace)
    await workspace.start()
    // Without it the model comes from PouchDB.
    const desk = openDesk(databaseNames('group').desk, plain.desk)
    await desk.meta.delete('checkpoint')
    desk.close()
    // Somebody is quick: what they ask for cannot be done, and they hear so.
    let quick: Promise<unknown> | undefined
    const stop = workspace.onState((state) => {
      if (state.kind === 'open') quick ??= workspace.run('members.create', { patch: { givenName: 'Quick' } })
    })
    expect(await workspace.unlock(hostSecret)).toMatchObject({ ok: false, error: { kind: 'storage-failed' } })
    expect(await present(quick)).toEqual({ ok: false, error: { kind: 'locked' } })
    stop()
    expect(workspace.state()).toEqual({ kind: 'locked', unlock: 'host' })
    isBroken = false
    value(await workspace.unlock(hostSecret))
    expect(await workspace.query('members.list', {})).toMatchObject({ total: 1 })
    await workspace.settled()
  })

  it('opens with the recovery phrase under a new device id, and not with a wrong one', async () => {
    const made = await memoryWorkspace()
    const before = present(made.workspace.unlocked()).device.deviceId
    await made.workspace.close()
    const workspace = await again(made.disk)
    const wrong = [...made.phrase].reverse().join(' ')
    expect((await workspace.recover({ phrase: wrong, unlocking: passphrase })).ok).toBe(false)
    value(await workspace.recover({ phrase: made.phrase.join(' '), unlocking: passphrase }))
    expect(present(workspace.unlocked()).device.deviceId).not.toBe(before)
    await workspace.lock()
    value(await workspace.unlock(passphrase))
  })

  it('is not opened with the recovery phrase where the laptop’s name cannot be kept, and is once it can', async () => {
    const made = await memoryWorkspace()
    await made.workspace.close()
    const plain = testEnvironment({ disk: made.disk })
    let isFull = true
    const workspace = createWorkspace({
      ...plain,
      openDatabase: (name) => {
        const database = plain.openDatabase(name)
        fillDisk(database, () => isFull)
        return database
      },
    })
    open.push(workspace)
    await workspace.start()
    const phrase = made.phrase.join(' ')
    expect(await workspace.recover({ phrase, unlocking: passphrase })).toEqual({
      ok: false,
      error: { kind: 'disk-full' },
    })
    expect(workspace.unlocked()).toBeUndefined()
    isFull = false
    value(await workspace.recover({ phrase, unlocking: passphrase }))
    const { engine } = present(workspace.unlocked()).opened
    expect(engine.model.items(laptop).map((each) => each.name)).toContain('This laptop, opened again')
  })

  it('keeps the sample’s own databases while somebody looks whether a group could be joined', async () => {
    const workspace = await again(newDisk())
    value(await workspace.openSample())
    await workspace.saveDraft('note', 'half a sentence')
    const account = { url: 'http://127.0.0.1:9/oakfield', user: 'u', password: 'p' }
    const invite = { code: 'not a code', account }
    expect((await workspace.laptops.join({ invite, laptopName: 'X', usedBy: 'Y', unlocking: hostSecret })).ok).toBe(
      false,
    )
    expect(value(await workspace.readDraft('note'))).toBe('half a sentence')
    value(await workspace.changeUnlocking(passphrase))
    value(await workspace.discardSample())
    expect(workspace.state()).toEqual({ kind: 'empty' })
  })

  it('undoes a batch, and what was made is removed, not lost', async () => {
    const made = await memoryWorkspace()
    open.push(made.workspace)
    const id = await addMember(made.workspace, 'Bela')
    expect(value(await made.workspace.undo()).label).toBe('Add Bela')
    const { engine } = present(made.workspace.unlocked()).opened
    expect(engine.model.item(member, id)).toBeUndefined()
    expect(engine.model.removed(member).map((m) => m.id)).toEqual([id])
    expect(await made.workspace.undo()).toMatchObject({ ok: false, error: { kind: 'nothing-to-undo' } })
  })

  it('refuses a second group on the same laptop', async () => {
    const made = await memoryWorkspace()
    open.push(made.workspace)
    expect(await made.workspace.create(testGroup)).toMatchObject({ error: { kind: 'laptop-has-group' } })
  })

  it('takes no group away that only the six words open any more, also from the sample', async () => {
    const made = await memoryWorkspace()
    await addMember(made.workspace, 'Bela')
    const backup = value(await made.workspace.backups.make('backup')).bytes
    await made.workspace.close()
    const desk = openDesk(databaseNames('group').desk, testEnvironment({ disk: made.disk }).desk)
    await desk.delete()
    const workspace = await again(made.disk)
    expect(workspace.state()).toEqual({ kind: 'locked', unlock: 'passphrase' })
    value(await workspace.openSample())
    const phrase = made.phrase.join(' ')
    const account = { url: 'http://127.0.0.1:9/oakfield', user: 'u', password: 'p' }
    const joining = { invite: { code: 'x', account }, laptopName: 'X', usedBy: 'Y', unlocking: hostSecret }
    const refused = { error: { kind: 'laptop-has-group' } }
    expect(await workspace.create(testGroup)).toMatchObject(refused)
    expect(await workspace.laptops.join(joining)).toMatchObject(refused)
    await workspace.leaveSample()
    expect(await workspace.backups.restore({ bytes: backup, phrase, unlocking: hostSecret })).toMatchObject(refused)
    value(await workspace.recover({ phrase, unlocking: passphrase }))
    const { engine } = present(workspace.unlocked()).opened
    expect(engine.model.items(member).map((each) => each.givenName)).toContain('Bela')
  })

  // The keys and the group's mark are one write, the first records another.
  it.each([0, 1])(
    'counts as empty where starting a group was cut off at write %i: nobody has seen its words',
    async (writes) => {
      const disk = newDisk()
      const plain = testEnvironment({ disk })
      let left = writes
      const dying = createWorkspace({
        ...plain,
        openDatabase: (name) => {
          const database = plain.openDatabase(name)
          const { put } = database
          const cutOff = (): boolean => {
            left -= 1
            return left < 0
          }
          database.put = ((...args: Parameters<typeof put>) =>
            cutOff() ? Promise.reject(new Error('the power is gone')) : put.apply(database, args)) as typeof put
          fillDisk(database, cutOff)
          return database
        },
      })
      await dying.start()
      expect((await dying.create(testGroup)).ok).toBe(false)
      await dying.close()
      const workspace = await again(disk)
      expect(workspace.state()).toEqual({ kind: 'empty' })
      value(await workspace.create(testGroup))
      await workspace.lock()
      value(await workspace.unlock(hostSecret))
    },
  )
})
