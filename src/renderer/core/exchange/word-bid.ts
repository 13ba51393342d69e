/** The Word side of a bid: its title block, sections and word counts. Loaded only when one is made. */
import type { BidDocument, DocBlock, DocCount, DocSection } from '../domain/bid-document'
import { formatDate } from '../domain/dates'
import type { WordOptions } from './word'
import { HEADINGS, packWord, STYLES } from './word-frame'
import { References } from './word-references'
import { richToWord } from './word-rich'
import { textTable } from './word-table'
import { paragraph, plainRuns, run } from './word-xml'

const ANSWERS = [
  { heading: 'Question', weight: 2 },
  { heading: 'Answer', weight: 3 },
]
const COUNTS = [
  { heading: 'Section', weight: 4 },
  { heading: 'Length', weight: 2, figures: true },
  { heading: 'Most allowed', weight: 2, figures: true },
]
/** After every table: two that touch become one in Word. */
const GAP = paragraph('', { style: STYLES.small })

function tableBlock(block: Extract<DocBlock, { kind: 'table' }>): string {
  const figures = new Set(block.numeric ?? [])
  const columns = block.header.map((heading, at) => ({ heading, figures: figures.has(at) }))
  const caption = block.caption === undefined ? '' : paragraph(plainRuns(block.caption), { style: STYLES.caption })
  return caption + textTable(columns, block.rows, { sums: block.sums ?? 0 }) + GAP
}

function blockToWord(block: DocBlock, level: number, references: References): string {
  switch (block.kind) {
    case 'rich':
      return richToWord(block.json, references, level)
    case 'answers': {
      const rows = block.rows.map((row) => [row.label, row.value])
      return rows.length === 0 ? '' : textTable(ANSWERS, rows, { quiet: true }) + GAP
    }
    case 'table':
      return tableBlock(block)
    case 'note':
      return paragraph(plainRuns(block.text), { style: STYLES.note })
  }
}

function sectionToWord(section: DocSection, references: References): string {
  const heading = paragraph(run(section.heading), { style: HEADINGS[section.level - 1] ?? HEADINGS[0] })
  return heading + section.blocks.map((block) => blockToWord(block, section.level, references)).join('')
}

const length = (count: number, unit: DocCount['unit']): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? unit.slice(0, -1) : unit}`

function wordCounts(counts: readonly DocCount[]): string {
  if (counts.length === 0) return ''
  const rows = counts.map((row) => [
    row.heading,
    length(row.count, row.unit),
    row.limit === undefined ? 'No limit' : length(row.limit, row.unit),
  ])
  return paragraph(run('Word counts'), { style: HEADINGS[0] }) + textTable(COUNTS, rows) + GAP
}

/** A paper's title and, below it, lines of a bold label and what it is. */
export function titleBlock(title: string, facts: readonly (readonly [label: string, value: string])[]): string {
  const lines = facts.map(([label, value]) =>
    paragraph(run(`${label}: `, { bold: true }) + plainRuns(value), { after: 40 }),
  )
  return paragraph(run(title), { style: STYLES.title }) + lines.join('')
}

function factsOf(doc: BidDocument): readonly (readonly [string, string])[] {
  return [
    ['From', doc.groupName],
    ...(doc.funder === undefined ? [] : [['To', doc.funder] as const]),
    ['Date', formatDate(doc.dateOn)],
    ['Form', doc.templateTitle],
    ['Status', doc.status],
  ]
}

/** The paper itself. Reads `sections` and `wordCounts` only. */
export async function buildBid(doc: BidDocument, options: WordOptions): Promise<Uint8Array> {
  const references = new References()
  const body =
    titleBlock(doc.title, factsOf(doc)) +
    doc.sections.map((section) => sectionToWord(section, references)).join('') +
    (options.wordCounts ? wordCounts(doc.wordCounts) : '')
  return packWord({ title: doc.title, groupName: doc.groupName, madeOn: options.madeOn, references, body })
}

/** The private file. Reads `privateAppendices` only, and says on every page what it is. */
export async function buildPrivateAppendix(doc: BidDocument, options: WordOptions): Promise<Uint8Array> {
  const references = new References()
  const title = `${doc.title}: private appendix`
  const body =
    titleBlock(title, factsOf(doc)) +
    doc.privateAppendices.map((section) => sectionToWord(section, references)).join('')
  const headerNote = 'Private: contains names and addresses. Not for publication.'
  return packWord({ title, groupName: doc.groupName, madeOn: options.madeOn, headerNote, references, body })
}
