import { describe, expect, it } from 'vitest'
import type { DocNode } from '@/core/domain/bid-document'
import { editorNodes } from '@/core/text/to-editor'

const nodes = (...content: DocNode[]) => editorNodes({ type: 'doc', content })
const text = (words: string) => ({ type: 'text' as const, text: words })
const para = (words: string): DocNode => ({ type: 'paragraph', content: [text(words)] })

describe('words from elsewhere', () => {
  it('take the two levels of heading that the editor has', () => {
    const heading = (level: 1 | 2 | 3): DocNode => ({ type: 'heading', attrs: { level }, content: [text('H')] })
    expect(
      nodes(heading(1), heading(2), heading(3)).map((node) => node.type === 'heading' && node.attrs.level),
    ).toEqual([2, 2, 3])
  })

  it('keep bold, italic, underline and links, and lose other marks but no words', () => {
    const marks = [{ type: 'bold' }, { type: 'code' }] as const
    const [line] = nodes({ type: 'paragraph', content: [{ ...text('kept'), marks }, text('')] })
    expect(line).toEqual({ type: 'paragraph', content: [{ type: 'text', text: 'kept', marks: [{ type: 'bold' }] }] })
  })

  it('leave out what is struck out: it was meant to go', () => {
    const struck = (words: string) => ({ ...text(words), marks: [{ type: 'strike' as const }] })
    const line = (...content: ReturnType<typeof text>[]): DocNode => ({ type: 'paragraph', content })
    expect(
      nodes(line(text('We ask for '), struck('£900'), text('£500.')), line(struck('Not this.'), text(' '))),
    ).toEqual([{ type: 'paragraph', content: [text('We ask for '), text('£500.')] }])
    const list: DocNode = {
      type: 'bulletList',
      content: [
        { type: 'listItem', content: [line(struck('gone'))] },
        { type: 'listItem', content: [para('kept')] },
      ],
    }
    expect(nodes(list, { type: 'heading', attrs: { level: 2 }, content: [struck('gone')] })).toEqual([
      { type: 'bulletList', content: [{ type: 'listItem', content: [para('kept')] }] },
    ])
  })

  it('give every item, cell and quotation what it must hold', () => {
    const list: DocNode = { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'blockquote' }] }] }
    expect(nodes(list)).toEqual([
      {
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [{ type: 'paragraph' }, { type: 'blockquote', content: [{ type: 'paragraph' }] }],
          },
        ],
      },
    ])
    const table: DocNode = { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell' }] }] }
    expect(nodes(table)).toEqual([
      {
        type: 'table',
        content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'paragraph' }] }] }],
      },
      { type: 'paragraph' },
    ])
  })

  it('leave out lists and tables that hold nothing', () => {
    expect(nodes({ type: 'bulletList' }, { type: 'table', content: [{ type: 'tableRow' }] }, para('x'))).toEqual([
      para('x'),
    ])
  })
})
