/** Word files as people have them: what comes in, what stays behind, and what is said of it. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { DocListItem, DocNode } from '@/core/domain/bid-document'
import type { WordWarning } from '@/core/domain/word-warnings'
import { bidDocx } from '@/core/exchange/word'
import { readDocx } from '@/core/exchange/word-in'
import { WORD_LIMITS } from '@/core/exchange/word-unzip'
import { fileKinds } from '../../src/preload/file-kinds'
import { timesLonger } from '../support/scaling.ts'
import { fullBid, para, words } from './bid-fixture'

type Parts = Record<string, Uint8Array>
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'word/document.xml'
const RELS = 'word/_rels/document.xml.rels'

/** A Word file with this body; `more` changes its other parts. */
async function file(body: string, more: (parts: Parts) => void = () => undefined): Promise<Uint8Array> {
  const parts = unzipSync(await bidDocx({ ...fullBid, sections: [] }, { madeOn: '2026-11-22' }))
  const whole = strFromU8(parts[MAIN] ?? new Uint8Array())
  parts[MAIN] = strToU8(whole.replace(/<w:body>[\s\S]*<w:sectPr/, () => `<w:body>${body}<w:sectPr`))
  more(parts)
  return zipSync(parts)
}
const change = (parts: Parts, name: string, from: string, to: string): void => {
  const before = strFromU8(parts[name] ?? new Uint8Array())
  expect(before).toContain(from)
  parts[name] = strToU8(before.replace(from, () => to))
}
const relate = (parts: Parts, name: string, id: string, kind: string, target: string, more = ''): void =>
  change(
    parts,
    name,
    '</Relationships>',
    `<Relationship Id="${id}" Type="${R}/${kind}" Target="${target}"${more}/></Relationships>`,
  )

