import { describe, expect, it } from 'vitest'
import { mayRemove, mayStart } from '@/core/sync/guard'

describe('bug 8: the brake on removals, so that an emptied or exchanged server does not empty a laptop', () => {
  it.each([
    [0, 0, true],
    [1, 5, true], // 20 % is not more than 20 %
    [2, 5, false],
    [10, 100, true],
    [11, 1000, false],
    [400, 400, false],
  ])('%i of %i: go on %s', (removals, live, go) => {
    expect(mayRemove({ removals, live }).go).toBe(go)
  })
  it('goes on when a person agreed to as many, and asks again for more', () => {
    expect(mayRemove({ removals: 30, live: 40, allowed: 30 }).go).toBe(true)
    expect(mayRemove({ removals: 31, live: 40, allowed: 30 })).toEqual({
      go: false,
      because: 'removals',
      count: 31,
      of: 40,
    })
  })
})

describe('bug 11: the brake on lost storage (this laptop had 412 records, now none)', () => {
  it.each([
    [412, 0, 0, false],
    [412, 412, 0, true],
    [412, 430, 0, true],
    [412, 402, 0, true],
    [412, 401, 0, false],
    [412, 392, 20, true],
    [5, 4, 0, true],
    [5, 3, 0, false],
    [0, 0, 0, true],
  ])('%i before, %i now, %i erased: go on %s', (before, after, erased, go) => {
    expect(mayStart({ before, after, erased }).go).toBe(go)
  })
})
