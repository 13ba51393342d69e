import { describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import type { LocalWorkspace } from '@/core/workspace'
import { accountOn, laptopsOfTest, openedOf, save } from '../support/laptops'
import { value } from '../support/workspace'

const laptops = laptopsOfTest()
const personOn = (laptop: LocalWorkspace, id = 'amira') => openedOf(laptop).engine.model.item(member, id)
const clashesOn = async (laptop: LocalWorkspace) =>
  (await laptop.query('clashes.list', {})).clashes.map((clash) => clash.path)
const nothing = { ok: false, error: { kind: 'nothing-to-undo' } }

async function one() {
  const first = await laptops.first()
  await save(first, change(member, 'amira', { givenName: 'Amira', town: 'Larkfield', tags: ['choir'] }))
  return first
}
async function two() {
  const server = await laptops.server()
  const first = await one()
  value(await first.sync.connect(accountOn(server)))
  const second = await laptops.joins(first)
  const exchange = async () => {
    for (const laptop of [first, second, first, second]) value(await laptop.sync.now())
  }
  await exchange()
  return { first, second, exchange }
}
const edit = async (laptop: LocalWorkspace, patch: object, id = 'amira') =>
  value(await laptop.run('members.update', { id, patch }))

describe('undoing a change', () => {
  it('leaves what a colleague wrote over it since, and brings the rest back', async () => {
    const { first, second, exchange } = await two()
    const both = await edit(first, { town: 'Wrongtown', notes: 'Wrong notes' })
    await exchange()
    await save(second, change(member, 'amira', { town: 'Upper Larkfield' }))
    await exchange()
    expect(value(await first.undo(both.changeId))).toMatchObject({ left: 1 })
    await exchange()
    for (const laptop of [first, second]) {
      expect(personOn(laptop)).toMatchObject({ town: 'Upper Larkfield' })
      expect(personOn(laptop)?.notes).toBeUndefined()
      expect(await clashesOn(laptop)).toEqual([])
    }
  })

  it('says that there is nothing where all of it was written over', async () => {
    const { first, second, exchange } = await two()
    const town = await edit(first, { town: 'Wrongtown' })
    await exchange()
    await save(second, change(member, 'amira', { town: 'Upper Larkfield' }))
    await exchange()
    expect(await first.undo(town.changeId)).toMatchObject(nothing)
    expect(await first.undo(town.changeId)).toMatchObject(nothing)
    expect(personOn(first)?.town).toBe('Upper Larkfield')
  })

  it('does not choose between its value and one that was written at the same time', async () => {
    const { first, second, exchange } = await two()
    const town = await edit(first, { town: 'Wrongtown' })
    await save(second, change(member, 'amira', { town: 'Upper Larkfield' }))
    await exchange()
    expect(await first.undo(town.changeId)).toMatchObject(nothing)
    await exchange()
    for (const laptop of [first, second]) expect(await clashesOn(laptop)).toEqual(['town'])
  })

  it('leaves one’s own later change where an older one is taken back', async () => {
    const first = await one()
    const older = await edit(first, { town: 'One', county: 'Kentshire' })
    await edit(first, { town: 'Two' })
    expect(value(await first.undo(older.changeId))).toMatchObject({ left: 1 })
    expect(personOn(first)?.town).toBe('Two')
    expect(personOn(first)?.county).toBeUndefined()
  })

  it('goes back step by step, through one field and through a list', async () => {
    const first = await one()
    await edit(first, { town: 'One', tags: ['choir', 'van'] })
    await edit(first, { town: 'Two', tags: ['van'] })
    expect(value(await first.undo())).toMatchObject({ left: 0 })
    expect(personOn(first)).toMatchObject({ town: 'One', tags: ['van', 'choir'] })
    expect(value(await first.undo())).toMatchObject({ left: 0 })
    expect(personOn(first)).toMatchObject({ town: 'Larkfield', tags: ['choir'] })
  })

  it('leaves a tag that a colleague gave too', async () => {
    const { first, second, exchange } = await two()
    const tagged = await edit(first, { tags: ['choir', 'van', 'tea'] })
    await save(second, change(member, 'amira', { tags: ['choir', 'van'] }))
    await exchange()
    expect(value(await first.undo(tagged.changeId))).toMatchObject({ left: 1 })
    await exchange()
    for (const laptop of [first, second]) expect([...(personOn(laptop)?.tags ?? [])].sort()).toEqual(['choir', 'van'])
  })
})

describe('undoing that somebody was added', () => {
  it('asks where a colleague has filled them in since, and takes the others away', async () => {
    const { first, second, exchange } = await two()
    const { saver } = openedOf(first)
    const added = value(
      await saver.save(
        [change(member, 'jo', { givenName: 'Jo' }), change(member, 'cy', { givenName: 'Cy' })],
        'Import 2 members',
        { today: '2026-11-22' },
      ),
    )
    await exchange()
    await save(second, change(member, 'jo', { notes: 'Long notes by a colleague' }))
    await exchange()
    expect(value(await first.undo(added.changeId))).toEqual({ label: 'Import 2 members', left: 1 })
    await exchange()
    for (const laptop of [first, second]) {
      expect(personOn(laptop, 'jo')?.notes).toBe('Long notes by a colleague')
      const { clashes } = await laptop.query('clashes.list', {})
      expect(clashes.map(({ id, values }) => [id, values.map(({ shown }) => shown).sort()])).toEqual([
        ['jo', ['Changed, and kept', 'Removed: that it was added was taken back']],
      ])
      expect(personOn(laptop, 'cy')).toBeUndefined()
    }
  })

  it('asks where they were changed here since, but not about what was itself taken back', async () => {
    const first = await one()
    const added = value(await first.run('members.create', { patch: { givenName: 'Jo' } }))
    await edit(first, { notes: 'Has a van.' }, added.id)
    value(await first.undo())
    expect(value(await first.undo())).toMatchObject({ left: 0 })
    expect(personOn(first, added.id)).toBeUndefined()
    expect(await clashesOn(first)).toEqual([])

    const again = value(await first.run('members.create', { patch: { givenName: 'Cy' } }))
    await edit(first, { notes: 'Has a van.' }, again.id)
    expect(value(await first.undo(again.changeId))).toMatchObject({ left: 1 })
    expect(personOn(first, again.id)?.notes).toBe('Has a van.')
    expect(await clashesOn(first)).toEqual(['_removed'])
  })
})
