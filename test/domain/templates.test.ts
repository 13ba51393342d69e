import { describe, expect, it } from 'vitest'
import {
  richFields,
  templateById,
  templateField,
  templateFields,
  templateSchema,
  templates,
} from '@/core/domain/templates'
import { present } from '../support/present'

describe('every template', () => {
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
    }
    const { totalCostField, startField, endField } = template.rules
    for (const key of [totalCostField, startField, endField]) {
      if (key !== undefined) expect(templateField(template, key), key).toBeDefined()
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
