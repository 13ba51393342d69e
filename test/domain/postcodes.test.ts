import { describe, expect, it } from 'vitest'
import { checkPostcode, postcodeKey, takePostcode } from '@/core/domain/postcodes'

describe('checkPostcode', () => {
  it.each([
    ['ZZ99 3VZ', 'ZZ99 3VZ', 'right'],
    ['zz993vz', 'ZZ99 3VZ', 'tidied'],
    ['ZZ99  3VZ', 'ZZ99 3VZ', 'right'],
    ['0X1 2AB', 'OX1 2AB', 'mended'],
    ['NR21', 'NR21', 'odd'],
    ['not known', 'not known', 'odd'],
  ])('%j becomes %j: %s', (text, postcode, outcome) => {
    expect(checkPostcode(text)).toEqual({ postcode, outcome })
  })
})

it('postcodeKey is the same with and without the space', () => {
  expect(postcodeKey('zz99 3vz')).toBe(postcodeKey('ZZ993VZ'))
  expect(postcodeKey('somewhere')).toBe('')
})

describe('takePostcode', () => {
  it('takes it from anywhere in an address', () => {
    expect(takePostcode('1 High Street, Nether Wallop, zz99 3vz')).toEqual({
      postcode: 'ZZ99 3VZ',
      rest: '1 High Street, Nether Wallop,  ',
    })
    expect(takePostcode('1 High Street')).toEqual({ rest: '1 High Street' })
  })
})
