import { describe, expect, it } from 'vitest'
import { backupWords, daysSince, isBackupDue, verdictWords } from '@/messages/backup'

const NOW = new Date('2026-11-22T12:00:00.000Z')
const kept = (at: string) => ({ at, name: 'Trestle backup.trestle', size: 1000 })
const checkedOn = (at: string) => backupWords({ made: kept(at), checked: kept(at) }, NOW, '2026-01-01')

describe('how old the last backup is', () => {
  it('is good for a week, a warning for another, then red', () => {
    expect(checkedOn('2026-11-22T08:00:00.000Z')).toEqual({ tone: 'good', words: 'Backed up today' })
    expect(checkedOn('2026-11-21T08:00:00.000Z')).toEqual({ tone: 'good', words: 'Backed up yesterday' })
    expect(checkedOn('2026-11-15T11:00:00.000Z').tone).toBe('good')
    expect(checkedOn('2026-11-14T11:00:00.000Z')).toEqual({ tone: 'warn', words: 'Backed up 8 days ago' })
    expect(checkedOn('2026-11-08T11:00:00.000Z').tone).toBe('warn')
    expect(checkedOn('2026-11-07T11:00:00.000Z')).toEqual({ tone: 'bad', words: 'Backed up 15 days ago' })
  })

  it('does not count a copy that nobody has read back', () => {
    const status = { made: kept('2026-11-22T11:00:00.000Z'), checked: kept('2026-11-01T11:00:00.000Z') }
    expect(backupWords(status, NOW, '2026-01-01').tone).toBe('bad')
    expect(backupWords({ ...status, checked: null }, NOW, '2026-11-20')).toEqual({
      tone: 'warn',
      words: 'Backup not checked yet',
    })
  })

  it('leaves a new group in peace, and turns red where there has been none for a fortnight', () => {
    const none = { made: null, checked: null }
    expect(backupWords(none, NOW, '2026-11-22')).toEqual({ tone: 'warn', words: 'No backup yet' })
    expect(backupWords(none, NOW, undefined).tone).toBe('warn')
    expect(backupWords(none, NOW, '2026-11-01').tone).toBe('bad')
  })

  it('is never negative, should a clock be wrong', () => {
    expect(daysSince('2027-01-01T00:00:00.000Z', NOW)).toBe(0)
  })
})

describe('the verdict of a rehearsal', () => {
  it('holds wrong words against the words, and a spoilt file against the file', () => {
    expect(verdictWords({ verdict: 'fails', phrase: 'fails' })).toContain('The backup itself may well be sound')
    expect(verdictWords({ verdict: 'fails', phrase: 'not-tried' })).toBe('This backup cannot be restored.')
    expect(verdictWords({ verdict: 'works', phrase: 'opens' })).toContain('works')
  })
})

it('a backup dated years ahead is no backup of today: it is told, and another is due', () => {
  expect(checkedOn('2029-01-01T10:00:00.000Z')).toEqual({ tone: 'bad', words: 'Backup dated in the future' })
  expect(isBackupDue('2029-01-01T10:00:00.000Z', NOW)).toBe(true)
  expect(isBackupDue(undefined, NOW)).toBe(true)
  expect(isBackupDue(new Date(NOW.getTime() - 7 * 24 * 3_600_000).toISOString(), NOW)).toBe(true)
  expect(isBackupDue(new Date(NOW.getTime() - 6 * 24 * 3_600_000).toISOString(), NOW)).toBe(false)
})
