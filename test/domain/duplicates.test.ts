import { describe, expect, it } from 'vitest'
import { type PersonFacts, personIndex, preparePerson } from '@/core/domain/duplicates'
import { timesLonger } from '../support/scaling.ts'

const person = (id: string, more: Partial<PersonFacts> = {}): PersonFacts => ({ id, phones: [], emails: [], ...more })
const match = (people: PersonFacts[], facts: Partial<PersonFacts>) =>
  personIndex(people).match(preparePerson(person('row', facts)))

const jane = person('jane', {
  givenName: 'Margaret',
  familyName: 'Thompson',
  postcode: 'ZZ99 3VZ',
  phones: ['01632 960123'],
  emails: ['m.thompson@example.org'],
})

describe('personIndex', () => {
  it.each<[string, Partial<PersonFacts>, string | undefined, string[] | undefined]>([
    [
      'same name and email',
      { givenName: 'Margaret', familyName: 'Thompson', emails: ['M.Thompson@example.org'] },
      'likely',
      ['email', 'name'],
    ],
    [
      'short form and phone',
      { givenName: 'Peggy', familyName: 'Thompson', phones: ['+44 1632 960 123'] },
      'likely',
      ['phone', 'name'],
    ],
    [
      'a slip in the family name, same postcode',
      { givenName: 'Margaret', familyName: 'Thomson', postcode: 'zz993vz' },
      'likely',
      ['postcode', 'name'],
    ],
    [
      'an initial, same postcode',
      { givenName: 'M', familyName: 'Thompson', postcode: 'ZZ99 3VZ' },
      'likely',
      ['postcode', 'name'],
    ],
    [
      'an accent and capitals',
      { givenName: 'MARGARÉT', familyName: 'THOMPSON', postcode: 'ZZ99 3VZ' },
      'likely',
      ['postcode', 'name'],
    ],
    [
      'married: same email and first name',
      { givenName: 'Margaret', familyName: 'Okafor', emails: ['m.thompson@example.org'] },
      'likely',
      ['email'],
    ],
    [
      'same email, another first name: perhaps a relative',
      { givenName: 'Trevor', familyName: 'Thompson', emails: ['m.thompson@example.org'] },
      'possible',
      ['email'],
    ],
    ['an email and no name', { emails: ['m.thompson@example.org'] }, 'possible', ['email']],
    ['the whole name and nothing else', { givenName: 'Margaret', familyName: 'Thompson' }, 'possible', ['name']],
    [
      'a namesake elsewhere',
      { givenName: 'Margaret', familyName: 'Thompson', postcode: 'ZZ99 1AA' },
      undefined,
      undefined,
    ],
    [
      'a household landline',
      { givenName: 'Trevor', familyName: 'Thompson', phones: ['01632 960123'] },
      undefined,
      undefined,
    ],
    ['a neighbour', { givenName: 'Trevor', familyName: 'Jones', postcode: 'ZZ99 3VZ' }, undefined, undefined],
    [
      'a shared office email',
      { givenName: 'Trevor', familyName: 'Jones', emails: ['m.thompson@example.org'] },
      undefined,
      undefined,
    ],
    ['nobody', {}, undefined, undefined],
  ])('%s', (_, facts, strength, because) => {
    const found = match([jane], facts)
    expect(found?.strength).toBe(strength)
    expect(found?.because).toEqual(because)
  })

  it('prefers the likelier of two', () => {
    const husband = person('husband', {
      givenName: 'Trevor',
      familyName: 'Thompson',
      emails: ['m.thompson@example.org'],
    })
    const found = match([husband, jane], { ...jane, id: 'row' })
    expect(found).toMatchObject({ id: 'jane', strength: 'likely' })
  })

  it('grows, so that rows of one file are compared with those before them', () => {
    const index = personIndex()
    expect(index.match(preparePerson(jane))).toBeUndefined()
    index.add(preparePerson(jane))
    expect(index.match(preparePerson({ ...jane, id: 'again' }))?.id).toBe('jane')
  })

  it('treats __proto__ as a name like any other', () => {
    const odd = person('odd', { givenName: '__proto__', familyName: 'constructor', postcode: 'ZZ99 3VZ' })
    expect(match([odd], { ...odd, id: 'row' })?.id).toBe('odd')
    expect(match([odd], jane)).toBeUndefined()
  })

  it('compares thousands with thousands without comparing each with each, also when all live in one place with like names', async () => {
    const compare = (size: number): void => {
      const people = Array.from({ length: size }, (_, i) =>
        person(String(i), {
          givenName: `Given${i % 97}`,
          familyName: `Family${(i * 7919) % 9973}`,
          postcode: 'ZZ99 3VZ',
          emails: [`p${i}@example.org`],
          phones: [`07700 9${String(i).padStart(5, '0')}`],
        }),
      )
      const index = personIndex(people)
      const found = people.filter((one) => index.match(preparePerson({ ...one, id: 'x' }))?.id === one.id)
      expect(found).toHaveLength(size)
    }
    // Each with each would take a hundred times as long.
    expect(await timesLonger(compare, { small: 1_000, large: 10_000 }, 60)).toBeLessThan(60)
  })
})
