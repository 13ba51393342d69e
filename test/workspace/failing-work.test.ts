/** Storage that fails in the middle of what people do: importing, attaching, erasing, backing up, restoring. Each call in its turn. */
import { describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import type { LocalWorkspace } from '@/core/workspace'
import { setMember } from '../support/carry'
import { atEachCall, PLANS } from '../support/failing-storage'
import { openedOf, save } from '../support/laptops'
import { closeLaptop, groupOn, type OnDisk, switchedOnAgain } from '../support/on-disk'
import { hostSecret, value } from '../support/workspace'

const opensAgain = async (one: OnDisk): Promise<LocalWorkspace> => {
  const workspace = await switchedOnAgain(one)
  value(await workspace.unlock(hostSecret))
  await workspace.settled()
  return workspace
}
const members = (workspace: LocalWorkspace): number => openedOf(workspace).engine.model.items(member).length
const pieces = async (workspace: LocalWorkspace): Promise<number> =>
  (await openedOf(workspace).database.allDocs({ startkey: 'f:', endkey: 'f:\uffff' })).rows.length
const listOf = (count: number): Uint8Array =>
  new TextEncoder().encode(`Name,Town\n${Array.from({ length: count }, (_, i) => `Ann Person${i},Oldby`).join('\n')}\n`)
const sheet = new Uint8Array(300_000).map((_, i) => (i * 31 + (i >> 8) * 7) & 255)

describe.each(PLANS)('storage that fails with $trouble ($how)', (plan) => {
  describe.each([
    ['short', 20],
    ['long', 230],
  ])('while a %s list is imported', (_, count) => {
    it('has all of it or nothing, and takes it back whole', async () => {
      const look = async (workspace: LocalWorkspace): Promise<string> =>
        value(await workspace.run('members.import.preview', { file: { name: 'list.csv', bytes: listOf(count) } }))
          .importId
      await atEachCall(plan, {
        async prepare(storage) {
          const one = await groupOn(storage)
          return Object.assign(one, { importId: await look(one.workspace) })
        },
        act: ({ workspace, importId }) =>
          workspace.run('members.import.confirm', { importId, decisions: { likely: 'import', possible: 'import' } }),
        async check(one, done) {
          // Robin and Amira were there before.
          expect(members(one.workspace)).toBe(2 + (done.ok ? count : 0))
          if (!done.ok)
            value(
              await one.workspace.run('members.import.confirm', {
                importId: one.importId,
                decisions: { likely: 'import', possible: 'import' },
              }),
            )
          expect(members(one.workspace)).toBe(2 + count)
          value(await one.workspace.undo())
          expect(members(one.workspace)).toBe(2)
          await one.workspace.settled()
          expect(members(await opensAgain(one))).toBe(2)
        },
        close: closeLaptop,
        oneIn: count > 100 ? 2 : 1,
      })
    })
  })

  it('while an import is undone: it stands whole or is gone whole, and undoing again takes it back', async () => {
    await atEachCall(plan, {
      async prepare(storage) {
        const one = await groupOn(storage)
        await save(one.workspace, ...['a', 'b', 'c'].map((id) => change(member, id, { givenName: id })))
        return one
      },
      act: ({ workspace }) => workspace.undo(),
      async check(one, done) {
        expect(members(one.workspace)).toBe(done.ok ? 2 : 5)
        if (!done.ok) value(await one.workspace.undo())
        expect(members(one.workspace)).toBe(2)
        expect(members(await opensAgain(one))).toBe(2)
      },
      close: closeLaptop,
    })
  })

  it('while a file is attached: it is there whole, or none of its pieces stays', async () => {
    const add = (workspace: LocalWorkspace) => workspace.files.add({ on: 'amira', name: 'sheet', bytes: sheet })
    await atEachCall(plan, {
      prepare: groupOn,
      act: ({ workspace }) => add(workspace),
      async check(one, done) {
        const { id } = done.ok ? (done.value as { id: string }) : value(await add(one.workspace))
        expect(Buffer.from(value(await one.workspace.files.read(id)).bytes).equals(sheet)).toBe(true)
        const workspace = await opensAgain(one)
        expect(Buffer.from(value(await workspace.files.read(id)).bytes).equals(sheet)).toBe(true)
        expect(await pieces(workspace)).toBe(2)
        expect(await workspace.files.usage()).toMatchObject({ files: 1 })
      },
      close: closeLaptop,
    })
  })

  it('while somebody is erased: pressed again all of it goes, files too, and none of it comes back', async () => {
    await atEachCall(plan, {
      async prepare(storage) {
        const one = await groupOn(storage)
        const { id } = value(await one.workspace.files.add({ on: 'amira', name: 'sheet', bytes: sheet }))
        await openedOf(one.workspace).tidy()
        return Object.assign(one, { ids: ['amira', id] })
      },
      act: ({ workspace, ids }) => workspace.privacy.erase({ ids, why: 'asked' }),
      async check(one, done) {
        // What an entry names goes even where nobody presses again: the next opening sees to it.
        const named = openedOf(one.workspace).engine.erased().has('amira')
        if (!done.ok && !named) value(await one.workspace.privacy.erase({ ids: one.ids, why: 'asked' }))
        const workspace = await opensAgain(one)
        await openedOf(workspace).store.info()
        expect(openedOf(workspace).engine.model.stored('amira')).toBeUndefined()
        expect(await pieces(workspace)).toBe(0)
        await expect(openedOf(workspace).database.get('amira')).rejects.toMatchObject({ reason: 'deleted' })
        expect(await workspace.privacy.erasures()).toHaveLength(1)
      },
      close: closeLaptop,
      oneIn: 2,
    })
  })

  it('while a backup is made and noted: made again it counts', async () => {
    const backUp = async (workspace: LocalWorkspace) => {
      const made = await workspace.backups.make('backup')
      return made.ok ? workspace.backups.kept({ name: made.value.name, bytes: made.value.bytes }) : made
    }
    await atEachCall(plan, {
      prepare: groupOn,
      act: ({ workspace }) => backUp(workspace),
      async check({ workspace }, done) {
        if (!done.ok) value(await backUp(workspace))
        expect(value(await workspace.backups.status()).checked).not.toBeNull()
        await setMember(workspace, 'amira', { givenName: 'Amy' })
      },
      close: closeLaptop,
      oneIn: 2,
    })
  })

  it('while a backup is rehearsed or restored into the open group: told, and restored at the next try', async () => {
    await atEachCall(plan, {
      async prepare(storage) {
        const one = await groupOn(storage)
        const { bytes } = value(await one.workspace.backups.make('backup'))
        await save(one.workspace, change(member, 'amira', {}, { removed: true }))
        const safety = value(await one.workspace.backups.make('safety'))
        value(await one.workspace.backups.kept({ name: safety.name, bytes: safety.bytes }))
        return Object.assign(one, { bytes })
      },
      async act({ workspace, bytes }) {
        const rehearsed = await workspace.backups.rehearse({ bytes })
        return rehearsed.ok ? workspace.backups.restore({ bytes, putBack: true }) : rehearsed
      },
      async check(one, done) {
        if (!done.ok) value(await one.workspace.backups.restore({ bytes: one.bytes, putBack: true }))
        expect(members(one.workspace)).toBe(2)
        expect(members(await opensAgain(one))).toBe(2)
      },
      close: closeLaptop,
      oneIn: 2,
    })
  })

  it('while a stick is filled: told, and filled at the next try', async () => {
    await atEachCall(plan, {
      prepare: groupOn,
      act: ({ workspace }) => workspace.carry.take({}),
      async check({ workspace }) {
        const { bytes } = value(await workspace.carry.take({}))
        expect(value(await workspace.carry.look(bytes))).toMatchObject({ newHere: 0, refused: 0, scope: 'all' })
      },
      close: closeLaptop,
    })
  })
})
