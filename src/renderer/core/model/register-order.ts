/** The register in order. Sorting 50,000 names takes a tenth of a second, so an order is kept and mended as people change. */
import { sortName } from '../domain/names'
import { member } from '../records/member'
import { mainEmail } from './member-text'
import type { ReadModel } from './model'
import type { Member } from './people'

export const MEMBER_SORTS = ['name', 'givenName', 'address', 'postcode', 'email', 'kind', 'joinedOn', 'leftOn'] as const
export type MemberSort = (typeof MEMBER_SORTS)[number]
export interface MemberOrder {
  readonly by: MemberSort
  readonly dir: 'asc' | 'desc'
}

type Kept<T> = { readonly items: readonly Member[]; readonly made: T }
const sortedByModel = new WeakMap<ReadModel, Map<MemberSort, Kept<readonly Member[]>>>()

/** What somebody is sorted by; empty where they have no value. */
export function sortKey(person: Member, by: MemberSort): string {
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

interface Keyed {
  readonly person: Member
  readonly key: string
}

function keyed(person: Member, by: MemberSort): Keyed {
  return { person, key: sortKey(person, by) }
}

/** Compares as an English list is ordered; those without a value come last, and equal ones stand by id. */
function comparison(): (a: Keyed, b: Keyed) => number {
  const { compare } = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true })
  return (a, b) =>
    Number(a.key === '') - Number(b.key === '') || compare(a.key, b.key) || (a.person.id < b.person.id ? -1 : 1)
}

/** More changes than this, and sorting anew is quicker than putting each in its place. */
const FEW = 500

/**
 * All members in ascending order. After a change only those who changed are put in their places: the model keeps the same
 * object for everybody else.
 */
export function sortedMembers(model: ReadModel, by: MemberSort): readonly Member[] {
  const items = model.items(member)
  const orders = sortedByModel.get(model) ?? new Map<MemberSort, Kept<readonly Member[]>>()
  sortedByModel.set(model, orders)
  const kept = orders.get(by)
  if (kept?.items === items) return kept.made
  const compare = comparison()
  const before = new Set(kept?.made)
  const changed = items.filter((person) => !before.has(person)).map((person) => keyed(person, by))
  const made =
    kept === undefined || changed.length > FEW
      ? sortAll(items, by, compare)
      : putIn(stillThere(kept.made, items), changed.sort(compare), by, compare)
  orders.set(by, { items, made })
  return made
}

function sortAll(items: readonly Member[], by: MemberSort, compare: (a: Keyed, b: Keyed) => number): readonly Member[] {
  return items
    .map((person) => keyed(person, by))
    .sort(compare)
    .map((row) => row.person)
}

function stillThere(sorted: readonly Member[], items: readonly Member[]): readonly Member[] {
  const now = new Set(items)
  return sorted.filter((person) => now.has(person))
}

/** Puts a few sorted people into a sorted list. */
function putIn(
  sorted: readonly Member[],
  few: readonly Keyed[],
  by: MemberSort,
  compare: (a: Keyed, b: Keyed) => number,
): readonly Member[] {
  const made: Member[] = []
  let from = 0
  for (const one of few) {
    let low = from
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = sorted[middle]
      if (other !== undefined && compare(keyed(other, by), one) < 0) low = middle + 1
      else high = middle
    }
    for (const person of sorted.slice(from, low)) made.push(person)
    made.push(one.person)
    from = low
  }
  for (const person of sorted.slice(from)) made.push(person)
  return made
}
