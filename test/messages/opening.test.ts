import { expect, it } from 'vitest'
import { openingNotes } from '@/messages/opening'

it('says nothing when all opened as it should', () => {
  expect(openingNotes({ from: 'pages', records: 120, quarantined: 0, newer: 0 })).toEqual([])
  expect(openingNotes({ from: 'new', records: 3, quarantined: 0, newer: 0 })).toEqual([])
})

it('tells of papers that could not be opened, of newer ones, and of a list made anew, the gravest first', () => {
  const notes = openingNotes({ from: 'rebuilt', because: 'damaged', records: 9, quarantined: 1, newer: 2 })
  expect(notes.map(({ tone }) => tone)).toEqual(['warn', 'warn', 'quiet'])
  expect(notes[0]?.words).toContain('1 paper could not be opened here')
  expect(notes[0]?.words).toContain('It is kept untouched')
  expect(notes[1]?.words).toContain('2 papers come from a newer Trestle. They are kept as written')
  expect(notes[2]?.words).toContain('was damaged, so Trestle made it anew')
})

it('says first that catching up failed, that nothing is lost, and what happens next', () => {
  const [note] = openingNotes({ from: 'pages', records: 9, quarantined: 1, newer: 0, behind: 'disk-full' })
  expect(note).toMatchObject({ tone: 'warn' })
  expect(note?.words).toMatch(/may be on the screen yet.*Nothing is lost.*tries again by itself.*make room/)
})
