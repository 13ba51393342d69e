import { describe, expect, it } from 'vitest'
import {
  ALIKE,
  foldFamilyName,
  foldName,
  fullName,
  isKnownGivenName,
  isTitle,
  jaroWinkler,
  sameGivenName,
  sortName,
  splitName,
} from '@/core/domain/names'

describe('splitName', () => {
  it.each([
    ['Jane Smith', { givenName: 'Jane', familyName: 'Smith' }],
    ['Mrs Jane Smith', { honorific: 'Mrs', givenName: 'Jane', familyName: 'Smith' }],
    ['Smith, Jane', { givenName: 'Jane', familyName: 'Smith' }],
    ['Smith, Mrs Jane', { honorific: 'Mrs', givenName: 'Jane', familyName: 'Smith' }],
    ['Dr. A. van der Berg', { honorific: 'Dr.', givenName: 'A.', familyName: 'van der Berg' }],
    ['Sean St John', { givenName: 'Sean', familyName: 'St John' }],
    ['Mary Ann Evans', { givenName: 'Mary Ann', familyName: 'Evans' }],
    ['John Smith MBE', { givenName: 'John', familyName: 'Smith MBE' }],
    ['John Smith, MBE', { givenName: 'John', familyName: 'Smith, MBE' }],
    ['Mrs Patel', { honorific: 'Mrs', familyName: 'Patel' }],
    ['Cher', { givenName: 'Cher' }],
    ['  Siân   Llŷr ', { givenName: 'Siân', familyName: 'Llŷr' }],
    ['Mr & Mrs Smith', { honorific: 'Mr & Mrs', familyName: 'Smith', couple: true }],
    ['Tom and Ann Lee', { givenName: 'Tom and Ann', familyName: 'Lee', couple: true }],
    ['Andy Strand', { givenName: 'Andy', familyName: 'Strand' }],
    ['', {}],
    ['Mr', { honorific: 'Mr' }],
  ])('%j', (text, parts) => {
    expect(splitName(text)).toEqual(parts)
  })
})

describe('comparing names', () => {
  it('folds accents, apostrophes, hyphens and capitals', () => {
    expect(foldName("O'Neill-BROWN")).toBe('oneill brown')
    expect(foldName('Siân')).toBe('sian')
    expect(foldName('ＪＡＮＥ')).toBe('jane')
    expect(foldFamilyName('Smith MBE')).toBe('smith')
    expect(foldFamilyName('Ma')).toBe('ma')
  })

  it.each([
    ['bob', 'robert', true],
    ['peggy', 'margaret', true],
    ['alex', 'alexandra', true],
    ['alex', 'alexander', true],
    ['alexander', 'alexandra', false],
    ['j', 'jane', true],
    ['j', 'mary', false],
    ['mary ann', 'mary', true],
    ['joan', 'john', false],
    ['jonathan', 'jonathon', true],
    ['margaret', 'margaert', true],
    ['', '', false],
    ['jane', '', false],
  ])('same given name: %s, %s is %s', (a, b, same) => {
    expect(sameGivenName(a, b)).toBe(same)
    expect(sameGivenName(b, a)).toBe(same)
  })

  it('measures as Winkler published', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4)
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 4)
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4)
    expect(jaroWinkler('', '')).toBe(0)
    expect(jaroWinkler('abc', 'xyz')).toBe(0)
    expect(jaroWinkler('smith', 'smith')).toBe(1)
    expect(jaroWinkler('thompson', 'thomson')).toBeGreaterThanOrEqual(ALIKE)
    expect(jaroWinkler('brown', 'green')).toBeLessThan(ALIKE)
  })
})

describe('small questions', () => {
  it('knows titles and given names', () => {
    expect(isTitle('Mr & Mrs')).toBe(true)
    expect(isTitle('Dr.')).toBe(true)
    expect(isTitle('Smith')).toBe(false)
    expect(isTitle('')).toBe(false)
    expect(isKnownGivenName('Maggie')).toBe(true)
    expect(isKnownGivenName('__proto__')).toBe(false)
  })

  it('puts names together for reading and for sorting', () => {
    const name = { givenName: 'Jane', familyName: 'Smith' }
    expect(fullName(name)).toBe('Jane Smith')
    expect(sortName(name)).toBe('Smith Jane')
    expect(sortName({ givenName: 'Cher' })).toBe('Cher')
    expect(fullName({})).toBe('')
  })
})
