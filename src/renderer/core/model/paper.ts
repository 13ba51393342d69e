/**
 * A bid or plan brought together from its records: the template, answers, long texts and facts from the register. Bids and plans
 * are written in the same way, so screens, Word and completeness all start from here.
 */
import type { Written } from '../domain/completeness'
import { formStanding } from '../domain/eligibility'
import { type FactKey, factKeys } from '../domain/fact-keys'
import { type Fact, type FactInputs, type FactValue, factValue, type RollAsked } from '../domain/facts'
import { richFields, type Template, templateById, templateField, templateFields } from '../domain/templates'
import { instantOf } from '../merge/clock'
import { bid } from '../records/bid'
import { codeVersion } from '../records/code-version'
import { consent } from '../records/consent'
import type { Item } from '../records/define'
import { group } from '../records/group'
import { member } from '../records/member'
import { plan } from '../records/plan'
import { role } from '../records/role'
import { section } from '../records/section'
import { signature } from '../records/signature'
import { text } from '../records/text'
import { readStates, type SectionText } from '../text/read'
import type { ReadModel } from './model'

/** The record types that a paper is made from, for queries' `reads`. */
export const paperReads: readonly string[] = [
  'bid',
  'plan',
  'section',
  'text',
  'group',
  'member',
  'role',
  'consent',
  'code-version',
  'signature',
  'laptop',
]

export type Owner =
  | { readonly kind: 'bid'; readonly item: Item<typeof bid> }
  | { readonly kind: 'plan'; readonly item: Item<typeof plan> }

/** One long text: its section record, and how to read its words. */
export interface PaperText {
  readonly sectionId: string
  readonly done: boolean
  readonly comment: string | undefined
  readonly plain: string
  /** When its words last changed (ISO instant), and on which device; absent while nobody has written. */
  readonly changed: { readonly at: string; readonly device: string } | undefined
  /** Reads the formatted text; not done until asked, since only Word and print need it. */
  readonly read: () => SectionText
}

export interface Paper {
  readonly owner: Owner
  readonly template: Template
  /** By the rich field's key. */
  readonly texts: ReadonlyMap<string, PaperText>
  /** Every fact that the template draws, by key: from the register, or as frozen. */
  readonly facts: ReadonlyMap<FactKey, Fact>
  readonly frozen: boolean
  readonly written: Written
}

/** The bid or plan of an id, where it is present. */
function ownerOf(model: ReadModel, id: string): Owner | undefined {
  const asBid = model.item(bid, id)
  if (asBid !== undefined) return { kind: 'bid', item: asBid }
  const asPlan = model.item(plan, id)
  return asPlan === undefined ? undefined : { kind: 'plan', item: asPlan }
}

/** Whether the facts stand as they were given: the bid is submitted, the plan adopted or closed. */
export function isFrozen(owner: Owner): boolean {
  return (owner.item.status ?? 'draft') !== 'draft'
}

/** The section record of each rich field. Two of one field (an old slip): the one with the smaller id, on every laptop. */
export function sectionsOf(model: ReadModel, ownerId: string): ReadonlyMap<string, Item<typeof section>> {
  const found = new Map<string, Item<typeof section>>()
  for (const item of model.items(section)) {
    if (item.of !== ownerId || item.key === undefined) continue
    const known = found.get(item.key)
    if (known === undefined || item.id < known.id) found.set(item.key, item)
  }
  return found
}

/** The latest change among the laptops' states of one text, by the clocks of those laptops: for showing only. */
function lastChange(model: ReadModel, written: readonly Item<typeof text>[]): PaperText['changed'] {
  const changes = written.flatMap(({ id, device = '' }) => {
    const stored = model.stored(id)
    return (stored?.fields.state ?? []).map(([, dot]) => ({ at: instantOf(stored?.dots[dot]?.[2] ?? ''), device }))
  })
  return changes.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.device < b.device ? -1 : 1))[0]
}

