import { yDocToProsemirrorJSON } from '@tiptap/y-tiptap'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { richFields, templates } from '@/core/domain/templates'
import { stateFromTiptap } from '@/core/text/from-tiptap'
import { FRAGMENT, plainText, toTiptapJson } from '@/core/text/json'
import { readStates } from '@/core/text/read'
import { docFromLines, isUntouched, seeded, seedUpdate, stateFromLines } from '@/core/text/seed'
import { mergeStates } from '@/core/text/states'
import { toBase64 } from '@/core/vault/bytes'
import { present } from '../support/present'

function docOf(...states: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const state of states) Y.applyUpdate(doc, state)
  return doc
}

/** One laptop's session: opens a state, changes it, answers its whole state. */
function write(state: Uint8Array, author: number, change: (fragment: Y.XmlFragment) => void): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = author
  Y.applyUpdate(doc, state)
  doc.transact(() => change(doc.getXmlFragment(FRAGMENT)))
  return Y.encodeStateAsUpdate(doc)
}

function node(
  name: string,
  attributes: Record<string, unknown>,
  inside: readonly (Y.XmlElement | Y.XmlText)[],
): Y.XmlElement {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  made.insert(0, [...inside])
  return made
}
const say = (words: string): Y.XmlElement => node('paragraph', {}, [new Y.XmlText(words)])

describe('seeds', () => {
  const [templateId, key] = ['acv-nomination', 'currentUse']
  const seed = present(seedUpdate(templateId, key))

  it('are the same bytes every time and everywhere', () => {
    expect(seedUpdate(templateId, key)).toEqual(seed)
    expect(toBase64(stateFromLines(['## A', 'b', '- c'], 7))).toBe(
      'AQwHAAcBB2RlZmF1bHQDB2hlYWRpbmcHAAcABgQABwEBQSgABwAFbGV2ZWwBfQKHBwADCXBhcmFncmFwaAcABwQGBAAHBQFihwcEAwpidWxsZXRMaXN0BwAHBwMIbGlzdEl0ZW0HAAcIAwlwYXJhZ3JhcGgHAAcJBgQABwoBYwA=',
    )
  })

  it('are there once when two laptops start the same section by themselves', () => {
    const empty = mergeStates([])
    const one = write(seeded(empty, templateId, key), 101, (text) => text.push([say('The hall is full on Fridays.')]))
    const two = write(seeded(empty, templateId, key), 202, (text) => text.insert(0, [say('Built in 1911.')]))
    const words = plainText(docOf(mergeStates([one, two])))
    expect(words.split('The main use')).toHaveLength(2)
    expect(words.startsWith('Built in 1911.\nThe main use')).toBe(true)
    expect(words.endsWith('The hall is full on Fridays.')).toBe(true)
  })

  it('have another author for another text or field, so that no two texts share one', () => {
    const authors = templates.flatMap((template) =>
      richFields(template).flatMap((field) => {
        const update = seedUpdate(template.id, field.key)
        return update === undefined ? [] : Y.decodeUpdate(update).structs.map((struct) => struct.id.client)
      }),
    )
    const seeds = templates.flatMap((template) => richFields(template).filter((field) => field.startText !== undefined))
    expect(new Set(authors).size).toBe(seeds.length)
  })

  it('are not laid over what somebody has written, or written and deleted', () => {
    expect(seeded(mergeStates([]), templateId, key)).toEqual(seed)
    const written = write(mergeStates([]), 1, (text) => text.push([say('Ours')]))
    expect(seeded(written, templateId, key)).toBe(written)
    const cleared = write(written, 2, (text) => text.delete(0, text.length))
    expect(isUntouched(cleared)).toBe(false)
    expect(seeded(cleared, templateId, key)).toBe(cleared)
  })

  it('are missing where a field starts empty', () => {
    expect(seedUpdate('small-grant', 'whatYouWouldDo')).toBeUndefined()
    expect(seedUpdate('gone', 'x')).toBeUndefined()
    expect(seeded(mergeStates([]), undefined, undefined)).toEqual(mergeStates([]))
  })
})

describe('merging whole states', () => {
  it('does not depend on order, on doing it twice, or on how it is grouped', () => {
    const base = stateFromLines(['Start'], 9)
    const edit = fc.record({ at: fc.nat(3), words: fc.string({ minLength: 1, maxLength: 8 }), remove: fc.boolean() })
    fc.assert(
      fc.property(fc.array(fc.array(edit, { maxLength: 4 }), { minLength: 2, maxLength: 4 }), (laptops) => {
        const states = laptops.map((edits, index) =>
          write(base, index + 10, (text) => {
            for (const { at, words, remove } of edits) {
              if (remove && text.length > 0) text.delete(at % text.length, 1)
              else text.insert(Math.min(at, text.length), [say(words)])
            }
          }),
        )
        const merged = plainText(docOf(mergeStates(states)))
        expect(plainText(docOf(mergeStates([...states].reverse())))).toBe(merged)
        expect(plainText(docOf(mergeStates([...states, ...states])))).toBe(merged)
        const [first = base, ...rest] = states
        expect(plainText(docOf(mergeStates([first, mergeStates(rest)])))).toBe(merged)
      }),
      { numRuns: 100 },
    )
  })

  it('keeps typing of two laptops in the same paragraph', () => {
    const base = stateFromLines(['The hall'], 9)
    const type = (at: number, words: string) => (text: Y.XmlFragment) => {
      const paragraph = text.get(0) as Y.XmlElement
      ;(paragraph.get(0) as Y.XmlText).insert(at, words)
    }
    const merged = mergeStates([write(base, 1, type(8, ' roof leaks')), write(base, 2, type(4, 'old '))])
    expect(plainText(docOf(merged))).toBe('The old hall roof leaks')
  })
})

