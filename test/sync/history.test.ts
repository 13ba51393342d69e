import { describe, expect, it } from 'vitest'
import { addNote, type PassNote, toNotes } from '@/core/sync/history'
import type { SyncStatus } from '@/core/sync/status'

const at = (minute: number, day = 22): string => `2026-11-${day}T14:${String(minute).padStart(2, '0')}:00.000Z`
const sent = (minute: number): SyncStatus => ({
  kind: 'idle',
  pending: 0,
  lastPassAt: at(minute),
  allSentAt: at(minute),
})
const working: SyncStatus = { kind: 'working', pending: 1 }
const run = (statuses: readonly SyncStatus[]): readonly PassNote[] =>
  statuses.reduce<readonly PassNote[]>(
    (notes, status, index) => addNote(notes, statuses[index - 1], status, at(index)),
    [],
  )

describe('the history of passes', () => {
  it('notes what changed, the latest first', () => {
    const notes = run([
      { kind: 'off', pending: 0 },
      { kind: 'waiting', pending: 1 },
      working,
      sent(3),
      { kind: 'offline', pending: 0, lastPassAt: at(3), allSentAt: at(3) },
      { kind: 'problem', pending: 0, error: { kind: 'server-sign-in' } },
      { kind: 'off', pending: 0 },
    ])
    expect(notes.map(({ what }) => what)).toEqual(['off', 'problem', 'offline', 'sent'])
    expect(notes[1]?.error).toEqual({ kind: 'server-sign-in' })
  })

  it('says that the server lacked what it once had, and then that all is there again', () => {
    const notes = run([working, { ...sent(1), wentBack: true }, working, sent(3)])
    expect(notes.map(({ what }) => what)).toEqual(['sent', 'went-back'])
    expect(toNotes(JSON.parse(JSON.stringify(notes)))).toEqual(notes)
  })

  it('says so too where that pass broke off: the next no longer knows', () => {
    const broken: SyncStatus = { kind: 'offline', pending: 1, lastPassAt: at(1), wentBack: true }
    expect(run([working, broken, working, sent(3)]).map(({ what }) => what)).toEqual(['sent', 'offline', 'went-back'])
    const refused: SyncStatus = { ...broken, kind: 'problem', error: { kind: 'server-too-large' } }
    expect(run([working, refused, { ...refused, pending: 2 }]).map(({ what }) => what)).toEqual([
      'problem',
      'went-back',
    ])
  })

  it('does not say the same again within a day: the time moves on', () => {
    expect(run([working, sent(1), working, sent(3)])).toEqual([{ at: at(3), what: 'sent' }])
    const yesterday: PassNote = { at: at(59, 21), what: 'sent' }
    expect(addNote([yesterday], working, sent(1), at(1))).toEqual([{ at: at(1), what: 'sent' }, yesterday])
  })

  it('notes a problem once however often it is tried, and another one anew', () => {
    const problem: SyncStatus = { kind: 'problem', pending: 0, error: { kind: 'server-forbidden' } }
    const other: SyncStatus = { kind: 'problem', pending: 0, error: { kind: 'server-sign-in' } }
    expect(run([problem, problem, problem])).toHaveLength(1)
    expect(run([problem, other]).map(({ error }) => error?.kind)).toEqual(['server-sign-in', 'server-forbidden'])
  })

  it('takes what a status holds from before it was locked for no news', () => {
    expect(addNote([], undefined, sent(1), at(5))).toEqual([])
  })

  it('keeps a hundred', () => {
    const notes = Array.from(
      { length: 100 },
      (_, i): PassNote => ({ at: at(i % 60, 1), what: i % 2 === 0 ? 'off' : 'sent' }),
    )
    expect(addNote(notes, working, sent(1), at(1))).toHaveLength(100)
  })

  it('reads what was kept, and nothing else', () => {
    const note: PassNote = { at: at(1), what: 'passed' }
    expect(toNotes([note, null, { at: 1, what: 'sent' }, { at: at(1), what: 'constructor' }])).toEqual([note])
    expect(toNotes('no list')).toEqual([])
  })
})
