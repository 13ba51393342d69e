/**
 * The four-point card: an identified leader; whose contact details are published online and elsewhere; who abides by a code of
 * conduct; in a defined area. Each point says what shows it and since when, or what is missing and where to mend it.
 * Facts in, facts out: the sentences are in `messages/home.ts`.
 */

import { type ConsentFacts, consentFor, type PublicDetail, publishable } from './consent'
import { addMonths } from './dates'
import { clockOn } from './rules'
import {
  type CodeVersionFacts,
  codeInForce,
  resignCalendar,
  type SignatureFacts,
  signatureState,
  signaturesByMember,
} from './signatures'
import { leadersNow, type RoleFacts } from './terms'

export type PointKey = 'leader' | 'published' | 'code' | 'area'

/** Something that shows that a point is met. `on`: the day it dates from or was last checked. */
export type Evidence =
  | { readonly kind: 'leader'; readonly name: string; readonly on?: string }
  | { readonly kind: 'consent'; readonly name: string; readonly details: readonly PublicDetail[]; readonly on?: string }
  | { readonly kind: 'published'; readonly place: string; readonly online: boolean; readonly on?: string }
  | { readonly kind: 'code'; readonly title: string; readonly on?: string }
  | { readonly kind: 'leader-signed'; readonly name: string; readonly on?: string }
  | { readonly kind: 'members-signed'; readonly signed: number; readonly of: number }
  | { readonly kind: 'area'; readonly text: string; readonly on?: string }
  | { readonly kind: 'area-lists'; readonly wards: number; readonly postcodes: number; readonly streets: number }
  | { readonly kind: 'adults'; readonly adults: number; readonly members: number; readonly on?: string }

/** What a point lacks, or what deserves a look although the point is met. */
export type Gap =
  | { readonly kind: 'no-leader' }
  | { readonly kind: 'no-details'; readonly name: string }
  | { readonly kind: 'no-consent'; readonly name: string }
  | { readonly kind: 'not-online' }
  | { readonly kind: 'not-elsewhere' }
  | { readonly kind: 'check-old'; readonly place: string; readonly on?: string }
  | { readonly kind: 'no-code' }
  | { readonly kind: 'code-later'; readonly on: string }
  | { readonly kind: 'leader-unsigned'; readonly name: string }
  | { readonly kind: 'leader-due'; readonly name: string }
  | { readonly kind: 'members-unsigned'; readonly count: number }
  | { readonly kind: 'members-due'; readonly count: number }
  | { readonly kind: 'no-area' }
  | { readonly kind: 'no-lists' }
  | { readonly kind: 'no-adults' }

export interface Point {
  readonly key: PointKey
  readonly met: boolean
  readonly evidence: readonly Evidence[]
  readonly missing: readonly Gap[]
  readonly attention: readonly Gap[]
  /** Where to mend the first thing missing, else the first thing that deserves a look. */
  readonly fix?: { readonly gap: Gap['kind']; readonly route: string }
}

/** What the card is made from. Pass present records only. */
export interface ComplianceFacts {
  readonly today: string
  readonly group:
    | {
        readonly area?: string | undefined
        readonly wards?: readonly string[] | undefined
        readonly postcodes?: readonly string[] | undefined
        readonly streets?: readonly string[] | undefined
        readonly adults?: number | undefined
        readonly adultsOn?: string | undefined
        readonly resignMonths?: number | undefined
      }
    | undefined
  /** The day on which the area was last described, where known. */
  readonly areaOn?: string | undefined
  /** Current members, with a name to show. */
  readonly members: readonly { readonly id: string; readonly name: string }[]
  /** How many of them are adults of the area (`adultsHere`). */
  readonly adultMembers: number
  readonly roles: readonly (RoleFacts & { readonly publicDetails?: readonly PublicDetail[] | undefined })[]
  readonly consents: readonly ConsentFacts[]
  readonly publications: readonly PublicationFacts[]
  readonly versions: readonly (CodeVersionFacts & { readonly title?: string | undefined })[]
  readonly signatures: readonly SignatureFacts[]
}

export interface PublicationFacts {
  readonly id: string
  readonly medium?: string | undefined
  readonly place?: string | undefined
  readonly roleId?: string | undefined
  readonly since?: string | undefined
  readonly lastCheckedOn?: string | undefined
  readonly endedOn?: string | undefined
}