async function read(
  bytes: Uint8Array,
): Promise<{ readonly content: readonly DocNode[]; readonly warnings: readonly WordWarning[] }> {
  const result = await readDocx(bytes)
  if (!result.ok) throw new Error(result.error.kind)
  return { content: result.value.doc.content, warnings: result.value.warnings }
}
const kindOf = async (bytes: Uint8Array): Promise<string> => {
  const result = await readDocx(bytes)
  return result.ok ? 'read' : result.error.kind
}
const run = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
const p = (runs: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`

/** A style; `inside` is what it says beside its name. */
const styleOf = (kind: string, id: string, inside: string, base?: string): string =>
  `<w:style w:type="${kind}" w:styleId="${id}"><w:name w:val="${id}"/>${base === undefined ? '' : `<w:basedOn w:val="${base}"/>`}${inside}</w:style>`

describe('boxes to tick', () => {
  it('come in as signs, ticked or not', async () => {
    const field = (on: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="${on}"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
    const control = (on: string, sign: string): string =>
      `<w:sdt xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr><w14:checkbox><w14:checked w14:val="${on}"/></w14:checkbox></w:sdtPr><w:sdtContent>${run(sign)}</w:sdtContent></w:sdt>`
    const { content, warnings } = await read(
      await file(
        p(field('1') + run(' Yes ') + field('0') + run(' No')) +
          p(control('1', '☒') + run(' Yes ') + control('0', '☐')),
      ),
    )
    expect(content).toEqual(['☑ Yes ☐ No', '☑ Yes ☐'].map((text) => para(words(text))))
    expect(warnings).toEqual([])
  })
})

describe('what was taken out or hidden in Word', () => {
  it.each(['<w:strike/>', '<w:dstrike/>'])('is told where it is struck out with %s', async (strike) => {
    const { content, warnings } = await read(await file(p(run('kept ') + run('gone', strike))))
    expect(content).toEqual([para(words('kept '), words('gone', { type: 'strike' }))])
    expect(warnings).toEqual(['struck'])
    expect((await read(await file(p(run('kept', strike.replace('/>', ' w:val="0"/>')))))).warnings).toEqual([])
  })

  it('stays behind where it is hidden, by itself or by a style', async () => {
    const style = (kind: string, id: string): string =>
      `<w:style w:type="${kind}" w:styleId="${id}"><w:name w:val="${id}"/><w:rPr><w:vanish/></w:rPr></w:style>`
    const bytes = await file(
      p(run('Seen ') + run('secret one', '<w:vanish/>') + run('and seen', '<w:vanish w:val="0"/>')) +
        p(run('secret two'), '<w:pStyle w:val="HidP"/>') +
        p(run('secret three', '<w:rStyle w:val="HidR"/>') + run('. This too.'), '<w:rPr><w:vanish/></w:rPr>'),
      (parts) =>
        change(
          parts,
          'word/styles.xml',
          '</w:styles>',
          `${style('paragraph', 'HidP')}${style('character', 'HidR')}</w:styles>`,
        ),
    )
    const { content, warnings } = await read(bytes)
    expect(JSON.stringify(content)).not.toContain('secret')
    expect(JSON.stringify(content)).toMatch(/Seen and seen.*This too/)
    expect(warnings.filter((warning) => warning !== 'formatting')).toEqual(['hidden'])
  })

  const says = (properties: string): string => `<w:rPr>${properties}</w:rPr>`
  const inStyle = (id: string): string => `<w:pStyle w:val="${id}"/>`
  const styled = (body: string, ...styles: string[]): Promise<Uint8Array> =>
    file(body, (parts) => change(parts, 'word/styles.xml', '</w:styles>', `${styles.join('')}</w:styles>`))

  it('stays behind where the style of its style hides it, unless a nearer one does not', async () => {
    const { content, warnings } = await read(
      await styled(
        p(run('secret one'), inStyle('Third')) +
          p(run('seen one'), inStyle('Shown')) +
          p(run('secret two', '<w:rStyle w:val="Run2"/>') + run('seen two')) +
          p(run('seen three', '<w:vanish w:val="0"/>') + run('secret three', '<w:b/>'), inStyle('Third')) +
          p(run('seen four'), inStyle('Round')),
        styleOf('paragraph', 'Third', '', 'Second'),
        styleOf('paragraph', 'Second', '', 'First'),
        styleOf('paragraph', 'First', says('<w:vanish/>')),
        styleOf('paragraph', 'Shown', says('<w:vanish w:val="false"/>'), 'Second'),
        styleOf('character', 'Run2', '', 'Run1'),
        styleOf('character', 'Run1', says('<w:vanish/>')),
        styleOf('paragraph', 'Round', says('<w:rPrChange w:id="1"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'), 'Turn'),
        styleOf('paragraph', 'Turn', '', 'Round'),
      ),
    )
    expect(content).toEqual(['seen one', 'seen two', 'seen three', 'seen four'].map((text) => para(words(text))))
    expect(warnings).toContain('hidden')
  })

  it('stays behind where the whole file hides it, but for what says otherwise', async () => {
    const bytes = await file(p(run('secret') + run('seen', '<w:vanish w:val="0"/>')), (parts) =>
      change(parts, 'word/styles.xml', '<w:rPrDefault><w:rPr>', '<w:rPrDefault><w:rPr><w:vanish/>'),
    )
    expect((await read(bytes)).content).toEqual([para(words('seen'))])
  })

  it('stays behind where the style of paragraphs without one hides it', async () => {
    const bytes = await styled(
      p(run('secret')) + p(run('seen'), inStyle('Other')),
      '<w:style w:type="paragraph" w:default="1" w:styleId="Usual"><w:name w:val="Usual"/><w:rPr><w:vanish/></w:rPr></w:style>',
      styleOf('paragraph', 'Other', ''),
    )
    expect((await read(bytes)).content).toEqual([para(words('seen'))])
  })

  it.each(['strike', 'dstrike'])('is told where its style, or that one’s, strikes it out with %s', async (strike) => {
    const gone = (text: string, before = ''): DocNode =>
      para(...(before === '' ? [] : [words(before)]), words(text, { type: 'strike' }))
    const { content, warnings } = await read(
      await styled(
        p(run('gone one'), inStyle('Out')) +
          p(run('kept ', `<w:${strike} w:val="0"/>`) + run('gone two', '<w:noProof/>'), inStyle('Out')) +
          p(run('kept ') + run('gone three', '<w:rStyle w:val="OutRun"/>')) +
          p('<w:r><w:rPr/><w:t>gone four</w:t></w:r>', inStyle('Out')),
        styleOf('paragraph', 'Out', '', 'Base'),
        styleOf('paragraph', 'Base', says(`<w:${strike}/>`)),
        styleOf('character', 'OutRun', says(`<w:${strike}/>`)),
      ),
    )
    expect(content).toEqual([
      gone('gone one'),
      gone('gone two', 'kept '),
      gone('gone three', 'kept '),
      gone('gone four'),
    ])
    expect(warnings).toContain('struck')
  })

  it('is seen where the styles of a paragraph and of a run undo each other, as Word has it', async () => {
    const { content } = await read(
      await styled(
        p(run('seen', '<w:rStyle w:val="HidR"/>') + run('secret'), inStyle('HidP')),
        styleOf('paragraph', 'HidP', says('<w:vanish/>')),
        styleOf('character', 'HidR', says('<w:vanish/>')),
      ),
    )
    expect(content).toEqual([para(words('seen'))])
  })

  it('never comes in as a comment, and is told', async () => {
    const bytes = await file(
      p(
        `<w:commentRangeStart w:id="0"/>${run('We ask for £500.')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
      ),
      (parts) => {
        parts['word/comments.xml'] = strToU8(
          `<w:comments xmlns:w="${W}"><w:comment w:id="0" w:author="Bo">${p(run('secret'))}</w:comment></w:comments>`,
        )
        relate(parts, RELS, 'com', 'comments', 'comments.xml')
      },
    )
    expect(await read(bytes)).toEqual({ content: [para(words('We ask for £500.'))], warnings: ['comments'] })
  })
})

