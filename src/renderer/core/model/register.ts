/**
 * The register as a list: who belongs to a filter, in which order. Everything that takes time is kept by the identity of the
 * model's arrays, which change only when a record of the type does, so that a page of 50,000 members costs a few milliseconds.
 */
import { type PersonFacts, type PersonIndex, personIndex } from '../domain/duplicates'
import { sortName } from '../domain/names'
import { codeInForce, type SignatureState, signatureState, signaturesByMember } from '../domain/signatures'
import { currentRoles, inOfficeOrder } from '../domain/terms'
import { removalOf } from '../merge/view'
import { codeVersion } from '../records/code-version'
import type { Item } from '../records/define'
import { group } from '../records/group'
import { member } from '../records/member'
import { role } from '../records/role'
import { signature } from '../records/signature'
import type { ReadModel } from './model'
import { isCurrent, type Member } from './people'
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

export const MEMBER_SORTS = ['name', 'givenName', 'address', 'postcode', 'email', 'kind', 'joinedOn', 'leftOn'] as const
export type MemberSort = (typeof MEMBER_SORTS)[number]
export interface MemberOrder {
  readonly by: MemberSort
  readonly dir: 'asc' | 'desc'
}

type Signature = Item<typeof signature>
type Kept<T> = { readonly items: readonly Member[]; readonly made: T }
const sortedByModel = new WeakMap<ReadModel, Map<MemberSort, Kept<readonly Member[]>>>()
const indexes = new WeakMap<readonly Member[], PersonIndex>()
const bins = new WeakMap<readonly Member[], readonly Binned[]>()
const signed = new WeakMap<
  readonly Signature[],
  { readonly versionId: string; readonly byMember: ReadonlyMap<string, Signature> }
>()
const tagCounts = new WeakMap<readonly Member[], readonly { readonly tag: string; readonly count: number }[]>()

/** The phone to show: the preferred one, else the first. */
export function mainPhone(person: Member): string | undefined {
  const phones = person.phones ?? {}
  return (phones[person.preferredPhone ?? ''] ?? Object.values(phones)[0])?.number
}

/** The email to show: the preferred one, else the first. */
export function mainEmail(person: Member): string | undefined {
  const emails = person.emails ?? {}
  return (emails[person.preferredEmail ?? ''] ?? Object.values(emails)[0])?.address
}

/** The address in one line, without its postcode. */
export function addressLine(person: Member): string {
  return [person.address1, person.address2, person.town, person.county].filter(Boolean).join(', ')
}

function sortKey(person: Member, by: MemberSort): string {
  switch (by) {
    case 'name':
      return sortName(person)
    case 'address': {
      // "12 High Street" stands with its street, by number.
      const [, house = '', street = ''] = /^(\S*\d\S*)?\s*(.*)$/.exec(person.address1 ?? '') ?? []
      return `${street} ${house}`.trim()
    }
    case 'email':
      return mainEmail(person) ?? ''
    default:
      return person[by] ?? ''
  }
}

/** All members in ascending order; those without a value come last. Sorting starts from the last order, which is nearly right. */
export function sortedMembers(model: ReadModel, by: MemberSort): readonly Member[] {
  const items = model.items(member)
  const orders = sortedByModel.get(model) ?? new Map<MemberSort, Kept<readonly Member[]>>()
  sortedByModel.set(model, orders)
  const kept = orders.get(by)
  if (kept?.items === items) return kept.made
  const now = new Map(items.map((person) => [person.id, person]))
  const rows: { readonly person: Member; readonly key: string }[] = []
  for (const { id } of kept?.made ?? []) {
    const person = now.get(id)
    if (person === undefined || !now.delete(id)) continue
    rows.push({ person, key: sortKey(person, by) })
  }
  for (const person of now.values()) rows.push({ person, key: sortKey(person, by) })
  const { compare } = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true })
  rows.sort(
    (a, b) =>
      (a.key === '' ? 1 : 0) - (b.key === '' ? 1 : 0) || compare(a.key, b.key) || (a.person.id < b.person.id ? -1 : 1),
  )
  const made = rows.map((row) => row.person)
  orders.set(by, { items, made })
  return made
}

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
  const current = everybody.filter((person) => isCurrent(person, today))
  const standing = codeStanding(model, today)
  return {
    current: current.length,
    left: everybody.length - current.length,
    all: everybody.length,
    unsigned: standing === undefined ? null : current.filter((person) => standing(person.id) !== 'signed').length,
    removed: memberBin(model).length,
  }
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
    if (removal?.kind !== 'removed' || removal.reason === 'undone') return []
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

/** Makes the test for a filter. */
export function memberTest(model: ReadModel, filter: MemberFilter, today: string): (person: Member) => boolean {
  const { status = 'current', role: office, unsignedCode = false, tag, kind } = filter
  const roles = office === undefined ? undefined : rolesByMember(model, today)
  const standing = unsignedCode ? codeStanding(model, today) : undefined
  return (person) =>
    (status === 'all' || isCurrent(person, today) === (status === 'current')) &&
    (kind === undefined || person.kind === kind) &&
    (tag === undefined || (person.tags?.includes(tag) ?? false)) &&
    (roles === undefined ||
      (roles.get(person.id)?.some((held) => office === 'any' || held.office === office) ?? false)) &&
    // With no code in force there is nothing to sign.
    (!unsignedCode || (standing !== undefined && standing(person.id) !== 'signed'))
}

/**
 * The members of a filter in order. With a search text and no order of its own, the best match comes first. `search` is needed
 * only where there is a text.
 */
export function listMembers(
  context: { readonly model: ReadModel; readonly today: string; readonly search?: Search },
  params: {
    readonly filter?: MemberFilter | undefined
    readonly text?: string | undefined
    readonly order?: MemberOrder | undefined
  },
): readonly Member[] {
  const { model, today, search } = context
  const fits = memberTest(model, params.filter ?? {}, today)
  const text = params.text?.trim() ?? ''
  const hits = text === '' || search === undefined ? undefined : search.find(text, { types: ['member'], limit: 50_000 })
  if (hits !== undefined && params.order === undefined) {
    return hits.flatMap(({ id }) => {
      const person = model.item(member, id)
      return person !== undefined && fits(person) ? [person] : []
    })
  }
  const found = hits === undefined ? undefined : new Set(hits.map((hit) => hit.id))
  const { by, dir } = params.order ?? { by: 'name', dir: 'asc' }
  const rows = sortedMembers(model, by).filter(
    (person) => (found === undefined || found.has(person.id)) && fits(person),
  )
  if (dir === 'asc') return rows
  const firstEmpty = rows.findIndex((person) => sortKey(person, by) === '')
  return firstEmpty < 0 ? rows.reverse() : [...rows.slice(0, firstEmpty).reverse(), ...rows.slice(firstEmpty)]
}

/** What duplicate checking needs of a member. */
export function personFacts(person: Member): PersonFacts {
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
