/**
 * What is due soon, each with the rule that asks for it: the group's own dates (terms, bids, reviews), its promise to sign the
 * code again, Trestle's reminders, and the clocks of the law. Facts in, facts out: the sentences are in `messages/home.ts`.
 */

import { checkDueOn, isLive, type PublicationFacts } from './compliance'
import { addDays, addMonths } from './dates'
import { type NominationFacts, nominationClocks } from './nomination'
import { clockOn, ruleNumber } from './rules'
import {
  type CodeVersionFacts,
  codeInForce,
  resignCalendar,
  type SignatureFacts,
  signaturesByMember,
} from './signatures'
import type { SubjectAccessClock } from './subject-access'
import { templateById } from './templates'
import { type RoleFacts, termsEndingBy } from './terms'

export type DueKind =
  | 'resign'
  | 'code-starts'
  | 'term-ends'
  | 'publication-check'
  | 'bid-due'
  | 'plan-review'
  | 'nomination-decision'
  | 'interim-ends'
  | 'full-ends'
  | 'protection-ends'
  | 'renominate'
  | 'listing-ends'
  | 'breach-report'
  | 'subject-access'

export interface DueItem {
  /** Stable, for lists on screen. */
  readonly key: string
  readonly kind: DueKind
  readonly on: string
  /** The person, place, bid or plan that it is about. */
  readonly what: string
  /** How many it stands for, where it is about several members. */
  readonly count?: number
  /** Whether or when it comes hangs on a fact that nobody has recorded. */
  readonly unsure?: true
  /** The rule, in words that name the law; absent where the group itself set the date. */
  readonly authority?: string
  readonly route: string
}

/** What the list is made from. Pass present records and current members only; `name` is ready to show. */
export interface DueFacts {
  readonly today: string
  readonly resignMonths?: number | undefined
  readonly members: readonly { readonly id: string; readonly name: string }[]
  readonly roles: readonly RoleFacts[]
  readonly roleName: (role: RoleFacts) => string
  readonly publications: readonly PublicationFacts[]
  readonly versions: readonly (CodeVersionFacts & { readonly title?: string | undefined })[]
  readonly signatures: readonly SignatureFacts[]
  readonly bids: readonly BidFacts[]
  readonly plans: readonly {
    readonly id: string
    readonly title?: string | undefined
    readonly status?: string | undefined
    readonly reviewOn?: string | undefined
  }[]
  /** Breaches whose 72 hours still run or ran out without a decision or report. `endsOn`: the local day on which they end. */
  readonly breaches?: readonly { readonly id: string; readonly title?: string | undefined; readonly endsOn: string }[]
  /** Requests for a copy of what is held on somebody that wait for their answer. */
  readonly requests?: readonly {
    readonly id: string
    /** None: somebody who is not on the register. */
    readonly memberId?: string | undefined
    readonly name: string
    readonly clock: SubjectAccessClock
  }[]
}

export interface BidFacts extends NominationFacts {
  readonly id: string
  readonly title?: string | undefined
  readonly templateId?: string | undefined
  readonly dueOn?: string | undefined
}

/**
 * When a breach is reported at the latest, where that is feasible: ISO instant. `knownAt`: ISO instant at which the group became
 * aware of it; undefined for one from before the law applied. (UK GDPR article 33(1))
 */
export function breachReportBy(knownAt: string): string | undefined {
  const hours = ruleNumber('data-protection', 'breach-report-hours', knownAt.slice(0, 10))?.value
  return hours === undefined ? undefined : new Date(Date.parse(knownAt) + hours * 3_600_000).toISOString()
}

/** Signing again: one line for everybody, on the earliest day. Members who never signed are the card's business, not this list's. */
function resigning(facts: DueFacts, until: string): readonly DueItem[] {
  const version = codeInForce(facts.versions, facts.today)
  if (version === undefined || !facts.resignMonths) return []
  const signatures = signaturesByMember(facts.signatures, version.id)
  const dueOn = resignCalendar(facts.resignMonths)
  const due = facts.members.flatMap((member) => {
    const on = dueOn(signatures.get(member.id)?.on)
    return on !== undefined && on <= until ? [on] : []
  })
  const earliest = due.sort()[0]
  if (earliest === undefined) return []
  return [
    {
      key: `resign-${version.id}`,
      kind: 'resign',
      on: earliest,
      what: version.title ?? '',
      count: due.length,
      route: '/code',
    },
  ]
}

