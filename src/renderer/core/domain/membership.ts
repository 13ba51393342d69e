/** Who is a member on a day, and who of them is one of the adults here. */

interface Person {
  readonly leftOn?: string | undefined
  readonly kind?: string | undefined
  readonly livesHere?: { readonly answer: 'yes' | 'no' } | undefined
}

/** Whether somebody is a member on a day (ISO date). On the day on which they left they no longer are. */
export function isCurrent({ leftOn }: Pick<Person, 'leftOn'>, today: string): boolean {
  return leftOn === undefined || leftOn > today
}

/** Those of them who are members on a day. */
export function currentAmong<P extends Pick<Person, 'leftOn'>>(people: readonly P[], today: string): readonly P[] {
  return people.filter((person) => isCurrent(person, today))
}

/**
 * Those who count among the adults of the area: no junior members, and nobody who is known to live elsewhere. Pass current members only.
 * (What a neighbourhood group aims at: "every adult an active member of an active group")
 */
export function adultsHere<P extends Person>(members: readonly P[]): readonly P[] {
  return members.filter(({ kind, livesHere }) => kind !== 'junior' && livesHere?.answer !== 'no')
}
