/** How far a bid or plan is: field by field, section by section, and as a whole. */
import { checkLength, type LengthCheck, type Limits } from './counting'
import type { Template, TemplateField, TemplateSection } from './templates'

/** An answer as it is kept. */
export type AnswerValue = string | number | boolean | readonly string[] | null | undefined

/** What completeness needs to know of a bid or plan. */
export interface Written {
  readonly answers: Readonly<Record<string, AnswerValue>>
  /** Plain words of each rich field, by key. */
  readonly texts: Readonly<Record<string, string | undefined>>
  /** Whether each fact has a value. */
  readonly facts: Readonly<Record<string, boolean>>
  /** How many entries each of these fields holds. */
  readonly counts: {
    readonly budget: number
    readonly priorities: number
    readonly years: number
    readonly awards: number
  }
}

/**
 * `empty`: nothing yet. `part`: begun, but too short, a prompt not written over, or some facts missing. `wrong`: too long, "no"
 * where the form needs "yes", or the same as another answer from which it must differ. `full`: as it should be.
 */
export type FieldState = 'empty' | 'part' | 'wrong' | 'full'

/** What is asked of a field to know which of its words are prompts. */
export type Prompted = Pick<TemplateField, 'startText'>

/** The plain words that a rich field starts with: text that only repeats them is not an answer. */
export function startWords(field: Prompted): string {
  return (field.startText ?? []).map((line) => line.replace(/^(?:## |- )/, '')).join('\n')
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Which part of a line is a prompt that nobody wrote over (the whole of it, its beginning or its end), and the line without it. */
export function promptIn(
  line: string,
  field: Prompted,
): { readonly from: number; readonly to: number; readonly rest: string } | undefined {
  const without = (from: number, to: number) => ({ from, to, rest: line.slice(0, from) + line.slice(to) })
  const start = line.length - line.trimStart().length
  const end = line.trimEnd().length
  for (const first of field.startText ?? []) {
    if (first.startsWith('## ')) continue
    const prompt = first.replace(/^- /, '')
    const words = line.slice(start, end)
    if (words === prompt || words.startsWith(`${prompt} `)) return without(start, start + prompt.length)
    if (words.endsWith(` ${prompt}`)) return without(end - prompt.length, end)
  }
  return undefined
}

/** What people wrote themselves into a rich field: without the prompts that are left; nothing where only they and their headings stand. */
export function ownWords(text: string, field: Prompted): string {
  if (squeeze(text) === squeeze(startWords(field))) return ''
  return text
    .split('\n')
    .flatMap((line) => {
      const prompt = promptIn(line, field)
      if (prompt === undefined) return [line]
      return prompt.rest.trim() === '' ? [] : [prompt.rest]
    })
    .join('\n')
}

/** How long an answer is, by the field's limits: prompts that are left do not count. The screen, Word and completeness all go by it. */
export function lengthOf(text: string, field: Prompted & Limits): LengthCheck {
  return checkLength(ownWords(text, field), field)
}

function textState(text: string, field: TemplateField): FieldState {
  const own = ownWords(text, field)
  if (squeeze(own) === '') return 'empty'
  const { state } = lengthOf(text, field)
  if (state === 'over') return 'wrong'
  return state === 'short' || own !== text ? 'part' : 'full'
}

/** Whether the answer repeats one from which it must differ: small and large letters are alike. */
export function isSameAsOther(field: TemplateField, answers: Written['answers']): boolean {
  const words = (key: string | undefined): string => {
    const answer = key === undefined ? undefined : answers[key]
    return typeof answer === 'string' ? squeeze(answer).toLowerCase() : ''
  }
  return field.differsFrom !== undefined && words(field.key) !== '' && words(field.key) === words(field.differsFrom)
}

function countState(count: number): FieldState {
  return count > 0 ? 'full' : 'empty'
}

function factsState(field: TemplateField, facts: Written['facts']): FieldState {
  const keys = field.facts ?? []
  const known = keys.filter((key) => facts[key] === true).length
  return known === keys.length ? 'full' : known === 0 ? 'empty' : 'part'
}

/** How far one field is. */
export function fieldState(field: TemplateField, written: Written): FieldState {
  const answer = written.answers[field.key]
  switch (field.type) {
    case 'rich':
      return textState(written.texts[field.key] ?? '', field)
    case 'short':
    case 'lines':
      if (isSameAsOther(field, written.answers)) return 'wrong'
      return textState(typeof answer === 'string' ? answer : '', field)
    case 'date':
    case 'choice':
      return typeof answer === 'string' && answer !== '' ? 'full' : 'empty'
    case 'money':
    case 'number':
      return typeof answer === 'number' ? 'full' : 'empty'
    case 'yes-no':
      return typeof answer !== 'boolean' ? 'empty' : field.mustBeYes && !answer ? 'wrong' : 'full'
    case 'list':
      return Array.isArray(answer) && answer.some((line) => line.trim() !== '') ? 'full' : 'empty'
    case 'match':
      return typeof written.answers[`${field.key}Hours`] === 'number' ? 'full' : 'empty'
    case 'facts':
      return factsState(field, written.facts)
    case 'budget':
      return countState(written.counts.budget)
    case 'priorities':
      return countState(written.counts.priorities)
    case 'years':
      return countState(written.counts.years)
    case 'awards':
      return countState(written.counts.awards)
  }
}

export interface SectionProgress {
  readonly key: string
  readonly heading: string
  /** Required fields, and how many of them are full. A section without any counts as full once it holds no wrong field. */
  readonly required: number
  readonly done: number
  /** Fields in the section that are begun or full. */
  readonly begun: number
  /** Fields that are too long or must be answered otherwise, required or not. */
  readonly wrong: number
  readonly state: FieldState
}

/** How far a section is. */
export function sectionProgress(section: TemplateSection, written: Written): SectionProgress {
  const states = section.fields.map((field) => ({ field, state: fieldState(field, written) }))
  const required = states.filter(({ field }) => field.required)
  const done = required.filter(({ state }) => state === 'full').length
  const begun = states.filter(({ field, state }) => state !== 'empty' && field.type !== 'facts').length
  const wrong = states.filter(({ state }) => state === 'wrong').length
  const state: FieldState =
    wrong > 0
      ? 'wrong'
      : required.length > 0
        ? done === required.length
          ? 'full'
          : begun > 0
            ? 'part'
            : 'empty'
        : begun > 0
          ? 'full'
          : 'empty'
  return { key: section.key, heading: section.heading, required: required.length, done, begun, wrong, state }
}

export interface Progress {
  readonly sections: readonly SectionProgress[]
  readonly required: number
  readonly done: number
  readonly wrong: number
  /** Of the required fields, rounded down, so that 100 means all of them. */
  readonly perCent: number
}

/** How far the whole is. */
export function progressOf(template: Template, written: Written): Progress {
  const sections = template.sections.map((section) => sectionProgress(section, written))
  const sum = (pick: (section: SectionProgress) => number): number =>
    sections.reduce((total, section) => total + pick(section), 0)
  const required = sum((section) => section.required)
  const done = sum((section) => section.done)
  return {
    sections,
    required,
    done,
    wrong: sum((section) => section.wrong),
    perCent: required === 0 ? 100 : Math.floor((done / required) * 100),
  }
}
