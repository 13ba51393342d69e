import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LeaderCard } from '@/core/domain/leader-card'
import { escapeHtml, safeLink, withoutControls } from '@/core/exchange/html-escape'
import { leaderCardHtml } from '@/core/exchange/leader-html'
import { escapeVcard, foldLine, telephoneValue, vcardBytes } from '@/core/exchange/vcard'

const read = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
const unfold = (text: string): string => text.replace(/\r\n /g, '')
/** Undoes a vCard's escapes, written apart from the code it tests. */
function unescapeVcard(value: string): string {
  let text = ''
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] !== '\\') text += value[at]
    else {
      at += 1
      text += value[at] === 'n' ? '\n' : value[at]
    }
  }
  return text
}
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", ';', ',', '\\', '\n', '\r', ':', ' ', 'é', '😀', '\u0000', 'n'),
    maxLength: 120,
  }),
)
const anyCard: fc.Arbitrary<LeaderCard> = fc
  .record(
    {
      groupName: anyText,
      office: anyText,
      updatedOn: fc.constant('2026-11-22'),
      area: anyText,
      name: anyText,
      phone: anyText,
      email: anyText,
      address: anyText,
    },
    { requiredKeys: ['groupName', 'office', 'updatedOn'] },
  )
  .map((card) => card as LeaderCard)
const card: LeaderCard = {
  groupName: 'Larkfield Green Neighbours',
  area: 'The streets round the green; and the mill, too',
  office: 'Leader',
  name: 'Siân Ap-Rhys',
  phone: '(01632) 960123',
  email: 'leader@example.org',
  address: '1 Mill Lane, Larkfield Green, ZZ99 3AA',
  updatedOn: '2026-11-22',
}

describe('a vCard', () => {
  it('holds the public details, escaped, as version 3.0', () => {
    expect(unfold(read(vcardBytes(card))).split('\r\n')).toEqual([
      'BEGIN:VCARD',
      'VERSION:3.0',
      'PRODID:-//Trestle//Leader card//EN',
      'FN:Siân Ap-Rhys',
      'N:;Siân Ap-Rhys;;;',
      'ORG:Larkfield Green Neighbours',
      'TITLE:Leader',
      'TEL;TYPE=VOICE:01632960123',
      'EMAIL;TYPE=INTERNET:leader@example.org',
      'ADR;TYPE=POSTAL:;;1 Mill Lane\\, Larkfield Green\\, ZZ99 3AA;;;;',
      'NOTE:The streets round the green\\; and the mill\\, too',
      'REV:2026-11-22',
      'END:VCARD',
      '',
    ])
  })

  it('leaves out what is not public, and still has a name to show', () => {
    const lines = unfold(read(vcardBytes({ groupName: 'G', office: 'Chair', updatedOn: '2026-11-22' }))).split('\r\n')
    expect(lines).toContain('FN:Chair\\, G')
    expect(lines).toContain('N:;;;;')
    expect(lines.some((line) => /^(TEL|EMAIL|ADR|NOTE)/.test(line))).toBe(false)
  })

  it('folds at 75 octets without cutting a character, and unfolds to the same', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }).map((text) => text.replace(/[\r\n]/g, '')),
        (text) => {
          const folded = foldLine(text)
          for (const part of folded.split('\r\n')) expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(75)
          expect(unfold(folded)).toBe(text)
        },
      ),
    )
  })

  it('gives every text back, whatever it holds, and never a line of its own making', () => {
    fc.assert(
      fc.property(anyCard, (any) => {
        const lines = unfold(read(vcardBytes(any))).split('\r\n')
        expect(lines[0]).toBe('BEGIN:VCARD')
        expect(lines.filter((line) => line.startsWith('BEGIN:') || line.startsWith('END:'))).toHaveLength(2)
        expect(lines.filter((line) => !/^[A-Z]+(;TYPE=[A-Z]+)?:/.test(line))).toEqual([''])
        const org = lines.find((line) => line.startsWith('ORG:'))?.slice(4) ?? ''
        expect(unescapeVcard(org)).toBe(withoutControls(any.groupName).replace(/\r\n|\r/g, '\n'))
      }),
    )
  })

  it('keeps only digits and a leading plus of a telephone number', () => {
    expect(telephoneValue('+44 (0)1632 960 123')).toBe('+4401632960123')
    expect(telephoneValue('07700 900123 ext')).toBe('07700900123')
    expect(escapeVcard('a\\b;c,d\r\ne')).toBe('a\\\\b\\;c\\,d\\ne')
  })
})

describe('the leader card as a page', () => {
  it('shows the details with links to call and write, in British English, with no script', () => {
    const html = read(leaderCardHtml(card))
    expect(html).toContain('<html lang="en-GB">')
    expect(html).toContain('<h1>Larkfield Green Neighbours</h1>')
    expect(html).toContain('<dt>Leader</dt><dd>Siân Ap-Rhys</dd>')
    expect(html).toContain('<a href="tel:01632960123">(01632) 960123</a>')
    expect(html).toContain('<a href="mailto:leader@example.org">leader@example.org</a>')
    expect(html).toContain('Last updated on 22 November 2026.')
    expect(html).not.toMatch(/<script|src=|@import|url\(/i)
    expect(html).toContain("default-src 'none'")
  })

  it('says so when nothing is public', () => {
    const html = read(leaderCardHtml({ groupName: 'G', office: 'Leader', updatedOn: '2026-11-22' }))
    expect(html).toContain('No contact details have been made public yet.')
    expect(html).not.toContain('<dl>')
  })

  it('escapes every value: hostile text never becomes markup', () => {
    const hostile = '"><img src=x onerror=alert(1)><script>1</script>'
    const html = read(
      leaderCardHtml({
        groupName: hostile,
        office: hostile,
        name: hostile,
        phone: hostile,
        email: `x@${hostile}`,
        address: hostile,
        area: hostile,
        updatedOn: hostile,
      }),
    )
    expect(html).not.toMatch(/<img|<script/)
  })

  it('has the same tags whatever the values hold', () => {
    const shape = (any: LeaderCard): string[] =>
      read(leaderCardHtml(any))
        .replace(/<style>[\s\S]*?<\/style>/, '')
        .match(/<[a-z!/][^>]*>/gi)
        ?.filter((tag) => !tag.startsWith('<a ') && tag !== '</a>') ?? []
    fc.assert(
      fc.property(anyCard, (any) => {
        const plain = Object.fromEntries(Object.keys(any).map((key) => [key, 'x'])) as unknown as LeaderCard
        expect(shape(any)).toEqual(shape(plain))
        expect(escapeHtml(any.groupName)).not.toMatch(/[<>"']/)
      }),
    )
  })
})

describe('links that may be kept', () => {
  it.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['HTTPS://EXAMPLE.org', 'https://example.org/'],
  ])('keeps %s', (address, kept) => expect(safeLink(address)).toBe(kept))

  it.each([
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\u0000script:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'http://example.org/',
    'https://user:pass@example.org/',
    'vbscript:x',
    '//example.org',
    'mailto:',
    '#anchor',
    '',
    'https://example.org/ x',
    `https://example.org/${'a'.repeat(3000)}`,
  ])('refuses %s', (address) => expect(safeLink(address)).toBeNull())
})
