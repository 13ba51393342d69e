import { describe, expect, it } from 'vitest'
import { dateOf, partsOf } from '@/components/date-parts'
import { formatPounds, parsePounds } from '@/components/pounds'

const today = new Date('2026-11-22T12:00:00Z')
const date = (day: string, month: string, year: string) => dateOf({ day, month, year }, today)

describe('a date in three boxes', () => {
  it('goes there and back', () => {
    expect(partsOf('2026-11-02')).toEqual({ day: '2', month: '11', year: '2026' })
    expect(date('2', '11', '2026')).toBe('2026-11-02')
  })

  it('is nothing when all boxes are empty, and wrong when only some are', () => {
    expect(partsOf(null)).toEqual({ day: '', month: '', year: '' })
    expect(date('', ' ', '')).toBeNull()
    expect(date('2', '', '2026')).toBeUndefined()
  })

  it('knows which days there are', () => {
    expect(date('29', '2', '2024')).toBe('2024-02-29')
    expect(date('29', '2', '2026')).toBeUndefined()
    expect(date('31', '4', '2026')).toBeUndefined()
    expect(date('0', '4', '2026')).toBeUndefined()
    expect(date('1', '13', '2026')).toBeUndefined()
    expect(date('1', '1', '0026')).toBeUndefined()
    expect(date('1', '1', '20265')).toBeUndefined()
    expect(date('1st', '1', '2026')).toBeUndefined()
  })

  it('takes two figures as the year that is meant', () => {
    expect(date('1', '3', '26')).toBe('2026-03-01')
    expect(date('1', '3', '36')).toBe('2036-03-01')
    expect(date('1', '3', '37')).toBe('1937-03-01')
    expect(date('1', '3', '58')).toBe('1958-03-01')
  })
})

describe('money in a box', () => {
  it.each([
    ['250', 25_000],
    ['£1,250', 125_000],
    ['1 250.5', 125_050],
    ['0.05', 5],
    ['-12.30', -1230],
  ])('reads %s as %i pence', (typed, pence) => expect(parsePounds(typed)).toBe(pence))

  it.each(['', 'abc', '1.234', '1..2', '12p', '--1'])('does not read %j', (typed) =>
    expect(parsePounds(typed)).toBeNull(),
  )

  it('shows pence only where there are any', () => {
    expect(formatPounds(125_000)).toBe('1,250')
    expect(formatPounds(125_050)).toBe('1,250.50')
    expect(formatPounds(null)).toBe('')
  })

  it('shows what it reads again', () => {
    for (const pence of [0, 5, 99, 100, 123_456_789, -1]) expect(parsePounds(formatPounds(pence))).toBe(pence)
  })
})
