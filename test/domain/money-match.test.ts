import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMatch, hoursNeeded, hoursValue } from '@/core/domain/match'
import { formatPence, isWholePounds, sumPence } from '@/core/domain/money'

describe('money in words', () => {
  it('writes pounds as people do', () => {
    expect(formatPence(125_050)).toBe('£1,250.50')
    expect(formatPence(125_000)).toBe('£1,250')
    expect(formatPence(5)).toBe('£0.05')
    expect(formatPence(0)).toBe('£0')
    expect(formatPence(-150)).toBe('−£1.50')
  })

  it('adds up with missing amounts as nothing', () => {
    expect(sumPence([100, undefined, null, 5])).toBe(105)
    expect(isWholePounds(100)).toBe(true)
    expect(isWholePounds(101)).toBe(false)
  })
})

/** What the Community First programme reckoned an hour of a volunteer's time was worth: £11.09. */
const COMMUNITY_FIRST_HOUR_PENCE = 1109

describe('the value of volunteers', () => {
  it.each([
    [50, 55_450],
    [9, 9_981], // the programme's printed example says £99.78, which is a slip
    [0, 0],
    [22.55, 25_008],
    [7.5, 8_318],
  ])('%d hours at £11.09', (hours, pence) => {
    expect(hoursValue(hours, COMMUNITY_FIRST_HOUR_PENCE)).toBe(pence)
  })

  it.each([
    [25_000, 22.55],
    [250_000, 225.43],
    [0, 0],
  ])('%i pence need so many hours', (pence, hours) => {
    expect(hoursNeeded(pence, COMMUNITY_FIRST_HOUR_PENCE)).toBe(hours)
  })

  it('cannot say how many hours at no rate', () => {
    expect(hoursNeeded(100, 0)).toBeUndefined()
  })

  it('names the fewest hours that are enough', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 20_000 }), (pence, rate) => {
        const hours = hoursNeeded(pence, rate) ?? Number.NaN
        const hundredths = Math.round(hours * 100)
        expect(hundredths * rate).toBeGreaterThanOrEqual(pence * 100)
        expect((hundredths - 1) * rate).toBeLessThan(pence * 100)
        expect(hoursValue(hours, rate)).toBeGreaterThanOrEqual(pence)
      }),
    )
  })

  it('says what is missing, in pounds and in hours', () => {
    expect(checkMatch(100_000, { hours: 50, ratePence: 1109, inKindPence: 10_000, cashPence: 9_550 })).toEqual({
      volunteerPence: 55_450,
      inKindPence: 10_000,
      cashPence: 9_550,
      totalPence: 75_000,
      missingPence: 25_000,
      missingHours: 22.55,
    })
    expect(checkMatch(100, { hours: 0, ratePence: 1109, inKindPence: 0, cashPence: 200 }).missingPence).toBe(0)
  })
})
