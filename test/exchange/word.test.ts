import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { beforeAll, describe, expect, it } from 'vitest'
import type { DocNode, TiptapDoc } from '@/core/domain/bid-document'
import { bidDocx, hasPrivateAppendix } from '@/core/exchange/word'
import { fullBid, item, longBid, para, SECRET_ADDRESS, SECRET_NAME, words } from './bid-fixture'

const options = { madeOn: '2026-11-22' }
const parts = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))
const html = async (bytes: Uint8Array): Promise<string> =>
  (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

describe('a bid in Word, read back', () => {
  let page = ''
  beforeAll(async () => {
    page = await html(await bidDocx(fullBid, { ...options, wordCounts: true }))
  })

  it('has the same headings at their levels', () => {
    const headings = [...page.matchAll(/<h(\d)>(.*?)<\/h\d>/g)].map(([, level, text]) => `${level} ${text}`)
    expect(page).toMatch(/^<p>The Plough &amp; Harrow: nomination &lt;draft&gt;<\/p>/) // mammoth knows no Title style
    expect(headings).toEqual([
      '1 About the building',
      '2 What happens there',
      '2 Facts',
      '3 Deep heading',
      '1 Money',
      '1 Word counts',
    ])
  })

  it('has the same text, formatting and links, without the unsafe one', () => {
    expect(page).toContain('<strong>last pub</strong>')
    expect(page).toContain('<em>green</em>')
    expect(page).toContain('<a href="https://example.org/plough?a=1&amp;b=2">our <strong>page</strong></a>')
    expect(page).toContain('not this one.')
    expect(page).not.toContain('javascript')
    expect(page).toContain('Where would we go?')
    expect(page).toContain('The plan is attached.')
  })

  it('has a title block', () => {
    for (const line of [
      'From: </strong>Larkfield Green Neighbours',
      'To: </strong>Harrowmere District Council',
      'Date: </strong>22 November 2026',
      'Status: </strong>Being written',
    ]) {
      expect(page).toContain(line)
    }
  })

  it('has the same lists, nested', () => {
    expect(page).toContain('<ul><li>Quiz on Mondays</li></ul><p>Since 1998, with a gap.</p>')
    expect(page).toContain('<li>Lunch club<ul><li>for over-70s</li><li>and carers</li></ul></li>')
    expect(page).toContain('<ol><li>First step</li><li>Second step</li></ol>')
  })

  it('has the same tables, with header cells', () => {
    const tables = page.match(/<table>.*?<\/table>/g) ?? []
    const cells = tables.map((table) =>
      [...table.matchAll(/<(?:td|th)[^>]*>(.*?)<\/(?:td|th)>/g)].map(([, cell]) => cell?.replace(/<(?!br)[^>]+>/g, '')),
    )
    expect(cells).toEqual([
      ['Day', 'Who comes', 'Monday', 'Thirty or so', 'Closed on Tuesdays'],
      ['A second table', 'not joined to the first'],
      ['Question', 'Answer', 'Address', '1 The Green<br />Larkfield Green', 'Owner', 'Not known'],
      ['Item', 'Amount', 'Survey', '£1,200.00', 'Total', '£1,200.00'],
      [
        'Section',
        'Length',
        'Most allowed',
        'About the building',
        '41 words',
        '300 words',
        'Title',
        '1 character',
        'No limit',
      ],
    ])
    expect(tables[0]).toMatch(/<thead>.*<th>.*Day/)
    expect(tables[0]).toContain('colspan="2"')
  })
})

describe('a bid in Word, as Word reads it', () => {
  let files: Record<string, string> = {}
  beforeAll(async () => {
    files = parts(await bidDocx(fullBid, options))
  })
  const xml = (name: string): string => files[name] ?? ''

  it('speaks British English', () => {
    expect(xml('word/styles.xml')).toMatch(/<w:docDefaults>.*<w:lang [^>]*w:val="en-GB"/)
    expect(xml('docProps/core.xml')).toContain('<dc:language>en-GB</dc:language>')
  })

  it('repeats header rows and never breaks a row across pages', () => {
    const document = xml('word/document.xml')
    expect(count(document, /<w:tr>|<w:tr /g)).toBe(3 + 1 + 3 + 3)
    expect(count(document, /<w:cantSplit\/>/g)).toBe(3 + 1 + 3 + 3)
    expect(count(document, /<w:tblHeader\/>/g)).toBe(3)
  })

  it('numbers its pages, X of Y', () => {
    const footer = Object.entries(files).find(([name]) => /word\/footer\d*\.xml/.test(name))?.[1] ?? ''
    expect(footer).toMatch(/Page .*PAGE.* of .*NUMPAGES/)
  })

  it('uses real heading styles and keeps a heading with what follows', () => {
    const document = xml('word/document.xml')
    for (const style of ['Title', 'Heading1', 'Heading2', 'Heading3', 'Quote', 'Caption', 'Note']) {
      expect(document).toContain(`<w:pStyle w:val="${style}"/>`)
      expect(xml('word/styles.xml')).toContain(`w:styleId="${style}"`)
    }
    expect(xml('word/styles.xml')).toMatch(/w:styleId="Heading1".*?<w:keepNext\/>/)
  })

  it('starts every numbered list afresh, or where it says', () => {
    const used = [...xml('word/document.xml').matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id)
    const lists = [...new Set(used)]
    // All bullets are one list; each of the three numbered ones is a list of its own.
    expect(lists).toHaveLength(4)
    const starts = lists.map((id) => {
      const entry = xml('word/numbering.xml').match(new RegExp(`<w:num w:numId="${id}".*?</w:num>`))?.[0] ?? ''
      return entry.match(/<w:lvlOverride w:ilvl="0"><w:startOverride w:val="(\d+)"\/>/)?.[1] ?? 'none'
    })
    expect(starts).toEqual(['none', '1', '1', '4'])
  })

  it('starts a numbered list inside a list afresh at its own level', async () => {
    const inner = (text: string): DocNode => ({ type: 'orderedList', content: [item(para(words(text)))] })
    const json: TiptapDoc = {
      type: 'doc',
      content: [
        {
          type: 'bulletList',
          content: [item(para(words('a')), inner('one')), item(para(words('b')), inner('also one'))],
        },
      ],
    }
    const nested = parts(
      await bidDocx({ ...fullBid, sections: [{ heading: 'S', level: 1, blocks: [{ kind: 'rich', json }] }] }, options),
    )
    const overrides = nested['word/numbering.xml']?.match(/<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"\/>/g)
    expect(overrides).toHaveLength(2)
  })

  it('is A4, in a fount that every reader of Word files has', () => {
    expect(xml('word/document.xml')).toMatch(/<w:pgSz [^>]*w:h="16838"/)
    expect(xml('word/styles.xml')).toContain('w:ascii="Arial"')
    expect(xml('word/fontTable.xml')).toContain('<w:font w:name="Arial"><w:altName w:val="Liberation Sans"/>')
  })

  it('names the group as its author and no person', () => {
    const core = xml('docProps/core.xml')
    expect(core).toContain('<dc:title>The Plough &amp; Harrow: nomination &lt;draft&gt;</dc:title>')
    expect(core).toContain('<dc:creator>Larkfield Green Neighbours</dc:creator>')
    expect(core).toContain('<cp:lastModifiedBy>Larkfield Green Neighbours</cp:lastModifiedBy>')
    expect(core).toContain('2026-11-22T12:00:00Z')
  })

  it('has no word counts unless they are wanted', () => {
    expect(xml('word/document.xml')).not.toContain('Word counts')
  })
})

describe('the private appendix', () => {
  it('is never in the bid', async () => {
    const everything = Object.values(parts(await bidDocx(fullBid, { ...options, wordCounts: true }))).join('\n')
    for (const secret of [SECRET_NAME, SECRET_ADDRESS, 'The 21', 'Private']) expect(everything).not.toContain(secret)
  })

  it('is a file of its own that says what it is on every page, without the bid', async () => {
    const files = parts(await bidDocx(fullBid, { ...options, private: true, wordCounts: true }))
    const document = files['word/document.xml'] ?? ''
    expect(document).toContain(SECRET_NAME)
    expect(document).toContain(SECRET_ADDRESS)
    expect(document).not.toContain('About the building')
    const header = Object.entries(files).find(([name]) => /word\/header\d*\.xml/.test(name))?.[1] ?? ''
    expect(header).toContain('Not for publication')
    expect(hasPrivateAppendix(fullBid)).toBe(true)
    expect(hasPrivateAppendix({ ...fullBid, privateAppendices: [] })).toBe(false)
  })
})

const oneText = (...content: DocNode[]) => ({
  heading: 'S',
  level: 1 as const,
  blocks: [{ kind: 'rich' as const, json: { type: 'doc' as const, content } }],
})

describe('awkward bids', () => {
  it('makes a file of a bid with nothing in it', async () => {
    const bytes = await bidDocx(
      { ...fullBid, title: '', sections: [], privateAppendices: [], wordCounts: [] },
      { ...options, wordCounts: true },
    )
    expect(await html(bytes)).toContain('Larkfield Green Neighbours')
  })

  it('leaves out characters that no Word file may hold', async () => {
    const title = 'Tea\u0000 & \u001Fcake \uD800 😀'
    const bytes = await bidDocx(
      {
        ...fullBid,
        title,
        groupName: title,
        sections: [{ heading: title, level: 1, blocks: [{ kind: 'note', text: title }] }],
      },
      options,
    )
    expect(await html(bytes)).toContain('<h1>Tea &amp; cake  😀</h1>')
    for (const part of Object.values(parts(bytes))) {
      for (const character of ['\u0000', '\u001F']) expect(part).not.toContain(character)
      expect(part).not.toMatch(/\p{Surrogate}/u)
    }
  })

  it('keeps the words of kinds of node that it does not know', async () => {
    const json = {
      type: 'doc',
      content: [
        {
          type: 'callout',
          content: [
            { type: 'mystery', text: 'kept one' },
            { type: 'chip', attrs: { label: 'kept two' } },
          ],
        },
      ],
    }
    const bid = {
      ...fullBid,
      sections: [{ heading: 'S', level: 1 as const, blocks: [{ kind: 'rich' as const, json: json as never }] }],
    }
    expect(await html(await bidDocx(bid, options))).toMatch(/kept one.*kept two/)
  })

  it('lays out cells that reach down and across, and a table inside nothing else', async () => {
    const cell = (text: string, attrs = {}) => ({ type: 'tableCell' as const, attrs, content: [para(words(text))] })
    const row = (...content: ReturnType<typeof cell>[]) => ({ type: 'tableRow' as const, content })
    const table: DocNode = {
      type: 'table',
      content: [
        row(cell('down', { rowspan: 2 }), cell('B1'), cell('C1')),
        row(cell('across', { colspan: 2 })),
        row(cell('A3'), cell('B3'), cell('C3')),
      ],
    }
    const item = { type: 'listItem' as const, content: [table] }
    const json: TiptapDoc = { type: 'doc', content: [table, { type: 'bulletList', content: [item] }] }
    const page = await html(
      await bidDocx({ ...fullBid, sections: [{ heading: 'S', level: 1, blocks: [{ kind: 'rich', json }] }] }, options),
    )
    const laidOut =
      '<tr><td rowspan="2"><p>down</p></td><td><p>B1</p></td><td><p>C1</p></td></tr><tr><td colspan="2"><p>across</p></td></tr><tr><td><p>A3</p></td><td><p>B3</p></td><td><p>C3</p></td></tr>'
    expect(page.split(laidOut)).toHaveLength(3)
  })

  it.each([
    ['both of the editor’s levels', 1, [2, 3, 2], ['2 a', '3 b', '2 c']],
    ['both of them below a smaller heading', 2, [2, 3, 2], ['3 a', '4 b', '3 c']],
    ['small headings only', 1, [3, 3], ['2 a', '2 b']],
    ['a small heading first', 1, [3, 2, 3], ['2 a', '2 b', '3 c']],
    ['three levels, one of them passed over', 1, [1, 3, 3], ['2 a', '3 b', '3 c']],
  ] as const)('skips no level of heading with %s', async (_, level, levels, expected) => {
    const content = levels.map(
      (at, index): DocNode => ({ type: 'heading', attrs: { level: at }, content: [words('abc'[index] ?? '')] }),
    )
    const sections = [{ ...oneText(...content), level }]
    const page = await html(await bidDocx({ ...fullBid, sections }, options))
    const found = [...page.matchAll(/<h(\d)>(.*?)<\/h\d>/g)].map(([, at, text]) => `${at} ${text}`)
    expect(found).toEqual([`${level} S`, ...expected])
  })

  it('lays a table inside a table out within its cell', async () => {
    const cell = (...content: DocNode[]) => ({ type: 'tableCell' as const, content })
    const row = (...content: ReturnType<typeof cell>[]) => ({ type: 'tableRow' as const, content })
    const inner: DocNode = { type: 'table', content: [row(cell(para(words('in A'))), cell(para(words('in B'))))] }
    const list: DocNode = { type: 'bulletList', content: [item(para(words('x')), inner)] }
    const outer: DocNode = { type: 'table', content: [row(cell(para(words('out'))), cell(inner, list))] }
    const files = parts(await bidDocx({ ...fullBid, sections: [oneText(outer)] }, options))
    const widths = [...(files['word/document.xml'] ?? '').matchAll(/<w:tblW w:w="(\d+)"/g)].map(([, width]) =>
      Number(width),
    )
    const [page = 0, ...inside] = widths
    expect(inside).toHaveLength(2)
    for (const width of inside) {
      expect(width).toBeGreaterThan(0.4 * page)
      expect(width).toBeLessThan(0.5 * page)
    }
  })

  it('leaves out a row that cells from above fill wholly, and keeps the next', async () => {
    const cell = (text: string, rowspan: number) => ({
      type: 'tableCell' as const,
      attrs: { rowspan },
      content: [para(words(text))],
    })
    const row = (...content: ReturnType<typeof cell>[]) => ({ type: 'tableRow' as const, content })
    const json: TiptapDoc = {
      type: 'doc',
      content: [{ type: 'table', content: [row(cell('a', 2), cell('b', 2)), row(), row(cell('c', 1), cell('d', 9))] }],
    }
    const page = await html(
      await bidDocx({ ...fullBid, sections: [{ heading: 'S', level: 1, blocks: [{ kind: 'rich', json }] }] }, options),
    )
    expect(page.replace(/<[^>]+>/g, '|').replace(/\|+/g, '|')).toContain('|S|a|b|c|d|')
  })

  it('keeps many links apart, and one address as one link', async () => {
    const link = (href: string) => para(words(href, { type: 'link', attrs: { href } }))
    const addresses = [
      'https://example.org/1',
      'https://example.org/2?a="b"&c=<d>',
      'mailto:a@example.org',
      'https://example.org/1',
    ]
    const json: TiptapDoc = { type: 'doc', content: addresses.map(link) }
    const bytes = await bidDocx(
      { ...fullBid, sections: [{ heading: 'S', level: 1, blocks: [{ kind: 'rich', json }] }] },
      options,
    )
    expect([...(await html(bytes)).matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
      'https://example.org/1',
      'https://example.org/2?a=%22b%22&amp;c=%3Cd%3E',
      'mailto:a@example.org',
      'https://example.org/1',
    ])
    expect(count(parts(bytes)['word/_rels/document.xml.rels'] ?? '', /relationships\/hyperlink"/g)).toBe(3)
  })

  it('makes 60 pages with nothing missing', async () => {
    const bytes = await bidDocx(longBid(), options)
    const text = (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
    for (let section = 1; section <= 17; section += 1) {
      for (let at = 1; at <= 9; at += 1) expect(text).toContain(`Paragraph ${section}.${at}.`)
      expect(text).toContain(`Item ${section}.12`)
    }
  })
})
