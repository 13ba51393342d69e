/** Invented bids for the Word tests: one with every kind of block, and one as long as 60 pages. */
import type { BidDocument, DocNode, DocSection, DocText, TiptapDoc } from '@/core/domain/bid-document'

export const words = (value: string, ...marks: NonNullable<DocText['marks']>[number][]): DocText => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 ? { marks } : {}),
})
export const para = (...content: DocText[]): DocNode => ({ type: 'paragraph', content })
export const item = (...content: DocNode[]) => ({ type: 'listItem' as const, content })
const head = (value: string) => ({ type: 'tableHeader' as const, content: [para(words(value))] })
const cell = (value: string) => ({ type: 'tableCell' as const, content: [para(words(value))] })
const rich = (...content: DocNode[]): { kind: 'rich'; json: TiptapDoc } => ({
  kind: 'rich',
  json: { type: 'doc', content },
})

export const SECRET_NAME = 'Canary Person-Onlyprivate'
export const SECRET_ADDRESS = '21 Hidden Lane, ZZ99 9ZZ'

export const fullBid: BidDocument = {
  title: 'The Plough & Harrow: nomination <draft>',
  groupName: 'Larkfield Green Neighbours',
  funder: 'Harrowmere District Council',
  templateTitle: 'Nomination of an asset of community value',
  status: 'Being written',
  dateOn: '2026-11-22',
  sections: [
    {
      heading: 'About the building',
      level: 1,
      blocks: [
        rich(
          para(
            words('It is the '),
            words('last pub', { type: 'bold' }),
            words(' on the '),
            words('green', { type: 'italic' }),
            words('; see '),
            words('our ', { type: 'link', attrs: { href: 'https://example.org/plough?a=1&b=2' } }),
            words('page', { type: 'bold' }, { type: 'link', attrs: { href: 'https://example.org/plough?a=1&b=2' } }),
            words(', not '),
            words('this one', { type: 'link', attrs: { href: 'javascript:alert(1)' } }),
            words('.'),
          ),
          { type: 'heading', attrs: { level: 1 }, content: [words('What happens there')] },
          {
            type: 'bulletList',
            content: [
              item(para(words('Quiz on Mondays')), para(words('Since 1998, with a gap.'))),
              item(para(words('Lunch club')), {
                type: 'bulletList',
                content: [item(para(words('for over-70s'))), item(para(words('and carers')))],
              }),
            ],
          },
          {
            type: 'orderedList',
            attrs: { start: 1 },
            content: [item(para(words('First step'))), item(para(words('Second step')))],
          },
          para(words('And then, afresh:')),
          { type: 'orderedList', attrs: { start: 1 }, content: [item(para(words('Another first')))] },
          { type: 'orderedList', attrs: { start: 4 }, content: [item(para(words('Numbered four')))] },
          { type: 'blockquote', content: [para(words('Where would we go?'))] },
          { type: 'horizontalRule' },
          {
            type: 'table',
            content: [
              { type: 'tableRow', content: [head('Day'), head('Who comes')] },
              { type: 'tableRow', content: [cell('Monday'), cell('Thirty or so')] },
              {
                type: 'tableRow',
                content: [{ type: 'tableCell', attrs: { colspan: 2 }, content: [para(words('Closed on Tuesdays'))] }],
              },
            ],
          },
          {
            type: 'table',
            content: [{ type: 'tableRow', content: [cell('A second table'), cell('not joined to the first')] }],
          },
        ),
      ],
    },
    {
      heading: 'Facts',
      level: 2,
      blocks: [
        {
          kind: 'answers',
          rows: [
            { label: 'Address', value: '1 The Green\nLarkfield Green' },
            { label: 'Owner', value: 'Not known' },
          ],
        },
        { kind: 'note', text: 'The plan is attached.' },
        rich({ type: 'heading', attrs: { level: 3 }, content: [words('Deep heading')] }, { type: 'paragraph' }),
      ],
    },
    {
      heading: 'Money',
      level: 1,
      blocks: [
        {
          kind: 'table',
          caption: 'Budget',
          header: ['Item', 'Amount'],
          rows: [
            ['Survey', '£1,200.00'],
            ['Total', '£1,200.00'],
          ],
          numeric: [1],
        },
      ],
    },
  ],
  privateAppendices: [
    {
      heading: 'The 21',
      level: 1,
      blocks: [{ kind: 'table', header: ['Name', 'Address'], rows: [[SECRET_NAME, SECRET_ADDRESS]] }],
    },
  ],
  wordCounts: [
    { heading: 'About the building', count: 41, limit: 300, unit: 'words' },
    { heading: 'Title', count: 1, unit: 'characters' },
  ],
}

const STEMS =
  'gath list mend plant walk carr hold welc shar open build learn count paint brew cook clean climb write sing'.split(
    ' ',
  )
const ENDINGS = ['er', 'ing', 'ed', 's', 'ers', 'ful', 'able', 'ly', 'ness', 'ment']

/** Words that do not repeat as a pattern, so that the file compresses as real prose does. The same every time. */
function prose(seed: number, count: number): string {
  let state = seed * 2_654_435_761
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const made = Array.from({ length: count }, () => `${STEMS[next(STEMS.length)]}${ENDINGS[next(ENDINGS.length)]}`)
  return `${made.join(' ')}.`
}

function longSection(number: number): DocSection {
  const paragraphs = Array.from({ length: 9 }, (_, at) =>
    para(words(`Paragraph ${number}.${at + 1}. `, { type: 'bold' }), words(prose(number * 100 + at, 125))),
  )
  return {
    heading: `Section ${number}`,
    level: 1,
    blocks: [
      rich(
        ...paragraphs.slice(0, 5),
        { type: 'heading', attrs: { level: 1 }, content: [words(`How we know (${number})`)] },
        {
          type: 'orderedList',
          content: [1, 2, 3, 4, 5].map((at) => item(para(words(`Point ${at}. ${prose(number * 100 + at + 50, 25)}`)))),
        },
        ...paragraphs.slice(5),
      ),
      {
        kind: 'table',
        caption: `Costs of section ${number}`,
        header: ['Item', 'From', 'Amount'],
        rows: Array.from({ length: 12 }, (_, at) => [`Item ${number}.${at + 1}`, 'Three quotes', '£125.00']),
        numeric: [2],
      },
    ],
  }
}

/** About 60 pages of A4. */
export function longBid(sections = 17): BidDocument {
  return { ...fullBid, title: 'A long bid', sections: Array.from({ length: sections }, (_, at) => longSection(at + 1)) }
}
