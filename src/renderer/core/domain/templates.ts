/**
 * What a bid or plan asks for, as data: `resources/templates/*.json`. A template is sections of fields; each field says what to
 * write, how long it may be, how its reader counts, and whether it may be seen by the public. Adding a template is one JSON file
 * and one line below. (CONTRIBUTING.md, "A new template of a bid")
 */
import acvNomination from '@resources/templates/acv-nomination.json'
import communityFirstPlan from '@resources/templates/community-first-plan.json'
import communityFirstProject from '@resources/templates/community-first-project.json'
import smallGrant from '@resources/templates/small-grant.json'
import type { Template, TemplateField, WrittenTemplate } from './template-schema'

export type { Template, TemplateField, TemplateRules, TemplateSection } from './template-schema'

/** Every template, in the order in which people choose. */
export const templates: readonly Template[] = (
  [acvNomination, smallGrant, communityFirstProject, communityFirstPlan] as readonly unknown[] as WrittenTemplate[]
).map(filledIn)

/** With the usual value of what is left out; the same as reading it by `templateSchema`, which takes longer than a screen may wait. */
function filledIn(written: WrittenTemplate): Template {
  const sections = written.sections.map((part) => ({
    ...part,
    fields: part.fields.map(({ required = false, published = true, evidence = [], mustBeYes = false, ...field }) => ({
      ...field,
      required,
      published,
      evidence,
      mustBeYes,
    })),
  }))
  return { ...written, rules: written.rules ?? {}, sections }
}

/** A template by its id, or undefined where this version of Trestle has none of that name. */
export function templateById(id: string | undefined): Template | undefined {
  return templates.find((template) => template.id === id)
}

/** All fields in the order of the paper. */
export function templateFields(template: Template): readonly TemplateField[] {
  return template.sections.flatMap((part) => part.fields)
}

/** A field by its key. */
export function templateField(template: Template, fieldKey: string): TemplateField | undefined {
  return templateFields(template).find((candidate) => candidate.key === fieldKey)
}

/** The long texts: each has a section record of its own. */
export function richFields(template: Template): readonly TemplateField[] {
  return templateFields(template).filter((candidate) => candidate.type === 'rich')
}
