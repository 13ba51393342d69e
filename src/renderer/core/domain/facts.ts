/**
 * Facts that a bid or plan draws from the register, by key. They follow the register until the bid is submitted; then the
 * values of that day are kept in the bid (`frozenFacts`), because they are what the council or funder was told.
 */
import { type ConsentFacts, type PublicDetail, publishable } from './consent'
import { countElectors, type EligibleMember } from './eligibility'
import type { FactKey } from './fact-keys'
import { type CardPerson, preferred } from './leader-card'
import { adultsHere, currentAmong } from './membership'
import { fullName, sortName } from './names'
import {
  type CodeVersionFacts,
  codeInForce,
  type SignatureFacts,
  signatureState,
  signaturesByMember,
} from './signatures'
import { leadersNow, type RoleFacts } from './terms'

/** What the facts need of a member. */
export interface FactMember extends EligibleMember, CardPerson {
  readonly leftOn?: string | undefined
  readonly kind?: string | undefined
}

/** The register as the facts see it. Pass present records only. */
export interface FactInputs {
  readonly group:
    | {
        readonly name?: string | undefined
        readonly legalForm?: string | undefined
        readonly purpose?: string | undefined
        readonly council?: string | undefined
        readonly area?: string | undefined
        readonly wards?: readonly string[] | undefined
        readonly adults?: number | undefined
        readonly resignMonths?: number | undefined
      }
    | undefined
  /** The legal form in words, where it has any. */
  readonly legalFormLabel?: string | undefined
  readonly members: readonly FactMember[]
  readonly roles: readonly (RoleFacts & { readonly publicDetails?: readonly PublicDetail[] | undefined })[]
  /** What each office is called, by its stored value. */
  readonly officeLabels: Readonly<Record<string, string>>
  readonly consents: readonly ConsentFacts[]
  readonly versions: readonly (CodeVersionFacts & { readonly title?: string | undefined })[]
  readonly signatures: readonly SignatureFacts[]
  /** What the paper itself says about the electors behind it. */
  readonly roll?: RollAsked
}

/** Of a nomination: whether its body's form needs the 21, and the one neighbouring council that it names. (SI 2012/2421 regs 4, 5) */
export interface RollAsked {
  readonly needed: boolean
  readonly council?: string | undefined
}

/** A fact: text, a count, or for `roll.list` one person a string; null where the register does not say. */
export type FactValue = string | number | readonly string[] | null

/** Why a fact has no value. */
export type FactGap =
  | 'group' // the group's page does not say
  | 'no-leader'
  | 'no-consent' // the leader has not agreed to show this detail, or it is not chosen as public
  | 'no-detail' // agreed, but the register holds none
  | 'no-code'
  | 'no-adults'
  | 'nobody' // nobody counted
  | 'not-asked' // the body that nominates needs no 21: no home address goes out

export interface Fact {
  readonly key: FactKey
  readonly value: FactValue
  readonly gap?: FactGap
}

/** A home address in one line. */
export function addressLine(member: FactMember): string {
  return [member.address1, member.address2, member.town, member.county, member.postcode].filter(Boolean).join(', ')
}

const text = (key: FactKey, value: string | undefined): Fact =>
  value?.trim() ? { key, value: value.trim() } : { key, value: null, gap: 'group' }

const DETAILS: Partial<Record<FactKey, PublicDetail>> = {
  'leader.name': 'name',
  'leader.phone': 'phone',
  'leader.email': 'email',
}

function leaderFact(key: FactKey, inputs: FactInputs, today: string): Fact {
  // Several leaders: the one who began first; of equals by id, so that every laptop answers the same.
  const rank = (role: RoleFacts): string => `${role.startsOn ?? ''} ${role.id}`
  const current = new Set(currentAmong(inputs.members, today).map(({ id }) => id))
  const roles = inputs.roles.filter(({ memberId }) => current.has(memberId ?? ''))
  const role = [...leadersNow(roles, today)].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0]
  const member = inputs.members.find((candidate) => candidate.id === role?.memberId)
  if (role === undefined || member === undefined) return { key, value: null, gap: 'no-leader' }
  if (key === 'leader.office')
    return { key, value: role.officeName || inputs.officeLabels[role.office ?? ''] || 'Leader' }
  const detail = DETAILS[key]
  if (detail === undefined || !publishable(role, inputs.consents, today).includes(detail))
    return { key, value: null, gap: 'no-consent' }
  const found =
    detail === 'name'
      ? fullName(member)
      : detail === 'phone'
        ? preferred(member.phones, member.preferredPhone)?.number
        : preferred(member.emails, member.preferredEmail)?.address
  return found?.trim() ? { key, value: found.trim() } : { key, value: null, gap: 'no-detail' }
}

