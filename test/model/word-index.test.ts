import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slipsTo, wordsOf } from '@/core/model/search-words'
import { createWordIndex } from '@/core/model/word-index'

function indexOf(texts: Readonly<Record<string, string>>) {
  const index = createWordIndex()
  for (const [id, text] of Object.entries(texts)) index.put(id, [[text, 1]])
  return (typed: string): readonly string[] => index.find(typed, 10).map((hit) => hit.id)
}

describe('finding', () => {
  const find = indexOf({
    sian: 'Siân Price 07700 900123 sian.price@example.org',
    kow: 'Jakub Kowalski 1 Larkfield Road ZZ99 1AB',
    farah: "Farah O'Brien-Hussain",
  })
  it.each([
    ['sian', 'sian'],
    ['Siân', 'sian'],
    ['pri', 'sian'],
    ['price sian', 'sian'],
    ['example.org', 'sian'],
    ['sian.price@example.org', 'sian'],
    ['kowlaski', 'kow'],
    ['larkfeild', 'kow'],
    ['larkfei', 'kow'],
    ['hussain', 'farah'],
    ['hussian', 'farah'],
  ])('%s finds %s', (typed, id) => expect(find(typed)).toEqual([id]))
  it('finds nothing for what is not there, and nothing for nothing', () => {
    expect(find('xylophone')).toEqual([])
    expect(find('  ')).toEqual([])
    expect(find('sian kowalski')).toEqual([])
  })
  it('puts the exact word before its beginnings, and a name before a note', () => {
    const index = createWordIndex()
    index.put('long', [['Annabel', 3]])
    index.put('note', [['ann', 1]])
    index.put('name', [['Ann', 3]])
    expect(index.find('ann', 5).map((hit) => hit.id)).toEqual(['name', 'long', 'note'])
  })
  it('forgets what is removed or replaced, and answers the same when asked twice', () => {
    const index = createWordIndex()
    index.put('a', [['kettle', 1]])
    index.put('a', [['teapot', 1]])
    expect(index.find('kettle', 5)).toEqual([])
    expect(index.find('teapot', 5)).toEqual(index.find('teapot', 5))
    index.remove('a')
    expect(index.find('teapot', 5)).toEqual([])
  })
})

it('finds every record by any beginning of any of its words, whatever else is there', () => {
  const word = fc.stringMatching(/^[a-z]{1,9}$/)
  fc.assert(
    fc.property(
      fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 30 }),
      fc.nat(),
      fc.nat(),
      (docs, pick, cut) => {
        const index = createWordIndex()
        for (const [i, words] of docs.entries()) index.put(`d${i}`, [[words.join(' '), 1]])
        const n = pick % docs.length
        const chosen = docs[n]?.[pick % (docs[n]?.length ?? 1)] ?? ''
        const typed = chosen.slice(0, 1 + (cut % chosen.length))
        return index.find(typed, docs.length).some((hit) => hit.id === `d${n}`)
      },
    ),
    { numRuns: 500 },
  )
})

it('says which records have a word only with slips of the pen', () => {
  const index = createWordIndex()
  index.put('kowalski', [['Piotr Kowalski', 1]])
  index.put('kowalska', [['Ewa Kowalska', 1]])
  const guesses = (typed: string) => Object.fromEntries(index.find(typed, 5).map(({ id, guess }) => [id, guess]))
  expect(guesses('kowalski')).toEqual({ kowalski: false, kowalska: true })
  expect(guesses('kowlaski')).toEqual({ kowalski: true, kowalska: true })
  expect(guesses('piotr kowlaski')).toEqual({ kowalski: true })
  expect(guesses('kowal')).toEqual({ kowalski: false, kowalska: false })
})

it('counts slips as people make them', () => {
  expect(slipsTo('kowlaski', 'kowalski', 2)).toBe(1)
  expect(slipsTo('price', 'price', 2)).toBe(0)
  expect(slipsTo('pryce', 'price', 2)).toBe(1)
  expect(slipsTo('larkfei', 'larkfield', 2)).toBe(1)
  expect(slipsTo('abcd', 'wxyz', 2)).toBe(3)
  expect(wordsOf('O’Brien, (Siân)')).toEqual(['o’brien', 'sian'])
})
