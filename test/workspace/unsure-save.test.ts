/**
 * A save whose answer was lost: PouchDB has it, the laptop was told that it failed. The next edit must not use its dot again, or both
 * would vanish wherever the two meet. (docs/guards.md, faults 4 and 5)
 */
import { afterEach, describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { mergeRecords } from '@/core/merge/merge'
import { member } from '@/core/records/member'
import type { Database } from '@/core/store/open'
import { open as openEnvelope, seal } from '@/core/vault/envelope'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { present } from '../support/present'
import { type Disk, hostSecret, newDisk, testEnvironment, testGroup, value } from '../support/workspace'

const running: LocalWorkspace[] = []
afterEach(async () => {
  for (const workspace of running.splice(0)) await workspace.close()
})

/** What goes wrong at PouchDB: the write stands and its answer is an error; and then nothing can be read. */
interface Trouble {
  answersLost: boolean
  unreadable: boolean
  /** PouchDB cannot say what changed. */
  unlisted: boolean
}
const noTrouble = (): Trouble => ({ answersLost: false, unreadable: false, unlisted: false })
const full = (): DOMException => new DOMException('The disk is full.', 'QuotaExceededError')
const today = { today: '2026-11-22' }

function laptop(disk: Disk, trouble: Trouble): LocalWorkspace {
  const plain = testEnvironment({ disk, automaticSync: false })
  const openDatabase = (name: string): Database => {
    const database = plain.openDatabase(name)
    const bulkDocs = database.bulkDocs.bind(database)
    const allDocs = database.allDocs.bind(database)
    database.bulkDocs = (async (...args: Parameters<typeof bulkDocs>) => {
      const answer = await bulkDocs(...args)
      if (trouble.answersLost) throw full()
      return answer
    }) as typeof database.bulkDocs
    database.allDocs = (async (...args: Parameters<typeof allDocs>) => {
      if (trouble.unreadable) throw full()
      return allDocs(...args)
    }) as typeof database.allDocs
    const changes = database.changes.bind(database)
    database.changes = ((...args: Parameters<typeof changes>) => {
      if (trouble.unlisted) throw full()
      return changes(...args)
    }) as typeof database.changes
    return database
  }
  const workspace = createWorkspace({ ...plain, openDatabase })
  running.push(workspace)
  return workspace
}
const openedOf = (workspace: LocalWorkspace) => present(workspace.unlocked()).opened

/** A started group with one member, "m". */
async function started(trouble: Trouble, disk = newDisk()): Promise<LocalWorkspace> {
  const workspace = laptop(disk, trouble)
  await workspace.start()
  value(await workspace.create(testGroup))
  await workspace.settled()
  value(await openedOf(workspace).saver.save([change(member, 'm', { givenName: 'Ann', notes: 'old' })], '', today))
  return workspace
}

/** What another laptop was sent meanwhile: the leaf as it stands in PouchDB. */
async function sent(workspace: LocalWorkspace) {
  const { engine } = openedOf(workspace)
  return value(await openEnvelope(engine.keyring, present(await engine.repository.get('m'))))
}

describe('a save whose answer was lost', () => {
  it('counts as saved once PouchDB is seen to have it, in the journal too', async () => {
    const trouble = noTrouble()
    const disk = newDisk()
    const workspace = await started(trouble, disk)
    trouble.answersLost = true
    value(await openedOf(workspace).saver.save([change(member, 'm', { notes: 'one' })], '', today))
    expect(openedOf(workspace).engine.model.item(member, 'm')?.notes).toBe('one')
    trouble.answersLost = false
    await workspace.close()
    const again = laptop(disk, trouble)
    await again.start()
    value(await again.unlock(hostSecret))
    await again.settled()
    expect(openedOf(again).engine.model.item(member, 'm')?.notes).toBe('one')
  })

  it('never has its dot used again: what was sent of it and the next edit meet without a loss', async () => {
    const trouble = noTrouble()
    const workspace = await started(trouble)
    const { saver, engine } = openedOf(workspace)
    trouble.answersLost = true
    trouble.unreadable = true
    expect(await saver.save([change(member, 'm', { notes: 'one' })], '', today)).toMatchObject({ ok: false })
    // While nobody can say what stands, nothing is written over it.
    expect(await saver.save([change(member, 'm', { givenName: 'Anna' })], '', today)).toMatchObject({ ok: false })
    trouble.answersLost = false
    trouble.unreadable = false
    const elsewhere = await sent(workspace)
    value(await saver.save([change(member, 'm', { notes: 'two' })], '', today))
    const both = mergeRecords(elsewhere, present(engine.model.stored('m')))
    expect(both.fields.notes?.map(([text]) => text)).toEqual(['two'])
    expect(both.fields.givenName?.map(([text]) => text)).toEqual(['Ann'])
    expect(await sent(workspace)).toEqual(both)
  })

  it.each([
    ['', async () => undefined],
    [', though the checkpoint moved on in between', (workspace: LocalWorkspace) => openedOf(workspace).tidy()],
  ])('is seen at the next start before anything is edited%s', async (_, meanwhile) => {
    const trouble = noTrouble()
    const disk = newDisk()
    const workspace = await started(trouble, disk)
    trouble.answersLost = true
    trouble.unreadable = true
    await openedOf(workspace).saver.save([change(member, 'm', { notes: 'one' })], '', today)
    trouble.answersLost = false
    trouble.unreadable = false
    await meanwhile(workspace)
    const elsewhere = await sent(workspace)
    await workspace.close()
    const again = laptop(disk, trouble)
    await again.start()
    value(await again.unlock(hostSecret))
    // At once: catching up has only begun.
    const { saver, engine } = openedOf(again)
    value(await saver.save([change(member, 'm', { notes: 'two' })], '', today))
    const both = mergeRecords(elsewhere, present(engine.model.stored('m')))
    expect(both.fields.notes?.map(([text]) => text)).toEqual(['two'])
  })
})

describe('an opening that could not catch up', () => {
  it('leaves it to the next one: the checkpoint stays where it was', async () => {
    const trouble = noTrouble()
    const disk = newDisk()
    const workspace = await started(trouble, disk)
    await openedOf(workspace).tidy()
    // As where the power goes in the midst of a pass: PouchDB has it, and the model never heard of it.
    const { engine, database } = openedOf(workspace)
    const paper = { ...present(engine.model.stored('m')), id: 'n' }
    await database.put((await seal(engine.keyring, paper)) as never)
    await workspace.close()

    const second = laptop(disk, trouble)
    await second.start()
    trouble.unlisted = true
    value(await second.unlock(hostSecret))
    await second.settled()
    trouble.unlisted = false
    expect(openedOf(second).engine.model.stored('n')).toBeUndefined()
    await openedOf(second).tidy()
    await second.close()

    const third = laptop(disk, trouble)
    await third.start()
    value(await third.unlock(hostSecret))
    await third.settled()
    expect(openedOf(third).engine.model.item(member, 'n')?.givenName).toBe('Ann')
  })
})
