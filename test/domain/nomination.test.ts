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

  it('count the eight weeks from the day the council received it, and say so while that day is not recorded (reg 7)', () => {
    const sent = { status: 'submitted', submittedOn: '2026-10-12' }
    expect(nominationClocks(sent)).toMatchObject([{ sure: false, from: expect.stringMatching(/^The day you sent it/) }])
    expect(nominationClocks({ ...sent, clockDates: { received: '2026-10-15' } })).toMatchObject([
      { endsOn: '2026-12-10', sure: true, from: 'The day the council received the nomination' },
    ])
  })

  it('hold the six months for sure only where a group asked within the six weeks (s.95(3))', () => {
    const full = (clockDates: Readonly<Record<string, string>>) =>
      nominationClocks({ ...listed, clockDates: { notice: '2026-06-01', ...clockDates } })
        .filter(({ id }) => id === 'full-moratorium')
        .map(({ sure, label }) => [sure, label])
    const unsure = [[false, 'If a group asked in time, the six months end: after them the owner may sell to anyone']]
    expect(full({})).toEqual(unsure)
    expect(full({ asked: '2026-07-13' })).toEqual(unsure)
    expect(full({ 'full-moratorium': '2026-12-01' })).toEqual(unsure) // the council publishes it whether one asked or not
    expect(full({ asked: '2026-07-12' })).toEqual([
      [true, 'The six months end: after them the owner may sell to anyone'],
    ])
    expect(full({ asked: '2026-07-13', 'interim-moratorium': '2026-07-13' })[0]?.[0]).toBe(true)
  })

  it('count the five years with the day of the entry in them, and remind at month 54', () => {
    expect(ends(listed)).toEqual([
      ['renominate', '2030-08-20', 'counted'],
      ['listing', '2031-02-19', 'counted'],
    ])
  })

  it('start three periods with the owner’s notice (Localism Act 2011 s.95)', () => {
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
