/**
 * The register as a list: who belongs to a filter, in which order. Everything that takes time is kept by the identity of the
 * model's arrays, which change only when a record of the type does, so that a page of 50,000 members costs a few milliseconds.
 */
import { type PersonFacts, type PersonIndex, personIndex } from '../domain/duplicates'
import { isCurrent } from '../domain/membership'
import { codeInForce, type SignatureState, signatureState, signaturesByMember } from '../domain/signatures'
import { currentRoles, inOfficeOrder } from '../domain/terms'
import { UNDONE } from '../merge/record'
import { removalOf } from '../merge/view'
import { codeVersion } from '../records/code-version'
import type { Item } from '../records/define'
import { group } from '../records/group'
import { member } from '../records/member'
import { role } from '../records/role'
import { signature } from '../records/signature'
import type { ReadModel } from './model'
import type { Member } from './people'
import { type MemberOrder, sortedMembers, sortKey } from './register-order'
import type { Search } from './search'

export type MemberStatus = 'current' | 'left' | 'all'

export interface MemberFilter {
  /** Absent: current. */
  readonly status?: MemberStatus | undefined
  /** An office held today, or `any`. */
  readonly role?: string | undefined
  /** Only those who have not signed the code in force, or are to sign it again. */
  readonly unsignedCode?: boolean | undefined
  readonly tag?: string | undefined
  readonly kind?: string | undefined
}

/** More matches than any group has members: a search never leaves anybody out. */
const MOST_HITS = 50_000

type Signature = Item<typeof signature>
const indexes = new WeakMap<readonly Member[], PersonIndex>()
const bins = new WeakMap<readonly Member[], readonly Binned[]>()
const signed = new WeakMap<
  readonly Signature[],
  { readonly versionId: string; readonly byMember: ReadonlyMap<string, Signature> }
>()
const byStatus = new WeakMap<readonly Member[], { readonly key: string; readonly rows: readonly Member[] }>()
const counted = new WeakMap<
  readonly Member[],
  {
    readonly today: string
    readonly facts: readonly unknown[]
    readonly versions: readonly unknown[]
    readonly groups: readonly unknown[]
    readonly counts: MemberCounts
  }
>()
const tagCounts = new WeakMap<readonly Member[], readonly { readonly tag: string; readonly count: number }[]>()

/** Every current member's standing towards the code in force; undefined when no code is in force. */
export function codeStanding(model: ReadModel, today: string): ((memberId: string) => SignatureState) | undefined {
  const version = codeInForce(model.items(codeVersion), today)
  if (version === undefined) return undefined
  const months = model.items(group)[0]?.resignMonths
  const facts = model.items(signature)
  const kept = signed.get(facts)
  const byMember = kept?.versionId === version.id ? kept.byMember : signaturesByMember(facts, version.id)
  signed.set(facts, { versionId: version.id, byMember })
  return (memberId) => signatureState(byMember.get(memberId), months, today)
}

/** How many people stand where, for the filters. */
export interface MemberCounts {
  readonly current: number
  readonly left: number
  readonly all: number
  /** Current members who have not signed the code in force, or are to sign again; null when no code is in force. */
  readonly unsigned: number | null
  readonly removed: number
}

export function countMembers(model: ReadModel, today: string): MemberCounts {
  const everybody = model.items(member)
  const facts = model.items(signature)
  const versions = model.items(codeVersion)
  const groups = model.items(group)
  const removed = memberBin(model).length
  const kept = counted.get(everybody)
  const isSame = kept?.today === today && kept.facts === facts && kept.versions === versions && kept.groups === groups
  if (kept !== undefined && isSame) return { ...kept.counts, removed }
  const current = everybody.filter((person) => isCurrent(person, today))
  const standing = codeStanding(model, today)
  const counts = {
    current: current.length,
    left: everybody.length - current.length,
    all: everybody.length,
    unsigned: standing === undefined ? null : current.filter((person) => standing(person.id) !== 'signed').length,
    removed,
  }
  counted.set(everybody, { today, facts, versions, groups, counts })
  return counts
}

/** Somebody in the bin, since when and why. */
export interface Binned {
  readonly person: Member
  readonly on: string
  readonly reason?: string
}

/** Members who were removed, without those whom an undo took back: nobody looks for them. */
export function memberBin(model: ReadModel): readonly Binned[] {
  const removed = model.removed(member)
  const kept = bins.get(removed)
  if (kept !== undefined) return kept
  const made = removed.flatMap((person) => {
    const record = model.stored(person.id)
    const removal = record === undefined ? undefined : removalOf(record)
    if (removal?.kind !== 'removed' || removal.reason === UNDONE) return []
    return [{ person, on: removal.on, ...(removal.reason !== undefined && { reason: removal.reason }) }]
  })
  bins.set(removed, made)
  return made
}

/** The offices that people hold today, by member, each list in the order of a committee. */
export function rolesByMember(model: ReadModel, today: string): ReadonlyMap<string, readonly Item<typeof role>[]> {
  const held = new Map<string, Item<typeof role>[]>()
  for (const each of inOfficeOrder(currentRoles(model.items(role), today))) {
    if (each.memberId === undefined) continue
    const list = held.get(each.memberId)
    if (list === undefined) held.set(each.memberId, [each])
    else list.push(each)
  }
  return held
}

