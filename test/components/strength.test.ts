import { describe, expect, it } from 'vitest'
import { guessBits, strengthOf } from '@/components/strength'

describe('strengthOf', () => {
  it.each([
    'password',
    'password1',
    'Password2026',
    '12345678',
    'aaaaaaaa',
    'qwertyqwerty',
    'london2026',
    'letmein123',
  ])('calls %s weak', (passphrase) => expect(strengthOf(passphrase)).toBe('weak'))

  it('calls one word with a figure weak or fair, never good', () => {
    for (const passphrase of ['marigold7', 'Wheelbarrow1', 'umbrella22'])
      expect(['weak', 'fair']).toContain(strengthOf(passphrase))
  })

  it('calls four unrelated words good or better', () => {
    for (const passphrase of ['kettle moss harbour nine', 'plum-ladder-frost-eagle'])
      expect(['good', 'strong']).toContain(strengthOf(passphrase))
  })

  it('does not count the same word said twice as two', () => {
    expect(guessBits('kettle kettle kettle kettle')).toBeLessThan(guessBits('kettle moss harbour nine') / 2)
  })

  it('calls a long random string strong', () => {
    expect(strengthOf('x7Kp-q2Vw!9zRb-41mT')).toBe('strong')
  })
})
