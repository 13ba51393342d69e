import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { present } from '../support/present'
import { memoryWorkspace, type TestWorkspace, value } from '../support/workspace'

let test: TestWorkspace
let id: string

beforeEach(async () => {
  test = await memoryWorkspace({ today: '2026-11-22' })
  id = value(await test.run('plans.create', {})).id
})
afterEach(() => test.workspace.close())

const page = async () => present(await test.query('plans.current', {}))
const addPriority = async (name: string) => value(await test.run('plans.setPriority', { id, priority: { name } })).key
const names = async () => (await page()).priorities.map(({ name }) => name)
const problem = (result: { readonly ok: boolean }) =>
  (result as { readonly error?: { readonly detail?: { readonly problem?: string } } }).error?.detail?.problem

describe('a plan', () => {
  it('starts with its sections', async () => {
    const plan = await page()
    expect(plan).toMatchObject({
      id,
      title: 'Community First Plan',
      status: 'draft',
      templateId: 'community-first-plan',
    })
    expect(plan.texts.map(({ key }) => key)).toContain('listeningText')
  })

  it('is none before one is started', async () => {
    value(await test.workspace.undo())
    expect(await test.query('plans.current', {})).toBeNull()
  })

  it('keeps answers, and the day of review where reminders look', async () => {
    value(await test.run('plans.answer', { id, key: 'reviewOn', value: '2027-05-01' }))
    value(await test.run('plans.answer', { id, key: 'panelMembers', value: ['Ada', 'Bo'] }))
    expect(await page()).toMatchObject({ reviewOn: '2027-05-01', answers: { panelMembers: ['Ada', 'Bo'] } })
    value(await test.run('plans.answer', { id, key: 'reviewOn', value: null }))
    expect((await page()).reviewOn).toBeUndefined()
  })
})

describe('priorities', () => {
  it('are added last, moved and removed', async () => {
    const first = await addPriority('Green places')
    await addPriority('Young people')
    const third = await addPriority('Lonely neighbours')
    expect(await names()).toEqual(['Green places', 'Young people', 'Lonely neighbours'])
    value(await test.run('plans.movePriority', { id, key: third, by: -1 }))
    expect(await names()).toEqual(['Green places', 'Lonely neighbours', 'Young people'])
    value(await test.run('plans.movePriority', { id, key: first, by: 1 }))
    expect(await names()).toEqual(['Lonely neighbours', 'Green places', 'Young people'])
    value(await test.run('plans.movePriority', { id, key: third, by: -1 }))
    expect(await names()).toEqual(['Lonely neighbours', 'Green places', 'Young people'])
    value(await test.run('plans.setPriority', { id, key: first, priority: null }))
    expect(await names()).toEqual(['Lonely neighbours', 'Young people'])
  })

  it('that are added at the same moment are all kept', async () => {
    await Promise.all(['A', 'B', 'C'].map(addPriority))
    expect([...(await names())].sort()).toEqual(['A', 'B', 'C'])
  })

  it('keep their place when they change, and need a name', async () => {
    const first = await addPriority('Green places')
    await addPriority('Young people')
    value(
      await test.run('plans.setPriority', {
        id,
        key: first,
        priority: { name: 'Parks', stream: 'A', measure: 'Visits' },
      }),
    )
    expect((await page()).priorities[0]).toMatchObject({ name: 'Parks', stream: 'A', measure: 'Visits', rank: 1 })
    expect(await test.run('plans.setPriority', { id, priority: { name: '  ' } })).toMatchObject({
      error: { kind: 'invalid-value' },
    })
    expect(await test.run('plans.movePriority', { id, key: 'gone', by: 1 })).toMatchObject({
      error: { kind: 'not-found' },
    })
  })
})

