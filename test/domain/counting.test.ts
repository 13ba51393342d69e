import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkLength, countCharacters, countingRules, countWords, safeLimit } from '@/core/domain/counting'

const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { maxLength: 60 })
const space = fc.stringMatching(/^[ \n\t]{1,3}$/)

describe('countWords', () => {
  it('counts nothing in nothing', () => {
    for (const rule of countingRules) {
      expect(countWords('', rule)).toBe(0)
      expect(countWords(' \n\t  ', rule)).toBe(0)
    }
  })

  it('counts runs of non-space as Awards for All does: a lone dash is a word there', () => {
    expect(countWords('Tea - and cake', 'whitespace')).toBe(4)
    expect(countWords('Tea - and cake', 'word-like')).toBe(3)
  })

  it('splits words at dashes as the Heritage portal does', () => {
    expect(countWords('a well-known, seven-day-a-week hall', 'whitespace')).toBe(4)
    expect(countWords('a well-known, seven-day-a-week hall', 'dash-splits')).toBe(8)
    expect(countWords('2024–2026', 'dash-splits')).toBe(2)
    expect(countWords('rain—or shine', 'dash-splits')).toBe(3)
  })

  it('counts words in every script', () => {
    expect(countWords('Siop y Pentref: “tŷ bach” £5 100%', 'word-like')).toBe(7)
  })

  it('adds up over parts put beside each other, by every rule', () => {
    fc.assert(
      fc.property(fc.constantFrom(...countingRules), fc.string(), fc.string(), (rule, a, b) => {
        expect(countWords(`${a} ${b}`, rule)).toBe(countWords(a, rule) + countWords(b, rule))
      }),
    )
  })

  it('does not mind which spaces stand between plain words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...countingRules), words, space, (rule, list, between) => {
        expect(countWords(list.join(between), rule)).toBe(list.length)
      }),
    )
  })

  it('never counts fewer where dashes split, nor more where only word-like runs count', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'é', '1', '-', '–', ' ', '.', '\n') }), (text) => {
        const likely = countWords(text, 'word-like')
        expect(countWords(text, 'dash-splits')).toBeGreaterThanOrEqual(likely)
        expect(countWords(text, 'whitespace')).toBeGreaterThanOrEqual(likely)
      }),
    )
  })
})

describe('countCharacters', () => {
  it('counts as web forms do', () => {
    expect(countCharacters('  Hall roof \n')).toBe(9)
    expect(countCharacters('a\r\nb')).toBe(3)
    expect(countCharacters('🎉')).toBe(2)
  })
})

describe('checkLength', () => {
  const limits = { min: 50, max: 300, unit: 'words', counting: 'whitespace' } as const
  const text = (count: number): string => Array.from({ length: count }, () => 'word').join(' ')

  it.each([
    [0, 'empty'],
    [49, 'short'],
    [50, 'fine'],
    [294, 'fine'],
    [295, 'near'],
    [300, 'near'],
    [301, 'over'],
  ] as const)('%i words of 50 to 300: %s', (count, state) => {
    expect(checkLength(text(count), limits)).toEqual({ count, min: 50, max: 300, unit: 'words', state })
  })

  it('keeps 2 % free', () => {
    expect(safeLimit(300)).toBe(294)
    expect(safeLimit(150)).toBe(147)
    expect(safeLimit(80)).toBe(78)
  })

  it('counts characters where the limit is in characters', () => {
    expect(checkLength('x'.repeat(81), { max: 80, unit: 'characters' }).state).toBe('over')
    expect(checkLength('x'.repeat(80), { max: 80, unit: 'characters' }).state).toBe('near')
  })

  it('only counts where there is no limit', () => {
    expect(checkLength('two words', {})).toEqual({ count: 2, unit: 'words', state: 'fine' })
  })
})
