import { describe, expect, it } from 'vitest'
import {
  fieldState,
  lengthOf,
  ownWords,
  progressOf,
  sectionProgress,
  startWords,
  type Written,
} from '@/core/domain/completeness'
import { type Template, type TemplateField, templateById, templateFields, templates } from '@/core/domain/templates'
import { present } from '../support/present'

const none: Written = { answers: {}, texts: {}, facts: {}, counts: { budget: 0, priorities: 0, years: 0, awards: 0 } }
const field = (more: Partial<TemplateField>): TemplateField => ({
  key: 'a',
  label: 'A',
  type: 'short',
  required: true,
  published: true,
  evidence: [],
  mustBeYes: false,
  ...more,
})
const state = (more: Partial<TemplateField>, written: Partial<Written>) =>
  fieldState(field(more), { ...none, ...written })

describe('one field', () => {
  it.each([
    ['short', '', 'empty'],
    ['short', ' ', 'empty'],
    ['short', 'Hall', 'full'],
    ['date', '2026-11-22', 'full'],
    ['date', null, 'empty'],
    ['money', 0, 'full'],
    ['money', undefined, 'empty'],
    ['choice', 'charity', 'full'],
    ['yes-no', false, 'full'],
    ['yes-no', undefined, 'empty'],
    ['list', [], 'empty'],
    ['list', [' '], 'empty'],
    ['list', ['Yard'], 'full'],
  ] as const)('%s answered %j is %s', (type, answer, expected) => {
    expect(state({ type }, { answers: { a: answer } })).toBe(expected)
  })

  it('wants yes where the form wants yes', () => {
    expect(state({ type: 'yes-no', mustBeYes: true }, { answers: { a: false } })).toBe('wrong')
    expect(state({ type: 'yes-no', mustBeYes: true }, { answers: { a: true } })).toBe('full')
  })

  it('wants another answer where the form asks for two', () => {
    const answers = { a: ' Ada@example.org', b: 'ada@example.org ', c: 'bo@example.org', d: '' }
    const differing = (key: string, differsFrom: string) => state({ key, type: 'short', differsFrom }, { answers })
    expect(differing('a', 'b')).toBe('wrong')
    expect(differing('a', 'c')).toBe('full')
    expect(differing('d', 'e')).toBe('empty')
  })

  it('does not count the words that the template put there', () => {
    const startText = ['## The main use', 'Write here.', '- one']
    expect(startWords(field({ startText }))).toBe('The main use\nWrite here.\none')
    expect(state({ type: 'rich', startText }, { texts: { a: 'The main use\n\nWrite here.\none\n' } })).toBe('empty')
    expect(state({ type: 'rich', startText }, { texts: { a: 'The main use\nThe hall.' } })).toBe('full')
  })

  it('is not complete while a prompt is left, whole, before or behind words of one’s own', () => {
    const startText = ['## The main use', 'Write here.', '## Who comes', 'Write who comes.']
    const rich = (text: string) => state({ type: 'rich', startText }, { texts: { a: text } })
    expect(rich('The main use\nA pub.\nWho comes\nWrite who comes.')).toBe('part')
    expect(rich('The main use\nA pub.\nWho comes\nWrite who comes. Sixty.')).toBe('part')
    expect(rich('The main use\nA pub. Write here.\nWho comes\nSixty.')).toBe('part')
    expect(rich('The main use\nA pub.\nWho comes\nSixty. Write here to them.')).toBe('full')
    expect(ownWords('The main use\nA pub. Write here.\nWho comes\n Write who comes.', field({ startText }))).toBe(
      'The main use\nA pub. \nWho comes',
    )
    expect(ownWords('The main use\nWrite here.\nWho comes\nWrite who comes.', field({ startText }))).toBe('')
  })

  it('counts a length without the prompts that are left', () => {
    const limited = field({ startText: ['## The main use', 'Write here.'], max: 5, unit: 'words' })
    expect(lengthOf('The main use\nWrite here.', limited)).toMatchObject({ count: 0, state: 'empty' })
    expect(lengthOf('The main use\nA pub. Write here.', limited)).toMatchObject({ count: 5, state: 'near' })
  })

  it('goes by the limits', () => {
    const limits = { type: 'rich', min: 2, max: 3, unit: 'words', counting: 'whitespace' } as const
    expect(state(limits, { texts: { a: 'one' } })).toBe('part')
    expect(state(limits, { texts: { a: 'one two' } })).toBe('full')
    expect(state(limits, { texts: { a: 'one two three four' } })).toBe('wrong')
  })

  it('knows when only some facts are there', () => {
    const facts = { type: 'facts', facts: ['group.name', 'group.area'] } as const
    const with_ = (known: Record<string, boolean>) => state({ ...facts, facts: [...facts.facts] }, { facts: known })
    expect(with_({})).toBe('empty')
    expect(with_({ 'group.name': true })).toBe('part')
    expect(with_({ 'group.name': true, 'group.area': true })).toBe('full')
  })

  it('counts entries', () => {
    for (const type of ['budget', 'priorities', 'years', 'awards'] as const) {
      expect(state({ type }, {})).toBe('empty')
      expect(state({ type }, { counts: { ...none.counts, [type]: 1 } })).toBe('full')
    }
    expect(state({ type: 'match' }, { answers: { aHours: 9 } })).toBe('full')
  })
})

/** Fills every field of a template as well as it can be. */
function filled(template: Template): Written {
  const answers: Record<string, string | number | boolean | string[]> = {}
  const texts: Record<string, string> = {}
  const facts: Record<string, boolean> = {}
  for (const { key, type, min = 1, facts: keys = [] } of templateFields(template)) {
    if (type === 'rich') texts[key] = Array.from({ length: min }, () => 'word').join(' ')
    else if (type === 'facts') for (const fact of keys) facts[fact] = true
    else if (type === 'yes-no') answers[key] = true
    else if (type === 'money' || type === 'number') answers[key] = 1
    else if (type === 'list') answers[key] = ['one']
    else if (type === 'match') answers[`${key}Hours`] = 1
    else answers[key] = key
  }
  return { answers, texts, facts, counts: { budget: 1, priorities: 1, years: 1, awards: 1 } }
}

describe('the whole', () => {
  it.each(templates.map((template) => [template.id, template] as const))('%s goes from 0 to 100', (_id, template) => {
    expect(progressOf(template, none)).toMatchObject({ done: 0, perCent: 0, wrong: 0 })
    const all = progressOf(template, filled(template))
    expect(all).toMatchObject({ done: all.required, perCent: 100, wrong: 0 })
    expect(all.sections.every((section) => section.state === 'full')).toBe(true)
  })

  it('is not complete while one required field is missing', () => {
    const grant = present(templateById('small-grant'))
    const written = filled(grant)
    const { perCent, sections } = progressOf(grant, {
      ...written,
      texts: { ...written.texts, involvement: 'too short' },
    })
    expect(perCent).toBeLessThan(100)
    expect(sections.find(({ key }) => key === 'idea')?.state).toBe('part')
  })

  it('marks a section that holds something too long', () => {
    const idea = present(present(templateById('small-grant')).sections.find(({ key }) => key === 'idea'))
    const long = Array.from({ length: 301 }, () => 'word').join(' ')
    expect(sectionProgress(idea, { ...none, texts: { whatYouWouldDo: long } })).toMatchObject({
      state: 'wrong',
      wrong: 1,
    })
  })
})
