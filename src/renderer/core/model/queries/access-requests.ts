/** Requests for a copy of what is held on somebody: those that wait first, by their last day, then the newest. */
import { type SubjectAccessClock, subjectAccessClock } from '../../domain/subject-access'
import { accessRequest } from '../../records/access-request'
import type { Item } from '../../records/define'
import { member } from '../../records/member'
import { query } from '../define-query'
import type { ReadModel } from '../model'

export type RequestRow = Item<typeof accessRequest> & {
  readonly name: string
  readonly clock?: SubjectAccessClock
}

/** Everybody's requests, or one person's. The member may have left or be in the bin: the request stands all the same. */
export function accessRequests(model: ReadModel, memberId?: string): readonly RequestRow[] {
  const asked = model.items(accessRequest).filter((item) => memberId === undefined || item.memberId === memberId)
  if (asked.length === 0) return []
  const nameOf = (id: string): string => {
    const person = model.item(member, id) ?? model.removed(member).find((one) => one.id === id)
    return person === undefined ? '' : member.title(person)
  }
  return asked
    .map((item): RequestRow => {
      const clock = subjectAccessClock(item)
      return {
        ...item,
        name: item.memberId === undefined ? (item.name ?? '') : nameOf(item.memberId),
        ...(clock === undefined ? {} : { clock }),
      }
    })
    .sort(byUrgency)
}

function byUrgency(a: RequestRow, b: RequestRow): number {
  const waits = (row: RequestRow): boolean => row.answeredOn === undefined
  if (waits(a) !== waits(b)) return waits(a) ? -1 : 1
  const [first, second] = waits(a)
    ? [a.clock?.endsOn ?? '', b.clock?.endsOn ?? '']
    : [b.receivedOn ?? '', a.receivedOn ?? '']
  return `${first} ${a.id}` < `${second} ${b.id}` ? -1 : 1
}

export interface RequestList {
  readonly today: string
  readonly rows: readonly RequestRow[]
}

export const accessRequestQueries = {
  'accessRequests.list': query(
    [accessRequest.type, member.type],
    ({ model, today }, { memberId }: { readonly memberId?: string }): RequestList => ({
      today,
      rows: accessRequests(model, memberId),
    }),
  ),
} as const
