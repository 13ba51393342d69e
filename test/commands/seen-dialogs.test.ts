/**
 * Dialogs that stand open while another laptop's edit comes in: where both changed the same, both values stay and a person is asked. What a
 * dialog saw goes along with what it saves.
 */
import { expect, it } from 'vitest'
import type { LocalWorkspace } from '@/core/workspace'
import { deviceOf, modelOf, pairOfLaptops } from '../support/carry'
import { laptopsOfTest } from '../support/laptops'
import { value } from '../support/workspace'

const laptops = laptopsOfTest()
const carry = async (from: LocalWorkspace, to: LocalWorkspace): Promise<void> => {
  value(await to.carry.bring(value(await from.carry.take({ for: deviceOf(to) })).bytes))
}
async function pair() {
  const { first, second } = await pairOfLaptops()
  laptops.keep(first)
  laptops.keep(second)
  return { first, second }
}
const clashing = (at: LocalWorkspace, id: string) =>
  modelOf(at)
    .clashes(id)
    .map(({ path, values }) => [path, values.map((one) => one.value)] as const)

it('a priority, a year and an award of a plan', async () => {
  const { first, second } = await pair()
  const { id } = value(await first.run('plans.create', {}))
  const benches = { name: 'Benches', owner: 'Amira' }
  const year = { budgetPence: 4_000_000 }
  const award = { project: 'Bench by the bus stop', pence: 50_000 }
  const { key } = value(await first.run('plans.setPriority', { id, priority: benches }))
  const other = value(await first.run('plans.setPriority', { id, priority: { name: 'Paths' } }))
  value(await first.run('plans.setYear', { id, year: '1', budget: year }))
  const one = { ...award, priorities: [key] }
  const { key: at } = value(await first.run('plans.setAward', { id, award: one }))
  await carry(first, second)
  value(await second.run('plans.setPriority', { id, key, priority: { ...benches, owner: 'Bela' } }))
  value(await second.run('plans.setYear', { id, year: '1', budget: { budgetPence: 4_500_000 } }))
  value(await second.run('plans.setYear', { id, year: '2', budget: { budgetPence: 3_000_000 } }))
  value(await second.run('plans.setAward', { id, key: at, award: { ...one, pence: 60_000 } }))
  value(await second.run('plans.movePriority', { id, key: other.key, by: -1 }))
  await carry(second, first)

  // Moved meanwhile, and nothing else: no other version.
  value(
    await first.run('plans.setPriority', {
      id,
      key: other.key,
      priority: { name: 'Paths and steps' },
      saw: { name: 'Paths' },
    }),
  )
  expect(clashing(first, id)).toEqual([])
  value(await first.run('plans.setPriority', { id, key, priority: { ...benches, measure: 'Ten' }, saw: benches }))
  value(await first.run('plans.setYear', { id, year: '1', budget: { budgetPence: 4_200_000 }, saw: year }))
  value(await first.run('plans.setYear', { id, year: '2', budget: { budgetPence: 2_000_000 }, saw: null }))
  value(await first.run('plans.setAward', { id, key: at, award: { ...one, pence: 70_000 }, saw: one }))
  const clashes = new Map(clashing(first, id))
  expect([...clashes.keys()].sort()).toEqual([`awards/${at}`, `priorities/${key}`, 'years/1', 'years/2'].sort())
  expect(clashes.get('years/1')).toEqual(
    expect.arrayContaining([{ budgetPence: 4_500_000 }, { budgetPence: 4_200_000 }]),
  )
  expect(clashes.get('years/2')).toEqual(
    expect.arrayContaining([{ budgetPence: 3_000_000 }, { budgetPence: 2_000_000 }]),
  )
  expect(clashes.get(`awards/${at}`)).toEqual(
    expect.arrayContaining([expect.objectContaining({ pence: 60_000 }), expect.objectContaining({ pence: 70_000 })]),
  )
  expect(clashes.get(`priorities/${key}`)).toEqual(
    expect.arrayContaining([expect.objectContaining({ owner: 'Bela' }), expect.objectContaining({ measure: 'Ten' })]),
  )
})

it('a term, a place, a request for a copy and the name of a laptop; what only one of the two changed is no clash', async () => {
  const { first, second } = await pair()
  const term = { memberId: 'amira', office: 'secretary', startsOn: '2026-01-01' } as const
  const { roleId } = value(await first.run('leaders.appoint', term))
  const place = { medium: 'noticeboard', place: 'By the shop', since: '2026-01-01' } as const
  const { id: placeId } = value(await first.run('publications.add', place))
  const { id: requestId } = value(
    await first.run('accessRequests.record', { memberId: 'amira', receivedOn: '2026-11-20', note: 'By the door' }),
  )
  const [laptop] = (await first.query('laptops.list', {})).filter((row) => row.thisOne)
  const laptopId = laptop?.id ?? ''
  await carry(first, second)
  value(await second.run('leaders.update', { roleId, patch: { endsOn: '2027-01-01' } }))
  value(await second.run('publications.update', { id: placeId, patch: { place: 'In the hall', checkedBy: 'Bela' } }))
  value(await second.run('accessRequests.update', { id: requestId, patch: { note: 'In the hall', how: 'spoken' } }))
  value(await second.run('laptops.update', { id: laptopId, patch: { name: 'Old one' } }))
  await carry(second, first)

  value(await first.run('leaders.update', { roleId, patch: { endsOn: '2028-01-01' }, base: { endsOn: null } }))
  value(
    await first.run('publications.update', {
      id: placeId,
      patch: { place: 'By the church', since: '2026-02-01' },
      base: { place: 'By the shop', since: '2026-01-01' },
    }),
  )
  value(
    await first.run('accessRequests.update', {
      id: requestId,
      patch: { note: 'By the gate', answeredOn: '2026-11-22' },
      base: { note: 'By the door', answeredOn: null },
    }),
  )
  value(await first.run('laptops.update', { id: laptopId, patch: { name: 'New one' }, base: { name: laptop?.name } }))
  const both = (a: string, b: string) => expect.arrayContaining([a, b])
  expect(clashing(first, roleId)).toEqual([['endsOn', both('2027-01-01', '2028-01-01')]])
  expect(clashing(first, placeId)).toEqual([['place', both('In the hall', 'By the church')]])
  expect(clashing(first, requestId)).toEqual([['note', both('In the hall', 'By the gate')]])
  expect(clashing(first, laptopId)).toEqual([['name', both('Old one', 'New one')]])
})
