/** What the Leaders page reads: officers, their public details, the leader card, and where it is published. */
import { checkDueOn, isLive, isOnline } from '../../domain/compliance'
import { type ConsentState, consentFor, PUBLIC_DETAILS, type PublicDetail, publishable } from '../../domain/consent'
import { cardDetails, type LeaderCard, makeLeaderCard } from '../../domain/leader-card'
import { isCurrent } from '../../domain/membership'
import { inOfficeOrder, leaderHistory, leadersNow, type TermState, termState } from '../../domain/terms'
import type { Item } from '../../records/define'
import { group } from '../../records/group'
import { member } from '../../records/member'
import { publication } from '../../records/publication'
import { role } from '../../records/role'
import { consentFacts } from '../consents'
import { query } from '../define-query'
import type { ReadModel } from '../model'
import { byName, currentMembers, memberName } from '../people'

type Role = Item<typeof role>

/** One detail of an officer: what it says, whether it is chosen to be public, and whether they agreed. */
export interface DetailRow {
  readonly detail: PublicDetail
  /** Absent where the register does not know it. */
  readonly value?: string
  readonly chosen: boolean
  readonly consent: ConsentState
}

export interface LeaderRow {
  readonly roleId: string
  readonly memberId?: string
  /** Absent where the person is no longer on the register at all. */
  readonly name?: string
  /** They have left the group, or the register. */
  readonly gone: boolean
  readonly office: string
  /** What the role is called. */
  readonly title: string
  readonly startsOn?: string
  readonly endsOn?: string
  readonly state: TermState
  /** One of today's leaders: the person whom the four-point card is about. */
  readonly leads: boolean
  readonly details: readonly DetailRow[]
  /** What may be published today. */
  readonly publishable: readonly PublicDetail[]
}

export interface PublicationRow {
  readonly id: string
  readonly medium?: string
  readonly mediumLabel: string
  readonly online: boolean
  readonly place: string
  readonly roleId?: string
  /** Whose details: "Maureen Ashdown, Leader". */
  readonly whose?: string
  readonly since?: string
  readonly lastCheckedOn?: string
  readonly checkedBy?: string
  readonly endedOn?: string
  readonly notes?: string
  readonly live: boolean
  /** When it is to be looked at again. */
  readonly dueOn?: string
  readonly due: boolean
}

/** What a role is called: its own name, else its office. */
export function roleTitle(item: {
  readonly officeName?: string | undefined
  readonly office?: string | undefined
}): string {
  return item.officeName || role.fields.office.choices?.[item.office ?? 'other'] || 'Another role'
}

/** The public card of a role, or undefined where the role or its person is gone, or has left. Holds nothing without consent. */
export function cardOf(model: ReadModel, roleId: string, today: string): LeaderCard | undefined {
  const item = model.item(role, roleId)
  const person = item?.memberId === undefined ? undefined : model.item(member, item.memberId)
  if (item === undefined || person === undefined || !isCurrent(person, today)) return undefined
  const ours = model.items(group)[0]
  return makeLeaderCard({
    groupName: ours?.name ?? '',
    area: ours?.area,
    office: roleTitle(item),
    person,
    allowed: publishable(item, consentFacts(model), today),
    today,
  })
}

function leaderRow(model: ReadModel, item: Role, leads: boolean, today: string): LeaderRow {
  const person = item.memberId === undefined ? undefined : model.item(member, item.memberId)
  const consents = consentFacts(model)
  const values = person === undefined ? {} : cardDetails(person)
  return {
    roleId: item.id,
    ...(item.memberId === undefined ? {} : { memberId: item.memberId }),
    ...(person === undefined ? {} : { name: memberName(person) }),
    gone: person === undefined || !isCurrent(person, today),
    office: item.office ?? 'other',
    title: roleTitle(item),
    ...(item.startsOn === undefined ? {} : { startsOn: item.startsOn }),
    ...(item.endsOn === undefined ? {} : { endsOn: item.endsOn }),
    state: termState(item, today),
    leads,
    details: PUBLIC_DETAILS.map((detail) => ({
      detail,
      ...(values[detail] === undefined ? {} : { value: values[detail] }),
      chosen: item.publicDetails?.includes(detail) ?? false,
      consent: item.memberId === undefined ? { state: 'none' } : consentFor(consents, item.memberId, detail, today),
    })),
    publishable: publishable(item, consents, today),
  }
}

