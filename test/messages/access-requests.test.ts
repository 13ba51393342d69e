import { describe, expect, test } from 'vitest'
import { holidaySet } from '@/core/domain/holidays'
import { type AccessRequestFacts, subjectAccessClock } from '@/core/domain/subject-access'
import { clockWords, requestStanding } from '@/messages/access-requests'
import { present } from '../support/present'

const row = (facts: AccessRequestFacts) => ({
  ...facts,
  clock: present(subjectAccessClock(facts, holidaySet('england-and-wales'))),
})

describe('the clock of a request, in words', () => {
  test('says from when it runs, what moved it, and the law', () => {
    expect(clockWords(row({ receivedOn: '2026-11-10' }))).toBe(
      'One month from 10 November 2026, the day they asked. UK GDPR, article 12(3).',
    )
    expect(clockWords(row({ receivedOn: '2026-09-03' }))).toContain(', then on to the next working day.')
    expect(clockWords(row({ receivedOn: '2026-11-02', identifiedOn: '2026-11-09', extendedOn: '2026-11-10' }))).toBe(
      'Three months from 9 November 2026, the day they showed who they are. UK GDPR, articles 12(3) and 12A.',
    )
  })

  test('says how far off the last day is, that it is past, or that the request is answered', () => {
    const asked = { receivedOn: '2026-11-10' }
    expect(requestStanding(row(asked), '2026-11-22')).toMatchObject({ tone: 'warn', words: 'Last day in 3 weeks' })
    expect(requestStanding(row(asked), '2026-12-10')).toMatchObject({ tone: 'warn', words: 'Last day today' })
    expect(requestStanding(row(asked), '2026-12-11')).toMatchObject({ tone: 'bad', words: '1 day late' })
    const answered = (answeredOn: string) => requestStanding(row({ ...asked, answeredOn }), '2027-06-01').words
    expect(answered('2026-12-10')).toBe('Answered 10 Dec 2026')
    expect(answered('2026-12-11')).toBe('Answered 11 Dec 2026, late')
  })
})
