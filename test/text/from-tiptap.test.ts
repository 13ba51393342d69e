import { expect, it } from 'vitest'
import * as Y from 'yjs'
import type { TiptapDoc } from '@/core/domain/bid-document'
import { stateFromTiptap } from '@/core/text/from-tiptap'
import { plainOfJson, toTiptapJson } from '@/core/text/json'
import { fullBid } from '../exchange/bid-fixture'

function read(state: Uint8Array): TiptapDoc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return toTiptapJson(doc)
}

const rich: TiptapDoc = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'What we do' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Plain, ' },
        { type: 'text', text: 'bold and slanted', marks: [{ type: 'bold' }, { type: 'italic' }] },
        { type: 'hardBreak' },
        { type: 'text', text: 'a link', marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }] },
        { type: 'text', text: ' after.' },
      ],
    },
    {
      type: 'orderedList',
      attrs: { start: 3 },
      content: [
        {
          type: 'listItem',
          content: [
            { type: 'paragraph', content: [{ type: 'text', text: 'Third' }] },
            { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] },
          ],
        },
      ],
    },
    { type: 'horizontalRule' },
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            {
              type: 'tableHeader',
              attrs: { colspan: 2 },
              content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Both' }] }],
            },
          ],
        },
      ],
    },
    { type: 'blockquote', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Said' }] }] },
  ],
}

it('holds the same rich text, in the shapes of the editor', () => {
  expect(read(stateFromTiptap(rich, 7))).toEqual(rich)
})

it('holds the long texts of a whole bid', () => {
  const texts = fullBid.sections.flatMap((section) =>
    section.blocks.flatMap((block) => (block.kind === 'rich' ? [block.json] : [])),
  )
  expect(texts.length).toBeGreaterThan(1)
  for (const json of texts) {
    const once = read(stateFromTiptap(json, 1))
    expect(plainOfJson(once)).toBe(plainOfJson(json))
    expect(once.content.map((node) => node.type)).toEqual(json.content.map((node) => node.type))
  }
})

it('does not let marks run on into the words after them', () => {
  const [, paragraph] = read(stateFromTiptap(rich, 7)).content
  expect(JSON.stringify(paragraph)).toContain('{"type":"text","text":" after."}')
})

it('makes the same bytes for the same author, and none for an empty text', () => {
  expect(stateFromTiptap(rich, 7)).toEqual(stateFromTiptap(rich, 7))
  expect(read(stateFromTiptap({ type: 'doc', content: [] }, 7)).content).toEqual([])
})
