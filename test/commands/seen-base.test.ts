import { expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import { deviceOf, pairOfLaptops } from '../support/carry'
import { laptopsOfTest, openedOf, save } from '../support/laptops'
import { value } from '../support/workspace'

const laptops = laptopsOfTest()

it('what came while somebody typed stays beside what they typed, and undo takes only theirs back', async () => {
  const { first, second } = await pairOfLaptops()
  laptops.keep(first)
  laptops.keep(second)
  await save(first, change(member, 'amira', { notes: 'Came from the first laptop' }))
  value(await second.carry.bring(value(await first.carry.take({ for: deviceOf(second) })).bytes))
  const { model } = openedOf(second).engine
  const notesHere = () =>
    model
      .stored('amira')
      ?.fields.notes?.map(([text]) => text)
      .sort()
  value(await second.run('members.update', { id: 'amira', patch: { notes: 'Typed meanwhile' }, base: { notes: null } }))
  expect(notesHere()).toEqual(['Came from the first laptop', 'Typed meanwhile'])
  expect(value(await second.undo())).toMatchObject({ left: 0 })
  expect(notesHere()).toEqual(['Came from the first laptop'])
})

it('the same for an answer, and for a field of the bid itself', async () => {
  const { first, second } = await pairOfLaptops()
  laptops.keep(first)
  laptops.keep(second)
  const { id } = value(await first.run('bids.create', { templateId: 'small-grant', title: 'The hall' }))
  value(await first.run('bids.answer', { id, key: 'projectName', value: 'A ramp' }))
  value(await first.run('bids.update', { id, patch: { notes: 'Ring them' } }))
  value(await second.carry.bring(value(await first.carry.take({ for: deviceOf(second) })).bytes))
  value(await second.run('bids.answer', { id, key: 'projectName', value: 'A new ramp', saw: null }))
  value(await second.run('bids.update', { id, patch: { notes: 'Write to them' }, base: { notes: null } }))
  value(await second.run('bids.update', { id, patch: { title: 'The village hall' }, base: { title: 'The hall' } }))
  const clashes = openedOf(second).engine.model.clashes(id)
  expect(clashes.map(({ path, values }) => [path, values.length])).toEqual([
    ['answers/projectName', 2],
    ['notes', 2],
  ])
})