/** Makes the test for a filter beside the status; undefined when everybody passes. */
function memberTest(model: ReadModel, filter: MemberFilter, today: string): ((person: Member) => boolean) | undefined {
  const { role: office, unsignedCode = false, tag, kind } = filter
  if (office === undefined && !unsignedCode && tag === undefined && kind === undefined) return undefined
  const roles = office === undefined ? undefined : rolesByMember(model, today)
  const standing = unsignedCode ? codeStanding(model, today) : undefined
  return (person) =>
    (kind === undefined || person.kind === kind) &&
    (tag === undefined || (person.tags?.includes(tag) ?? false)) &&
    (roles === undefined ||
      (roles.get(person.id)?.some((held) => office === 'any' || held.office === office) ?? false)) &&
    // With no code in force there is nothing to sign.
    (!unsignedCode || (standing !== undefined && standing(person.id) !== 'signed'))
}

function hasStatus(person: Member, status: MemberStatus, today: string): boolean {
  return status === 'all' || isCurrent(person, today) === (status === 'current')
}

/** Those of a sorted list who have a status. */
function withStatus(sorted: readonly Member[], status: MemberStatus, today: string): readonly Member[] {
  if (status === 'all') return sorted
  const kept = byStatus.get(sorted)
  const key = `${status} ${today}`
  if (kept?.key === key) return kept.rows
  const rows = sorted.filter((person) => hasStatus(person, status, today))
  byStatus.set(sorted, { key, rows })
  return rows
}

/** Where members are looked for. `search` is needed only where there is a text. */
interface RegisterContext {
  readonly model: ReadModel
  readonly today: string
  readonly search?: Search
}

interface RegisterParams {
  readonly filter?: MemberFilter | undefined
  readonly text?: string | undefined
  readonly order?: MemberOrder | undefined
}

/** The members of a filter in order. With a search text and no order of its own, the best match comes first. */
export function listMembers(context: RegisterContext, params: RegisterParams): readonly Member[] {
  return findMembers(context, params).people
}

/** The same, and the ids of those who have a word of the text only nearly as it was spelt. */
export function findMembers(
  context: RegisterContext,
  params: RegisterParams,
): { readonly people: readonly Member[]; readonly close: ReadonlySet<string> } {
  const { model, today, search } = context
  const { status = 'current', ...others } = params.filter ?? {}
  const fits = memberTest(model, others, today)
  const text = params.text?.trim() ?? ''
  const hits =
    text === '' || search === undefined ? undefined : search.find(text, { types: ['member'], limit: MOST_HITS })
  const close = new Set(hits?.flatMap((hit) => (hit.guess ? [hit.id] : [])))
  if (hits !== undefined && params.order === undefined) {
    const best: Member[] = []
    for (const { id } of hits) {
      const person = model.item(member, id)
      if (person !== undefined && hasStatus(person, status, today) && (fits?.(person) ?? true)) best.push(person)
    }
    return { people: best, close }
  }
  const found = hits === undefined ? undefined : new Set(hits.map((hit) => hit.id))
  const { by, dir } = params.order ?? { by: 'name', dir: 'asc' }
  const standing = withStatus(sortedMembers(model, by), status, today)
  const rows =
    found === undefined && fits === undefined
      ? standing
      : standing.filter((person) => (found === undefined || found.has(person.id)) && (fits?.(person) ?? true))
  if (dir === 'asc') return { people: rows, close }
  const firstEmpty = rows.findIndex((person) => sortKey(person, by) === '')
  const filled = firstEmpty < 0 ? rows : rows.slice(0, firstEmpty)
  return { people: [...filled].reverse().concat(firstEmpty < 0 ? [] : rows.slice(firstEmpty)), close }
}

/** What duplicate checking needs of a member. */
function personFacts(person: Member): PersonFacts {
  return {
    id: person.id,
    givenName: person.givenName,
    familyName: person.familyName,
    postcode: person.postcode,
    phones: Object.values(person.phones ?? {}).map((phone) => phone.number),
    emails: Object.values(person.emails ?? {}).map((email) => email.address),
  }
}

/** An index of everybody on the register, leavers too, for finding duplicates. Treat it as read-only: it is shared. */
export function registerIndex(model: ReadModel): PersonIndex {
  const items = model.items(member)
  const kept = indexes.get(items)
  if (kept !== undefined) return kept
  const made = personIndex(items.map(personFacts))
  indexes.set(items, made)
  return made
}

/** Every tag in use with how many people have it, by name. */
export function tagsInUse(model: ReadModel): readonly { readonly tag: string; readonly count: number }[] {
  const items = model.items(member)
  const kept = tagCounts.get(items)
  if (kept !== undefined) return kept
  const counts = new Map<string, number>()
  for (const person of items) for (const tag of person.tags ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  const { compare } = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true })
  const made = [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => compare(a.tag, b.tag))
  tagCounts.set(items, made)
  return made
}
