import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  COMMUNITY_FIRST_HOUR_PENCE,
  checkMatch,
  endowmentMatch,
  endowmentTarget,
  hoursNeeded,
  hoursValue,
} from '@/core/domain/match'
import { formatPence, formatPenceExact, isWholePounds, sumPence } from '@/core/domain/money'

describe('money in words', () => {
  it('writes pounds as people do', () => {
    expect(formatPence(125_050)).toBe('£1,250.50')
    expect(formatPence(125_000)).toBe('£1,250')
    expect(formatPence(5)).toBe('£0.05')
    expect(formatPence(0)).toBe('£0')
    expect(formatPence(-150)).toBe('−£1.50')
    expect(formatPenceExact(125_000)).toBe('£1,250.00')
  })

  it('adds up with missing amounts as nothing', () => {
    expect(sumPence([100, undefined, null, 5])).toBe(105)
    expect(isWholePounds(100)).toBe(true)
    expect(isWholePounds(101)).toBe(false)
  })
})

describe('the value of volunteers (domain.md 2f)', () => {
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

describe('the Endowment Match Challenge (domain.md 23)', () => {
  it("comes to Birmingham's figures", () => {
    const raised = endowmentTarget(1_028_700)
    expect(formatPence(raised)).toBe('£2,057,400')
    const { matchPence, totalPence } = endowmentMatch(raised)
    expect(formatPence(matchPence)).toBe('£1,028,700')
    expect(formatPence(totalPence)).toBe('£3,086,100')
  })

  it('never matches half a penny', () => {
    expect(endowmentMatch(3)).toEqual({ matchPence: 1, totalPence: 4 })
  })
})
