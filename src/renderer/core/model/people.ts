/** Members as the other areas need them: who is one today, what to call them, in what order to list them. */
import { currentAmong } from '../domain/membership'
import type { Item } from '../records/define'
import { member } from '../records/member'
import type { ReadModel } from './model'

export type Member = Item<typeof member>

/** Everybody on the register who has not left. */
export function currentMembers(model: ReadModel, today: string): readonly Member[] {
  return currentAmong(model.items(member), today)
}

/** The name to show. */
export function memberName(person: Member): string {
  return member.title(person)
}

/** Makes a comparison by last name, then first name, then id, as an English list is ordered; the nameless come last. */
export function byName(): (a: Member, b: Member) => number {
  const collator = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true })
  const key = (person: Member): string => person.familyName ?? person.givenName ?? ''
  return (a, b) =>
    Number(key(a) === '') - Number(key(b) === '') ||
    collator.compare(key(a), key(b)) ||
    collator.compare(a.givenName ?? '', b.givenName ?? '') ||
    (a.id < b.id ? -1 : 1)
}
