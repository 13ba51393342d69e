import { describe, expect, it } from 'vitest'
import { isAt, pathOf } from '@/app/places'
import { nextRegion } from '@/app/shell/regions'
import { isIdle } from '@/app/shell/use-auto-lock'
import { defaultLook, nextTextSize, readLook } from '@/app/theme/look'
import type { SyncStatus } from '@/core/workspace-types'
import { syncWords } from '@/messages/laptops'

describe('the look that was kept', () => {
  it('is read part by part, whatever was stored', () => {
    expect(readLook(null)).toEqual(defaultLook)
    expect(readLook('dark')).toEqual(defaultLook)
    expect(readLook({ scheme: 'dark', contrast: 'pink', textSize: 150 })).toEqual({
      scheme: 'dark',
      contrast: 'system',
      textSize: 150,
    })
    expect(readLook({ textSize: 900 }).textSize).toBe(100)
  })

  it('steps through the text sizes and stops at both ends', () => {
    expect(nextTextSize(100, 1)).toBe(110)
    expect(nextTextSize(105, -1)).toBe(100)
    expect(nextTextSize(200, 1)).toBe(200)
    expect(nextTextSize(90, -1)).toBe(90)
  })
})

describe('places', () => {
  it('knows in which place of the rail an address lies', () => {
    expect(isAt({ path: '/members' }, '/members/abc')).toBe(true)
    expect(isAt({ path: '/members' }, '/membership')).toBe(false)
    expect(isAt({ path: '/' }, '/members')).toBe(false)
    expect(isAt({ path: '/', also: ['/group'] }, '/group')).toBe(true)
  })

  it('leads to the screen of a record, with its id made safe', () => {
    expect(pathOf({ type: 'member', id: 'a/b' })).toBe('/members/a%2Fb')
    expect(pathOf({ type: 'bid', id: 'b1', section: 'need' })).toBe('/bids/b1/need')
    expect(pathOf({ type: 'plan', id: 'p1', section: 'area' })).toBe('/plan/area')
    expect(pathOf({ type: 'code-version', id: 'c1' })).toBe('/code/c1')
    expect(pathOf({ type: 'something-newer', id: 'x' })).toBe('/')
  })
})

describe('F6', () => {
  it('goes round the regions, both ways', () => {
    expect(nextRegion(3, -1, false)).toBe(0)
    expect(nextRegion(3, 2, false)).toBe(0)
    expect(nextRegion(3, 0, true)).toBe(2)
    expect(nextRegion(3, -1, true)).toBe(2)
    expect(nextRegion(0, -1, false)).toBe(-1)
  })
})

describe('locking by itself', () => {
  it('waits for the whole time without a sign of life', () => {
    const start = Date.parse('2026-11-22T10:00:00Z')
    expect(isIdle(start, start + 15 * 60_000 - 1, 15)).toBe(false)
    expect(isIdle(start, start + 15 * 60_000, 15)).toBe(true)
  })

  it('never happens at 0 minutes', () => {
    expect(isIdle(0, Number.MAX_SAFE_INTEGER, 0)).toBe(false)
  })
})

const now = new Date(2026, 10, 22, 15, 0)
const at = (hour: number, minute: number) => new Date(2026, 10, 22, hour, minute).toISOString()
const idle: SyncStatus = { kind: 'idle', pending: 0 }

describe('the badge', () => {
  it('says "sent" only after a clean check, with the time', () => {
    expect(syncWords({ ...idle, allSentAt: at(14, 3) }, now)).toEqual({
      tone: 'good',
      words: 'Sent to the group 14:03',
    })
    expect(syncWords({ ...idle, lastPassAt: at(14, 3) }, now)).toEqual({ tone: 'quiet', words: 'Not sent yet' })
  })

  it('does not say "sent" while something waits', () => {
    expect(syncWords({ ...idle, pending: 2, allSentAt: at(14, 3) }, now).words).toBe('2 to send')
  })

  it('tells no connection from a short wait and from a busy server', () => {
    expect(syncWords({ kind: 'offline', pending: 3 }, now).words).toBe('Waiting for a connection')
    expect(syncWords({ kind: 'waiting', pending: 3 }, now).words).toBe('3 to send')
    expect(syncWords({ kind: 'waiting', pending: 0 }, now).words).toBe('About to check')
    expect(syncWords({ kind: 'waiting', pending: 3, error: { kind: 'server-busy' } }, now).words).toBe(
      'The server is busy',
    )
  })

  it('says the day when it was not today', () => {
    const before = new Date(2026, 10, 20, 9, 0).toISOString()
    expect(syncWords({ ...idle, allSentAt: before }, now).words).toBe('Sent to the group 20 Nov')
  })

  it('has words for every state', () => {
    for (const kind of ['off', 'idle', 'working', 'waiting', 'offline', 'problem', 'paused'] as const)
      expect(syncWords({ kind, pending: 0 }, now).words).toMatch(/^[A-Z]/)
  })
})
