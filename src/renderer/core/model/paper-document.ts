/** Lays a bid or plan out for Word and print. (See `core/domain/bid-document.ts`; what stays out of the public pack: CONTRIBUTING.md) */
import type { BidDocument, DocAnswer, DocBlock, DocCount, DocInline, DocNode, DocSection } from '../domain/bid-document'
import { lengthOf, ownWords, promptIn } from '../domain/completeness'
import { formatDate } from '../domain/dates'
import { factLabels } from '../domain/fact-keys'
import { type Fact, factText } from '../domain/facts'
import { hoursValue } from '../domain/match'
import { formatPence } from '../domain/money'
import type { TemplateField } from '../domain/templates'
import { bid } from '../records/bid'
import { group } from '../records/group'
import { plan } from '../records/plan'
import type { ReadModel } from './model'
import { type Paper, paperOf } from './paper'
import { awardsTable, budgetTable, prioritiesTable, yearsTable } from './paper-tables'

const UNANSWERED = 'Not answered yet'
const UNWRITTEN = 'Not written yet.'

/** What stands where a fact is missing. What was kept when the paper went out does not say why. */
function missingFact(fact: Fact | undefined, frozen: boolean): string {
  if (frozen) return 'Not given'
  return fact?.gap === 'no-consent' ? 'Not given: no consent to show it is recorded' : 'Not in the register'
}

function answerText(field: TemplateField, value: unknown): string {
  switch (field.type) {
    case 'yes-no':
      return value === true ? 'Yes' : value === false ? 'No' : ''
    case 'money':
      return typeof value === 'number' ? formatPence(value) : ''
    case 'number':
      return typeof value === 'number' ? value.toLocaleString('en-GB') : ''
    case 'date':
      return typeof value === 'string' ? formatDate(value) : ''
    case 'choice':
      return field.choices?.find((choice) => choice.value === value)?.label ?? ''
    case 'list':
      return Array.isArray(value) ? value.filter((line) => String(line).trim() !== '').join('\n') : ''
    default:
      return typeof value === 'string' ? value.trim() : ''
  }
}

function matchText(paper: Paper, key: string): string {
  const { answers } = paper.written
  const hours = answers[`${key}Hours`]
  const rate = answers[`${key}RatePence`]
  if (typeof hours !== 'number') return ''
  const worth =
    typeof rate === 'number' ? ` at ${formatPence(rate)} an hour: ${formatPence(hoursValue(hours, rate))}` : ''
  return `${hours.toLocaleString('en-GB')} hours${worth}`
}

/** The labelled lines that a field gives. Nothing for an optional field left empty. */
function answersOf(paper: Paper, field: TemplateField): readonly DocAnswer[] {
  if (field.type === 'facts') {
    return (field.facts ?? []).flatMap((key) => {
      const fact = paper.facts.get(key)
      const value = factText(key, fact?.value ?? null)
      if (value === '' && !field.required) return []
      return [{ label: factLabels[key], value: value || missingFact(fact, paper.frozen) }]
    })
  }
  const value =
    field.type === 'match' ? matchText(paper, field.key) : answerText(field, paper.written.answers[field.key])
  if (value === '' && !field.required) return []
  return [{ label: field.label, value: value || UNANSWERED }]
}

/** The 21: a table of names and home addresses, for the private file only. (SI 2012/2421 reg 5) */
function rollTable(paper: Paper): DocBlock | undefined {
  const list = paper.facts.get('roll.list')?.value
  if (!Array.isArray(list) || list.length === 0) return undefined
  return {
    kind: 'table',
    caption: 'Members on the electoral roll',
    header: ['No.', 'Name', 'Home address', 'On the roll of'],
    rows: list.map((line: string, index) => {
      const [name = '', address = '', area = ''] = line.split('\t')
      return [String(index + 1), name, address, area || 'This council']
    }),
    numeric: [0],
  }
}

function tableOf(paper: Paper, field: TemplateField): DocBlock | undefined {
  const { owner } = paper
  if (field.type === 'budget' && owner.kind === 'bid') return budgetTable(owner.item.budget ?? {})
  if (owner.kind !== 'plan') return undefined
  if (field.type === 'priorities') return prioritiesTable(owner.item.priorities ?? {})
  if (field.type === 'years') return yearsTable(owner.item)
  if (field.type === 'awards') return awardsTable(owner.item)
  return undefined
}

const isTable = (field: TemplateField): boolean => ['budget', 'priorities', 'years', 'awards'].includes(field.type)

/** Labelled lines together, tables between them, in the template's order; without the rich fields. */
function blocksOf(paper: Paper, fields: readonly TemplateField[]): readonly DocBlock[] {
  const blocks: DocBlock[] = []
  let rows: DocAnswer[] = []
  const closeRows = (): void => {
    if (rows.length > 0) blocks.push({ kind: 'answers', rows })
    rows = []
  }
  for (const field of fields) {
    if (field.type === 'rich') continue
    const table = field.facts?.includes('roll.list') ? rollTable(paper) : tableOf(paper, field)
    if (table !== undefined) {
      closeRows()
      blocks.push(table)
    } else if (!isTable(field) && !field.facts?.includes('roll.list')) rows.push(...answersOf(paper, field))
    else if (field.required) rows.push({ label: field.label, value: UNANSWERED })
  }
  closeRows()
  return blocks
}

