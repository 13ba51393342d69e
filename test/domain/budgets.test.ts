import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { budgetTotals, checkAward, checkBudget, checkDates, panelSums } from '@/core/domain/budgets'
import { templateById } from '@/core/domain/templates'
import { present } from '../support/present'

const { rules } = present(templateById('small-grant'))
const rulesOf = (found: readonly { readonly rule: string }[]): readonly string[] => found.map(({ rule }) => rule)
const line = (pence: number, item = 'Tables') => ({ item, pence })

describe('a bid’s budget', () => {
  it('adds up by kind, and a line without a kind is a cost', () => {
    expect(
      budgetTotals([
        { item: 'Tables', pence: 40_000 },
        { item: 'Chairs', pence: 20_000, kind: 'cost' },
        { item: 'Raffle', pence: 5_000, kind: 'cash-match' },
        { item: 'Hall hire given', pence: 9_000, kind: 'in-kind' },
        { item: 'Painting', pence: 9_981, kind: 'volunteer-hours' },
      ]),
    ).toEqual({ costPence: 60_000, cashMatchPence: 5_000, inKindPence: 9_000, volunteerPence: 9_981, costLines: 2 })
  })

  it.each([
    ['just enough', [line(30_000)], []],
    ['a pound too little', [line(29_900)], ['ask-too-small']],
    ['the most', [line(2_000_000)], []],
    ['a pound too much', [line(2_000_100)], ['ask-too-large']],
    ['odd pence', [line(30_050)], ['not-whole-pounds']],
    ['no name', [line(40_000, ' ')], ['line-without-item']],
    ['less than nothing', [line(40_000), line(-1_000)], ['negative-line']],
    ['255 characters', [line(40_000, 'x'.repeat(255))], []],
    ['256 characters', [line(40_000, 'x'.repeat(256))], ['item-too-long']],
    ['ten lines', Array.from({ length: 10 }, () => line(5_000)), []],
    ['eleven lines', Array.from({ length: 11 }, () => line(5_000)), ['too-many-lines']],
    ['nothing yet', [], []],
  ] as const)('%s', (_name, lines, expected) => {
    expect(rulesOf(checkBudget(lines, rules))).toEqual(expected)
  })

  it('wants the whole cost to be at least what is asked for', () => {
    expect(checkBudget([line(50_000)], rules, 49_999)).toEqual([
      { rule: 'total-below-ask', totalPence: 49_999, askPence: 50_000 },
    ])
    expect(checkBudget([line(50_000)], rules, 50_000)).toEqual([])
  })

  it('checks only the lines that ask for money', () => {
    expect(checkBudget([line(30_000), { item: '', pence: 1, kind: 'in-kind' }], rules)).toEqual([])
  })
})

describe('when a project runs', () => {
  it.each([
    ['two years to the day', '2027-05-01', '2029-04-30', []],
    ['a day more', '2027-05-01', '2029-05-01', ['too-long']],
    ['backwards', '2027-05-01', '2027-04-30', ['ends-before-start']],
    ['sixteen weeks ahead', '2027-03-14', '2027-04-01', []],
    ['a day too soon', '2027-03-13', '2027-04-01', ['too-soon']],
    ['no dates', undefined, undefined, []],
  ] as const)('%s', (_name, start, end, expected) => {
    expect(rulesOf(checkDates(start, end, rules, '2026-11-22'))).toEqual(expected)
  })
})

describe('an award of a panel', () => {
  const award = (more: object = {}) => ({ project: 'Bulbs', pence: 25_000, priorities: ['p1'], ...more })
  it.each([
    ['the least', award(), []],
    ['a penny less', award({ pence: 24_999 }), ['award-too-small']],
    ['the most', award({ pence: 250_000 }), []],
    ['a penny more', award({ pence: 250_001 }), ['award-too-large']],
    ['no priority', award({ priorities: [] }), ['award-no-priority']],
    ['a priority that was taken out of the plan', award({ priorities: ['gone'] }), ['award-no-priority']],
    ['a whole year', award({ startsOn: '2026-05-01', endsOn: '2027-04-30' }), []],
    ['a year and a day', award({ startsOn: '2026-05-01', endsOn: '2027-05-01' }), ['award-too-long']],
    ['backwards', award({ startsOn: '2026-05-02', endsOn: '2026-05-01' }), ['award-ends-before-start']],
  ] as const)('%s', (_name, given, expected) => {
    expect(rulesOf(checkAward(given, ['p1', 'p2']))).toEqual(expected)
  })
})

describe('a panel’s four years', () => {
  const years = {
    '1': { budgetPence: 500_000, expensesPence: 15_000 },
    '2': { budgetPence: 500_000, expensesPence: 15_000 },
    '3': { budgetPence: 400_000 },
  }

  it('adds up', () => {
    expect(panelSums(1_400_000, years, [{ project: 'Bulbs', pence: 100_000, year: '1' }])).toEqual({
      budgetPence: 1_400_000,
      yearsPence: 1_400_000,
      expensesPence: 30_000,
      expensesLimitPence: 42_000,
      awardsPence: 100_000,
      leftPence: 1_270_000,
      findings: [],
    })
  })

  it.each([
    ['too small', 1_399_999, {}, [], ['panel-too-small']],
    ['too large', 10_000_001, {}, [], ['panel-too-large']],
    ['years beyond the budget', 1_400_000, { '1': { budgetPence: 1_400_001 } }, [], ['years-over-budget']],
    [
      'expenses over 3 %',
      1_400_000,
      { '1': { budgetPence: 1_400_000, expensesPence: 42_001 } },
      [],
      ['expenses-too-large'],
    ],
    [
      'five years',
      1_400_000,
      Object.fromEntries(['1', '2', '3', '4', '5'].map((year) => [year, { budgetPence: 100 }])),
      [],
      ['too-many-years'],
    ],
    ['nothing yet', undefined, {}, [], []],
  ] as const)('%s', (_name, stated, given, awards, expected) => {
    expect(rulesOf(panelSums(stated, given, awards).findings)).toEqual(expected)
  })

  it('never lets awards pass what is left after expenses', () => {
    const awards = Array.from({ length: 6 }, () => ({ project: 'p', pence: 250_000 }))
    expect(panelSums(1_400_000, years, awards).findings).toEqual([
      { rule: 'awards-over-budget', awardsPence: 1_500_000, leftPence: 1_370_000 },
    ])
  })

  it('holds each year’s awards against that year', () => {
    const awards = [1, 2, 3].map(() => ({ project: 'p', pence: 165_000, year: '1' }))
    expect(panelSums(1_400_000, years, awards).findings).toEqual([
      { rule: 'year-awards-over-budget', year: '1', awardsPence: 495_000, leftPence: 485_000 },
    ])
  })

  it('keeps budget = expenses + awards + what is left, to the penny', () => {
    const amount = fc.integer({ min: 0, max: 5_000_000 })
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('1', '2', '3', '4'), fc.record({ budgetPence: amount, expensesPence: amount })),
        fc.array(fc.record({ project: fc.string(), pence: amount })),
        (some, awards) => {
          const sums = panelSums(undefined, some, awards)
          expect(sums.expensesPence + sums.awardsPence + sums.leftPence).toBe(sums.budgetPence)
          expect(sums.findings.some(({ rule }) => rule === 'awards-over-budget')).toBe(sums.leftPence < 0)
        },
      ),
    )
  })
})
