import { describe, expect, it } from 'vitest'
import { findHeadings, isRowOfData } from '@/core/exchange/csv/headings'

const found = (...lines: readonly string[]): number | undefined =>
  findHeadings(lines.map((line, index) => ({ row: index + 1, cells: line.split(',') })))

describe('isRowOfData', () => {
  it('tells headings from a person', () => {
    expect(isRowOfData(['Name', 'Email', 'Postcode', 'Phone'])).toBe(false)
    expect(isRowOfData(['Jane Smith', 'jane@example.org'])).toBe(true)
    expect(isRowOfData(['Jane Smith', 'ZZ99 3VZ'])).toBe(true)
    expect(isRowOfData(['Jane Smith', '07700 900123'])).toBe(true)
    expect(isRowOfData(['Name', '2019'])).toBe(false)
  })
})

describe('the headings', () => {
  it('stand in the first row as a rule, known or not', () => {
    expect(found('Name,Phone', 'Jane Smith,01632 960101')).toBe(0)
    expect(found('Wer,Wo', 'Jane Smith,Mill Lane')).toBe(0)
  })

  it('may stand below a title, a date and whom to write to', () => {
    expect(found('Friends of the Mill,,', 'jane@example.org,,', 'Name,Phone,Email', 'Jane Smith,01632 960101,')).toBe(2)
    expect(found('Friends of the Mill', 'Who,Where', 'Jane Smith,Mill Lane')).toBe(1)
    expect(found('Address list,,Phone tree', 'Name,Address,Phone', 'Jane Smith,Mill Lane,01632 960101')).toBe(1)
  })

  it('are not looked for below the first person', () => {
    expect(found('Jane Smith,01632 960101', 'Name,Phone')).toBeUndefined()
    expect(found('Friends of the Mill,', 'Jane Smith,01632 960101', 'Name,Phone')).toBeUndefined()
  })
})
