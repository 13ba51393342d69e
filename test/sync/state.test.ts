import { describe, expect, it } from 'vitest'
import type { PassReport } from '@/core/sync/pass'
import { nextStatus, SYNC_OFF } from '@/core/sync/state'
import type { SyncStatus } from '@/core/workspace-types'

const AT = '2026-11-22T09:00:00.000Z'
const SENT_AT = '2026-11-22T08:59:58.000Z'
const report = (changes: Partial<PassReport> = {}): PassReport => ({
  received: 0,
  sent: 0,
  denied: [],
  foreign: [],
  damaged: [],
  unsound: [],
  waiting: [],
  kept: [],
  clean: true,
  allSentAt: SENT_AT,
  wentBack: false,
  full: false,
  ...changes,
})
const working: SyncStatus = { kind: 'working', pending: 2 }
const afterPass = (changes: Partial<PassReport>, pending = 0) =>
  nextStatus(working, { event: 'ended', report: report(changes), pending, at: AT })

describe('the status', () => {
  it('is idle, with the time, only after a clean pass with nothing waiting', () => {
    expect(afterPass({})).toEqual({ kind: 'idle', pending: 0, lastPassAt: AT, allSentAt: SENT_AT })
    expect(afterPass({}, 1).kind).toBe('waiting')
  })
  it('is offline when nobody answers, and keeps when all was last sent', () => {
    const status = afterPass({ clean: false, error: { kind: 'server-unreachable' } }, 3)
    expect(status).toMatchObject({
      kind: 'offline',
      pending: 3,
      allSentAt: SENT_AT,
      error: { kind: 'server-unreachable' },
    })
  })
  it('waits for a busy server, and is a problem for other faults', () => {
    expect(afterPass({ clean: false, error: { kind: 'server-busy', detail: { retryAfterSeconds: 9 } } }).kind).toBe(
      'waiting',
    )
    expect(afterPass({ clean: false, error: { kind: 'sync-denied', detail: { count: 1 } } }).kind).toBe('problem')
    expect(afterPass({ clean: false, error: { kind: 'server-sign-in' } }).kind).toBe('problem')
  })
  it('says of a pass that the server lacked what it once had, and not of the next', () => {
    const status = afterPass({ wentBack: true })
    expect(status).toMatchObject({ kind: 'idle', wentBack: true })
    expect(nextStatus(status, { event: 'ended', report: report(), pending: 0, at: AT })).not.toHaveProperty('wentBack')
  })
  it('names what was taken away on the server by nobody of the group', () => {
    const kept = [
      { id: 'm1', since: 0, times: 1, gone: false },
      { id: 'm2', since: 0, times: 3, gone: true },
    ]
    const status = afterPass({ kept, clean: false })
    expect(status).toMatchObject({ kind: 'waiting', left: [{ id: 'm2', why: 'removed-there' }], putBack: ['m1'] })
    // What was put back is with the group again: that is said as ever.
    const back = afterPass({ kept: kept.slice(0, 1) })
    expect(back).toMatchObject({ kind: 'idle', allSentAt: SENT_AT, putBack: ['m1'] })
    expect(back).not.toHaveProperty('left')
    expect(nextStatus(back, { event: 'started' })).toMatchObject({ putBack: ['m1'] })
  })
  it('never says that all was sent before a clean audit', () => {
    expect(
      afterPass({ clean: false, allSentAt: null, error: { kind: 'sync-denied', detail: { count: 1 } } }),
    ).not.toHaveProperty('allSentAt')
  })
  it('forgets what it knew of a server when that is disconnected', () => {
    expect(nextStatus(afterPass({}), { event: 'disconnected' })).toEqual(SYNC_OFF)
  })
  it('shows progress only in a pass, and drops it at the end', () => {
    const progress = { done: 1, total: 5, what: 'receiving' } as const
    expect(nextStatus(working, { event: 'progress', progress }).progress).toEqual(progress)
    expect(nextStatus(SYNC_OFF, { event: 'progress', progress })).toBe(SYNC_OFF)
    expect(
      nextStatus({ ...working, progress }, { event: 'ended', report: report(), pending: 0, at: AT }),
    ).not.toHaveProperty('progress')
  })
  it('bug 18: tells a clock that is far off, and lets nothing depend on it', () => {
    expect(afterPass({ clockAheadMs: -150_000 })).toMatchObject({ kind: 'idle', clockAheadMs: -150_000 })
    expect(afterPass({ clockAheadMs: 90_000 })).not.toHaveProperty('clockAheadMs')
  })
  it('counts saves until they are proved', () => {
    const saved = nextStatus(afterPass({}), { event: 'saved', count: 2 })
    expect(saved).toMatchObject({ kind: 'idle', pending: 2, allSentAt: SENT_AT })
    expect(nextStatus(saved, { event: 'started' })).toMatchObject({ kind: 'working', pending: 2 })
  })
})
