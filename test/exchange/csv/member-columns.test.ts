import { expect, it } from 'vitest'
import { memberColumns, membersCsv } from '@/core/exchange/csv/member-columns'
import { readMembers } from '@/core/exchange/csv/read-members'
import { value } from '../../support/present'

const full = {
  id: 'm1',
  honorific: 'Mrs',
  givenName: 'Siân',
  familyName: "O'Neill",
  addressAs: 'Shan',
  address1: '1 High Street',
  address2: 'The Green',
  town: 'Oldby',
  county: 'Oldshire',
  postcode: 'ZZ99 3VZ',
  phones: { a: { number: '01632 960101', label: 'home' }, b: { number: '+44 7700 900101', label: 'mobile' } },
  preferredPhone: 'b',
  emails: { a: { address: 'sian@example.org' }, b: { address: 'sian.work@example.org' } },
  preferredEmail: 'b',
  joinedOn: '2019-03-01',
  leftOn: '2026-01-31',
  leftReason: 'Moved away',
  kind: 'honorary' as const,
  tags: ['gardening', 'litter pick'],
  onRoll: { answer: 'neighbouring' as const, area: 'Eastby', checkedOn: '2026-02-01', how: 'Asked the council' },
  livesHere: { answer: 'yes' as const, checkedOn: '2026-02-02', how: 'Told us' },
  worksHere: { answer: 'no' as const },
  councillorHere: { answer: 'no' as const, checkedOn: '2026-02-03' },
  howHeard: 'A leaflet',
  notes: '=1+1 is not a sum\nSecond line, with "quotes"',
}
const bare = { id: 'm2', givenName: 'Bob' }

it('writes headings that reading finds by itself, each in its place', async () => {
  const columns = memberColumns([full, bare])
  const list = value(await readMembers(membersCsv([full, bare]), { today: '2026-11-22' }))
  expect(list.columns.map((column) => column.heading)).toEqual(columns.map((column) => column.heading))
  const found = list.columns.filter((column) => column.filled > 0)
  expect(found.map((column) => column.target)).toEqual(found.map((column) => columns[column.index]?.target))
})

it('comes back with everything that went out, the preferred phone and email first, phones in national form', async () => {
  const list = value(await readMembers(membersCsv([bare, full]), { today: '2026-11-22' }))
  const {
    id: _id,
    phones: _phones,
    emails: _emails,
    preferredPhone: _p,
    preferredEmail: _e,
    importedFrom: _i,
    ...plain
  } = { ...full, importedFrom: '' }
  expect(list.problems).toEqual([])
  expect(list.drafts[1]).toEqual({
    row: 3,
    ...plain,
    phones: [
      { number: '07700 900101', label: 'mobile' },
      { number: '01632 960101', label: 'home' },
    ],
    emails: [{ address: 'sian.work@example.org' }, { address: 'sian@example.org' }],
  })
  expect(list.drafts[0]).toEqual({ row: 2, givenName: 'Bob', phones: [], emails: [], tags: [] })
})

it('writes nothing that a spreadsheet would run', () => {
  const text = new TextDecoder().decode(
    membersCsv([{ ...bare, phones: { a: { number: '+1 202 555 0123' } }, notes: '=cmd' }]),
  )
  expect(text).toContain("'+1 202 555 0123")
  expect(text).toContain("'=cmd")
})
