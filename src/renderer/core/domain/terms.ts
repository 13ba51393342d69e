/** Terms of office: who holds which role now, who held it before, and whose term is ending. Both ends of a term are included. */

/** What these rules need of a role. */
export interface RoleFacts {
  readonly id: string
  readonly memberId?: string | undefined
  readonly office?: string | undefined
  readonly officeName?: string | undefined
  readonly startsOn?: string | undefined
  readonly endsOn?: string | undefined
}

export type TermState = 'current' | 'past' | 'future'

/** Where a term stands. One without dates is current: many groups never wrote the day down. */
export function termState(role: RoleFacts, today: string): TermState {
  if (role.endsOn !== undefined && role.endsOn < today) return 'past'
  return role.startsOn !== undefined && role.startsOn > today ? 'future' : 'current'
}

/** The roles held today. */
export function currentRoles<R extends RoleFacts>(roles: readonly R[], today: string): readonly R[] {
  return roles.filter((role) => termState(role, today) === 'current')
}

/**
 * The identified leader or leaders: whoever holds the role of leader today; where nobody does, the chair leads.
 * (The first point of a neighbourhood group: "an identified leader")
 */
export function leadersNow<R extends RoleFacts>(roles: readonly R[], today: string): readonly R[] {
  const current = currentRoles(roles, today)
  const leaders = current.filter((role) => role.office === 'leader')
  return leaders.length > 0 ? leaders : current.filter((role) => role.office === 'chair')
}

const OFFICES = ['leader', 'deputy', 'chair', 'secretary', 'treasurer', 'committee', 'other']

/** Officers in the order in which a group lists them: by office, then by when they began, then by id. */
export function inOfficeOrder<R extends RoleFacts>(roles: readonly R[]): readonly R[] {
  const rank = (role: R): number => (OFFICES.indexOf(role.office ?? 'other') + OFFICES.length) % OFFICES.length
  const key = (role: R): string => `${role.startsOn ?? ''} ${role.id}`
  return [...roles].sort((a, b) => rank(a) - rank(b) || (key(a) < key(b) ? -1 : 1))
}

/** Everybody who has led, the latest first: the succession of leaders. */
export function leaderHistory<R extends RoleFacts>(roles: readonly R[], today: string): readonly R[] {
  const key = (role: R): string => `${role.startsOn ?? ''} ${role.endsOn ?? '9999'} ${role.id}`
  return roles
    .filter((role) => role.office === 'leader' && termState(role, today) !== 'future')
    .sort((a, b) => (key(a) > key(b) ? -1 : 1))
}

/** Current roles whose term ends on or before a day, the soonest first. */
export function termsEndingBy<R extends RoleFacts>(roles: readonly R[], today: string, until: string): readonly R[] {
  return currentRoles(roles, today)
    .filter((role) => role.endsOn !== undefined && role.endsOn <= until)
    .sort((a, b) => ((a.endsOn ?? '') < (b.endsOn ?? '') ? -1 : 1))
}
