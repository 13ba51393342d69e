import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phraseSheet, sameWord, twoPositions } from '@/components/phrase/phrase-sheet'
import { createInput, emptyDraft, laptopNameOf } from '@/features/start/group-draft'

const unlocking = { method: 'passphrase', passphrase: 'kettle moss harbour nine' } as const

describe('the two words that are asked back', () => {
  it('are always two different ones of the six, in order', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 2 }), (random) => {
        const [first, second] = twoPositions(6, random)
        expect(first).toBeLessThan(second)
        expect(first).toBeGreaterThanOrEqual(0)
        expect(second).toBeLessThan(6)
      }),
    )
  })

  it('can be any pair', () => {
    const pairs = new Set<string>()
    for (let a = 0; a < 6; a += 1)
      for (let b = 0; b < 5; b += 1) pairs.add(twoPositions(6, new Uint8Array([a, b])).join())
    expect(pairs.size).toBe(15)
  })

  it('match whatever the capitals and the spaces round them', () => {
    expect(sameWord('  Harbour ', 'harbour')).toBe(true)
    expect(sameWord('harbor', 'harbour')).toBe(false)
    expect(sameWord('', 'harbour')).toBe(false)
  })
})

describe('the sheet', () => {
  it('holds the group, the six words in order and the date', () => {
    const sheet = phraseSheet('Marrow Lane', ['a', 'b', 'c', 'd', 'e', 'f'], '22 November 2026')
    expect(sheet).toContain('Recovery phrase of Marrow Lane')
    expect(sheet).toContain('1. a\r\n2. b\r\n3. c\r\n4. d\r\n5. e\r\n6. f\r\n')
    expect(sheet).toContain('Made on 22 November 2026')
  })
})

describe('what the core is asked to make', () => {
  it('leaves out what was left empty', () => {
    const input = createInput({ ...emptyDraft, name: 'Marrow Lane', givenName: 'Ines', familyName: 'Parry' }, unlocking)
    expect(input).toEqual({
      space: 'group',
      group: { name: 'Marrow Lane', kind: 'place' },
      you: { givenName: 'Ines', familyName: 'Parry' },
      laptopName: 'Ines’s laptop',
      unlocking,
    })
  })

  it('keeps a laptop’s name that was written, and one that was emptied empty', () => {
    expect(laptopNameOf({ laptopName: null, givenName: '' })).toBe('My laptop')
    expect(laptopNameOf({ laptopName: null, givenName: 'Ines' })).toBe('Ines’s laptop')
    expect(laptopNameOf({ laptopName: '', givenName: 'Ines' })).toBe('')
    expect(laptopNameOf({ laptopName: 'The hall’s', givenName: 'Ines' })).toBe('The hall’s')
  })

  it('takes everything that was filled in', () => {
    const { group, you, laptopName } = createInput(
      {
        name: 'Marrow Lane',
        kind: 'interest',
        area: 'From the pond to the crossing',
        wards: ['Mill'],
        postcodes: ['ZZ1 4AA'],
        streets: ['Marrow Lane'],
        adults: 420,
        givenName: 'Ines',
        familyName: 'Parry',
        email: 'ines@example.org',
        phone: '01632 960001',
        laptopName: 'The hall’s laptop',
      },
      unlocking,
    )
    expect(group).toMatchObject({
      kind: 'interest',
      wards: ['Mill'],
      adults: 420,
      area: 'From the pond to the crossing',
    })
    expect(you).toMatchObject({ email: 'ines@example.org', phone: '01632 960001' })
    expect(laptopName).toBe('The hall’s laptop')
  })
})
