/**
 * Whose word erases: whoever left with an old key, and whose account nobody has closed, can write an entry of the ledger of erasures that
 * every laptop reads. (docs/adr/0034; docs/threat-model.md)
 */

import { fail } from '@host'
import { describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { consent } from '@/core/records/consent'
import { erasure } from '@/core/records/erasure'
import { laptop } from '@/core/records/laptop'
import { member } from '@/core/records/member'
import { sealMany } from '@/core/vault/envelope'
import { vouch } from '@/core/vault/voucher'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import type { TestServer } from '../support/group-server'
import { accountOn, laptopsOfTest, openedOf, save } from '../support/laptops'
import { present } from '../support/present'
import { type Disk, hostSecret, newDisk, testEnvironment, value } from '../support/workspace'

const laptops = laptopsOfTest()
const quiet = { automaticSync: false }
const pass = async (...those: LocalWorkspace[]): Promise<void> => {
  for (const each of those) value(await each.sync.now())
}
const isHere = (at: LocalWorkspace, id: string): boolean => openedOf(at).engine.model.stored(id) !== undefined
const asked = async (at: LocalWorkspace): Promise<readonly (readonly string[])[]> =>
  (await at.query('privacy.held', {})).map(({ records }) => records.map(({ id }) => id).sort())
const recordOf = (here: LocalWorkspace, other: LocalWorkspace): string =>
  present(
    openedOf(here)
      .engine.model.items(laptop)
      .find((each) => each.device === present(other.unlocked()).device.deviceId),
  ).id

interface Group {
  readonly server: TestServer
  readonly first: LocalWorkspace
  readonly second: LocalWorkspace
  readonly leaver: LocalWorkspace
  readonly disk: Disk
}

/** Three laptops that hold everything: the group's first, one that stays, and one whose user leaves. */
async function group(): Promise<Group> {
  const server = await laptops.server()
  const disk = newDisk()
  const first = await laptops.first({ ...quiet, disk })
  value(await first.sync.connect(accountOn(server)))
  for (const id of ['amira', 'bela', 'carys'])
    await save(first, change(member, id, { givenName: id, familyName: 'Shah' }))
  await pass(first)
  const second = await laptops.joins(first, quiet)
  const leaver = await laptops.joins(first, quiet)
  await pass(first, second, leaver, first)
  return { server, first, second, leaver, disk }
}
const standsThere = async ({ server }: Group, id: string): Promise<boolean> =>
  (await server.ask('GET', `${new URL(server.url).pathname}/${id}`)).status === 200
const close = async ({ first, leaver }: Group): Promise<void> => {
  value(await first.laptops.newKey({ without: [recordOf(first, leaver)], reason: 'left' }))
  await pass(first)
}

describe('bug 8: whose word erases, after the group has closed a laptop', () => {
  it('what its user erases goes nowhere else: people are asked, and what they keep is put back', async () => {
    const those = await group()
    const { first, second, leaver } = those
    await close(those)
    await pass(second)
    await save(first, change(consent, 'yes', { memberId: 'amira', purpose: 'newsletter', decision: 'given' }))
    value(await leaver.privacy.erase({ ids: ['amira'], why: 'asked' }))
    await pass(leaver)
    for (let i = 0; i < 2; i++) await pass(first, second)
    // Its removal there is neither done here nor undone there.
    expect(await standsThere(those, 'amira')).toBe(false)
    for (const each of [first, second]) {
      expect(isHere(each, 'amira')).toBe(true)
      expect(await asked(each)).toEqual([['amira']])
      expect(await each.privacy.erasures()).toEqual([])
      expect(await each.query('privacy.cameLater', {})).toEqual([])
    }
    // Who joins meanwhile takes nobody's word either.
    const third = await laptops.joins(first, quiet)
    await pass(third)
    expect(openedOf(third).engine.held()).toEqual(new Set(['amira']))
    // It can be worked with.
    await save(first, change(member, 'amira', { notes: 'Still one of us' }))

    const [entry] = await second.query('privacy.held', {})
    expect(value(await second.privacy.decide({ id: present(entry).id, as: 'keep' }))).toEqual({ records: 1 })
    expect(await second.privacy.decide({ id: present(entry).id, as: 'keep' })).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    })
    await pass(second, first, second, first)
    expect(await standsThere(those, 'amira')).toBe(true)
    for (const each of [first, second]) {
      expect(await asked(each)).toEqual([])
      expect(openedOf(each).engine.model.item(member, 'amira')).toMatchObject({ notes: 'Still one of us' })
    }
    await pass(third)
    expect(isHere(third, 'amira')).toBe(true)
    expect(await asked(third)).toEqual([])

    // Kept is not for ever: whoever belongs can erase the person as any other.
    value(await third.privacy.erase({ ids: ['amira'], why: 'asked' }))
    await pass(third, first, second)
    for (const each of [first, second, third]) expect(isHere(each, 'amira')).toBe(false)
  })

  it('what one of those who stay says was meant goes everywhere, in one entry of the ledger', async () => {
    const those = await group()
    const { first, second, leaver } = those
    await close(those)
    value(await leaver.privacy.erase({ ids: ['amira'], why: 'retention' }))
    await pass(leaver, second, first)
    const [entry] = await first.query('privacy.held', {})
    expect(present(entry)).toMatchObject({ why: 'retention', records: [{ type: 'member' }] })
    expect(value(await first.privacy.decide({ id: present(entry).id, as: 'erase' }))).toEqual({ records: 1 })
    await pass(first, second, first)
    for (const each of [first, second]) {
      expect(isHere(each, 'amira')).toBe(false)
      expect(await asked(each)).toEqual([])
      expect(await each.privacy.erasures()).toMatchObject([{ id: present(entry).id, why: 'retention' }])
    }
  })

  it('who erases one of those whom such an entry names erases nobody else', async () => {
    const those = await group()
    const { first, second, leaver } = those
    await close(those)
    value(await leaver.privacy.erase({ ids: ['amira', 'bela'], why: 'asked' }))
    for (const memberId of ['amira', 'bela'])
      await save(second, change(consent, `of-${memberId}`, { memberId, purpose: 'newsletter', decision: 'given' }))
    await pass(leaver, first)
    expect(await asked(first)).toEqual([['amira', 'bela']])
    value(await first.privacy.erase({ ids: ['amira'], why: 'retention' }))
    await pass(first, second, first)
    for (const each of [first, second]) {
      expect(isHere(each, 'amira')).toBe(false)
      expect(isHere(each, 'bela')).toBe(true)
      expect(await asked(each)).toEqual([['bela']])
      expect((await each.query('privacy.cameLater', {})).map(({ id }) => id)).toEqual(['of-amira'])
    }
  })

  it('a backup that was made meanwhile brings the question back with it, and not the erasure', async () => {
    const those = await group()
    const { first, leaver } = those
    value(await first.privacy.erase({ ids: ['bela'], why: 'asked' }))
    const { phrase } = value(await first.laptops.newKey({ without: [recordOf(first, leaver)], reason: 'left' }))
    await pass(first)
    value(await leaver.privacy.erase({ ids: ['amira'], why: 'asked' }))
    await pass(leaver, first)
    const { bytes } = value(await first.backups.make('backup'))
    const fresh = await laptops.empty(quiet)
    value(await fresh.backups.restore({ bytes, phrase: phrase.join(' '), unlocking: hostSecret }))
    expect(openedOf(fresh).engine.erased()).toEqual(new Set(['bela']))
    expect(isHere(fresh, 'amira')).toBe(true)
    expect(await asked(fresh)).toEqual([['amira']])
  })

  it('a voucher that somebody made up under the name of the new key is none', async () => {
    const those = await group()
    const { first, second, leaver } = those
    await close(those)
    const { kid } = openedOf(first).engine.keyring.current
    const [own] = await ownVouchers(leaver, ['amira'])
    const madeUp = `amira.${kid}.${present(present(own).split('.')[2])}`
    await save(leaver, change(erasure, 'made-up', { ids: ['amira'], vouched: [madeUp, `amira.${kid}.`, 'amira'] }))
    await pass(leaver, first, second)
    for (const each of [first, second]) expect(await asked(each)).toEqual([['amira']])
  })

  it('what counted goes on counting where no room is left to say so anew; it is said when there is', async () => {
    const those = await group()
    const { first, second, disk, leaver } = those
    value(await first.privacy.erase({ ids: ['amira'], why: 'asked' }))
    await pass(first)
    const { engine, saver } = openedOf(first)
    const { save: saves } = saver
    Object.assign(saver, { save: async () => fail('disk-full') })
    expect(await first.laptops.newKey({ without: [recordOf(first, leaver)], reason: 'left' })).toMatchObject({
      ok: false,
    })
    Object.assign(saver, { save: saves })
    expect(engine.erased()).toEqual(new Set(['amira']))
    expect(await first.privacy.erasures()).toHaveLength(1)
    await pass(first)
    const third = await laptops.joins(first, quiet)
    await pass(third, second)
    for (const each of [first, second, third]) {
      expect(isHere(each, 'amira')).toBe(false)
      expect(openedOf(each).engine.erased()).toEqual(new Set(['amira']))
    }
    await first.close()
    const again = laptops.keep(createWorkspace(testEnvironment({ ...quiet, disk })))
    await again.start()
    value(await again.unlock(hostSecret))
    expect(openedOf(again).engine.erased()).toEqual(new Set(['amira']))
  })

  it('a laptop that hears of the closing and of the entry in one pass asks as well', async () => {
    const those = await group()
    const { first, second, leaver } = those
    await close(those)
    value(await leaver.privacy.erase({ ids: ['amira'], why: 'asked' }))
    await pass(leaver)
    await pass(second)
    expect(isHere(second, 'amira')).toBe(true)
    expect(await asked(second)).toEqual([['amira']])
    await pass(first)
    expect(await asked(first)).toEqual([['amira']])
  })

  it('an entry alone, which came before the keys that a pass brings at its end, says nothing', async () => {
    const those = await group()
    const { first, second, leaver } = those
    await close(those)
    value(await leaver.privacy.erase({ ids: ['amira'], why: 'asked' }))
    const entries = openedOf(leaver)
      .engine.model.items(erasure)
      .map(({ id }) => id)
    const { store } = openedOf(leaver)
    const all = await store.allLeafRevs()
    const leaves = await store.leaves(entries.map((id) => ({ id, revs: present(all[id]) })))
    await openedOf(second).store.putLeaves(leaves)
    expect(isHere(second, 'amira')).toBe(true)
    await pass(second)
    expect(isHere(second, 'amira')).toBe(true)
    expect(await asked(second)).toEqual([['amira']])
    expect(isHere(first, 'amira')).toBe(true)
  })

  it('what was erased before stays erased everywhere, and nobody is asked', async () => {
    const those = await group()
    const { first, second, leaver } = those
    value(await leaver.privacy.erase({ ids: ['amira'], why: 'asked' }))
    await pass(leaver, first)
    await close(those)
    // It had heard of neither, and has worked on the person meanwhile.
    await save(second, change(member, 'amira', { notes: 'She moved' }))
    await pass(second, first, second)
    const third = await laptops.joins(first, quiet)
    await pass(third, first)
    for (const each of [first, second, third]) {
      expect(isHere(each, 'amira')).toBe(false)
      expect(await asked(each)).toEqual([])
      expect(await each.privacy.erasures()).toHaveLength(1)
    }
  })

  it('a colleague who had not heard of it has erased in good faith: as soon as they have the key it counts, and nobody is asked', async () => {
    const those = await group()
    const { server, first, second } = those
    await server.stop()
    value(await second.privacy.erase({ ids: ['amira'], why: 'asked' }))
    await server.start()
    await close(those)
    await pass(second, first, second)
    for (const each of [first, second]) {
      expect(isHere(each, 'amira')).toBe(false)
      expect(await asked(each)).toEqual([])
    }
  })

  it('what waits goes on waiting and what counts goes on counting after a restart, also where all was sealed anew', async () => {
    const those = await group()
    const { first, leaver, disk } = those
    value(await first.privacy.erase({ ids: ['bela'], why: 'asked' }))
    await pass(first)
    await close(those)
    value(await leaver.privacy.erase({ ids: ['amira'], why: 'asked' }))
    await pass(leaver, first)
    value(await first.laptops.reseal())
    await pass(first)
    await first.close()
    const again = laptops.keep(createWorkspace(testEnvironment({ ...quiet, disk })))
    await again.start()
    value(await again.unlock(hostSecret))
    await pass(again)
    expect(isHere(again, 'amira')).toBe(true)
    expect(isHere(again, 'bela')).toBe(false)
    expect(await asked(again)).toEqual([['amira']])
    expect(await again.privacy.erasures()).toHaveLength(1)
  })

  it('ids that an old key adds to an entry which counts are not erased with it', async () => {
    const those = await group()
    const { first, second, leaver } = those
    value(await first.privacy.erase({ ids: ['amira'], why: 'asked' }))
    await pass(first, second, leaver)
    await close(those)
    const { engine, store } = openedOf(leaver)
    const [entry] = engine.model.items(erasure)
    const old = present(engine.model.stored(present(entry).id))
    const device = present(leaver.unlocked()).device.deviceId
    const ids = [...(old.fields.ids ?? []), ['bela', old.dots.length] as const]
    const vouchers = await ownVouchers(
      leaver,
      ids.map(([id]) => String(id)),
    )
    const forged = {
      ...old,
      seen: { ...old.seen, [device]: 1 },
      dots: [...old.dots, [device, 1, '2026-11-27T10:00:00.000Z-0000'] as const],
      fields: {
        ...old.fields,
        ids,
        vouched: vouchers.map((text) => [text, old.dots.length] as const),
      },
    }
    const [envelope] = await sealMany(engine.keyring, [forged])
    const before = (await store.allLeafRevs())[old.id] ?? []
    value(await engine.repository.save([present(envelope)]))
    expect((await store.allLeafRevs())[old.id]).not.toEqual(before)
    await pass(leaver, second, first, second)
    for (const each of [first, second]) {
      expect(isHere(each, 'bela')).toBe(true)
      expect(await asked(each)).toEqual([['bela']])
      expect(await each.privacy.erasures()).toHaveLength(1)
    }
  })
})

/** With the key that a laptop writes with: the old one, where it was closed. */
function ownVouchers(at: LocalWorkspace, ids: readonly string[]): Promise<readonly string[]> {
  const { keyring } = openedOf(at).engine
  return vouch(keyring.current, keyring.groupId, 'erase', ids)
}
