import { describe, expect, it, vi } from 'vitest'
import { change } from '@/core/commands/define'
import { laptop } from '@/core/records/laptop'
import { member } from '@/core/records/member'
import type { LocalWorkspace } from '@/core/workspace'
import { isBeatDue } from '@/core/workspace/heartbeats'
import { accountOn, laptopsOfTest, openedOf, save } from '../support/laptops'
import { present } from '../support/present'
import { value } from '../support/workspace'

const laptops = laptopsOfTest()
const engineOf = (workspace: LocalWorkspace) => openedOf(workspace).engine
async function settle(...laptops: LocalWorkspace[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const laptop of laptops) value(await laptop.sync.now())
}
async function twoLaptops() {
  const server = await laptops.server()
  const first = await laptops.first()
  value(await first.sync.connect(accountOn(server)))
  await save(
    first,
    change(member, 'gwen', { givenName: 'Gwen', notes: 'CANARY-GWEN' }),
    change(member, 'stays', { givenName: 'Stays' }),
  )
  const second = await laptops.joins(first)
  await settle(first, second)
  return { server, first, second }
}

describe('erasing a person', () => {
  it('takes every leaf away here, on the other laptop and on the server, though the other edited it meanwhile', async () => {
    const { server, first, second } = await twoLaptops()
    const before = await present(first.unlocked()).opened.database.get('gwen')
    await server.stop()
    await save(second, change(member, 'gwen', { town: 'Edited elsewhere' }))
    const erased = value(await first.privacy.erase({ ids: ['gwen'], why: 'asked' }))
    expect(erased).toMatchObject({ erased: 1, server: 'not-reached' })
    await server.start()
    await settle(first, second, first)
    for (const laptop of [first, second]) {
      expect(engineOf(laptop).model.stored('gwen')).toBeUndefined()
      expect(engineOf(laptop).model.item(member, 'stays')?.givenName).toBe('Stays')
      const leaves = await engineOf(laptop).repository.leaves(['gwen'])
      expect(leaves[0]?.docs ?? []).toEqual([])
    }
    const held = JSON.stringify(await server.snapshot())
    expect(held).not.toContain(String((before as unknown as { c: string }).c))
    expect(value({ ok: true, value: (await first.privacy.erasures())[0] })).toMatchObject({
      summary: '1 member',
      pending: [],
    })
  })

  it('is pending on a laptop that has not been seen since, and on none once its signed heartbeat passed it', async () => {
    const { first, second } = await twoLaptops()
    value(await first.privacy.erase({ ids: ['gwen'], why: 'retention' }))
    expect(present((await first.privacy.erasures())[0]).pending).toEqual(['Second'])
    await settle(second, first)
    expect(present((await first.privacy.erasures())[0]).pending).toEqual([])
    expect((await first.privacy.heard()).length).toBe(2)
  })

  it('never waits for a closed laptop, and says that it keeps what it has', async () => {
    const { first, second } = await twoLaptops()
    const { model } = engineOf(first)
    const lost = present(model.items(laptop).find((each) => each.device === present(second.unlocked()).device.deviceId))
    value(await first.laptops.newKey({ without: [lost.id], reason: 'Stolen' }))
    value(await first.privacy.erase({ ids: ['gwen'], why: 'asked' }))
    expect(present((await first.privacy.erasures())[0])).toMatchObject({ pending: [], outOfReach: ['Second'] })
  })

  it('is not taken back by a change that waited behind it', async () => {
    const first = await laptops.first()
    await save(first, change(member, 'gwen', { givenName: 'Gwen', notes: 'CANARY-GWEN' }))
    const { engine } = openedOf(first)
    const { repository } = engine
    const waiting: Promise<unknown>[] = []
    const ending = vi.spyOn(repository, 'erase').mockImplementation((ids) => {
      // Asked for while Gwen still stands; its turn comes when she is gone.
      waiting.push(first.run('members.update', { id: 'gwen', patch: { town: 'Larkfield' } }))
      ending.mockRestore()
      return repository.erase(ids)
    })
    value(await first.privacy.erase({ ids: ['gwen'], why: 'asked' }))
    expect(await Promise.all(waiting)).toEqual([{ ok: false, error: { kind: 'not-found' } }])
    expect(engine.model.stored('gwen')).toBeUndefined()
    expect((await repository.leaves(['gwen']))[0]?.docs ?? []).toEqual([])
  })

  it('cannot be undone, and the ledger names nobody', async () => {
    const { first } = await twoLaptops()
    value(await first.privacy.erase({ ids: ['gwen'], why: 'asked' }))
    expect(await first.undo()).toMatchObject({ ok: false, error: { kind: 'nothing-to-undo' } })
    const entry = present([...engineOf(first).model.all()].find((record) => record.type === 'erasure'))
    expect(JSON.stringify(entry)).not.toMatch(/Gwen|CANARY/)
  })
})

describe('heartbeats', () => {
  it('are not written as the answer to another laptop: an exchange with nothing new ends', async () => {
    const { first, second } = await twoLaptops()
    await settle(first, second)
    const before = [...engineOf(first).model.all()].map((record) => JSON.stringify(record)).sort()
    await settle(first, second)
    expect([...engineOf(first).model.all()].map((record) => JSON.stringify(record)).sort()).toEqual(before)
    expect(isBeatDue({ at: '2026-11-22T09:00:00.000Z', erasures: [] }, Date.parse('2026-11-22T09:30:00Z'), [])).toBe(
      false,
    )
    expect(isBeatDue({ at: '2026-11-22T09:00:00.000Z', erasures: [] }, Date.parse('2026-11-22T09:30:00Z'), ['e'])).toBe(
      true,
    )
  })
})

describe('a new key', () => {
  it('leaves a lost laptop out, and the others read and write on; everything is sealed anew', async () => {
    const { first, second } = await twoLaptops()
    const { device } = present(second.unlocked())
    const third = await laptops.joins(first)
    await settle(first, second, third)
    const lost = present(
      [...engineOf(first).model.all()].find(
        (record) => record.type === 'laptop' && JSON.stringify(record).includes(device.deviceId),
      ),
    )
    const rotated = value(await first.laptops.newKey({ without: [lost.id], reason: 'Left on a bus' }))
    expect(rotated.phrase).toHaveLength(6)
    value(await first.laptops.reseal())
    await save(first, change(member, 'after', { givenName: 'After' }))
    await settle(first, third, second)
    expect(engineOf(third).model.item(member, 'after')?.givenName).toBe('After')
    expect(engineOf(third).model.item(member, 'gwen')?.givenName).toBe('Gwen')
    expect(engineOf(second).model.item(member, 'after')).toBeUndefined()
    const newest = engineOf(first).keyring.current.kid
    for (const id of ['gwen', 'stays', 'after']) {
      expect((await present(first.unlocked()).opened.database.get(id)) as unknown).toMatchObject({ k: newest })
    }
    expect(await first.laptops.sheet()).not.toBe('crossed')
  })
})