describe('a deleted end of paragraph', () => {
  const deleted = '<w:rPr><w:del w:id="9" w:author="Bo"/></w:rPr>'
  const table = (...cells: string[]): string =>
    `<w:tbl><w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr></w:tbl>`

  it('joins two paragraphs that follow each other', async () => {
    const { content } = await read(await file(p(run('One '), deleted) + p(run('line.')) + p(run('Another.'))))
    expect(content).toEqual([para(words('One line.')), para(words('Another.'))])
  })

  it('carries no words into the next cell, into a table, or out of the file', async () => {
    const { content } = await read(
      await file(p(run('Before'), deleted) + table(p(run('A'), deleted), p(run('B'))) + p(run('Last'), deleted)),
    )
    const cell = (text: string) => ({ type: 'tableCell', content: [para(words(text))] })
    expect(content).toEqual([
      para(words('Before')),
      { type: 'table', content: [{ type: 'tableRow', content: [cell('A'), cell('B')] }] },
      para(words('Last')),
    ])
  })
})

describe('numbered lists', () => {
  const level = (at: number, format: string, start = 1): string =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/></w:lvl>`
  const numbering = `<w:numbering xmlns:w="${W}"><w:abstractNum w:abstractNumId="7">${level(0, 'decimal', 3)}${level(1, 'lowerLetter')}</w:abstractNum><w:abstractNum w:abstractNumId="8">${level(0, 'bullet')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num></w:numbering>`
  const entry = (text: string, list = 1, at = 0): string =>
    p(text === '' ? '' : run(text), `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`)
  const lists = (body: string) =>
    file(body, (parts) => {
      parts['word/numbering.xml'] = strToU8(numbering)
    }).then(read)
  const entryOf = (text: string, ...more: DocNode[]): DocListItem => ({
    type: 'listItem',
    content: [para(words(text)), ...more],
  })

  it('keep the number with which they begin, and go on after a paragraph', async () => {
    const { content } = await lists(entry('a') + entry('b') + p(run('between')) + entry('c'))
    expect(content).toEqual([
      { type: 'orderedList', attrs: { start: 3 }, content: [entryOf('a'), entryOf('b')] },
      para(words('between')),
      { type: 'orderedList', attrs: { start: 5 }, content: [entryOf('c')] },
    ])
  })

  it('are two where the second begins afresh, and begin anew inside each item', async () => {
    const { content } = await lists(
      entry('a') +
        entry('x', 1, 1) +
        entry('y', 1, 1) +
        entry('b') +
        entry('z', 1, 1) +
        entry('k', 2) +
        entry('') +
        entry('l', 2),
    )
    const inner = (...texts: string[]): DocNode => ({
      type: 'orderedList',
      content: texts.map((text) => entryOf(text)),
    })
    expect(content).toEqual([
      { type: 'orderedList', attrs: { start: 3 }, content: [entryOf('a', inner('x', 'y')), entryOf('b', inner('z'))] },
      { type: 'orderedList', attrs: { start: 9 }, content: [entryOf('k'), entryOf('l')] },
    ])
  })

  it('leave bullets alone', async () => {
    const { content } = await lists(entry('a', 3) + entry('b', 3))
    expect(content).toEqual([{ type: 'bulletList', content: [entryOf('a'), entryOf('b')] }])
  })
})

describe('headings', () => {
  const heading = (level: number): string => p(run(`h${level}`), `<w:pStyle w:val="Heading${level}"/>`)
  const at = (level: 1 | 2 | 3, text: string): DocNode => ({
    type: 'heading',
    attrs: { level },
    content: [words(text)],
  })
  const bold = (text: string): DocNode => para(words(text, { type: 'bold' }))

  it('that are too deep become lines in bold', async () => {
    const { content } = await read(await file([1, 2, 3, 4, 5].map(heading).join('')))
    expect(content).toEqual([at(1, 'h1'), at(2, 'h2'), at(3, 'h3'), bold('h4'), bold('h5')])
  })

  it('are raised where the file begins with deep ones', async () => {
    const { content } = await read(await file([4, 5, 6].map(heading).join('')))
    expect(content).toEqual([at(2, 'h4'), at(3, 'h5'), bold('h6')])
  })
})

describe('numbered headings', () => {
  const level = (at: number, text: string, inside = '<w:numFmt w:val="decimal"/>'): string =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/>${inside}<w:lvlText w:val="${text}"/></w:lvl>`
  /** Levels of the headings' list; their styles are put in it. */
  const numbered = (body: string, ...levels: string[]) =>
    file(body, (parts) => {
      parts['word/numbering.xml'] = strToU8(
        `<w:numbering xmlns:w="${W}"><w:abstractNum w:abstractNumId="4">${levels.join('')}</w:abstractNum><w:num w:numId="6"><w:abstractNumId w:val="4"/></w:num></w:numbering>`,
      )
      const styles = strFromU8(parts['word/styles.xml'] ?? new Uint8Array())
      parts['word/styles.xml'] = strToU8(
        styles
          .replace(/<w:style [^>]*w:styleId="Heading\d"[\s\S]*?<\/w:style>/g, '')
          .replace(
            '</w:styles>',
            `${[1, 2, 3].map((at) => `<w:style w:type="paragraph" w:styleId="Heading${at}"><w:name w:val="heading ${at}"/><w:pPr><w:numPr><w:ilvl w:val="${at - 1}"/><w:numId w:val="6"/></w:numPr></w:pPr></w:style>`).join('')}</w:styles>`,
          ),
      )
    }).then(read)
  const h = (at: number, text: string, more = ''): string =>
    p(text === '' ? '' : run(text), `<w:pStyle w:val="Heading${at}"/>${more}`)
  const texts = (content: readonly DocNode[]): string[] =>
    content
      .map(
        (node) =>
          JSON.stringify(node)
            .match(/"text":"[^"]*"/g)
            ?.join('') ?? '',
      )
      .map((text) => text.slice(8, -1))

  it('keep their numbers as words', async () => {
    const { content, warnings } = await numbered(
      h(1, 'Us') + h(1, 'You') + p(run('Words')) + h(2, 'Need') + h(2, 'Who') + h(1, 'Money') + h(2, 'Cost'),
      level(0, '%1'),
      level(1, '%1.%2'),
    )
    expect(content[0]).toEqual({ type: 'heading', attrs: { level: 1 }, content: [words('1 Us')] })
    expect(texts(content)).toEqual(['1 Us', '2 You', 'Words', '2.1 Need', '2.2 Who', '3 Money', '3.1 Cost'])
    expect(warnings).toEqual([])
  })

  it('keep them as Word writes them', async () => {
    const { content } = await numbered(
      h(1, 'Us') + h(2, 'Need') + h(2, 'Who') + h(3, 'Them') + h(1, 'End') + h(2, 'Last'),
      level(0, 'Part %1: ', '<w:numFmt w:val="upperRoman"/>'),
      level(1, '%2)', '<w:numFmt w:val="lowerLetter"/><w:lvlRestart w:val="0"/>'),
      level(2, '&lt;%1.%2.%3&gt;', '<w:numFmt w:val="decimalZero"/><w:isLgl/><w:suff w:val="nothing"/>'),
    )
    expect(texts(content)).toEqual(['Part I: Us', 'a) Need', 'b) Who', '<1.2.1>Them', 'Part II: End', 'c) Last'])
  })

  it('have none where that cannot be told, where they are taken out of the list, and where they have no words', async () => {
    const out = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    const { content } = await numbered(
      h(2, 'Early') + h(1, 'Us') + h(1, 'Out', out) + h(1, '') + h(1, 'Next') + h(3, 'Deep'),
      level(0, '%1.'),
      level(1, '%1.%2'),
      level(2, '%3', '<w:numFmt w:val="chineseCounting"/>'),
    )
    expect(texts(content)).toEqual(['Early', '1. Us', 'Out', '3. Next', 'Deep'])
  })

  it('have them where their list is a style of lists', async () => {
    const bytes = await file(h(1, 'Us', '<w:numPr><w:numId w:val="6"/></w:numPr>'), (parts) => {
      parts['word/numbering.xml'] = strToU8(
        `<w:numbering xmlns:w="${W}"><w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Ours"/></w:abstractNum><w:abstractNum w:abstractNumId="5"><w:styleLink w:val="Ours"/>${level(0, '%1.')}</w:abstractNum><w:num w:numId="6"><w:abstractNumId w:val="4"/></w:num><w:num w:numId="7"><w:abstractNumId w:val="5"/></w:num></w:numbering>`,
      )
      const style =
        '<w:style w:type="numbering" w:styleId="Ours"><w:name w:val="Ours"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
      change(parts, 'word/styles.xml', '</w:styles>', `${style}</w:styles>`)
    })
    expect(texts((await read(bytes)).content)).toEqual(['1. Us'])
  })

  it('have none where it would be letters without end', async () => {
    const { content } = await numbered(
      h(1, 'Us'),
      level(0, '%1', '<w:numFmt w:val="lowerLetter"/><w:start w:val="999999"/>'),
    )
    expect(texts(content)).toEqual(['Us'])
  })
})

describe('what stands around the words', () => {
  it('keeps bold and italic on both sides of the end of a page', async () => {
    const { content } = await read(
      await file(p('<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>One.</w:t><w:br w:type="page"/><w:t>Two.</w:t></w:r>')),
    )
    const both = (text: string) => para(words(text, { type: 'bold' }, { type: 'italic' }))
    expect(content).toEqual([both('One.'), both('Two.')])
  })

  it('sets footnotes below, under the number that stands in the text', async () => {
    const bytes = await file(
      p(`${run('Sixty come.')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="77"/></w:r>`),
      (parts) => {
        parts['word/footnotes.xml'] = strToU8(
          `<w:footnotes xmlns:w="${W}"><w:footnote w:id="2">${p(run(' Counted in May.') + run('secret', '<w:vanish/>'))}</w:footnote></w:footnotes>`,
        )
        parts['word/_rels/footnotes.xml.rels'] = strToU8('<Relationships/>')
      },
    )
    expect(await read(bytes)).toEqual({
      content: [para(words('Sixty come.[1]')), para(words('[1] Counted in May.'))],
      warnings: ['hidden', 'notes'],
    })
  })

  it('keeps the words of a link that may not stand, and says so', async () => {
    const link = (id: string): string => `<w:hyperlink r:id="${id}">${run('our page')}</w:hyperlink>`
    const with_ = (target: string): Promise<Uint8Array> =>
      file(p(link('web')), (parts) => relate(parts, RELS, 'web', 'hyperlink', target, ' TargetMode="External"'))
    expect(await read(await with_('http://example.org/a?b=1&amp;c=2'))).toEqual({
      content: [para(words('our page'))],
      warnings: ['links'],
    })
    expect((await read(await with_('https://example.org/'))).warnings).toEqual([])
    const inside = await read(await file(p(`<w:hyperlink w:anchor="there">${run('below')}</w:hyperlink>`)))
    expect(inside).toEqual({ content: [para(words('below'))], warnings: [] })
  })

  it('reads on where a link or a picture leads nowhere', async () => {
    const picture = `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="gone"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
    const old =
      '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="gone"/></v:shape></w:pict></w:r>'
    for (const lost of [`<w:hyperlink r:id="gone" w:anchor="x">${run(' here')}</w:hyperlink>`, picture, old]) {
      const { content, warnings } = await read(await file(p(run('Words') + lost)))
      expect(JSON.stringify(content)).toContain('Words')
      expect(warnings.includes('pictures')).toBe(!lost.includes('hyperlink'))
    }
  })

  it.each([
    ['a chart', '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="x"/>'],
    ['a diagram', '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="x"/>'],
  ])('says that %s stayed behind', async (_, inner) => {
    const drawing = `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>${inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
    expect(await read(await file(p(run('As shown:') + drawing)))).toEqual({
      content: [para(words('As shown:'))],
      warnings: ['charts'],
    })
  })
})

describe('files that are not quite as ours', () => {
  it('are read where the words are in a part of another name', async () => {
    const bytes = await file(p(`${run('Words')}<m:oMath xmlns:m="x"><m:r><m:t>a+b</m:t></m:r></m:oMath>`), (parts) => {
      parts['word/document2.xml'] = parts[MAIN] ?? new Uint8Array()
      parts['word/_rels/document2.xml.rels'] = parts[RELS] ?? new Uint8Array()
      delete parts[MAIN]
      delete parts[RELS]
      change(parts, '_rels/.rels', 'word/document.xml', '/word/document2.xml')
    })
    expect(await read(bytes)).toEqual({ content: [para(words('Words'))], warnings: ['words'] })
  })

  it('are not taken for a spreadsheet', async () => {
    const bytes = zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      '_rels/.rels': strToU8(
        `<Relationships><Relationship Id="a" Type="${R}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      'xl/workbook.xml': strToU8('<workbook/>'),
    })
    expect(await kindOf(bytes)).toBe('file-wrong-type')
  })

  it('may speak of ActiveX and macroEnabled files, and link to pages on them', async () => {
    const text = 'No ActiveX, no macroEnabled file, no vbaProject, no &lt;!DOCTYPE.'
    const bytes = await file(p(run(text)), (parts) =>
      relate(parts, RELS, 'web', 'hyperlink', 'https://example.org/activeX/control', ' TargetMode="External"'),
    )
    expect((await read(bytes)).content).toEqual([para(words(text.replace('&lt;', '<')))])
  })

  it('may be large by their pictures', async () => {
    const bytes = await file(p(run('Words')), (parts) => {
      parts['word/media/large.emf'] = new Uint8Array(30_000_000)
      for (let at = 0; at < 600; at += 1) parts[`word/media/${at}.png`] = new Uint8Array(1)
    })
    expect((await read(bytes)).content).toEqual([para(words('Words'))])
    expect(WORD_LIMITS.file).toBe(fileKinds.word.limit)
  })

  it('are named where they are old, locked, or something else of that make', async () => {
    const ole = (name: string): Uint8Array => {
      const bytes = new Uint8Array(3_000)
      bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
      bytes.set(
        [...name].flatMap((letter) => [letter.charCodeAt(0), 0]),
        1_024,
      )
      return bytes
    }
    expect(await kindOf(ole('WordDocument'))).toBe('file-word-old')
    expect(await kindOf(ole('EncryptedPackage'))).toBe('file-word-locked')
    expect(await kindOf(ole('Workbook'))).toBe('file-wrong-type')
  })

  it('are named where they are another kind of paper, whatever they are called', async () => {
    const looksLike = async (bytes: Uint8Array): Promise<unknown> => {
      const result = await readDocx(bytes)
      return result.ok ? 'read' : result.error
    }
    const openDocument = (kind: string): Uint8Array =>
      zipSync({
        mimetype: [strToU8(`application/vnd.oasis.opendocument.${kind}`), { level: 0 }],
        'content.xml': strToU8('<x/>'),
      })
    const kinds: Record<string, Uint8Array> = {
      odt: openDocument('text'),
      rtf: strToU8('{\\rtf1\\ansi Hello}'),
      pdf: strToU8('%PDF-1.7\n'),
      pages: zipSync({ 'Index/Document.iwa': strToU8('x') }),
    }
    for (const [kind, bytes] of Object.entries(kinds)) {
      expect(await looksLike(bytes)).toEqual({ kind: 'file-not-word', detail: { looksLike: kind } })
      expect(fileKinds.word.extensions).toContain(kind)
    }
    expect(await looksLike(openDocument('spreadsheet'))).toEqual({ kind: 'file-wrong-type' })
  })

  // What looks again from each open bracket or quotation mark would take a hundred times as long.
  it.each([
    ['brackets', '<w:r '],
    ['quotation marks', '<w:r a="'],
    ['runs', '<w:r><w:rPr><w:vanish/></w:rPr><w:t>'],
  ])('are not led astray by open %s', async (_, piece) => {
    const { bodyForMammoth } = await import('@/core/exchange/word-body')
    const { ListNumbers } = await import('@/core/exchange/word-numbers')
    const { styleFacts } = await import('@/core/exchange/word-styles')
    const context = {
      relationships: new Set<string>(),
      notes: {},
      styles: styleFacts(''),
      numbers: new ListNumbers(''),
    }
    const look = (size: number) => void bodyForMammoth(piece.repeat(size), context)
    expect(await timesLonger(look, { small: 2_000, large: 20_000 }, 50)).toBeLessThan(50)
  })

  it('are not led astray by long rows of styles that are based on each other', async () => {
    const { styleFacts } = await import('@/core/exchange/word-styles')
    const row = (size: number): string =>
      Array.from({ length: size }, (_, at) => styleOf('paragraph', `S${at}`, '', `S${(at + 1) % size}`)).join('')
    const look = (size: number) => void styleFacts(row(size))
    expect(await timesLonger(look, { small: 1_000, large: 10_000 }, 50)).toBeLessThan(50)
  })
})
