import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { DocInline, DocListItem, DocMark, DocNode, TiptapDoc } from '@/core/domain/bid-document'
import { headingDepths } from '@/core/domain/bid-document'
import { bidDocx } from '@/core/exchange/word'
import { parseHtml } from '@/core/exchange/word-html-tree'
import { readDocx } from '@/core/exchange/word-in'
import { htmlToDoc } from '@/core/exchange/word-in-html'
import { WORD_LIMITS } from '@/core/exchange/word-unzip'
import { timesLonger } from '../support/scaling.ts'
import { fullBid, para, words } from './bid-fixture'

const madeOn = '2026-11-22'
const written = (json: TiptapDoc): Promise<Uint8Array> =>
  bidDocx(
    { ...fullBid, sections: [{ heading: 'Here it starts', level: 1, blocks: [{ kind: 'rich', json }] }] },
    { madeOn },
  )

/** Reads back what stands below the section's heading. */
async function readBack(bytes: Uint8Array): Promise<readonly DocNode[]> {
  const read = await readDocx(bytes)
  if (!read.ok) throw new Error(read.error.kind)
  const at = read.value.doc.content.findIndex((node) => JSON.stringify(node).includes('Here it starts'))
  return read.value.doc.content.slice(at + 1)
}

/** A Word file with parts changed or added. */
async function altered(change: (parts: Record<string, Uint8Array>) => void): Promise<Uint8Array> {
  const parts = unzipSync(await written({ type: 'doc', content: [para(words('Hello'))] }))
  change(parts)
  return zipSync(parts)
}
const swap = (parts: Record<string, Uint8Array>, name: string, from: string, to: string): void => {
  const before = strFromU8(parts[name] ?? new Uint8Array())
  expect(before).toContain(from)
  parts[name] = strToU8(before.replace(from, to))
}
const kindOf = async (bytes: Uint8Array): Promise<string> => {
  const read = await readDocx(bytes)
  return read.ok ? 'read' : read.error.kind
}

