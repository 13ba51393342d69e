/** Wording of how far the laws behind Trestle's rules can be relied on. */
import { formatDate } from '@/core/domain/dates'
import type { LawStanding } from '@/core/domain/rules'

/** Which law a rule comes from, when it was last read, and what is to take its place: a line or two. */
export function lawWords({ law, checkedOn, coming }: LawStanding): string {
  const next = coming.map((rules) => ` To come: ${[rules.law, rules.note].filter(Boolean).join('. ')}`)
  return `${law}, as read on ${formatDate(checkedOn)}.${next.join('')}`
}
