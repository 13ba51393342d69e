/** The home page in one answer: the four-point card, what is due soon, and a few figures. */
import { complianceCard, type Point } from '../../domain/compliance'
import { type DueItem, dueSoon } from '../../domain/deadlines'
import { localDay } from '../../domain/local-day'
import { adultsHere } from '../../domain/membership'
import { bid } from '../../records/bid'
import { breach } from '../../records/breach'
import { codeVersion } from '../../records/code-version'
import { group } from '../../records/group'
import { plan } from '../../records/plan'
import { publication } from '../../records/publication'
import { role } from '../../records/role'
import { signature } from '../../records/signature'
import { consentFacts } from '../consents'
import { query } from '../define-query'
import { currentMembers, memberName } from '../people'
import { accessRequests } from './access-requests'
import { clockEnd } from './breaches'
import { changedOn } from './group'
import { roleTitle } from './leaders'

export interface HomeSummary {
  readonly today: string
  readonly groupName: string
  readonly kind?: 'place' | 'interest'
  readonly card: readonly Point[]
  /** The twelve most pressing; `dueTotal` counts them all. */
  readonly due: readonly DueItem[]
  readonly dueTotal: number
  readonly counts: {
    readonly members: number
    /** Who joined in the last 12 months. */
    readonly joined: number
    /** Members who are among the adults of the area. */
    readonly adultMembers: number
    readonly adults?: number
    readonly bidsInWriting: number
    readonly bidsSubmitted: number
  }
}

const SHOWN = 12

export const homeQueries = {
  'home.summary': query<Record<string, never>, HomeSummary>(
    [
      'group',
      'member',
      'role',
      'consent',
      'publication',
      'code-version',
      'signature',
      'bid',
      'plan',
      'breach',
      'access-request',
    ],
    ({ model, today }) => {
      const ours = model.items(group)[0]
      const current = currentMembers(model, today)
      const adultMembers = adultsHere(current).length
      const members = current.map((person) => ({ id: person.id, name: memberName(person) }))
      const shared = {
        today,
        members,
        adultMembers,
        roles: model.items(role),
        publications: model.items(publication),
        versions: model.items(codeVersion),
        signatures: model.items(signature),
      }
      const areaOn = ours === undefined ? undefined : changedOn(model, ours.id, ['area'])
      const due = dueSoon({
        ...shared,
        resignMonths: ours?.resignMonths,
        roleName: roleTitle,
        bids: model.items(bid),
        plans: model.items(plan),
        breaches: model.items(breach).flatMap((item) => {
          const reportBy = clockEnd(item)
          if (reportBy === undefined) return []
          return [{ id: item.id, title: item.title, endsOn: localDay(new Date(reportBy)) }]
        }),
        requests: accessRequests(model).flatMap(({ id, memberId, name, clock, answeredOn }) =>
          clock === undefined || answeredOn !== undefined ? [] : [{ id, memberId, name, clock }],
        ),
      })
      const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
      const bids = model.items(bid)
      return {
        today,
        groupName: ours?.name ?? '',
        ...(ours?.kind === undefined ? {} : { kind: ours.kind }),
        card: complianceCard({ ...shared, group: ours, areaOn, consents: consentFacts(model) }),
        due: due.slice(0, SHOWN),
        dueTotal: due.length,
        counts: {
          members: members.length,
          adultMembers,
          joined: current.filter((person) => person.joinedOn !== undefined && person.joinedOn > yearAgo).length,
          ...(ours?.adults === undefined ? {} : { adults: ours.adults }),
          bidsInWriting: bids.filter((item) => (item.status ?? 'draft') === 'draft').length,
          bidsSubmitted: bids.filter((item) => item.status === 'submitted').length,
        },
      }
    },
  ),
}