const ROUTES: Readonly<Record<Gap['kind'], string>> = {
  'no-leader': '/leaders/appoint',
  'no-details': '/leaders/details',
  'no-consent': '/leaders/details',
  'not-online': '/leaders/publish',
  'not-elsewhere': '/leaders/publish',
  'check-old': '/leaders',
  'no-code': '/code',
  'code-later': '/code',
  'leader-unsigned': '/code',
  'leader-due': '/code',
  'members-unsigned': '/code',
  'members-due': '/code',
  'no-area': '/group',
  'no-lists': '/group',
  'no-adults': '/group',
}

const dated = (on: string | undefined): { readonly on?: string } => (on === undefined ? {} : { on })

function point(
  key: PointKey,
  evidence: readonly Evidence[],
  missing: readonly Gap[],
  attention: readonly Gap[],
): Point {
  const first = missing[0] ?? attention[0]
  const fix = first === undefined ? {} : { fix: { gap: first.kind, route: ROUTES[first.kind] } }
  return { key, met: missing.length === 0, evidence, missing, attention, ...fix }
}

/** Whether a place of publication is online; anything else is "elsewhere". */
export function isOnline(medium: string | undefined): boolean {
  return medium === 'website' || medium === 'social'
}

/** Whether the details still stand in a place today. */
export function isLive(publication: PublicationFacts, today: string): boolean {
  return (publication.since ?? today) <= today && (publication.endedOn === undefined || publication.endedOn > today)
}

/** The day on which a place of publication is to be looked at again (six months after the last look), where a day is known. */
export function checkDueOn(publication: PublicationFacts): string | undefined {
  const from = publication.lastCheckedOn ?? publication.since
  const clock = from === undefined ? undefined : clockOn('good-practice', 'publication-check', from)
  return from === undefined ? undefined : addMonths(from, clock?.length.months ?? 6)
}

interface NamedRole {
  readonly role: ComplianceFacts['roles'][number]
  readonly memberId: string
  readonly name: string
}

/** Today's leaders who are on the register. A leader who left, or was erased, does not count. */
function namedLeaders(facts: ComplianceFacts): readonly NamedRole[] {
  const names = new Map(facts.members.map((member) => [member.id, member.name]))
  return leadersNow(
    facts.roles.filter((role) => names.has(role.memberId ?? '')),
    facts.today,
  ).map((role) => ({ role, memberId: role.memberId ?? '', name: names.get(role.memberId ?? '') ?? '' }))
}

function leaderPoint(leaders: readonly NamedRole[]): Point {
  const evidence = leaders.map(({ role, name }): Evidence => ({ kind: 'leader', name, ...dated(role.startsOn) }))
  return point('leader', evidence, leaders.length === 0 ? [{ kind: 'no-leader' }] : [], [])
}

/** Published means: a way to reach one leader, with that person's consent, in at least one place online and one elsewhere. */
function publishedPoint(facts: ComplianceFacts, leaders: readonly NamedRole[]): Point {
  const { today } = facts
  const reachable = leaders.flatMap(({ role, memberId, name }) => {
    const details = publishable(role, facts.consents, today)
    if (!details.some((detail) => detail !== 'name')) return []
    const on = details
      .map((detail) => consentFor(facts.consents, memberId, detail, today).on ?? '')
      .sort()
      .at(-1)
    return [{ roleId: role.id, evidence: { kind: 'consent', name, details, ...dated(on) } satisfies Evidence }]
  })
  // While nobody may be reached yet, places still count as places: the missing consent is said by itself.
  const shown = reachable.length > 0 ? reachable.map(({ roleId }) => roleId) : leaders.map(({ role }) => role.id)
  const roleIds = new Set(shown)
  const live = facts.publications.filter(
    (entry) => isLive(entry, today) && (entry.roleId === undefined || roleIds.has(entry.roleId)),
  )
  const missing: Gap[] = []
  const first = leaders[0]
  if (first === undefined) missing.push({ kind: 'no-leader' })
  else if (reachable.length === 0) {
    const chosen = leaders.find(({ role }) => role.publicDetails?.some((detail) => detail !== 'name'))
    missing.push(
      chosen === undefined ? { kind: 'no-details', name: first.name } : { kind: 'no-consent', name: chosen.name },
    )
  }
  if (!live.some((entry) => isOnline(entry.medium))) missing.push({ kind: 'not-online' })
  if (!live.some((entry) => !isOnline(entry.medium))) missing.push({ kind: 'not-elsewhere' })
  const places = live.map(
    (entry): Evidence => ({
      kind: 'published',
      place: entry.place ?? '',
      online: isOnline(entry.medium),
      ...dated(entry.lastCheckedOn),
    }),
  )
  const old = live
    .filter((entry) => (checkDueOn(entry) ?? today) <= today)
    .map((entry): Gap => ({ kind: 'check-old', place: entry.place ?? '', ...dated(entry.lastCheckedOn) }))
  return point('published', [...reachable.map(({ evidence }) => evidence), ...places], missing, old)
}

