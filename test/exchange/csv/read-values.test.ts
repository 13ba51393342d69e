import { describe, expect, it } from 'vitest'
import {
  dateOrder,
  isBlankWord,
  readDate,
  readKind,
  readRoll,
  readYesNo,
  splitAddress,
} from '@/core/exchange/csv/read-values'

const today = '2026-11-22'

describe('readDate', () => {
  it.each([
    ['1/3/2019', '2019-03-01'],
    ['01.03.2019', '2019-03-01'],
    ['01-03-2019', '2019-03-01'],
    ['1 3 2019', '2019-03-01'],
    ['01/03/2019 00:00', '2019-03-01'],
    ['2019-03-01', '2019-03-01'],
    ['2019-03-01T00:00:00Z', '2019-03-01'],
    ['1 March 2019', '2019-03-01'],
    ['1st Mar 2019', '2019-03-01'],
    ['Friday 1st of March 2019', '2019-03-01'],
    ['1-Mar-2019', '2019-03-01'],
    ['March 1, 2019', '2019-03-01'],
    ['43525', '2019-03-01'],
    ['43525.75', '2019-03-01'],
    ['29/2/2024', '2024-02-29'],
    ['3/13/2019', '2019-03-13'], // no thirteenth month: an American day
  ])('%j is %s', (text, on) => {
    expect(readDate(text, 'dmy', today)).toEqual({ on })
  })

  it.each([
    ['1/3/19', '2019-03-01'],
    ['22/11/26', '2026-11-22'],
    ['23/11/26', '1926-11-23'],
    ['1/1/98', '1998-01-01'],
    ['1-Mar-87', '1987-03-01'],
  ])('the two figures of %j never mean the future: %s', (text, on) => {
    expect(readDate(text, 'dmy', today)).toEqual({ on, shortYear: true })
  })

  it('reads American columns the American way', () => {
    expect(readDate('3/1/2019', 'mdy', today)).toEqual({ on: '2019-03-01' })
  })

  it.each(['2019', 'March 2019', 'Mar-19', 'spring 2019'])('%j is only part of a date', (text) => {
    expect(readDate(text, 'dmy', today)).toEqual({ problem: 'partial' })
  })

  it.each(['31/2/2019', '0/1/2019', '1/13/13/2019', 'ages ago', '99999', '1/1/1066', '', '12:30', 'Mayor 2019'])(
    '%j is none',
    (text) => {
      expect(readDate(text, 'dmy', today)).toEqual({ problem: 'odd' })
    },
  )
})

describe('dateOrder', () => {
  it.each([
    [['1/3/2019', '13/3/2019'], 'dmy', false],
    [['1/3/2019', '3/13/2019'], 'mdy', false],
    [['13/3/2019', '3/13/2019'], 'dmy', true],
    [['1/3/2019'], 'dmy', false],
    [[], 'dmy', false],
  ] as const)('%j is %s', (values, order, mixed) => {
    expect(dateOrder(values)).toEqual({ order, mixed })
  })
})

describe('words', () => {
  it('knows the kinds of membership by the words that groups use', () => {
    expect(['Full', 'Ordinary member', 'ADULT', 'junior', 'Hon.', 'Friend', 'helper', 'Life'].map(readKind)).toEqual([
      'full',
      'full',
      'full',
      'junior',
      'honorary',
      'supporter',
      'volunteer',
      undefined,
    ])
  })

  it('knows yes and no by their marks', () => {
    expect(['Y', 'yes', '✓', 'X', '1', 'TRUE'].map(readYesNo)).toEqual(Array(6).fill('yes'))
    expect(['N', 'no', '0', 'FALSE'].map(readYesNo)).toEqual(Array(4).fill('no'))
    expect(['perhaps', ''].map(readYesNo)).toEqual([undefined, undefined])
    expect(['here', 'Y', 'neighbouring: Eastby', 'no'].map(readRoll)).toEqual(['here', 'here', 'neighbouring', 'no'])
  })

  it('knows what people write instead of nothing', () => {
    expect(['n/a', 'None', '-', '???', 'not known'].every(isBlankWord)).toBe(true)
    expect(['Nan', 'Noel', '0'].some(isBlankWord)).toBe(false)
  })
})

describe('splitAddress', () => {
  it.each([
    ['1 High Street, Oldby, ZZ99 3VZ', { address1: '1 High Street', town: 'Oldby', postcode: 'ZZ99 3VZ' }],
    [
      'Flat 2, 12, High Street, Oldby, Norfolk ZZ993VZ',
      { address1: 'Flat 2', address2: '12, High Street', town: 'Oldby', county: 'Norfolk', postcode: 'ZZ99 3VZ' },
    ],
    ['12, High Street\nOldby\nUK', { address1: '12 High Street', town: 'Oldby' }],
    ['The Old Forge', { address1: 'The Old Forge' }],
    ['', {}],
  ])('%j', (text, parts) => {
    expect(splitAddress(text)).toEqual(parts)
  })
})
