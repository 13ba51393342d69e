import { describe, expect, it } from 'vitest'
import { checkPhone, phoneKey, splitPhones } from '@/core/domain/phones'

describe('checkPhone', () => {
  it.each([
    ['01632 960123', '01632 960123', 'right'],
    ['01632960123', '01632 960123', 'right'],
    ['01632 960 123', '01632 960 123', 'right'],
    ['(01632) 960123', '01632 960123', 'right'],
    ['02079460123', '020 7946 0123', 'right'],
    ['01174960123', '0117 496 0123', 'right'],
    ['+44 7700 900123', '07700 900123', 'right'],
    ['0044 7700 900123', '07700 900123', 'right'],
    ['+44 (0)1632 960 123', '01632 960123', 'right'],
    ['44 7700 900123', '07700 900123', 'right'],
    ['07700-900-123', '07700 900123', 'right'],
    ['020 7946 0123 ext 12', '020 7946 0123 ext 12', 'right'],
    ['0800 1111', '0800 1111', 'right'],
    ['7700900123', '07700 900123', 'zero-restored'],
    ['1632960123', '01632 960123', 'zero-restored'],
    ['7700900123.0', '07700 900123', 'zero-restored'],
    ['7.700900123E+09', '07700 900123', 'zero-restored'],
    ['1.23E+10', '1.23E+10', 'ruined'],
    ['7.7009E+09', '7.7009E+09', 'ruined'],
    ['01632 96012', '01632 96012', 'right'],
    ['01632 960', '01632 960', 'short'],
    ['07700 900123 4567', '07700 900123 4567', 'long'],
    ['+1 202 555 0123', '+1 202 555 0123', 'right'],
    ['001 202 555 0123', '+1 202 555 0123', 'right'],
    ['12345', '12345', 'unusual'],
    ['ask her sister', 'ask her sister', 'none'],
    ['', '', 'none'],
  ])('%j is kept as %j: %s', (text, number, outcome) => {
    expect(checkPhone(text)).toEqual({ number, outcome })
  })

  it("accepts Ofcom's numbers for drama, which belong to nobody", () => {
    for (const text of ['01632 960999', '07700 900999', '020 7946 0999']) expect(checkPhone(text).outcome).toBe('right')
  })
})

describe('phoneKey', () => {
  it('is the same however a number is written', () => {
    const ways = [
      '07700 900123',
      '+447700900123',
      '0044 7700 900 123',
      '7700900123',
      '(07700) 900-123',
      '+44 (0)7700 900123',
    ]
    expect(new Set(ways.map(phoneKey))).toEqual(new Set(['+447700900123']))
  })

  it('keeps foreign numbers apart and ignores scraps and extensions', () => {
    expect(phoneKey('001 202 555 0123')).toBe(phoneKey('+12025550123'))
    expect(phoneKey('020 7946 0123 ext 12')).toBe('+442079460123')
    expect(phoneKey('12345')).toBe('')
    expect(phoneKey('1.23E+10')).toBe('')
  })
})

describe('splitPhones', () => {
  it.each([
    ['01632 960123', [{ text: '01632 960123' }]],
    ['01632 960123 / 07700 900123', [{ text: '01632 960123' }, { text: '07700 900123' }]],
    [
      'H: 01632 960123; M: 07700 900123',
      [
        { text: '01632 960123', label: 'home' },
        { text: '07700 900123', label: 'mobile' },
      ],
    ],
    ['07700 900123 (daughter)', [{ text: '07700 900123', label: 'daughter' }]],
    ['01632 960123 work', [{ text: '01632 960123', label: 'work' }]],
    ['01632 960123 ext 4 or 07700 900123', [{ text: '01632 960123 ext 4' }, { text: '07700 900123' }]],
    ['1.23E+10', [{ text: '1.23E+10' }]],
    ['', []],
  ])('%j', (cell, pieces) => {
    expect(splitPhones(cell)).toEqual(pieces)
  })
})