function publicationRow(model: ReadModel, item: Item<typeof publication>, today: string): PublicationRow {
  const about = item.roleId === undefined ? undefined : model.item(role, item.roleId)
  const person = about?.memberId === undefined ? undefined : model.item(member, about.memberId)
  const whose =
    about === undefined
      ? undefined
      : [person === undefined ? '' : memberName(person), roleTitle(about)].filter(Boolean).join(', ')
  const dueOn = checkDueOn(item)
  const live = isLive(item, today)
  return {
    id: item.id,
    ...(item.medium === undefined ? {} : { medium: item.medium }),
    mediumLabel: publication.fields.medium.choices?.[item.medium ?? 'other'] ?? '',
    online: isOnline(item.medium),
    place: item.place ?? '',
    ...(item.roleId === undefined ? {} : { roleId: item.roleId }),
    ...(whose === undefined ? {} : { whose }),
    ...(item.since === undefined ? {} : { since: item.since }),
    ...(item.lastCheckedOn === undefined ? {} : { lastCheckedOn: item.lastCheckedOn }),
    ...(item.checkedBy === undefined ? {} : { checkedBy: item.checkedBy }),
    ...(item.endedOn === undefined ? {} : { endedOn: item.endedOn }),
    ...(item.notes === undefined ? {} : { notes: item.notes }),
    live,
    ...(dueOn === undefined ? {} : { dueOn }),
    due: live && (dueOn ?? today) <= today,
  }
}

export interface LeadersList {
  readonly today: string
  readonly groupName: string
  /** Today's officers, and those appointed to begin later, in the order of offices. */
  readonly officers: readonly LeaderRow[]
  /** Everybody who has led, the latest first; today's leader too. */
  readonly history: readonly LeaderRow[]
  /** Other roles that have ended, the latest first. */
  readonly past: readonly LeaderRow[]
}

export const leaderQueries = {
  'leaders.list': query<Record<string, never>, LeadersList>(
    ['role', 'member', 'consent', 'group'],
    ({ model, today }) => {
      const roles = model.items(role)
      const leads = new Set(leadersNow(roles, today).map((item) => item.id))
      const row = (item: Role): LeaderRow => leaderRow(model, item, leads.has(item.id), today)
      const past = roles.filter((item) => item.office !== 'leader' && termState(item, today) === 'past')
      return {
        today,
        groupName: model.items(group)[0]?.name ?? '',
        officers: inOfficeOrder(roles.filter((item) => termState(item, today) !== 'past')).map(row),
        history: leaderHistory(roles, today).map(row),
        past: past.sort((a, b) => ((a.endsOn ?? '') > (b.endsOn ?? '') ? -1 : 1)).map(row),
      }
    },
  ),

  /** The public card of a role; `null` where the role or its person is gone. */
  'leaders.card': query<{ readonly roleId: string }, LeaderCard | null>(
    ['role', 'member', 'consent', 'group'],
    ({ model, today }, { roleId }) => cardOf(model, roleId, today) ?? null,
  ),

  /** Current members to choose from: by search, or by name while nothing is typed. At most 20. */
  'leaders.choose': query<
    { readonly text: string },
    readonly { readonly id: string; readonly name: string; readonly where: string }[]
  >(['member'], ({ model, search, today }, { text }) => {
    const found =
      text.trim() === ''
        ? [...currentMembers(model, today)].sort(byName()).slice(0, 20)
        : search.find(text, { types: ['member'], limit: 40 }).flatMap((hit) => model.item(member, hit.id) ?? [])
    return found
      .filter((person) => isCurrent(person, today))
      .slice(0, 20)
      .map((person) => ({
        id: person.id,
        name: memberName(person),
        where: [person.address1, person.postcode].filter(Boolean).join(', '),
      }))
  }),

  'publications.list': query<Record<string, never>, readonly PublicationRow[]>(
    ['publication', 'role', 'member'],
    ({ model, today }) => {
      const key = (row: PublicationRow): string => `${row.live ? 0 : 1} ${row.online ? 0 : 1} ${row.place} ${row.id}`
      return model
        .items(publication)
        .map((item) => publicationRow(model, item, today))
        .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    },
  ),
}
