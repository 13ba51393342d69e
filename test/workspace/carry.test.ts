import { afterEach, describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import { readPack } from '@/core/sync/pack'
import type { LocalWorkspace } from '@/core/workspace'
import { contentsOf, deviceOf, modelOf, pairOfLaptops, setMember } from '../support/carry'
import { present } from '../support/present'
import { memoryWorkspace, value } from '../support/workspace'

const open: LocalWorkspace[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
})
async function pair() {
  const laptops = await pairOfLaptops()
  open.push(laptops.first, laptops.second)
  return laptops
}
async function take(workspace: LocalWorkspace, device?: string): Promise<Uint8Array> {
  return value(await workspace.carry.take(device === undefined ? {} : { for: device })).bytes
}

describe('carrying changes by stick', () => {
  it('brings two laptops together, whichever goes first, and a true clash keeps both', async () => {
    const { first, second } = await pair()
    await setMember(first, 'amira', { town: 'Larkfield', notes: 'From the first' })
    await setMember(second, 'amira', { howHeard: 'Open day', notes: 'From the second' })
    await setMember(second, 'bela', { givenName: 'Bela' })
    const fromFirst = await take(first)
    const fromSecond = await take(second)
    expect(value(await second.carry.bring(fromFirst)).received).toBeGreaterThan(0)
    expect(value(await first.carry.bring(fromSecond)).received).toBeGreaterThan(0)
    expect(contentsOf(first)).toBe(contentsOf(second))
    expect(modelOf(first).item(member, 'amira')).toMatchObject({ town: 'Larkfield', howHeard: 'Open day' })
    expect(
      present(modelOf(first).clashes('amira')[0])
        .values.map((each) => each.value)
        .sort(),
    ).toEqual(['From the first', 'From the second'])
  })

  it('is safe to do twice, late, and in any order', async () => {
    const { first, second } = await pair()
    await setMember(first, 'amira', { town: 'One' })
    const early = await take(first)
    await setMember(first, 'amira', { town: 'Two' })
    await setMember(first, 'cai', { givenName: 'Cai' })
    const late = await take(first)
    value(await second.carry.bring(late))
    const after = contentsOf(second)
    expect(value(await second.carry.bring(early)).received).toBe(0)
    expect(value(await second.carry.bring(late)).received).toBe(0)
    expect(contentsOf(second)).toBe(after)
    expect(modelOf(second).item(member, 'amira')?.town).toBe('Two')
    expect(modelOf(second).clashes()).toEqual([])
  })

  it('brings two files in at once, one after the other', async () => {
    const { first, second } = await pair()
    await setMember(first, 'amira', { town: 'One' })
    const one = await take(first)
    await setMember(first, 'cai', { givenName: 'Cai' })
    const two = await take(first)
    const both = await Promise.all([second.carry.bring(two), second.carry.bring(one), second.carry.bring(two)])
    expect(both.every((each) => each.ok)).toBe(true)
    expect(modelOf(second).item(member, 'cai')?.givenName).toBe('Cai')
    expect(modelOf(second).item(member, 'amira')?.town).toBe('One')
  })

  it('shows what a file holds and changes nothing by looking', async () => {
    const { first, second } = await pair()
    value(await first.carry.bring(await take(second)))
    await setMember(first, 'cai', { givenName: 'Cai' })
    await setMember(first, 'amira', { town: 'Larkfield' })
    const bytes = await take(first)
    const before = contentsOf(second)
    const looked = value(await second.carry.look(bytes))
    expect(looked).toMatchObject({
      from: { device: deviceOf(first), thisOne: false, name: 'Test laptop', usedBy: 'Robin Fletcher' },
      purpose: 'usb',
      scope: 'all',
      newHere: 2,
      removes: 0,
      refused: 0,
      gap: false,
    })
    expect(looked.alreadyHere).toBe(looked.documents - 2)
    expect(contentsOf(second)).toBe(before)
    value(await second.carry.bring(bytes))
    expect(value(await second.carry.look(bytes))).toMatchObject({ newHere: 0 })
    expect(value(await first.carry.look(bytes)).from.thisOne).toBe(true)
  })

  it('sends only what the other laptop has not said it has: a file lost on the way costs nothing', async () => {
    const { first, second } = await pair()
    const there = deviceOf(second)
    const back = deviceOf(first)
    await setMember(first, 'cai', { givenName: 'Cai' })
    // Nothing has come back yet, so every file holds everything.
    expect(value(await first.carry.take({ for: there })).since).toBeUndefined()
    const whole = value(await first.carry.take({ for: there }))
    expect(whole.since).toBeUndefined()
    value(await second.carry.bring(whole.bytes))
    value(await first.carry.bring(await take(second, back)))
    await setMember(first, 'dee', { givenName: 'Dee' })
    const lost = value(await first.carry.take({ for: there }))
    expect(lost.since).toBeDefined()
    expect(lost.papers).toBeLessThan(whole.papers)
    await setMember(first, 'eve', { givenName: 'Eve' })
    // The one before never arrived; the next holds its changes too.
    const next = value(await first.carry.take({ for: there }))
    expect(value(await second.carry.look(next.bytes))).toMatchObject({ scope: 'changes', gap: false })
    value(await second.carry.bring(next.bytes))
    expect(modelOf(second).item(member, 'dee')?.givenName).toBe('Dee')
    expect(modelOf(second).item(member, 'eve')?.givenName).toBe('Eve')
    value(await first.carry.bring(await take(second, back)))
    expect(contentsOf(first)).toBe(contentsOf(second))
  })

  it('says when changes in between are missing, and sends everything to a laptop that no longer knows of any', async () => {
    const { first, second } = await pair()
    value(await second.carry.bring(await take(first)))
    value(await first.carry.bring(await take(second)))
    await setMember(first, 'cai', { givenName: 'Cai' })
    const changes = value(await first.carry.take({ for: deviceOf(second) }))
    expect(changes.since).toBeDefined()
    // The second laptop's database was lost and made anew: it has heard nothing.
    const { store } = present(second.unlocked()).opened
    await store.writeLocal('carry', { epoch: 'anew', heard: {}, told: {} })
    expect(value(await second.carry.look(changes.bytes)).gap).toBe(true)
    value(await second.carry.bring(changes.bytes))
    value(await first.carry.bring(await take(second)))
    expect(value(await first.carry.take({ for: deviceOf(second) })).since).toBeUndefined()
  })

  it('asks before a file takes many papers away', async () => {
    const { first, second } = await pair()
    const ids = Array.from({ length: 12 }, (_, at) => `gone-${at}`)
    const { opened } = present(first.unlocked())
    value(
      await opened.saver.save(
        ids.map((id) => change(member, id, { givenName: id })),
        'many',
        { today: '2026-11-22' },
      ),
    )
    value(await second.carry.bring(await take(first)))
    value(await opened.engine.erase(ids))
    const bytes = await take(first)
    expect(value(await second.carry.look(bytes)).removes).toBe(12)
    expect(await second.carry.bring(bytes)).toMatchObject({
      ok: false,
      error: { kind: 'sync-paused-removals', detail: { count: 12 } },
    })
    expect(modelOf(second).item(member, 'gone-3')).toBeDefined()
    value(await second.carry.bring(bytes, { allowed: 12 }))
    expect(modelOf(second).item(member, 'gone-3')).toBeUndefined()
    // An older file does not bring the erased back.
    value(await first.carry.bring(await take(second)))
    expect(modelOf(first).item(member, 'gone-3')).toBeUndefined()
  })
})

