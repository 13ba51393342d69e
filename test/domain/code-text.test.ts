import starter from '@resources/templates/code-of-conduct.md?raw'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeBlocks } from '@/core/domain/code-text'

test('headings, lists and paragraphs', () => {
  expect(
    codeBlocks('Why.\nStill why.\n\n## Respect\n- We listen,\n  and wait.\n- We smile.\n\n- Another list\r\n## End'),
  ).toEqual([
    { kind: 'paragraph', text: 'Why. Still why.' },
    { kind: 'heading', text: 'Respect' },
    { kind: 'list', items: ['We listen, and wait.', 'We smile.'] },
    { kind: 'list', items: ['Another list'] },
    { kind: 'heading', text: 'End' },
  ])
  expect(codeBlocks('')).toEqual([])
})

test('property: no word is lost', () => {
  const line = fc.constantFrom('', '## Head', '- item', 'words here', '-not an item', '#no head', '* star', '##')
  const words = (text: string): readonly string[] => text.split(/[\s#*•-]+/).filter((word) => word !== '')
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const shown = codeBlocks(lines.join('\n')).flatMap((block) =>
        block.kind === 'list' ? block.items : [block.text],
      )
      expect(words(shown.join(' '))).toEqual(words(lines.join(' ')))
    }),
  )
})

test('the starter text has the usual contents', () => {
  const headings = codeBlocks(starter).flatMap((block) => (block.kind === 'heading' ? [block.text] : []))
  expect(headings).toEqual([...new Set(headings)])
  expect(headings.length).toBeGreaterThanOrEqual(10)
  for (const word of [
    'Selflessness',
    'Leadership',
    'bully',
    'confiden',
    'interest',
    'Gifts',
    'expenses',
    'three meetings',
    'social media',
    'two copies',
  ]) {
    expect(starter.toLowerCase(), word).toContain(word.toLowerCase())
  }
})
