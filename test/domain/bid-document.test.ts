import { describe, expect, it } from 'vitest'
import { safeHref, wholeAddress } from '@/core/domain/bid-document'

describe('safeHref', () => {
  it.each(['https://example.org', ' https://example.org/a?b=c#d ', 'HTTPS://EXAMPLE.ORG', 'mailto:ada@example.org'])(
    'allows %s',
    (href) => expect(safeHref(href)).toBe(href.trim()),
  )

  it.each([
    'http://example.org',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https:///nowhere',
    'https://',
    'mailto:',
    'mailto:@example.org',
    '//example.org',
    'example.org',
    '',
  ])('refuses %j', (href) => expect(safeHref(href)).toBeUndefined())
})

describe('wholeAddress', () => {
  it.each([
    ['example.org', 'https://example.org'],
    ['www.example.org/hall/hire', 'https://www.example.org/hall/hire'],
    ['ada@example.org', 'mailto:ada@example.org'],
    ['mailto:ada@example.org', 'mailto:ada@example.org'],
    [' https://example.org ', 'https://example.org'],
    ['http://example.org', undefined],
    ['javascript:alert(1)', undefined],
    ['the hall', undefined],
    ['hall', undefined],
    ['', undefined],
    ['a@b', undefined],
  ])('%j becomes %j', (typed, href) => expect(wholeAddress(typed)).toBe(href))
})