/** Abiding by the code: one is in force and every leader has signed it, not too long ago. Members' signatures are evidence. */
function codePoint(facts: ComplianceFacts, leaders: readonly NamedRole[]): Point {
  const { today, members } = facts
  const dueOn = resignCalendar(facts.group?.resignMonths)
  const version = codeInForce(facts.versions, today)
  if (version === undefined) {
    const next = facts.versions
      .map((entry) => entry.effectiveOn ?? '')
      .filter((on) => on > today)
      .sort()[0]
    return point('code', [], [next === undefined ? { kind: 'no-code' } : { kind: 'code-later', on: next }], [])
  }
  const signatures = signaturesByMember(facts.signatures, version.id)
  const count = { signed: 0, due: 0, unsigned: 0 }
  for (const member of members) count[signatureState(signatures.get(member.id), dueOn, today)]++
  const evidence: Evidence[] = [{ kind: 'code', title: version.title ?? '', ...dated(version.effectiveOn) }]
  const missing: Gap[] = leaders.length === 0 ? [{ kind: 'no-leader' }] : []
  for (const { memberId, name } of leaders) {
    const signature = signatures.get(memberId)
    const state = signatureState(signature, dueOn, today)
    if (state === 'signed') evidence.push({ kind: 'leader-signed', name, ...dated(signature?.on) })
    else missing.push({ kind: state === 'due' ? 'leader-due' : 'leader-unsigned', name })
  }
  evidence.push({ kind: 'members-signed', signed: count.signed + count.due, of: members.length })
  const attention: Gap[] = []
  if (count.unsigned > 0) attention.push({ kind: 'members-unsigned', count: count.unsigned })
  if (count.due > 0) attention.push({ kind: 'members-due', count: count.due })
  return point('code', evidence, missing, attention)
}

/** The area is defined when it is described in words or by wards; lists of postcodes or streets make it exact. */
function areaPoint(facts: ComplianceFacts): Point {
  const group = facts.group ?? {}
  const text = group.area?.trim() ?? ''
  const [wards, postcodes, streets] = [
    group.wards?.length ?? 0,
    group.postcodes?.length ?? 0,
    group.streets?.length ?? 0,
  ]
  const lists = wards + postcodes + streets
  const evidence: Evidence[] = []
  if (text !== '') evidence.push({ kind: 'area', text, ...dated(facts.areaOn) })
  if (lists > 0) evidence.push({ kind: 'area-lists', wards, postcodes, streets })
  if (group.adults)
    evidence.push({ kind: 'adults', adults: group.adults, members: facts.adultMembers, ...dated(group.adultsOn) })
  const missing: Gap[] = text === '' && lists === 0 ? [{ kind: 'no-area' }] : []
  const attention: Gap[] = []
  if (missing.length === 0 && lists === 0) attention.push({ kind: 'no-lists' })
  if (missing.length === 0 && !group.adults) attention.push({ kind: 'no-adults' })
  return point('area', evidence, missing, attention)
}

/** The four points, in the card's order. */
export function complianceCard(facts: ComplianceFacts): readonly Point[] {
  const leaders = namedLeaders(facts)
  return [leaderPoint(leaders), publishedPoint(facts, leaders), codePoint(facts, leaders), areaPoint(facts)]
}
