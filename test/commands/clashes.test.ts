import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import type { ShownClash } from '@/core/model/clash-values'
import type { Patch } from '@/core/records/define'
import { member } from '@/core/records/member'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { deviceOf } from '../support/carry'
import { type TestServer, testServer } from '../support/group-server'
import { present } from '../support/present'
import { hostSecret, memoryWorkspace, newDisk, testEnvironment, value } from '../support/workspace'

let server: TestServer
let first: LocalWorkspace
let second: LocalWorkspace

beforeEach(async () => {
  server = await testServer()
  first = (await memoryWorkspace()).workspace
  value(await first.sync.connect({ url: server.url, user: server.user, password: server.password }))
  const invite = value(await first.laptops.invite({ forWhom: 'Bela' }))
  second = createWorkspace(testEnvironment({ disk: newDisk() }))
  await second.start()
  value(
    await second.laptops.join({
      invite: { file: invite.file },
      laptopName: 'Second laptop',
      usedBy: 'Bela Marsh',
      unlocking: hostSecret,
    }),
  )
  await edit(first, {
    givenName: 'Amira',
    familyName: 'Shah',
    town: 'Larkfield',
    phones: { p1: { number: '01632 960001' } },
  })
  await exchange()
})

afterEach(async () => {
  await first.close()
  await second.close()
  await server.close()
})

async function edit(laptop: LocalWorkspace, patch: Patch<typeof member>): Promise<void> {
  value(
    await present(laptop.unlocked()).opened.saver.save([change(member, 'amira', patch)], 'test', {
      today: '2026-11-22',
    }),
  )
}

async function exchange(): Promise<void> {
  for (const laptop of [first, second, first, second]) value(await laptop.sync.now())
}

/** Both change the same without seeing each other, then exchange. */
async function apart(one: Patch<typeof member>, other: Patch<typeof member>): Promise<readonly ShownClash[]> {
  await edit(first, one)
  await edit(second, other)
  await exchange()
  return (await first.query('clashes.list', { id: 'amira' })).clashes
}

const amira = (laptop: LocalWorkspace) => present(present(laptop.unlocked()).opened.engine.model.item(member, 'amira'))

describe('clashes.list', () => {
  it('shows both values with who wrote them, the same on both laptops', async () => {
    const [clash] = await apart({ town: 'Larkfield Green' }, { town: 'Upper Larkfield' })
    expect(clash).toMatchObject({
      title: 'Amira Shah',
      typeLabel: 'member',
      label: 'Town or village',
      kind: 'field',
      canKeepBoth: true,
    })
    const shown = present(clash).values.map((each) => [each.shown, each.who])
    expect(shown.sort()).toEqual([
      ['Larkfield Green', 'Test laptop (Robin Fletcher)'],
      ['Upper Larkfield', 'Second laptop (Bela Marsh)'],
    ])
    expect(await second.query('clashes.list', {})).toEqual(await first.query('clashes.list', {}))
    expect((await first.query('shell.frame', {})).clashes).toBe(1)
  })

  it('shows dates, choices and phones as people write them', async () => {
    const clashes = await apart(
      { joinedOn: '2026-02-01', kind: 'full', phones: { p1: { number: '01632 960002' } } },
      { joinedOn: '2026-03-01', kind: 'junior', phones: { p1: { number: '01632 960003' } } },
    )
    const shown = Object.fromEntries(
      clashes.map((clash) => [clash.path, clash.values.map((each) => each.shown).sort()]),
    )
    expect(shown).toEqual({
      joinedOn: ['1 February 2026', '1 March 2026'],
      kind: ['Full member', 'Junior'],
      'phones/p1': ['01632 960002', '01632 960003'],
    })
  })

  it('is empty where nothing clashes', async () => {
    expect(await apart({ town: 'Larkfield Green' }, { county: 'Kentshire' })).toEqual([])
  })
})

