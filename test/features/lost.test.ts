import { describe, expect, it } from 'vitest'
import { emptyLost, readLost, stepsDone } from '@/features/lost/lost-draft'
import { accountRequest, breachNote, breachTitle, countsWords } from '@/messages/lost'

const NOW = '2026-11-22T09:00:00.000Z'

describe('the list of steps', () => {
  it('begins empty, and again where what was kept does not fit', () => {
    expect(readLost(undefined, NOW)).toEqual(emptyLost(NOW))
    expect(readLost({ knownAt: 'yesterday' }, NOW)).toEqual(emptyLost(NOW))
    expect(readLost({ knownAt: NOW, what: 'eaten' }, NOW)).toEqual(emptyLost(NOW))
  })
  it('is taken up where it was left, as it comes back from JSON', () => {
    const draft = { ...emptyLost(NOW), what: 'lost' as const, keyFor: 3, sealed: undefined }
    expect(readLost(JSON.parse(JSON.stringify(draft)), '2027-01-01T00:00:00.000Z')).toEqual({
      ...emptyLost(NOW),
      what: 'lost',
      keyFor: 3,
    })
  })
  it('never counts a key as done whose words nobody checked', () => {
    const made = { ...emptyLost(NOW), keyFor: 2 }
    expect(stepsDone(made, true)[2]).toBe(false)
    expect(stepsDone({ ...made, wordsKept: true }, true)[2]).toBe(true)
  })
  it('has no account to close without a server', () => {
    expect(stepsDone(emptyLost(NOW), true)[1]).toBe(false)
    expect(stepsDone(emptyLost(NOW), false)[1]).toBe(true)
  })
})

describe('the words to whoever runs the server', () => {
  const base = { laptop: 'Hall laptop', user: 'hall', url: 'https://server.example.org/g', what: 'lost' as const }
  it('ask to close an account of its own', () => {
    const words = accountRequest({ ...base, shared: false })
    expect(words).toContain('close the account hall at once')
    expect(words).toContain('https://server.example.org/g')
  })
  it('ask for a new password where others use the account too, since closing it would shut them out', () => {
    const words = accountRequest({ ...base, shared: true })
    expect(words).toContain('new password')
    expect(words).not.toContain('delete it')
  })
})

describe('the draft of the note', () => {
  const counts = [
    { type: 'member', one: 'member', many: 'members', count: 240 },
    { type: 'bid', one: 'bid', many: 'bids', count: 1 },
  ]
  it('says only what is known', () => {
    const note = breachNote({
      laptop: 'Hall laptop',
      usedBy: 'Ines',
      kind: 'lost',
      locked: undefined,
      counts: [],
      accountDone: false,
      keyMade: false,
      sealed: false,
    })
    expect(note).toBe('The laptop “Hall laptop”, used by Ines, is lost.')
  })
  it('tells what it held, until when, whether it was locked, and what was done', () => {
    const note = breachNote({
      laptop: '',
      usedBy: '',
      kind: 'leaves',
      locked: 'open',
      counts,
      heldUntil: 'Friday at 14:02',
      accountDone: true,
      keyMade: true,
      sealed: false,
    })
    expect(note).toContain('240 members and 1 bid')
    expect(note).toContain('Friday at 14:02')
    expect(note).toContain('may have read')
    expect(note).toContain('account on the server to be closed and made a new key')
    expect(note).not.toContain('sealed all papers')
  })
  it('names the entry after the laptop', () => {
    expect(breachTitle('Hall laptop', 'lost')).toBe('Hall laptop is lost')
    expect(countsWords(counts)).toBe('240 members and 1 bid')
  })
})