describe('money', () => {
  it('adds up by year', async () => {
    value(await test.run('plans.update', { id, patch: { panelBudgetPence: 1_400_000 } }))
    value(
      await test.run('plans.setYear', {
        id,
        year: '1',
        budget: { from: '2026-04-01', budgetPence: 700_000, expensesPence: 21_000 },
      }),
    )
    value(await test.run('plans.setYear', { id, year: '2', budget: { budgetPence: 700_000 } }))
    expect((await page()).sums).toMatchObject({
      budgetPence: 1_400_000,
      expensesPence: 21_000,
      leftPence: 1_379_000,
      findings: [],
    })
    value(await test.run('plans.setYear', { id, year: '2', budget: null }))
    expect(Object.keys((await page()).years)).toEqual(['1'])
    expect(await test.run('plans.setYear', { id, year: '5', budget: { budgetPence: 1 } })).toMatchObject({
      error: { kind: 'invalid-value' },
    })
    expect(await test.run('plans.setYear', { id, year: '1', budget: { budgetPence: -1 } })).toMatchObject({
      error: { kind: 'invalid-value' },
    })
  })

  it('refuses awards that break the programme’s rules, and keeps the rest', async () => {
    const key = await addPriority('Green places')
    value(await test.run('plans.update', { id, patch: { panelBudgetPence: 1_400_000 } }))
    const award = (more: object) =>
      test.run('plans.setAward', { id, award: { project: 'Bulbs', pence: 25_000, priorities: [key], ...more } })
    expect(problem(await award({ pence: 24_999 }))).toBe('award-too-small')
    expect(problem(await award({ pence: 250_001 }))).toBe('award-too-large')
    expect(problem(await award({ priorities: [] }))).toBe('award-no-priority')
    expect(problem(await award({ startsOn: '2026-05-01', endsOn: '2027-05-01' }))).toBe('award-too-long')
    expect(problem(await award({ project: ' ' }))).toBe('empty')
    value(await award({ pence: 250_000, startsOn: '2026-05-01', endsOn: '2027-04-30' }))
    for (let count = 0; count < 4; count++) value(await award({ pence: 250_000 }))
    expect(problem(await award({ pence: 250_000 }))).toBe('awards-over-budget')
    expect((await page()).sums).toMatchObject({ awardsPence: 1_250_000, leftPence: 150_000 })
  })

  it('shows what is wrong with an award whose priority has gone', async () => {
    const key = await addPriority('Green places')
    value(await test.run('plans.setAward', { id, award: { project: 'Bulbs', pence: 25_000, priorities: [key] } }))
    value(await test.run('plans.setPriority', { id, key, priority: null }))
    expect((await page()).awards[0]?.findings).toEqual([{ rule: 'award-no-priority' }])
  })
})

describe('adopting', () => {
  it('keeps the words and facts and lets awards go on', async () => {
    const key = await addPriority('Green places')
    value(await test.run('plans.adopt', { id, on: '2026-11-20' }))
    value(await test.run('group.update', { patch: { name: 'Another name' } }))
    const plan = await page()
    expect(plan).toMatchObject({ status: 'adopted', adoptedOn: '2026-11-20', frozen: true })
    expect(plan.facts.find((fact) => fact.key === 'group.name')?.value).toBe('Test Green Neighbours')
    expect(await test.run('plans.setPriority', { id, priority: { name: 'x' } })).toMatchObject({
      error: { kind: 'frozen' },
    })
    expect(await test.run('plans.answer', { id, key: 'agreedAt', value: 'x' })).toMatchObject({
      error: { kind: 'frozen' },
    })
    value(await test.run('plans.setAward', { id, award: { project: 'Bulbs', pence: 25_000, priorities: [key] } }))
    value(await test.run('plans.reopen', { id }))
    expect(await page()).toMatchObject({ status: 'draft', frozen: false })
  })

  it('stands before a plan that is being written; a closed one comes last', async () => {
    value(await test.run('plans.adopt', { id }))
    const next = value(await test.run('plans.create', { title: 'Next' })).id
    expect((await page()).id).toBe(id)
    value(await test.run('plans.close', { id }))
    expect((await page()).id).toBe(next)
    expect(
      await test.run('plans.setAward', { id, award: { project: 'x', pence: 25_000, priorities: ['x'] } }),
    ).toMatchObject({
      error: { kind: 'frozen' },
    })
  })
})

describe('the paper', () => {
  it('holds priorities, years and awards as tables', async () => {
    const key = await addPriority('Green places')
    value(await test.run('plans.setYear', { id, year: '1', budget: { budgetPence: 1_400_000 } }))
    value(
      await test.run('plans.setAward', {
        id,
        award: { project: 'Bulbs', pence: 25_000, on: '2026-11-01', year: '1', priorities: [key] },
      }),
    )
    const { sections, templateTitle } = present(await test.query('bids.document', { id }))
    expect(templateTitle).toBe('Community First Plan')
    const captions = sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? [block.caption] : [])),
    )
    expect(captions).toEqual(['Priorities', 'Budget by year', 'Awards'])
    const awards = sections
      .flatMap(({ blocks }) => blocks)
      .find((block) => block.kind === 'table' && block.caption === 'Awards')
    expect(awards).toMatchObject({
      rows: [
        ['Bulbs', '1 Nov 2026', '1', 'Green places', '£250'],
        ['Awarded in all', '', '', '', '£250'],
      ],
      sums: 1,
    })
    const file = value(await test.run('plans.exportWord', { id }))
    expect(file.name).toBe('community-first-plan.docx')
  })
})