describe('clashes.settle', () => {
  it.each(['the one shown', 'the other'])('leaves %s standing alone, on both laptops', async (which) => {
    const [clash] = await apart({ town: 'Larkfield Green' }, { town: 'Upper Larkfield' })
    const shown = amira(first).town
    const pick = present(present(clash).values.find((each) => (each.value === shown) === (which === 'the one shown')))
    const saved = value(await first.run('clashes.settle', { id: 'amira', path: 'town', value: pick.value }))
    await exchange()
    for (const laptop of [first, second]) {
      expect(amira(laptop).town).toBe(pick.value)
      expect((await laptop.query('clashes.list', {})).total).toBe(0)
    }
    // Taken back, both stand again, on both laptops, and can be chosen from again.
    value(await first.undo(saved.changeId))
    await exchange()
    for (const laptop of [first, second]) {
      const { clashes } = await laptop.query('clashes.list', {})
      expect(clashes.map((each) => each.path)).toEqual(['town'])
      expect(clashes[0]?.values.map((each) => each.value).sort()).toEqual(['Larkfield Green', 'Upper Larkfield'])
    }
    value(await second.run('clashes.settle', { id: 'amira', path: 'town', value: 'Upper Larkfield' }))
    await exchange()
    for (const laptop of [first, second]) {
      expect(amira(laptop).town).toBe('Upper Larkfield')
      expect((await laptop.query('clashes.list', {})).total).toBe(0)
    }
  })

  it('settles one phone and leaves the others', async () => {
    await edit(first, { phones: { p1: { number: '01632 960001' }, p2: { number: '07700 900001' } } })
    await exchange()
    await apart(
      { phones: { p1: { number: '01632 960002' }, p2: { number: '07700 900001' } } },
      { phones: { p1: { number: '01632 960003' }, p2: { number: '07700 900001' } } },
    )
    value(await first.run('clashes.settle', { id: 'amira', path: 'phones/p1', value: { number: '01632 960003' } }))
    expect(amira(first).phones).toEqual({ p1: { number: '01632 960003' }, p2: { number: '07700 900001' } })
    expect((await first.query('clashes.list', {})).total).toBe(0)
  })

  it('settles to "emptied" where that was one of the two', async () => {
    await apart({ town: null }, { town: 'Upper Larkfield' })
    value(await first.run('clashes.settle', { id: 'amira', path: 'town', value: null }))
    expect(amira(first).town).toBeUndefined()
    expect((await first.query('clashes.list', {})).total).toBe(0)
  })

  it('settles a phone that one removed and the other changed, as removed or as changed', async () => {
    for (const removed of [true, false]) {
      await edit(first, { phones: { p1: { number: '01632 960001' } } })
      await exchange()
      const [clash] = await apart({ phones: {} }, { phones: { p1: { number: '01632 960009' } } })
      const pick = present(present(clash).values.find((each) => (each.value === null) === removed))
      value(await first.run('clashes.settle', { id: 'amira', path: 'phones/p1', value: pick.value }))
      await exchange()
      for (const laptop of [first, second]) {
        expect(amira(laptop).phones).toEqual(removed ? undefined : { p1: { number: '01632 960009' } })
        expect((await laptop.query('clashes.list', {})).total).toBe(0)
      }
    }
  })

  it('keeps or removes a person who was removed here and changed there', async () => {
    for (const keep of [true, false]) {
      const { saver } = present(first.unlocked()).opened
      // The removal comes last: it is not the change that it had not seen.
      await edit(second, { town: keep ? 'Kept' : 'Lost' })
      value(
        await saver.save([change(member, 'amira', {}, { removed: { reason: 'Moved away' } })], 'test', {
          today: '2026-11-22',
        }),
      )
      await exchange()
      const [clash] = (await first.query('clashes.list', { id: 'amira' })).clashes
      expect(clash).toMatchObject({ kind: 'removed', canKeepBoth: false })
      expect(
        present(clash)
          .values.map((each) => each.shown)
          .sort(),
      ).toEqual(['Changed, and kept', 'Removed: Moved away'])
      const by = (gone: boolean) => present(clash).values.find((each) => (each.value !== null) === gone)?.device
      expect([by(true), by(false)]).toEqual([deviceOf(first), deviceOf(second)])
      const wanted = present(clash).values.find((each) => (each.value === null) === keep)
      value(await first.run('clashes.settle', { id: 'amira', path: '_removed', value: present(wanted).value }))
      await exchange()
      for (const laptop of [first, second]) {
        const item = present(laptop.unlocked()).opened.engine.model.item(member, 'amira')
        expect(item?.town).toBe(keep ? 'Kept' : undefined)
        expect((await laptop.query('clashes.list', {})).total).toBe(0)
      }
    }
  })

  it('refuses what does not fit, and what is settled already', async () => {
    await apart({ joinedOn: '2026-02-01' }, { joinedOn: '2026-03-01' })
    const odd = await first.run('clashes.settle', { id: 'amira', path: 'joinedOn', value: 'last spring' })
    expect(odd).toMatchObject({ ok: false, error: { kind: 'invalid-value' } })
    value(await first.run('clashes.settle', { id: 'amira', path: 'joinedOn', value: '2026-02-01' }))
    const again = await first.run('clashes.settle', { id: 'amira', path: 'joinedOn', value: '2026-03-01' })
    expect(again).toMatchObject({ ok: false, error: { kind: 'not-found' } })
    expect(amira(first).joinedOn).toBe('2026-02-01')
  })
})

