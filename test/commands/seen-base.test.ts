import { expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import { section } from '@/core/records/section'
import { deviceOf, pairOfLaptops } from '../support/carry'
import { laptopsOfTest, openedOf, save } from '../support/laptops'
import { present } from '../support/present'
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

it('the same for a line of the budget, the panel’s budget, and what is marked on a long text', async () => {
  const { first, second } = await pairOfLaptops()
  laptops.keep(first)
  laptops.keep(second)
  const carry = async () =>
    value(await second.carry.bring(value(await first.carry.take({ for: deviceOf(second) })).bytes))
  const { id } = value(await first.run('bids.create', { templateId: 'small-grant', title: 'The hall' }))
  const ramp = { item: 'Ramp', pence: 10_000, order: 1 }
  const { key } = value(await first.run('bids.setBudgetLine', { id, line: ramp }))
  const paper = value(await first.run('plans.create', { title: 'Our plan' }))
  const { model } = openedOf(second).engine
  await carry()
  const words = present(model.items(section).find((each) => each.of === id)).id
  value(await first.run('bids.setBudgetLine', { id, key, line: { ...ramp, pence: 20_000 } }))
  value(await first.run('plans.update', { id: paper.id, patch: { panelBudgetPence: 500_000 } }))
  value(await first.run('sections.update', { id: words, patch: { comment: 'Too long' } }))
  await carry()
  const line = { ...ramp, pence: 30_000 }
  value(await second.run('bids.setBudgetLine', { id, key, line, saw: ramp }))
  const base = { panelBudgetPence: null }
  value(await second.run('plans.update', { id: paper.id, patch: { panelBudgetPence: 600_000 }, base }))
  value(await second.run('sections.update', { id: words, patch: { comment: 'Bo to add' }, base: { comment: null } }))
  const asked = (record: string) => model.clashes(record).map(({ path, values }) => [path, values.length])
  expect(asked(id)).toEqual([[`budget/${key}`, 2]])
  expect(asked(paper.id)).toEqual([['panelBudgetPence', 2]])
  expect(asked(words)).toEqual([['comment', 2]])
})
