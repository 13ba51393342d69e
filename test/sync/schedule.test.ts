import { describe, expect, it } from 'vitest'
import { backOffMs, dueAt, NO_FACTS, type ScheduleFacts } from '@/core/sync/schedule'

const facts = (changes: Partial<ScheduleFacts>): ScheduleFacts => ({
  ...NO_FACTS,
  connected: true,
  endedAt: 1_000_000,
  ...changes,
})
const MIDDLE = 0.5 // no jitter

describe('when a pass is due', () => {
  it('never without a server, in a pass, or while a brake holds', () => {
    expect(dueAt(facts({ connected: false }), MIDDLE)).toBeNull()
    expect(dueAt(facts({ running: true }), MIDDLE)).toBeNull()
    expect(dueAt(facts({ paused: true, wantedAt: 1_000_100 }), MIDDLE)).toBeNull()
  })
  it('at once after connecting', () => {
    expect(dueAt(facts({ endedAt: null }), MIDDLE)).toBe(0)
  })
  it('every minute, or every five while the server tells of changes', () => {
    expect(dueAt(facts({}), MIDDLE)).toBe(1_060_000)
    expect(dueAt(facts({ listening: true }), MIDDLE)).toBe(1_300_000)
  })
  it('two seconds after the latest save, ten after the first at most', () => {
    expect(dueAt(facts({ firstSavedAt: 1_010_000, lastSavedAt: 1_011_000 }), MIDDLE)).toBe(1_013_000)
    expect(dueAt(facts({ firstSavedAt: 1_010_000, lastSavedAt: 1_019_500 }), MIDDLE)).toBe(1_020_000)
  })
  it('at once while two people write in one text, after a save as on a nudge', () => {
    expect(dueAt(facts({ firstSavedAt: 1_010_000, lastSavedAt: 1_010_000, lively: true }), MIDDLE)).toBe(1_010_050)
    expect(dueAt(facts({ wantedAt: 1_000_000, lively: true }), MIDDLE)).toBe(1_000_050)
  })
  it('on a nudge, but never without a breath between', () => {
    expect(dueAt(facts({ wantedAt: 1_020_000 }), MIDDLE)).toBe(1_020_000)
    expect(dueAt(facts({ wantedAt: 1_000_000 }), MIDDLE)).toBe(1_000_500)
  })
  it('backs off after faults, longer each time, at most five minutes, with jitter', () => {
    const pauses = [1, 2, 3, 9, 40].map((failures) => (dueAt(facts({ failures }), MIDDLE) ?? 0) - 1_000_000)
    expect(pauses).toEqual([1_500, 3_000, 6_000, 300_000, 300_000])
    expect(dueAt(facts({ failures: 1 }), 0)).toBe(1_001_125)
    expect(dueAt(facts({ failures: 1 }), 1)).toBe(1_001_875)
  })
  it('never leaves a line that may be back untried for more than half a minute or so', () => {
    expect(dueAt(facts({ failures: 9, lineDown: true }), MIDDLE)).toBe(1_030_000)
    expect([1, 5, 40].map((faults) => backOffMs(faults, true, MIDDLE))).toEqual([1_500, 24_000, 30_000])
    expect(backOffMs(40, true, 1)).toBe(37_500)
  })
  it('tries again at once when the line comes back', () => {
    expect(dueAt(facts({ failures: 9, wantedAt: 1_001_000 }), MIDDLE)).toBe(1_000_500)
  })
  it('a save does not shorten the back-off', () => {
    expect(dueAt(facts({ failures: 3, firstSavedAt: 1_001_000, lastSavedAt: 1_001_000 }), MIDDLE)).toBe(1_006_000)
  })
  it("keeps to a busy server's word, whatever else happens", () => {
    const asked = { notBefore: 1_120_000, firstSavedAt: 1_001_000, lastSavedAt: 1_001_000, wantedAt: 1_002_000 }
    expect(dueAt(facts(asked), MIDDLE)).toBe(1_120_000)
    expect(dueAt(facts({ ...asked, failures: 1 }), MIDDLE)).toBe(1_120_000)
  })
})