describe('clashes.keepBoth', () => {
  it('keeps the value shown and writes the other into the notes, with who and when', async () => {
    await edit(first, { notes: 'Plays the cornet.' })
    await exchange()
    await apart({ town: 'Larkfield Green' }, { town: 'Upper Larkfield' })
    const shown = amira(first).town
    value(await first.run('clashes.keepBoth', { id: 'amira', path: 'town' }))
    await exchange()
    const other = shown === 'Larkfield Green' ? 'Upper Larkfield' : 'Larkfield Green'
    expect(amira(second).town).toBe(shown)
    expect(amira(second).notes).toMatch(
      new RegExp(`^Plays the cornet\\.\\nTown or village was also given as: ${other} \\(.*laptop.*2026-11-22\\)$`),
    )
    expect((await second.query('clashes.list', {})).total).toBe(0)
  })

  it('drops no version of the notes where those clash too', async () => {
    await apart(
      { town: 'Larkfield Green', notes: 'Plays the cornet.' },
      { town: 'Upper Larkfield', notes: 'Has a van.' },
    )
    value(await first.run('clashes.keepBoth', { id: 'amira', path: 'town' }))
    for (const words of ['Plays the cornet.', 'Has a van.', 'was also given as'])
      expect(amira(first).notes).toContain(words)
    await exchange()
    expect(amira(second).notes).toBe(amira(first).notes)
  })

  it('keeps a phone removed that is shown as removed, and notes the other number', async () => {
    await edit(second, { phones: { p1: { number: '01632 960009' } } })
    // The later of the two is what shows.
    await new Promise((resolve) => setTimeout(resolve, 5))
    await edit(first, { phones: {} })
    await exchange()
    expect(amira(first).phones).toBeUndefined()
    value(await first.run('clashes.keepBoth', { id: 'amira', path: 'phones/p1' }))
    expect(amira(first).phones).toBeUndefined()
    expect(amira(first).notes).toContain('01632 960009')
    expect((await first.query('clashes.list', {})).total).toBe(0)
  })

  it('joins two notes instead of noting a note', async () => {
    await apart({ notes: 'Plays the cornet.' }, { notes: 'Has a van.' })
    value(await first.run('clashes.keepBoth', { id: 'amira', path: 'notes' }))
    expect(amira(first).notes?.split('\n\n').sort()).toEqual(['Has a van.', 'Plays the cornet.'])
    expect((await first.query('clashes.list', {})).total).toBe(0)
  })
})

describe('clashes.takeAllFrom', () => {
  it('settles everything in favour of one laptop, as one batch that can be taken back', async () => {
    const clashes = await apart(
      { town: 'Larkfield Green', county: 'Kentshire', phones: { p1: { number: '01632 960002' } } },
      { town: 'Upper Larkfield', county: 'East Kentshire', phones: { p1: { number: '01632 960003' } } },
    )
    expect(clashes).toHaveLength(3)
    const theirs = present(clashes[0]?.values.find((each) => each.who.startsWith('Second'))).device
    const saved = value(await first.run('clashes.takeAllFrom', { device: theirs }))
    expect(amira(first)).toMatchObject({
      town: 'Upper Larkfield',
      county: 'East Kentshire',
      phones: { p1: { number: '01632 960003' } },
    })
    expect((await first.query('clashes.list', {})).total).toBe(0)
    value(await first.undo(saved.changeId))
    await exchange()
    expect(JSON.stringify(amira(first))).toBe(JSON.stringify(amira(second)))
    for (const laptop of [first, second]) expect((await laptop.query('clashes.list', {})).total).toBe(3)
    // Nobody has a side in them any more: each is chosen by itself.
    const device = present(first.unlocked()).device.deviceId
    expect(await first.run('clashes.takeAllFrom', { device })).toMatchObject({ error: { kind: 'not-found' } })
  })

  it('settles a removed phone too', async () => {
    const clashes = await apart(
      { phones: {}, town: 'Larkfield Green' },
      { phones: { p1: { number: '01632 960009' } }, town: 'Upper Larkfield' },
    )
    expect(clashes).toHaveLength(2)
    const device = present(first.unlocked()).device.deviceId
    value(await first.run('clashes.takeAllFrom', { device }))
    expect(amira(first).town).toBe('Larkfield Green')
    expect(amira(first).phones).toBeUndefined()
    expect((await first.query('clashes.list', {})).total).toBe(0)
  })

  it('says so when that laptop has no part in any', async () => {
    expect(await first.run('clashes.takeAllFrom', { device: 'nobody' })).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    })
  })
})
