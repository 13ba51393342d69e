import { describe, expect, it } from 'vitest'
import { nominationClocks } from '@/core/domain/nomination'

const ends = (facts: Parameters<typeof nominationClocks>[0]) =>
  nominationClocks(facts).map(({ id, endsOn, by }) => [id, endsOn, by])
const listed = { status: 'won', submittedOn: '2026-01-05', decidedOn: '2026-02-20' }

describe('the clocks of a nomination', () => {
  it('do not run before it is sent, nor after it was refused or withdrawn', () => {
    expect(nominationClocks({})).toEqual([])
    expect(nominationClocks({ status: 'draft', submittedOn: '2026-01-05' })).toEqual([])
    expect(nominationClocks({ ...listed, status: 'lost' })).toEqual([])
    expect(nominationClocks({ ...listed, status: 'withdrawn' })).toEqual([])
  })

  it('give the council eight weeks, with the law named', () => {
    expect(nominationClocks({ status: 'submitted', submittedOn: '2026-10-12' })).toMatchObject([
      { id: 'council-decision', endsOn: '2026-12-07', by: 'counted', authority: 'SI 2012/2421, regulation 7' },
    ])
  })

  it('count the five years with the day of the entry in them, and remind at month 54', () => {
    expect(ends(listed)).toEqual([
      ['renominate', '2030-08-20', 'counted'],
      ['listing', '2031-02-19', 'counted'],
    ])
  })

  it('start three periods with the owner’s notice (domain.md 2a)', () => {
    expect(ends({ ...listed, clockDates: { notice: '2026-06-01' } }).slice(0, 3)).toEqual([
      ['interim-moratorium', '2026-07-12', 'counted'],
      ['full-moratorium', '2026-11-30', 'counted'],
      ['protected-period', '2027-11-30', 'counted'],
    ])
  })

  it('let the council’s published day go before ours, each on its own', () => {
    const clockDates = { notice: '2026-06-01', 'interim-moratorium': '2026-07-13' }
    expect(ends({ ...listed, clockDates }).slice(0, 2)).toEqual([
      ['interim-moratorium', '2026-07-13', 'published'],
      ['full-moratorium', '2026-11-30', 'counted'],
    ])
  })

  it('know nothing of days before the Act was in force', () => {
    expect(nominationClocks({ status: 'won', decidedOn: '2011-06-01', clockDates: { notice: '2011-06-01' } })).toEqual(
      [],
    )
  })
})
