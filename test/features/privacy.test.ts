import { describe, expect, it } from 'vitest'
import { clockEnd } from '@/core/model/queries/breaches'
import type { HeldRecord } from '@/core/model/queries/privacy'
import { firstTicked, groupHeld, leavesNameless, valueWords } from '@/features/privacy/held'
import { personPage } from '@/features/privacy/person-file'
import { breachStanding, compactRequest, hoursWords, pendingWords } from '@/messages/privacy'

const record = (id: string, type: string, keep?: string): HeldRecord => ({
  id,
  type,
  typeLabel: type,
  title: `${type} ${id}`,
  fields: [{ label: 'Note', value: 'Since 2026-01-02 <b>here</b>' }],
  ...(keep === undefined ? {} : { keep }),
})
const records = [
  record('p', 'member'),
  record('c1', 'consent'),
  record('s', 'signature', 'Sent.'),
  record('c2', 'consent'),
]
const day = (iso: string): string => iso

describe('what is ticked for erasing', () => {
  it('is everything but what there is a reason to keep', () => {
    expect([...firstTicked(records)]).toEqual(['p', 'c1', 'c2'])
  })

  it('warns where a signature would no longer say whose it is', () => {
    expect(leavesNameless(records, new Set(['p', 'c1', 'c2']), 'p')).toBe(true)
    expect(leavesNameless(records, new Set(['c1', 'c2']), 'p')).toBe(false)
    expect(leavesNameless(records, new Set(['p', 'c1', 'c2', 's']), 'p')).toBe(false)
  })

  it('stands by type, the person first', () => {
    expect(groupHeld(records).map((group) => [group.many, group.records.length])).toEqual([
      ['members', 1],
      ['consents', 2],
      ['signatures', 1],
    ])
  })
})

describe('the file for the person', () => {
  const page = new TextDecoder().decode(
    personPage(
      { id: 'p', name: 'Gwen <Pryce>', records, mentions: [{ id: 'b', type: 'bid', title: 'A & B', where: 'Need' }] },
      'Marrow Lane',
      '22 November 2026',
    ),
  )
  it('holds every record with its fields, in words, and where they are mentioned', () => {
    expect(page).toContain('Consents (2)')
    expect(page).toContain('Since 2 January 2026')
    expect(page).toContain('A &amp; B: Need')
    expect(page).toContain('Marrow Lane holds on you')
  })
  it('lets nothing through as markup, runs nothing and fetches nothing', () => {
    expect(page).toContain('Gwen &lt;Pryce&gt;')
    expect(page).not.toContain('<b>here')
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/<script|<img|<link|src=|href=/)
  })
  it('leaves what only looks like a date alone', () => {
    expect(valueWords('call 2026-13-45 or 01632-960-001')).toBe('call 2026-13-45 or 01632-960-001')
  })
})

describe('the 72 hours, in words', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  it('count down in whole hours and say when they are over', () => {
    expect(breachStanding({ reportBy: '2026-11-24T17:59:00Z' }, now, day)).toEqual({
      tone: 'warn',
      words: '2 days and 5 hours left',
      runs: true,
    })
    expect(breachStanding({ reportBy: '2026-11-22T12:30:00Z' }, now, day)).toMatchObject({
      tone: 'bad',
      words: 'Less than an hour left',
    })
    expect(breachStanding({ reportBy: '2026-11-22T11:59:00Z' }, now, day)).toMatchObject({
      tone: 'bad',
      words: 'The 72 hours are over',
    })
  })
  it('stop once it is reported, or decided that nothing has to be reported', () => {
    const reportBy = '2026-11-20T12:00:00Z'
    expect(breachStanding({ reportBy, reportedOn: '2026-11-19' }, now, day)).toMatchObject({
      tone: 'good',
      runs: false,
    })
    expect(breachStanding({ reportBy, decision: 'no-report' }, now, day)).toMatchObject({ runs: false })
    expect(breachStanding({ reportBy, decision: 'report' }, now, day)).toMatchObject({ runs: true, tone: 'bad' })
  })
  it('never round up', () => {
    expect(hoursWords(119)).toBe('1 hour')
    expect(hoursWords(24 * 60)).toBe('1 day')
    expect(hoursWords(25 * 60 + 59)).toBe('1 day and 1 hour')
  })
})

describe('words for others', () => {
  it('say to whoever runs the server what to do, with the address', () => {
    const words = compactRequest('https://server.example.org/marrow', '22 November 2026')
    expect(words).toContain('POST https://server.example.org/marrow/_compact')
    expect(words).toContain('22 November 2026')
  })
  it('name the laptops that still hold somebody', () => {
    const words = (pending: string[], outOfReach: string[] = []): string => pendingWords({ pending, outOfReach })
    expect(words(['Hall laptop', ''])).toContain('Hall laptop and a laptop without a name')
    expect(words([])).toContain('No other laptop')
    expect(words([])).not.toContain('closed')
    expect(words([], ['Stolen one'])).toContain('cannot be called back: Stolen one.')
  })
})

it('the 72 hours of a breach end with the report, or with the decision that none is due; closing the entry is neither', () => {
  const breach = { id: 'b', title: 'A lost laptop', knownAt: '2026-11-20T09:00:00.000Z' } as Parameters<
    typeof clockEnd
  >[0]
  const end = '2026-11-23T09:00:00.000Z'
  expect(clockEnd(breach)).toBe(end)
  expect(clockEnd({ ...breach, decision: 'report' })).toBe(end)
  expect(clockEnd({ ...breach, decision: 'report', closedOn: '2026-11-21' })).toBe(end)
  expect(clockEnd({ ...breach, decision: 'report', reportedOn: '2026-11-21' })).toBeUndefined()
  expect(clockEnd({ ...breach, decision: 'no-report' })).toBeUndefined()
})