const full = write(mergeStates([]), 5, (text) => {
  const bold = new Y.XmlText()
  bold.insert(0, 'Ask ')
  bold.insert(4, 'now', { bold: {}, italic: {} })
  bold.insert(7, ' at ', { bold: null, italic: null })
  bold.insert(11, 'our page', { link: { href: 'https://example.org/hall', target: null } })
  const row = (kind: string, ...cells: readonly string[]) =>
    node(
      'tableRow',
      {},
      cells.map((words) => node(kind, {}, [say(words)])),
    )
  text.push([
    node('heading', { level: 2 }, [new Y.XmlText('Why')]),
    node('paragraph', {}, [bold, new Y.XmlElement('hardBreak'), new Y.XmlText('or ring')]),
    node('orderedList', { start: 3 }, [
      node('listItem', {}, [say('one'), node('bulletList', {}, [node('listItem', {}, [say('deep')])])]),
    ]),
    node('blockquote', {}, [say('quoted')]),
    new Y.XmlElement('horizontalRule'),
    node('table', {}, [row('tableHeader', 'Year', 'Users'), row('tableCell', '2025', '310')]),
  ])
})

describe('as nodes', () => {
  it('says what the editor’s own converter says', () => {
    const theirs = yDocToProsemirrorJSON(docOf(full), FRAGMENT) as {
      readonly content: readonly { readonly type: string }[]
    }
    const ours = toTiptapJson(docOf(full))
    expect(ours.content.map(({ type }) => type)).toEqual(theirs.content.map(({ type }) => type))
    expect(ours.content[0]).toEqual(theirs.content[0])
    expect(ours.content[2]).toEqual(theirs.content[2])
    expect(ours.content[5]).toEqual(theirs.content[5])
  })

  it('keeps marks, links and breaks', () => {
    expect(toTiptapJson(docOf(full)).content[1]).toEqual({
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Ask ' },
        { type: 'text', text: 'now', marks: [{ type: 'bold' }, { type: 'italic' }] },
        { type: 'text', text: ' at ' },
        { type: 'text', text: 'our page', marks: [{ type: 'link', attrs: { href: 'https://example.org/hall' } }] },
        { type: 'hardBreak' },
        { type: 'text', text: 'or ring' },
      ],
    })
  })

  it('gives the words line by line', () => {
    expect(plainText(docOf(full))).toBe(
      'Why\nAsk now at our page\nor ring\none\ndeep\nquoted\n\nYear\tUsers\n2025\t310',
    )
  })

  it('drops the address of a link that is not https or mailto, and keeps its words', () => {
    for (const href of [
      'javascript:alert(1)',
      'http://example.org',
      'data:text/html,x',
      ' JAVASCRIPT:x',
      'file:///etc',
    ]) {
      const state = write(mergeStates([]), 5, (text) => {
        const words = new Y.XmlText()
        words.insert(0, 'here', { link: { href } })
        text.push([node('paragraph', {}, [words])])
      })
      expect(toTiptapJson(docOf(state)).content).toEqual([
        { type: 'paragraph', content: [{ type: 'text', text: 'here' }] },
      ])
    }
  })

  it('keeps the words of nodes that it does not know, and of loose text', () => {
    const state = write(mergeStates([]), 5, (text) =>
      text.push([
        new Y.XmlText('loose'),
        node('newFangled', { src: 'x' }, [say('inside'), new Y.XmlText('tail')]),
        node('heading', { level: 9 }, [new Y.XmlText('deep')]),
        node('table', {}, [say('stray')]),
      ]),
    )
    expect(plainText(docOf(state))).toBe('loose\ninside\ntail\ndeep')
    expect(toTiptapJson(docOf(state)).content[3]).toMatchObject({ attrs: { level: 3 } })
  })
})

describe('writing nodes', () => {
  it('says the same when read again', () => {
    const json = toTiptapJson(docOf(full))
    expect(toTiptapJson(docOf(stateFromTiptap(json, 3)))).toEqual(json)
    expect(stateFromTiptap(json, 3)).toEqual(stateFromTiptap(json, 3))
  })

  it('makes headings, lists and paragraphs of lines', () => {
    expect(docFromLines(['## A', '### B', 'c', '- d', '- e', '', '#f'])).toEqual({
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'A' }] },
        { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'B' }] },
        { type: 'paragraph', content: [{ type: 'text', text: 'c' }] },
        {
          type: 'bulletList',
          content: ['d', 'e'].map((text) => ({
            type: 'listItem',
            content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
          })),
        },
        { type: 'paragraph' },
        { type: 'paragraph', content: [{ type: 'text', text: '#f' }] },
      ],
    })
  })
})

describe('reading stored states', () => {
  it('merges them, and starts with the seed where there are none', () => {
    const one = toBase64(stateFromLines(['First'], 1))
    expect(readStates([one, undefined]).plain).toBe('First')
    expect(readStates([], { templateId: 'acv-nomination', fieldKey: 'currentUse' }).plain).toContain('The main use')
    expect(readStates([]).plain).toBe('')
  })

  it('leaves out what is not a state', () => {
    const one = toBase64(stateFromLines(['First'], 1))
    expect(readStates(['not base64!', toBase64(new Uint8Array([9, 9, 9, 200])), one]).plain).toBe('First')
  })
})
