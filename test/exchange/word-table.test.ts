import { describe, expect, it } from 'vitest'
import { textTable, widened } from '@/core/exchange/word-table'

const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0)

describe('the widths of a table', () => {
  it('stay as they are where every word fits', () => {
    expect(widened([500, 300, 200], [100, 100, 100])).toEqual([500, 300, 200])
  })

  it('give a narrow column its longest word from those with room to spare, within the page', () => {
    const widths = widened([600, 300, 100], [200, 250, 180])
    expect(widths[2]).toBe(180)
    expect(widths[1]).toBeGreaterThanOrEqual(250)
    expect(sum(widths)).toBeLessThanOrEqual(1000)
    expect(sum(widths)).toBeGreaterThan(990)
  })

  it('are left alone where the page is too narrow for all of them', () => {
    expect(widened([500, 500], [600, 600])).toEqual([500, 500])
  })
})

describe('a table of text', () => {
  const columns = [{ heading: 'Item' }, { heading: 'Amount', figures: true }]
  const rows = [
    ['Timber', '£1,200'],
    ['Asked for in all', '£1,200'],
  ]
  const bold = (xml: string): string[] =>
    [...xml.matchAll(/<w:b\/>.*?<w:t [^>]*>([^<]*)/g)].map(([, text]) => text ?? '')

  it('sets its headings and its sums in bold', () => {
    expect(bold(textTable(columns, rows, { sums: 1 }))).toEqual(['Item', 'Amount', 'Asked for in all', '£1,200'])
    expect(bold(textTable(columns, rows))).toEqual(['Item', 'Amount'])
  })

  it('still has a header row that repeats where the headings are quiet, without shade or weight', () => {
    const quiet = textTable(columns, rows, { quiet: true })
    expect(quiet).toContain('<w:tblHeader/>')
    expect(quiet).not.toContain('<w:shd')
    expect(bold(quiet)).toEqual([])
    expect(textTable(columns, rows)).toContain('<w:shd')
  })
})