describe('writing and reading back', () => {
  const anyWords = fc.string({
    unit: fc.constantFrom('a', 'b', 'Z', 'é', '😀', '&', '<', '"', '7', '.'),
    minLength: 1,
    maxLength: 12,
  })
  const anyMark: fc.Arbitrary<DocMark> = fc.constantFrom<DocMark>(
    { type: 'bold' },
    { type: 'italic' },
    { type: 'strike' },
    { type: 'link', attrs: { href: 'https://example.org/a?b=1&c=2' } },
    { type: 'link', attrs: { href: 'mailto:a@example.org' } },
  )
  const anyLine: fc.Arbitrary<DocInline[]> = fc
    .array(
      fc.oneof(
        {
          weight: 5,
          arbitrary: fc
            .tuple(anyWords, fc.option(anyMark))
            .map(([text, mark]): DocInline => ({ type: 'text', text, ...(mark ? { marks: [mark] } : {}) })),
        },
        { weight: 1, arbitrary: fc.constant<DocInline>({ type: 'hardBreak' }) },
      ),
      { minLength: 1, maxLength: 4 },
    )
    .filter((line) => line.some((node) => node.type === 'text'))
    .map(merged)
  const anyParagraph = anyLine.map((content): DocNode => ({ type: 'paragraph', content }))
  const anyList = (depth: number): fc.Arbitrary<DocNode> =>
    fc
      .tuple(
        fc.constantFrom('bulletList' as const, 'orderedList' as const),
        fc.array(fc.tuple(anyParagraph, depth > 0 ? fc.option(anyList(depth - 1)) : fc.constant(null)), {
          minLength: 1,
          maxLength: 3,
        }),
      )
      .map(([type, rows]) => ({
        type,
        content: rows.map(
          ([first, list]): DocListItem => ({ type: 'listItem', content: list ? [first, list] : [first] }),
        ),
      }))
  const anyTable: fc.Arbitrary<DocNode> = fc
    .array(fc.tuple(anyParagraph, anyParagraph), { minLength: 1, maxLength: 3 })
    .map((rows) => ({
      type: 'table',
      content: rows.map((row, at) => ({
        type: 'tableRow' as const,
        content: row.map((cell) => ({
          type: at === 0 ? ('tableHeader' as const) : ('tableCell' as const),
          content: [cell],
        })),
      })),
    }))
  const anyHeading = fc
    .tuple(fc.constantFrom(1 as const, 2 as const), anyWords)
    .map(([level, text]): DocNode => ({ type: 'heading', attrs: { level }, content: [words(text)] }))
  /** mammoth joins neighbouring lists, so each block stands apart. */
  const anyDoc = fc
    .array(fc.oneof(anyParagraph, anyHeading, anyList(2), anyTable), { minLength: 1, maxLength: 5 })
    .map((blocks): TiptapDoc => ({ type: 'doc', content: blocks.flatMap((block) => [block, para(words('between'))]) }))

  /** Neighbours with equal marks as one: what a reader cannot tell apart. */
  function merged(content: readonly DocInline[]): DocInline[] {
    const out: DocInline[] = []
    for (const node of content) {
      const before = out.at(-1)
      const same =
        node.type === 'text' && before?.type === 'text' && JSON.stringify(before.marks) === JSON.stringify(node.marks)
      if (same) out[out.length - 1] = { ...before, text: before.text + node.text }
      else out.push(node)
    }
    return out
  }

  /** A section's headings come one level lower, or more where that would skip one; header cells are bold. */
  function expected(node: DocNode, doc: TiptapDoc): DocNode {
    if (node.type === 'heading') {
      const level = Math.min((headingDepths(doc).get(node) ?? 1) + 1, 3) as 2 | 3
      return { ...node, attrs: { level } }
    }
    if (node.type !== 'table') return node
    const bold = (cell: DocNode): DocNode =>
      cell.type !== 'paragraph'
        ? cell
        : {
            ...cell,
            content: merged(
              (cell.content ?? []).map((text) =>
                text.type !== 'text'
                  ? text
                  : {
                      ...text,
                      marks: [{ type: 'bold' }, ...(text.marks ?? [])].filter(
                        (mark, at, all) => all.findIndex((other) => other.type === mark.type) === at,
                      ) as DocMark[],
                    },
              ),
            ),
          }
    return {
      ...node,
      content: (node.content ?? []).map((row) => ({
        ...row,
        content: (row.content ?? []).map((cell) =>
          cell.type === 'tableHeader' ? { ...cell, content: (cell.content ?? []).map(bold) } : cell,
        ),
      })),
    }
  }
  const sortMarks = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (key, inner) =>
      key === 'marks' ? [...inner].sort((a: DocMark, b: DocMark) => a.type.localeCompare(b.type)) : inner,
    )

  it('gives the same rich text back', async () => {
    await fc.assert(
      fc.asyncProperty(anyDoc, async (doc) => {
        expect(sortMarks(await readBack(await written(doc)))).toEqual(
          sortMarks(doc.content.map((node) => expected(node, doc))),
        )
      }),
      { numRuns: 25 },
    )
  }, 90_000)

  it('reads underlined words and quotations', async () => {
    const doc: TiptapDoc = {
      type: 'doc',
      content: [para(words('under', { type: 'underline' })), { type: 'blockquote', content: [para(words('said'))] }],
    }
    expect(await readBack(await written(doc))).toEqual(doc.content)
  })

  /** What is read of a file with this body. */
  async function readBody(xml: string) {
    const bytes = await altered((parts) => {
      const whole = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
      parts['word/document.xml'] = strToU8(whole.replace(/<w:body>[\s\S]*<w:sectPr/, `<w:body>${xml}<w:sectPr`))
    })
    const read = await readDocx(bytes)
    if (!read.ok) throw new Error(read.error.kind)
    return read.value
  }
  const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`

  it.each([
    [
      'a field of a merged letter',
      `${run('Dear ')}<w:fldSimple w:instr=" MERGEFIELD Name ">${run('Mrs Example')}</w:fldSimple>${run(', hello')}`,
      ['Dear Mrs Example, hello'],
    ],
    [
      'words with a direction',
      `<w:dir w:val="ltr">${run('one ')}</w:dir><w:bdo w:val="ltr">${run('two')}</w:bdo>`,
      ['one two'],
    ],
    [
      'words moved, put in and taken out',
      `<w:moveFrom w:id="1">${run('from')}</w:moveFrom><w:moveTo w:id="2">${run('to ')}</w:moveTo><w:ins w:id="3">${run('in')}</w:ins><w:del w:id="4"><w:r><w:delText>out</w:delText></w:r></w:del>`,
      ['to in'],
    ],
    [
      'the end of a page in a sentence',
      `<w:r><w:t>One.</w:t><w:br w:type="page"/><w:t>Two.</w:t></w:r>`,
      ['One.', 'Two.'],
    ],
    ['the end of a column', `<w:r><w:t>One.</w:t><w:br w:type="column"/><w:t>Two.</w:t></w:r>`, ['One.', 'Two.']],
  ])('keeps the words of %s', async (_, xml, paragraphs) => {
    const { doc, warnings } = await readBody(`<w:p>${xml}</w:p>`)
    expect(doc.content).toEqual(paragraphs.map((text) => para(words(text))))
    expect(warnings).toEqual([])
  })

  it('keeps a line that was ended in the old way', async () => {
    const { doc } = await readBody('<w:p><w:r><w:t>One</w:t><w:cr/><w:t>Two</w:t></w:r></w:p>')
    expect(doc.content).toEqual([{ type: 'paragraph', content: [words('One'), { type: 'hardBreak' }, words('Two')] }])
  })

  it.each([
    ['a formula', `<m:oMath xmlns:m="x">${'<m:r><m:t>a+b</m:t></m:r>'}</m:oMath>`],
    [
      'a drawing’s box',
      `<w:r><mc:AlternateContent xmlns:mc="x"><mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p>${run('boxed')}</w:p></w:txbxContent></w:drawing></mc:Choice></mc:AlternateContent></w:r>`,
    ],
  ])('says so where it cannot read the words of %s', async (_, xml) => {
    const { doc, warnings } = await readBody(`<w:p>${run('x is ')}${xml}</w:p>`)
    expect(JSON.stringify(doc)).toContain('x is')
    expect(warnings).toEqual(['words'])
  })

  it('reads a whole bid without a warning', async () => {
    const read = await readDocx(await bidDocx(fullBid, { madeOn, wordCounts: true }))
    expect(read.ok && read.value.doc.content[0]).toEqual({
      type: 'heading',
      attrs: { level: 1 },
      content: [words('The Plough & Harrow: nomination <draft>')],
    })
    expect(read.ok && read.value.warnings).toEqual([])
  })
})

describe('files that may hurt', () => {
  it('keeps only the words of a javascript: link', async () => {
    const bytes = await written({
      type: 'doc',
      content: [para(words('click', { type: 'link', attrs: { href: 'https://example.org/safe' } }))],
    })
    const parts = unzipSync(bytes)
    swap(parts, 'word/_rels/document.xml.rels', 'https://example.org/safe', 'javascript:alert(document.cookie)')
    expect(await readBack(zipSync(parts))).toEqual([para(words('click'))])
  })

  it.each([
    [
      'macros',
      (parts: Record<string, Uint8Array>) => {
        parts['word/vbaProject.bin'] = strToU8('x')
      },
    ],
    [
      'a macro-enabled kind',
      (parts: Record<string, Uint8Array>) =>
        swap(
          parts,
          '[Content_Types].xml',
          'wordprocessingml.document.main+xml',
          'ms-word.document.macroEnabled.main+xml',
        ),
    ],
    [
      'ActiveX',
      (parts: Record<string, Uint8Array>) => {
        parts['word/activeX/activeX1.xml'] = strToU8('<x/>')
      },
    ],
    [
      'a control',
      (parts: Record<string, Uint8Array>) =>
        swap(
          parts,
          'word/_rels/document.xml.rels',
          '</Relationships>',
          '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/control" Target="a.xml"/></Relationships>',
        ),
    ],
    [
      'an embedded page',
      (parts: Record<string, Uint8Array>) =>
        swap(
          parts,
          'word/_rels/document.xml.rels',
          '</Relationships>',
          '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="a.html"/></Relationships>',
        ),
    ],
    [
      'entities',
      (parts: Record<string, Uint8Array>) =>
        swap(parts, 'word/document.xml', '<w:document', '<!DOCTYPE x [<!ENTITY a "b">]><w:document'),
    ],
  ])('refuses a file with %s', async (_, change) => {
    expect(await kindOf(await altered(change))).toBe('file-word-active')
  })

  it('refuses a file that unpacks far larger, by what it says of itself', async () => {
    const bytes = await altered((parts) => {
      parts['word/big.xml'] = new Uint8Array(9_000_000)
    })
    expect(bytes.length).toBeLessThan(100_000)
    expect(await readDocx(bytes)).toEqual({ ok: false, error: { kind: 'file-word-swollen' } })
  })

  it('refuses it too when it lies about its size', async () => {
    const bytes = await altered((parts) => {
      parts['word/big.xml'] = new Uint8Array(30_000_000)
    })
    // Every place that holds the true size says 1,000 instead: the local header and the list of contents.
    const truth = new Uint8Array(new Uint32Array([30_000_000]).buffer)
    let lies = 0
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      if (truth.every((byte, offset) => bytes[at + offset] === byte)) {
        bytes.set(new Uint8Array(new Uint32Array([1_000]).buffer), at)
        lies += 1
      }
    }
    expect(lies).toBe(2)
    const before = process.memoryUsage().arrayBuffers
    expect(await kindOf(bytes)).toBe('file-word-swollen')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000)
  })

  it('refuses more parts than any Word file has', async () => {
    const bytes = await altered((parts) => {
      for (let at = 0; at <= WORD_LIMITS.entries; at += 1) parts[`word/media/${at}`] = new Uint8Array()
    })
    expect(await kindOf(bytes)).toBe('file-word-swollen')
  })

  it('refuses what is empty, too large, another kind of file, cut short or damaged', async () => {
    const good = await written({ type: 'doc', content: [para(words('Hello'))] })
    expect(await kindOf(new Uint8Array())).toBe('file-empty')
    expect(await kindOf(new Uint8Array(WORD_LIMITS.file + 1))).toBe('file-too-large')
    expect(await kindOf(strToU8('Just some words, not a Word file.'))).toBe('file-wrong-type')
    expect(await kindOf(zipSync({ 'a.txt': strToU8('x') }))).toBe('file-wrong-type')
    expect(await kindOf(good.subarray(0, good.length - 30))).toBe('file-wrong-type')
    expect(await kindOf(await altered((parts) => swap(parts, 'word/document.xml', '</w:body>', '')))).toBe(
      'file-unreadable',
    )
    const damaged = good.slice()
    const at = strFromU8(damaged, true).indexOf('word/document.xml') + 60
    damaged.fill(0xff, at, at + 200)
    expect(['file-damaged', 'file-unreadable', 'file-cut-short', 'file-wrong-type']).toContain(await kindOf(damaged))
  })

  it('never throws, whatever bytes of a good file are changed', async () => {
    const good = await written({ type: 'doc', content: [para(words('Hello'))] })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (edits) => {
          const bytes = good.slice()
          for (const [at, value] of edits) bytes[at] = value
          await readDocx(bytes)
        },
      ),
      { numRuns: 30 },
    )
  }, 90_000)

  it('leaves pictures behind and says so', async () => {
    const bytes = await altered((parts) => {
      parts['word/media/a.png'] = new Uint8Array([1, 2, 3])
      swap(
        parts,
        'word/_rels/document.xml.rels',
        '</Relationships>',
        '<Relationship Id="pic" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/></Relationships>',
      )
      swap(
        parts,
        'word/document.xml',
        '<w:t xml:space="preserve">Hello</w:t>',
        '<w:t xml:space="preserve">Hello</w:t><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="p"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="pic"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>',
      )
    })
    const read = await readDocx(bytes)
    expect(read.ok && read.value.warnings).toContain('pictures')
    expect(JSON.stringify(read.ok && read.value.doc)).not.toMatch(/base64|img|png/)
  })
})

describe('the small HTML reader', () => {
  it('drops scripts, unknown tags and unsafe links, and keeps the words', () => {
    expect(
      htmlToDoc(
        '<p onclick="x()">a<script>alert(1)</script><blink>b</blink><a href="javascript:x">c</a></p>loose <b>words</b>',
      ).content,
    ).toEqual([para(words('abc')), para(words('loose '), words('words', { type: 'bold' }))])
  })

  it('puts up with anything', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '<',
            '>',
            '/',
            'p',
            'a',
            'li',
            'ul',
            'td',
            'table',
            ' ',
            '"',
            '=',
            'href',
            '&',
            '#',
            ';',
            'x',
            '1',
            '!--',
            '-->',
          ),
          maxLength: 200,
        }),
        (html) => {
          expect(htmlToDoc(html).type).toBe('doc')
          expect(JSON.stringify(htmlToDoc(html))).not.toContain('javascript')
        },
      ),
      { numRuns: 500 },
    )
  })

  // Ten times as much takes ten times as long; what tries again at each bracket would take a hundred times as long.
  it.each([
    [
      'depth',
      (size: number) => expect(htmlToDoc(`${'<div>'.repeat(size)}deep`).content).toEqual([para(words('deep'))]),
    ],
    ['lone brackets', (size: number) => expect(htmlToDoc('<'.repeat(size * 3)).content).toHaveLength(1)],
    ['length', (size: number) => expect(parseHtml(`<a ${'x'.repeat(size * 5)}`).children.length).toBeGreaterThan(0)],
  ])('is not led astray by %s', async (_, look) => {
    expect(await timesLonger(look, { small: 2_000, large: 20_000 }, 50)).toBeLessThan(50)
  })

  it('reads entities once', () => {
    expect(htmlToDoc('<p>&amp;lt; &#233; &#x1F600; &nosuch; &#0;</p>').content).toEqual([
      para(words('&lt; é 😀 &nosuch; ')),
    ])
  })
})