function textsOf(model: ReadModel, template: Template, ownerId: string): ReadonlyMap<string, PaperText> {
  const sections = sectionsOf(model, ownerId)
  const keyOf = new Map([...sections].map(([key, { id }]) => [id, key]))
  const states = new Map<string, Item<typeof text>[]>()
  for (const item of model.items(text)) {
    const key = keyOf.get(item.sectionId ?? '')
    if (key !== undefined) states.set(key, [...(states.get(key) ?? []), item])
  }
  const texts = new Map<string, PaperText>()
  for (const { key } of richFields(template)) {
    const record = sections.get(key)
    if (record === undefined) continue
    const written = states.get(key) ?? []
    const seed = { templateId: template.id, fieldKey: key }
    const read = (): SectionText =>
      readStates(
        written.map(({ state }) => state),
        seed,
      )
    // One laptop's words are the section's words; only where several wrote must their states be merged to know.
    const [only] = written
    const plain = written.length === 1 && only?.plain !== undefined ? only.plain : read().plain
    texts.set(key, {
      sectionId: record.id,
      done: record.done ?? false,
      comment: record.comment,
      plain,
      changed: lastChange(model, written),
      read,
    })
  }
  return texts
}

/** The register as the facts need it. */
function factInputs(model: ReadModel): FactInputs {
  const [ours] = model.items(group)
  const legalForm = ours?.legalForm
  return {
    group: ours,
    legalFormLabel: legalForm === undefined ? undefined : group.fields.legalForm.choices?.[legalForm],
    members: model.items(member),
    roles: model.items(role),
    officeLabels: role.fields.office.choices ?? {},
    consents: model.items(consent),
    versions: model.items(codeVersion),
    signatures: model.items(signature),
  }
}

/** The legal form that a paper's own answer names, as in `resources/rules`. */
export function formChosen(template: Template, answers: Written['answers']): string | undefined {
  const field = template.rules.formField === undefined ? undefined : templateField(template, template.rules.formField)
  return field?.choices?.find(({ value }) => value === answers[field.key])?.form
}

/** What the paper itself says about the electors behind a nomination. */
export function rollAsked(template: Template, answers: Written['answers'], today: string): RollAsked {
  const form = formChosen(template, answers)
  const council = template.rules.councilField === undefined ? undefined : answers[template.rules.councilField]
  return {
    needed: form === undefined || formStanding(form, today).nominate === 'with-electors',
    council: typeof council === 'string' ? council : undefined,
  }
}

/** The facts that the template draws, from the register as it stands today, for a paper with these answers. */
export function liveFacts(
  model: ReadModel,
  template: Template,
  answers: Written['answers'],
  today: string,
): ReadonlyMap<FactKey, Fact> {
  const wanted = new Set(templateFields(template).flatMap((field) => field.facts ?? []))
  const inputs = { ...factInputs(model), roll: rollAsked(template, answers, today) }
  return new Map(factKeys.filter((key) => wanted.has(key)).map((key) => [key, factValue(key, inputs, today)]))
}

function frozenFacts(owner: Owner, template: Template): ReadonlyMap<FactKey, Fact> {
  const kept: Readonly<Record<string, unknown>> = owner.item.frozenFacts ?? {}
  const wanted = new Set(templateFields(template).flatMap((field) => field.facts ?? []))
  return new Map(
    factKeys.filter((key) => wanted.has(key)).map((key) => [key, { key, value: (kept[key] ?? null) as FactValue }]),
  )
}

/** Brings a bid or plan together; undefined where it is not there, or its template is not known to this Trestle. */
export function paperOf(model: ReadModel, id: string, today: string): Paper | undefined {
  const owner = ownerOf(model, id)
  const template = templateById(owner?.item.templateId)
  if (owner === undefined || template === undefined) return undefined
  const texts = textsOf(model, template, id)
  const frozen = isFrozen(owner)
  const facts = frozen ? frozenFacts(owner, template) : liveFacts(model, template, owner.item.answers ?? {}, today)
  const entries = (map: Readonly<Record<string, unknown>> | undefined): number => Object.keys(map ?? {}).length
  const written: Written = {
    answers: owner.item.answers ?? {},
    texts: Object.fromEntries([...texts].map(([key, { plain }]) => [key, plain])),
    facts: Object.fromEntries([...facts].map(([key, { value }]) => [key, value !== null])),
    counts: {
      budget: owner.kind === 'bid' ? entries(owner.item.budget) : 0,
      priorities: owner.kind === 'plan' ? entries(owner.item.priorities) : 0,
      years: owner.kind === 'plan' ? entries(owner.item.years) : 0,
      awards: owner.kind === 'plan' ? entries(owner.item.awards) : 0,
    },
  }
  return { owner, template, texts, facts, frozen, written }
}
