import { describe, expect, it } from 'vitest'
import { clockStart, compareTimes, formatTime, nextTime, notBefore, observeTime } from '@/core/merge/clock'

const NOW = Date.parse('2026-11-26T10:00:00.000Z')
const at = (ms: number): string => formatTime({ ms, tick: 0 })

describe('the clock of edits', () => {
  it('never goes back, and never stands behind an edit that it has seen', () => {
    const ahead = observeTime(clockStart, at(NOW + 5_000), NOW)
    expect(formatTime(nextTime(ahead, NOW))).toBe('2026-11-26T10:00:05.000Z~1')
    expect(formatTime(nextTime(nextTime(ahead, NOW), NOW - 60_000))).toBe('2026-11-26T10:00:05.000Z~2')
    expect(formatTime(nextTime(ahead, NOW + 9_000))).toBe('2026-11-26T10:00:09.000Z')
  })

  it('bug 18: does not follow a clock that is years ahead, and refuses nothing', () => {
    const years = 5 * 365 * 24 * 60 * 60 * 1000
    for (const seen of [at(NOW + years), at(NOW - years), 'not a time', '2026-11-26T10:00:00.000Z~x'])
      expect(formatTime(nextTime(observeTime(clockStart, seen, NOW), NOW))).toBe('2026-11-26T10:00:00.000Z')
  })

  it('gives out later times than the one before which all was sent, however wrong the computer’s clock is', () => {
    const sent = at(NOW)
    for (const now of [NOW - 1e12, NOW - 1, NOW, NOW + 1]) {
      const next = formatTime(nextTime(notBefore(clockStart, sent), now))
      expect(compareTimes(next, sent)).toBeGreaterThan(0)
      expect(next > sent).toBe(true)
    }
    const later = { ms: NOW, tick: 3 }
    for (const earlier of [sent, formatTime(later), at(NOW - 1), 'not a time'])
      expect(notBefore(later, earlier)).toBe(later)
  })

  it('orders times of one millisecond by their tick, and what is no time before all others', () => {
    expect(compareTimes('2026-11-26T10:00:00.000Z~2', '2026-11-26T10:00:00.000Z~10')).toBeLessThan(0)
    expect(compareTimes('2026-11-26T10:00:00.000Z', '2026-11-26T10:00:00.000Z~1')).toBeLessThan(0)
    expect(compareTimes('nonsense', '1999-01-01T00:00:00.000Z')).toBeLessThan(0)
    expect(compareTimes('nonsense', 'rubbish')).toBe(0)
  })
})
