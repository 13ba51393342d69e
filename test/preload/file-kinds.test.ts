import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileKinds, limitFor, safeFileName } from '../../src/preload/file-kinds'
import type { FileKind } from '../../src/preload/host'

describe('a name that every file system takes', () => {
  it.each([
    ['Register', 'csv', 'Register.csv'],
    ['Register.csv', 'csv', 'Register.csv'],
    ['Register.CSV', 'csv', 'Register.csv'],
    ['Bid: the hall/garden?', 'word', 'Bid the hall garden.docx'],
    ['../../etc/passwd', 'text', 'etc passwd.txt'],
    ['..', 'csv', 'Trestle.csv'],
    ['', 'csv', 'Trestle.csv'],
    ['con', 'text', '_con.txt'],
    ['LPT1.txt', 'text', '_LPT1.txt'],
    ['Siân’s card', 'vcard', 'Siân’s card.vcf'],
    ['line\nbreak\u0000', 'html', 'line break.html'],
    ['photo.jpeg', 'any', 'photo.jpeg'],
  ] as const)('%j as %s is %s', (name, kind, safe) => {
    expect(safeFileName(name, kind)).toBe(safe)
  })

  it('is cut between characters, and never ends in a dot', () => {
    expect(safeFileName('𝒜'.repeat(100), 'any')).toBe('𝒜'.repeat(80))
    expect(safeFileName(`${'a'.repeat(79)}. b`, 'any')).toBe('a'.repeat(79))
  })

  it('is never a path, hidden, too long, or without its extension', () => {
    const kinds = Object.keys(fileKinds) as FileKind[]
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom(...kinds), (name, kind) => {
        const safe = safeFileName(name, kind)
        expect(safe).not.toMatch(/[/\\:*?"<>|]/)
        expect(safe).not.toMatch(/^[. ]|[. ]$/)
        expect([...safe].length).toBeLessThanOrEqual(81 + 1 + 'trestle-invite'.length)
        const [extension] = fileKinds[kind].extensions
        if (extension !== undefined) expect(safe.endsWith(`.${extension}`)).toBe(true)
        expect(safeFileName(safe, kind)).toBe(safe)
      }),
    )
  })
})

it('takes the largest limit of the kinds that are asked for', () => {
  expect(limitFor(['invite'])).toBe(1024 * 1024)
  expect(limitFor(['invite', 'csv'])).toBe(10 * 1024 * 1024)
})