const CLOCK_KINDS: Readonly<Record<string, DueKind>> = {
  'council-decision': 'nomination-decision',
  'interim-moratorium': 'interim-ends',
  'full-moratorium': 'full-ends',
  'protected-period': 'protection-ends',
  renominate: 'renominate',
  listing: 'listing-ends',
}

/** A nomination of an asset has clocks of the law: the council's eight weeks, the owner's notice, the five years of the listing. */
function nominationDues(bid: BidFacts): readonly DueItem[] {
  return nominationClocks(bid).flatMap(({ id, endsOn, authority, sure }): readonly DueItem[] => {
    const kind = CLOCK_KINDS[id]
    if (kind === undefined) return []
    const item = { key: `${kind}-${bid.id}`, kind, on: endsOn, what: bid.title ?? '', route: `/bids/${bid.id}` }
    return [{ ...item, ...(sure ? {} : { unsure: true }), authority }]
  })
}

/** Whether a bid is a nomination of an asset of community value: its template says whose clocks run. */
export function isNomination(bid: BidFacts): boolean {
  return templateById(bid.templateId)?.rules.clocks === 'acv-2011'
}

const OWED: readonly DueKind[] = ['resign', 'publication-check', 'plan-review', 'breach-report', 'subject-access']

/** Everything due within `days` of today or overdue, the earliest first. */
export function dueSoon(facts: DueFacts, days = 90): readonly DueItem[] {
  const { today } = facts
  const until = addDays(today, days)
  const names = new Map(facts.members.map((member) => [member.id, member.name]))
  const items: readonly DueItem[] = [
    ...resigning(facts, until),
    ...facts.versions.flatMap((version): readonly DueItem[] =>
      version.effectiveOn !== undefined && version.effectiveOn > today
        ? [
            {
              key: `code-${version.id}`,
              kind: 'code-starts',
              on: version.effectiveOn,
              what: version.title ?? '',
              route: `/code/${version.id}`,
            },
          ]
        : [],
    ),
    ...termsEndingBy(facts.roles, today, until).map((role): DueItem => {
      const what = [names.get(role.memberId ?? ''), facts.roleName(role)].filter(Boolean).join(', ')
      return { key: `term-${role.id}`, kind: 'term-ends', on: role.endsOn ?? today, what, route: '/leaders' }
    }),
    ...facts.publications
      .filter((entry) => isLive(entry, today))
      .map((entry): DueItem => {
        const on = checkDueOn(entry) ?? today
        const authority = clockOn('good-practice', 'publication-check', today)?.authority
        return {
          key: `check-${entry.id}`,
          kind: 'publication-check',
          on,
          what: entry.place ?? '',
          ...(authority === undefined ? {} : { authority }),
          route: '/leaders',
        }
      }),
    ...facts.bids.flatMap((bid): readonly DueItem[] => {
      const drafted = bid.status === 'draft' || bid.status === undefined
      const due: readonly DueItem[] =
        drafted && bid.dueOn !== undefined
          ? [{ key: `bid-${bid.id}`, kind: 'bid-due', on: bid.dueOn, what: bid.title ?? '', route: `/bids/${bid.id}` }]
          : []
      return isNomination(bid) ? [...due, ...nominationDues(bid)] : due
    }),
    ...facts.plans.flatMap((plan): readonly DueItem[] =>
      plan.reviewOn !== undefined && plan.status !== 'closed'
        ? [{ key: `plan-${plan.id}`, kind: 'plan-review', on: plan.reviewOn, what: plan.title ?? '', route: '/plan' }]
        : [],
    ),
    ...(facts.breaches ?? []).map((breach): DueItem => {
      const authority = ruleNumber('data-protection', 'breach-report-hours', breach.endsOn)?.authority
      return {
        key: `breach-${breach.id}`,
        kind: 'breach-report',
        on: breach.endsOn,
        what: breach.title ?? '',
        ...(authority === undefined ? {} : { authority }),
        route: `/breaches/${breach.id}`,
      }
    }),
    ...(facts.requests ?? []).map(
      ({ id, memberId, name, clock }): DueItem => ({
        key: `request-${id}`,
        kind: 'subject-access',
        on: clock.endsOn,
        what: name,
        authority: clock.authority,
        route: memberId === undefined ? '/privacy' : `/privacy/${memberId}`,
      }),
    ),
  ]
  // A draft nobody sent, or a listing that lapsed, is history after a year; a check or a signature that is owed stays owed.
  const since = addMonths(today, -12)
  return items
    .filter((item) => item.on <= until && (item.on >= since || OWED.includes(item.kind)))
    .sort((a, b) => (`${a.on} ${a.key}` < `${b.on} ${b.key}` ? -1 : 1))
}
