import { describe, expect, it } from 'vitest'
import type { CsvDelimiter } from '@/core/exchange/csv/limits'
import { columnLetter, guessDelimiter, parseCsv } from '@/core/exchange/csv/parse'

const cells = async (text: string, delimiter?: CsvDelimiter): Promise<unknown> => {
  const result = await parseCsv(text, delimiter)
  return result.ok ? result.value.rows.map((row) => row.cells) : result.error
}

describe('parseCsv', () => {
  it.each([
    ['commas', 'a,b,c\n1,2,3\n'],
    ['semicolons', 'a;b;c\n1;2;3\n'],
    ['tabs', 'a\tb\tc\n1\t2\t3\n'],
    ["Excel's own first line", 'sep=;\na;b;c\n1;2;3\n'],
  ])('reads %s', async (_, text) => {
    expect(await cells(text)).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', '3'],
    ])
  })

  it('is not led astray by commas inside cells', async () => {
    expect(guessDelimiter('Name;Address\nJane;1 High Street, Here, There\nTom;2 Low Road, Here, There\n')).toBe(';')
    expect(guessDelimiter('Name,Note\n"Smith; Jane","a;b;c"\n')).toBe(',')
  })

  it('reads quoted cells with delimiters, quotes and line ends in them', async () => {
    expect(await cells('name,note\n"Smith, Jane","said ""hi""\nand left"\n')).toEqual([
      ['name', 'note'],
      ['Smith, Jane', 'said "hi"\nand left'],
    ])
  })

  it('counts rows as a spreadsheet does, empty ones too', async () => {
    const result = await parseCsv('a,b\n\n1,2\n , \n3,4')
    expect(result.ok && result.value.rows.map((row) => row.row)).toEqual([1, 3, 5])
    expect(result.ok && result.value.emptyRows).toBe(2)
    const directed = await parseCsv('sep=,\na,b\n1,2')
    expect(directed.ok && directed.value.rows.map((row) => row.row)).toEqual([2, 3])
  })

  it('keeps rows that are longer or shorter than the first', async () => {
    expect(await cells('a,b\n1\n1,2,3\n')).toEqual([['a', 'b'], ['1'], ['1', '2', '3']])
  })

  it('keeps headings called __proto__ or twice the same', async () => {
    expect(await cells('__proto__,a,a\n1,2,3\n')).toEqual([
      ['__proto__', 'a', 'a'],
      ['1', '2', '3'],
    ])
  })

  it('reads a file of many pieces as if it were one', async () => {
    const lines = Array.from({ length: 19_000 }, (_, i) => `"Name ${i}",town ${i},"note\n${i} ""x"""`)
    const result = await parseCsv(`name,town,note\n${lines.join('\n')}`)
    expect(result.ok && result.value.rows).toHaveLength(19_001)
    expect(result.ok && result.value.rows.at(-1)).toEqual({
      row: 19_001,
      cells: ['Name 18999', 'town 18999', 'note\n18999 "x"'],
    })
  })

  it('stops when the person cancels', async () => {
    const stop = new AbortController()
    const result = await parseCsv(`a,b\n${'1,2\n'.repeat(300_000)}`, ',', {
      signal: stop.signal,
      progress: () => stop.abort(),
    })
    expect(result).toEqual({ ok: false, error: { kind: 'cancelled' } })
  })
})

describe('an unclosed quotation mark', () => {
  it.each([
    ['to the end of the file', 'name,town\nAnn,Here\n"Bob,Here\nCid,Here\n', 3],
    ['up to a quoted cell further on', 'name,town\nAnn,Here\nBob,"Here\nCid,"There"\nDee,Here\n', 3],
    ['and another stray one that looks like its pair', 'name,town\nAnn,Here\n"Bob,Here\nCid,Here"\nDee,Here\n', 3],
    ['in the headings', '"name,town\nAnn,Here\n', 1],
    ['after empty rows', 'name,town\n\n\n"Bob,Here\n', 4],
  ])('%s names the row where it opens', async (_, text, row) => {
    expect(await cells(text)).toEqual({ kind: 'file-unclosed-quote', detail: { row } })
  })

  it('is found in a long file, across pieces', async () => {
    const text = `name,town\n${'Ann,Here\n'.repeat(3_000)}"Bob,Here\n${'Cid,Here\n'.repeat(15_000)}`
    expect(await cells(text)).toEqual({ kind: 'file-unclosed-quote', detail: { row: 3_002 } })
  })

  it('is not mistaken for a quotation mark inside a cell, which is read and reported', async () => {
    const result = await parseCsv('name,town\n"Ann "Annie" Lee",Here\nBob,a 5" shelf\n')
    expect(result).toMatchObject({
      ok: true,
      value: { oddQuotes: [2], rows: [{}, { cells: ['Ann "Annie" Lee', 'Here'] }, { cells: ['Bob', 'a 5" shelf'] }] },
    })
  })

  it('is not mistaken for an address of several lines', async () => {
    const text = 'name,address,email,notes\nAnn,"1 High Street, Here\nOldshire, ZZ99 3VZ",ann@example.org\n'
    expect(await cells(text)).toHaveLength(2)
  })
})

describe('limits', () => {
  it('20,000 rows are read and 20,001 are not', async () => {
    expect(await cells(`a,b\n${'1,2\n'.repeat(20_000)}`)).toHaveLength(20_001)
    expect(await cells(`a,b\n${'1,2\n'.repeat(20_001)}`)).toEqual({
      kind: 'file-too-many-rows',
      detail: { limit: 20_000, rows: 20_001 },
    })
  })

  it('100 columns are read and 101 are not', async () => {
    expect(await cells(`${'a,'.repeat(99)}a\n`)).toEqual([Array(100).fill('a')])
    expect(await cells(`x,y\n${'a,'.repeat(100)}a\n`)).toEqual({
      kind: 'file-too-many-columns',
      detail: { limit: 100, columns: 101, row: 2 },
    })
  })

  it('a cell of 10,000 characters is read and one more is not, with its place', async () => {
    expect(await cells(`a,b\n1,${'x'.repeat(10_000)}\n`)).toHaveLength(2)
    expect(await cells(`a,b\n1,${'x'.repeat(10_001)}\n`)).toEqual({
      kind: 'file-cell-too-long',
      detail: { row: 2, column: 'B', limit: 10_000 },
    })
  })

  it.each([
    ['quoted', `a,b\n1,"${'x '.repeat(4_500_000)}"\n2,3\n`],
    ['bare', `a,b\n1,${'x '.repeat(4_500_000)}\n2,3\n`],
  ])('a %s cell of megabytes is named, not read as an unclosed quotation mark', async (_, text) => {
    expect(await cells(text)).toEqual({ kind: 'file-cell-too-long', detail: { row: 2, column: 'B', limit: 10_000 } })
  })

  it('one column is no list', async () => {
    expect(await cells('name\nAnn\nBob\n')).toEqual({ kind: 'file-one-column' })
    expect(await cells('name;town\nAnn;Here\n', ',')).toEqual({ kind: 'file-one-column' })
  })
})

it('columnLetter names columns as spreadsheets do', () => {
  expect([0, 25, 26, 51, 52, 99].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'CV'])
})
