import { expect, it } from 'vitest'
import { isDue } from '@/core/domain/due'

const HOUR = 3_600_000
const NOW = Date.parse('2026-11-28T10:00:00.000Z')

it.each([
  ['just now', 0, false],
  ['not long ago', -HOUR + 1, false],
  ['an hour ago', -HOUR, true],
  ['years ago', -1e11, true],
  ['a moment ahead, by a clock that was put right since', HOUR - 1, false],
  ['years ahead, by a clock that was wrong', 1e11, true],
])('what is done every hour and was done %s', (_, ahead, due) => {
  expect(isDue(NOW + ahead, HOUR, NOW)).toBe(due)
})
