import { describe, expect, it } from 'vitest'
import { checkEmail, emailKey } from '@/core/domain/emails'

describe('checkEmail', () => {
  it.each([
    ['jane@example.org', { address: 'jane@example.org', outcome: 'right' }],
    [' mailto:jane@example.org ', { address: 'jane@example.org', outcome: 'right' }],
    ['Jane Smith <jane@example.org>', { address: 'jane@example.org', outcome: 'right' }],
    ['jane@gmial.com', { address: 'jane@gmial.com', outcome: 'slip', meant: 'jane@gmail.com' }],
    ['jane@hotmail.couk', { address: 'jane@hotmail.couk', outcome: 'slip', meant: 'jane@hotmail.co.uk' }],
    ['jane at example.org', { address: 'jane at example.org', outcome: 'odd' }],
    ['jane@example', { address: 'jane@example', outcome: 'odd' }],
    ['n/a', { address: 'n/a', outcome: 'odd' }],
  ])('%j', (text, checked) => {
    expect(checkEmail(text)).toEqual(checked)
  })
})

it('emailKey ignores capitals and leaves out what is no address', () => {
  expect(emailKey(' Jane@Example.ORG')).toBe('jane@example.org')
  expect(emailKey('none')).toBe('')
})
