import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCsv } from '@/core/exchange/csv/decode'
import { parseCsv } from '@/core/exchange/csv/parse'
import { formulaSafe, fromFormulaSafe, writeCsv } from '@/core/exchange/csv/write'

describe('formulaSafe', () => {
  it.each([
    '=1+1',
    '+44 1632 960123',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\n=1+1',
    ' =1',
    '\0=1',
    '\uFEFF=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\rfoo',
    "'=1",
  ])('disarms %j and takes it back exactly', (text) => {
    expect(formulaSafe(text)).toBe(`'${text}`)
    expect(fromFormulaSafe(formulaSafe(text))).toBe(text)
  })

  it("closes the gap in PapaParse's own list: a formula before a line end", () => {
    expect(formulaSafe('=1+1\nfoo')).toBe("'=1+1\nfoo")
  })

  it.each(['Jane', "O'Neill", "'twas", '01632 960123', 'a=b', '', "''"])('leaves %j alone, both ways', (text) => {
    expect(formulaSafe(text)).toBe(text)
    expect(fromFormulaSafe(text)).toBe(text)
  })
})

describe('writeCsv', () => {
  it('starts with the mark that tells Excel it is UTF-8 and ends lines as Windows does', () => {
    const bytes = writeCsv([
      ['Name', 'Town'],
      ['Siân', 'a "b", c'],
    ])
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(new TextDecoder().decode(bytes)).toBe('Name,Town\r\nSiân,"a ""b"", c"\r\n')
  })

  it('comes back as it went out, whatever the cells hold', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc
        .array(fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\t', '\n', '\r', ' ', 'a', '\uFEFF', '＝'), {
          maxLength: 8,
        })
        .map((all) => all.join('')),
    )
    // What reading is meant to change: line ends become alike, and NULs go.
    const expected = (text: string): string => text.replaceAll('\0', '').replace(/\r\n?/g, '\n')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        async (rows) => {
          const decoded = decodeCsv(writeCsv([['a', 'b', 'c'], ...rows]))
          if (!decoded.ok) throw new Error(decoded.error.kind)
          const parsed = await parseCsv(decoded.value.text, ',')
          if (!parsed.ok) throw new Error(parsed.error.kind)
          const kept = rows.filter((cells) => cells.map(formulaSafe).some((text) => expected(text).trim() !== ''))
          expect(parsed.value.rows.slice(1).map((row) => row.cells.map(fromFormulaSafe))).toEqual(
            kept.map((cells) => cells.map(expected)),
          )
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