/** How many more are named than the law asks for: the council may not find everybody on its roll. */
const SPARE = 9

/**
 * Those on the roll in the order of a list: here first, then neighbouring; by family name. One person a string, parts divided by
 * tabs. Home addresses of no more people than are needed, with some to spare (UK GDPR art. 5(1)(c)): those with an address and
 * the newest check.
 */
function rollList(members: readonly FactMember[], today: string, council: string | undefined): readonly string[] {
  const electors = countElectors(members, today, council)
  const worth = (member: FactMember): string =>
    `${member.address1 && member.postcode ? 1 : 0} ${member.onRoll?.answer === 'here' ? 1 : 0} ${member.onRoll?.checkedOn ?? ''}`
  const byId = new Map(members.map((member) => [member.id, member]))
  const named = electors.counted
    .flatMap((id) => byId.get(id) ?? [])
    .sort((a, b) => (worth(a) < worth(b) ? 1 : worth(a) > worth(b) ? -1 : a.id < b.id ? -1 : 1))
    .slice(0, electors.needed + SPARE)
  const rank = (member: FactMember): string =>
    `${member.onRoll?.answer === 'here' ? 0 : 1} ${sortName(member)} ${member.id}`
  return named
    .sort((a, b) => rank(a).localeCompare(rank(b), 'en-GB'))
    .map((member) =>
      [fullName(member), addressLine(member), member.onRoll?.answer === 'here' ? '' : (member.onRoll?.area ?? '')].join(
        '\t',
      ),
    )
}

function countFact(key: FactKey, inputs: FactInputs, today: string): Fact {
  const members = currentAmong(inputs.members, today)
  const { needed = true, council } = inputs.roll ?? {}
  if (key === 'members.count') return { key, value: members.length }
  if (key === 'members.share') {
    const adults = inputs.group?.adults
    if (!adults) return { key, value: null, gap: 'no-adults' }
    return { key, value: Math.round((adultsHere(members).length / adults) * 1000) / 10 }
  }
  if (key === 'roll.list' && !needed) return { key, value: null, gap: 'not-asked' }
  if (key === 'roll.list') {
    const list = rollList(members, today, council)
    return list.length === 0 ? { key, value: null, gap: 'nobody' } : { key, value: list }
  }
  const electors = new Set(countElectors(members, today, council).counted)
  const counted = members.filter((member) => electors.has(member.id))
  const here = counted.filter((member) => member.onRoll?.answer === 'here').length
  if (key === 'members.onRollHere') return { key, value: here }
  return { key, value: key === 'members.onRoll' ? counted.length : counted.length - here }
}

function codeFact(key: FactKey, inputs: FactInputs, today: string): Fact {
  const version = codeInForce(inputs.versions, today)
  if (version === undefined) return { key, value: null, gap: 'no-code' }
  if (key === 'code.title') return { key, value: version.title || 'Code of conduct' }
  const signed = signaturesByMember(inputs.signatures, version.id)
  const standing = currentAmong(inputs.members, today).filter(
    (member) => signatureState(signed.get(member.id), inputs.group?.resignMonths, today) === 'signed',
  )
  return { key, value: standing.length }
}

/** One fact as the register stands today, or what it lacks. Pure. */
export function factValue(key: FactKey, inputs: FactInputs, today: string): Fact {
  switch (key) {
    case 'group.name':
      return text(key, inputs.group?.name)
    case 'group.legalForm':
      return text(key, inputs.legalFormLabel)
    case 'group.purpose':
      return text(key, inputs.group?.purpose)
    case 'group.council':
      return text(key, inputs.group?.council)
    case 'group.area':
      return text(key, inputs.group?.area?.trim() || inputs.group?.wards?.join(', '))
    case 'group.adults':
      return inputs.group?.adults === undefined
        ? { key, value: null, gap: 'no-adults' }
        : { key, value: inputs.group.adults }
    case 'leader.name':
    case 'leader.office':
    case 'leader.phone':
    case 'leader.email':
      return leaderFact(key, inputs, today)
    case 'code.title':
    case 'code.signed':
      return codeFact(key, inputs, today)
    case 'members.count':
    case 'members.share':
    case 'members.onRollHere':
    case 'members.onRollNeighbouring':
    case 'members.onRoll':
    case 'roll.list':
      return countFact(key, inputs, today)
  }
}

/** A fact as people read it: figures with their commas, a share with its sign. A list is as many lines; nothing is empty. */
export function factText(key: FactKey, value: FactValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return `${value.toLocaleString('en-GB')}${key === 'members.share' ? ' %' : ''}`
  return typeof value === 'string' ? value : value.map((line) => line.split('\t').filter(Boolean).join(', ')).join('\n')
}