/** A line without the letters from one place to another; a line break is one letter. */
function cut(line: readonly DocInline[], from: number, to: number): readonly DocInline[] {
  let at = 0
  return line.flatMap((run): readonly DocInline[] => {
    const start = at
    at += run.type === 'text' ? run.text.length : 1
    if (run.type !== 'text') return start >= from && start < to ? [] : [run]
    const text = run.text.slice(0, Math.max(0, from - start)) + run.text.slice(Math.max(0, to - start))
    return text === '' ? [] : [{ ...run, text }]
  })
}

/** Blocks with "Not written yet." for each prompt that nobody wrote over: no prompt goes out to a council or funder. */
function withoutPrompts(nodes: readonly DocNode[], field: TemplateField): readonly DocNode[] {
  return nodes.map((node): DocNode => {
    switch (node.type) {
      case 'paragraph': {
        const line = node.content ?? []
        const plain = line.map((run) => (run.type === 'text' ? run.text : '\n')).join('')
        const prompt = promptIn(plain, field)
        if (prompt === undefined) return node
        if (prompt.rest.trim() !== '') return { ...node, content: cut(line, prompt.from, prompt.to) }
        return { ...node, content: [{ type: 'text', text: UNWRITTEN, marks: [{ type: 'italic' }] }] }
      }
      case 'bulletList':
      case 'orderedList': {
        const items = (node.content ?? []).map((item) => ({
          ...item,
          content: withoutPrompts(item.content ?? [], field),
        }))
        return { ...node, content: items }
      }
      case 'blockquote':
        return { ...node, content: withoutPrompts(node.content ?? [], field) }
      default:
        return node
    }
  })
}

function richBlocks(paper: Paper, field: TemplateField): readonly DocBlock[] {
  const words = paper.texts.get(field.key)
  if (words === undefined || ownWords(words.plain, field).trim() === '')
    return field.required ? [{ kind: 'note', text: UNWRITTEN }] : []
  const { json } = words.read()
  return [{ kind: 'rich', json: { ...json, content: withoutPrompts(json.content, field) } }]
}

/** One section: its short answers and tables first, then each long text under a heading of its own. */
function sectionOf(paper: Paper, heading: string, fields: readonly TemplateField[]): readonly DocSection[] {
  const short = blocksOf(paper, fields)
  const rich = fields.filter((field) => field.type === 'rich')
  const [only] = rich
  if (rich.length === 1 && only !== undefined && fields.length === 1)
    return [{ heading, level: 1, blocks: richBlocks(paper, only) }]
  const texts = rich.flatMap((field): readonly DocSection[] => {
    const blocks = richBlocks(paper, field)
    return blocks.length === 0 ? [] : [{ heading: field.label, level: 2, blocks }]
  })
  return short.length === 0 && texts.length === 0 ? [] : [{ heading, level: 1, blocks: short }, ...texts]
}

function countsOf(paper: Paper): readonly DocCount[] {
  return paper.template.sections
    .flatMap((part) => part.fields)
    .filter((field) => field.type === 'rich' || field.max !== undefined)
    .map((field) => {
      const answer = paper.written.answers[field.key]
      const words = field.type === 'rich' ? (paper.written.texts[field.key] ?? '') : String(answer ?? '')
      const { count, unit } = lengthOf(words, field)
      return { heading: field.label, count, unit, ...(field.max === undefined ? {} : { limit: field.max }) }
    })
}

function statusOf(paper: Paper): { readonly status: string; readonly on: string | undefined } {
  const { owner } = paper
  const status = owner.item.status ?? 'draft'
  const label =
    (owner.kind === 'bid' ? bid.fields.status : plan.fields.status).choices?.[status as string] ?? String(status)
  const on = owner.kind === 'bid' ? owner.item.submittedOn : owner.item.adoptedOn
  if (on === undefined || status === 'draft') return { status: label, on: undefined }
  if (owner.kind === 'plan') return { status: `Adopted on ${formatDate(on)}`, on }
  return {
    status: status === 'submitted' ? `Submitted on ${formatDate(on)}` : `${label}; submitted on ${formatDate(on)}`,
    on,
  }
}

/** The whole of a bid or plan for paper; undefined where it is not there. */
export function documentOf(model: ReadModel, id: string, today: string): BidDocument | undefined {
  const paper = paperOf(model, id, today)
  if (paper === undefined) return undefined
  const { owner, template } = paper
  const { status, on } = statusOf(paper)
  const published = (wanted: boolean): readonly DocSection[] =>
    template.sections.flatMap((part) =>
      sectionOf(
        paper,
        part.heading,
        part.fields.filter((field) => field.published === wanted),
      ),
    )
  const funder = owner.kind === 'bid' ? owner.item.funder?.trim() : undefined
  return {
    title: owner.kind === 'bid' ? bid.title(owner.item) : plan.title(owner.item),
    groupName: model.items(group)[0]?.name ?? '',
    ...(funder ? { funder } : {}),
    templateTitle: template.title,
    status,
    dateOn: on ?? today,
    sections: published(true),
    privateAppendices: published(false),
    wordCounts: countsOf(paper),
  }
}