it('does not bring an erased person back, not even by an edit of somebody who had not heard of it', async () => {
  const { first, second } = await pair()
  await setMember(second, 'amira', { notes: 'Edited later' })
  value(await first.privacy.erase({ ids: ['amira'], why: 'asked' }))
  const unaware = await take(second)
  value(await first.carry.bring(unaware))
  expect(modelOf(first).stored('amira')).toBeUndefined()
  value(await second.carry.bring(await take(first)))
  expect(modelOf(second).stored('amira')).toBeUndefined()
  value(await first.carry.bring(unaware))
  expect(modelOf(first).stored('amira')).toBeUndefined()
  for (const laptop of [first, second]) {
    const { store } = present(laptop.unlocked()).opened
    const leaves = await store.leaves([{ id: 'amira', revs: (await store.allLeafRevs()).amira ?? [] }])
    expect(leaves.every((leaf) => leaf._deleted === true && leaf.c === undefined)).toBe(true)
  }
})

describe('a file that cannot be brought in', () => {
  it('is refused when cut short, changed, foreign (bug 8) or not a file of Trestle, and nothing changes', async () => {
    const { first, second } = await pair()
    const stranger = await memoryWorkspace()
    open.push(stranger.workspace)
    await setMember(first, 'cai', { givenName: 'Cai' })
    const bytes = await take(first)
    const changed = bytes.slice()
    changed[bytes.length - 400] = (changed[bytes.length - 400] ?? 0) ^ 1
    const bad: [Uint8Array, string][] = [
      [bytes.subarray(0, bytes.length >> 1), 'file-cut-short'],
      [bytes.subarray(0, bytes.length - 1), 'file-cut-short'],
      [changed, 'file-damaged'],
      [await take(stranger.workspace), 'file-other-group'],
      [new TextEncoder().encode('Name,Phone\nCai,01632 960123\n'), 'file-not-trestle'],
      [new Uint8Array(), 'file-empty'],
    ]
    const before = contentsOf(second)
    for (const [file, kind] of bad) {
      expect(await second.carry.look(file)).toMatchObject({ ok: false, error: { kind } })
      expect(await second.carry.bring(file)).toMatchObject({ ok: false, error: { kind } })
    }
    expect(contentsOf(second)).toBe(before)
    value(await second.carry.bring(bytes))
  })

  it('gives away nothing: no name, no word, no type of paper is readable in it', async () => {
    const { first } = await pair()
    const { name, bytes } = value(await first.carry.take({}))
    const text = new TextDecoder('latin1').decode(bytes)
    for (const word of ['Amira', 'Shah', 'Robin', 'Neighbours', 'member', 'laptop"', 'givenName'])
      expect(text).not.toContain(word)
    expect(name).toMatch(/^Trestle changes 2026-11-22 \d{4}\.trestle$/)
    expect(value(await readPack(bytes)).leaves.some((leaf) => leaf._id.startsWith('invite:'))).toBe(false)
  })
})

it('nothing can be carried while Trestle is locked', async () => {
  const { first } = await pair()
  const bytes = await take(first)
  await first.lock()
  for (const result of [await first.carry.take({}), await first.carry.look(bytes), await first.carry.bring(bytes)])
    expect(result).toMatchObject({ ok: false, error: { kind: 'locked' } })
})
