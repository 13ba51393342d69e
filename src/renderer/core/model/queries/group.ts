/** What is known of the group itself, and what the law lets it do as it stands. */
import {
  countElectors,
  countForumMembers,
  type EligibilityCount,
  type FormStanding,
  formStanding,
} from '../../domain/eligibility'
import { type LawStanding, lawStanding } from '../../domain/rules'
import type { Item } from '../../records/define'
import { group } from '../../records/group'
import { query } from '../define-query'
import type { ReadModel } from '../model'
import { currentMembers } from '../people'

/** An eligibility count without the ids: a page never needs 10,000 of them. */
export interface CountSummary {
  readonly needed: number
  readonly authority: string
  readonly counted: number
  readonly unknown: number
  readonly stale: number
  readonly enough: boolean
}

export interface GroupStanding {
  readonly legalForm?: string
  readonly kind?: 'place' | 'interest'
  readonly form: FormStanding
  readonly electors: CountSummary & {
    /** Of those counted: whose home address is blank. */
    readonly noAddress: number
    readonly neighbouringArea?: string
  }
  readonly forum: CountSummary
  /** The laws that these rights come from. */
  readonly laws: readonly LawStanding[]
}

const summary = (count: EligibilityCount): CountSummary => ({
  needed: count.needed,
  authority: count.authority,
  counted: count.counted.length,
  unknown: count.unknown.length,
  stale: count.stale.length,
  enough: count.enough,
})

/** The local day on which any of the named fields was last changed, as far as the record tells. */
export function changedOn(model: ReadModel, id: string, fields: readonly string[]): string | undefined {
  const stored = model.stored(id)
  if (stored === undefined) return undefined
  const times = fields.flatMap((field) =>
    (stored.fields[field] ?? []).map(([, dot]) => stored.dots[dot]?.[2].slice(0, 10) ?? ''),
  )
  return times.sort().at(-1) || undefined
}

export const groupQueries = {
  'group.get': query<Record<string, never>, Item<typeof group> | null>(
    ['group'],
    ({ model }) => model.items(group)[0] ?? null,
  ),

  /** The two 21s and the legal-form gate. */
  'group.standing': query<Record<string, never>, GroupStanding>(['group', 'member'], ({ model, today }) => {
    const ours = model.items(group)[0]
    const members = currentMembers(model, today)
    const electors = countElectors(members, today)
    return {
      ...(ours?.legalForm === undefined ? {} : { legalForm: ours.legalForm }),
      ...(ours?.kind === undefined ? {} : { kind: ours.kind }),
      form: formStanding(ours?.legalForm, today),
      electors: {
        ...summary(electors),
        noAddress: electors.noAddress.length,
        ...(electors.neighbouringArea === undefined ? {} : { neighbouringArea: electors.neighbouringArea }),
      },
      forum: summary(countForumMembers(members, today)),
      laws: ['acv-2011', 'neighbourhood-planning-2012'].flatMap((id) => lawStanding(id, today) ?? []),
    }
  }),
}
