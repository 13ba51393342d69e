import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formStanding } from '@/core/domain/eligibility'
import { templateSchema } from '@/core/domain/template-schema'
import { richFields, templateById, templateField, templateFields, templates } from '@/core/domain/templates'
import { present } from '../support/present'

describe('every template', () => {
  it('is sound, and has what its file says with the usual values', () => {
    const folder = new URL('../../resources/templates/', import.meta.url)
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
    const files = names.map((name): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
    const read = files.map((file) => templateSchema.parse(file))
    const byId = (a: { readonly id: string }, b: { readonly id: string }) => a.id.localeCompare(b.id)
    expect([...templates].sort(byId)).toStrictEqual(read.sort(byId))
  })

  it.each(templates.map((template) => [template.id, template] as const))('%s holds together', (_id, template) => {
    const keys = templateFields(template).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    const sections = template.sections.map(({ key }) => key)
    expect(new Set(sections).size).toBe(sections.length)
    for (const field of templateFields(template)) {
      if (field.type === 'choice') expect(field.choices?.length ?? 0).toBeGreaterThan(1)
      if (field.type === 'facts') expect(field.facts?.length ?? 0).toBeGreaterThan(0)
      if (field.max !== undefined) expect(field.unit, field.key).toBeDefined()
      if (field.unit === 'words') expect(field.counting, field.key).toBeDefined()
      if (field.startText !== undefined) expect(field.type).toBe('rich')
      if (field.facts?.includes('roll.list')) expect(field.published).toBe(false)
      if (field.differsFrom !== undefined) expect(templateField(template, field.differsFrom)?.type).toBe(field.type)
      if (field.rates !== undefined) expect(field.type).toBe('match')
    }
    const { totalCostField, matchField, startField, endField, formField, surplusField } = template.rules
    const typeOf = {
      totalCostField: 'money',
      matchField: 'match',
      startField: 'date',
      endField: 'date',
      formField: 'choice',
      surplusField: 'yes-no',
    }
    for (const [rule, key] of Object.entries({
      totalCostField,
      matchField,
      startField,
      endField,
      formField,
      surplusField,
    })) {
      if (key !== undefined) expect(templateField(template, key)?.type, key).toBe(typeOf[rule as keyof typeof typeOf])
    }
  })

  it('has an id of its own', () => {
    expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length)
    expect(templateById('community-first-plan')?.kind).toBe('plan')
    expect(templateById('nothing')).toBeUndefined()
    expect(templateById(undefined)).toBeUndefined()
  })
})

describe('the small grant', () => {
  const grant = present(templateById('small-grant'))
  it.each([
    ['whatYouWouldDo', 50, 300],
    ['priorities', 50, 150],
    ['involvement', 50, 200],
  ])('%s: %i to %i words', (key, min, max) => {
    expect(templateField(grant, key)).toMatchObject({ min, max, unit: 'words', counting: 'whitespace' })
  })

  it('limits characters where the form does', () => {
    expect(templateField(grant, 'projectName')).toMatchObject({ max: 80, unit: 'characters' })
    expect(templateField(grant, 'places')).toMatchObject({ max: 255, unit: 'characters' })
    expect(grant.rules).toMatchObject({
      maxLines: 10,
      itemMaxCharacters: 255,
      askMinPence: 30_000,
      askMaxPence: 2_000_000,
    })
  })

  it('says which form its limits come from, and to check', () => {
    expect(grant.source).toContain('January 2024 form')
    expect(grant.source).toContain('check the funder’s page')
  })

  it('keeps birth dates and home addresses out of the pack that is shared', () => {
    for (const key of ['seniorBirth', 'seniorHome', 'mainBirth', 'mainHome'])
      expect(templateField(grant, key)?.published).toBe(false)
  })

  it('puts no words into limited answers', () => {
    for (const field of richFields(grant)) expect(field.startText).toBeUndefined()
  })
})

describe('the ward panel’s project form', () => {
  const form = present(templateById('community-first-project'))
  it('keeps to ten words, 150 words, £250 to £2,500 and a year', () => {
    expect(templateField(form, 'projectTitle')).toMatchObject({ type: 'short', max: 10, unit: 'words' })
    expect(templateField(form, 'summary')).toMatchObject({ max: 150, unit: 'words' })
    expect(form.rules).toMatchObject({
      askMinPence: 25_000,
      askMaxPence: 250_000,
      maxMonths: 12,
      matchField: 'volunteers',
    })
  })

  it('offers the programme’s hourly rate as history, not as today’s', () => {
    expect(templateField(form, 'volunteers')?.rates).toEqual([
      { pence: 1109, label: expect.stringMatching(/2011 to 2015.*not known/) },
    ])
    expect(form.source).toContain('closed in 2015')
  })

  it('keeps a home address out of what others may see', () => {
    expect(templateField(form, 'contactAddress')?.published).toBe(false)
  })
})

describe('the nomination', () => {
  it('names a legal form that the rules know for every kind of body', () => {
    const { choices = [] } = present(templateField(present(templateById('acv-nomination')), 'bodyType'))
    for (const { form, value } of choices) expect(formStanding(form, '2026-11-22').nominate, value).not.toBe('unknown')
  })
})

describe('the schema', () => {
  const grant = present(templateById('small-grant'))
  it('refuses what it does not know, so that a slip in a template cannot pass', () => {
    expect(templateSchema.safeParse({ ...grant, titel: 'x' }).success).toBe(false)
    const wrongType = {
      ...grant,
      sections: [{ key: 'a', heading: 'A', fields: [{ key: 'b', label: 'B', type: 'essay' }] }],
    }
    expect(templateSchema.safeParse(wrongType).success).toBe(false)
    expect(templateSchema.safeParse(grant).success).toBe(true)
  })
})
