/** What the Members pages read: pages of the register, one member with what belongs to them, tags, and the bin. */
import { type Duplicate, preparePerson } from '../../domain/duplicates'
import { isCurrent } from '../../domain/membership'
import type { SignatureState } from '../../domain/signatures'
import { codeInForce, standingSignatures } from '../../domain/signatures'
import { codeVersion } from '../../records/code-version'
import { member } from '../../records/member'
import { role } from '../../records/role'
import { signature } from '../../records/signature'
import { query } from '../define-query'
import { addressLine, mainEmail, mainPhone } from '../member-text'
import type { ReadModel } from '../model'
import { type Member, memberName } from '../people'
import {
  codeStanding,
  countMembers,
  findMembers,
  listMembers,
  type MemberCounts,
  type MemberFilter,
  memberBin,
  registerIndex,
  rolesByMember,
  tagsInUse,
} from '../register'
import type { MemberOrder } from '../register-order'

export type { MemberFilter, MemberStatus } from '../register'
export type { MemberOrder, MemberSort } from '../register-order'

/** `none`: no code is in force, so there is nothing to sign. */
export type CodeStanding = SignatureState | 'none'

/** One line of the register. Texts are ready to show; dates are `YYYY-MM-DD`. */
export interface MemberRow {
  readonly id: string
  readonly name: string
  /** The name as a list is ordered: "Smith, Jane". */
  readonly listName: string
  readonly address: string
  readonly postcode: string
  readonly phone: string
  readonly email: string
  readonly kind: string
  readonly joinedOn?: string
  readonly leftOn?: string
  readonly tags: readonly string[]
  /** What their roles are called. */
  readonly roles: readonly string[]
  readonly code: CodeStanding
  /** Another laptop changed the same field unseen: somebody is to choose. */
  readonly clash: boolean
}

export interface MemberListParams {
  readonly filter?: MemberFilter
  readonly text?: string
  /** Absent: by name; with a text, the best match first. */
  readonly order?: MemberOrder
  readonly offset?: number
  /** At most 200. */
  readonly limit?: number
}

export interface MemberList {
  /** How many fit; the rows are one page of them. */
  readonly total: number
  /** How many of them have a word that was searched for only nearly as it was spelt. */
  readonly onlyClose: number
  readonly offset: number
  readonly rows: readonly MemberRow[]
  readonly counts: MemberCounts
}

export interface MemberSignature {
  readonly id: string
  readonly version: string
  readonly isInForce: boolean
  readonly on?: string
  readonly how: string
  readonly witness?: string
  /** Corrected or voided since: kept, but it no longer counts. */
  readonly stands: boolean
}

export interface MemberDetail {
  readonly member: Member
  readonly name: string
  readonly isCurrent: boolean
  /** In the bin since, where it is. */
  readonly removedOn?: string
  readonly roles: readonly {
    readonly id: string
    readonly name: string
    readonly startsOn?: string
    readonly endsOn?: string
  }[]
  readonly signatures: readonly MemberSignature[]
  readonly code: CodeStanding
  /** Labels of fields that hold two values side by side. */
  readonly clashes: readonly string[]
  /** Written by a newer Trestle: shown, never edited. */
  readonly isNewer: boolean
}

const PAGE = 50
const MOST = 200

function officeLabel(held: { readonly office?: string | undefined; readonly officeName?: string | undefined }): string {
  return held.officeName || role.fields.office.choices?.[held.office ?? ''] || 'Role'
}

function listName(person: Member): string {
  return person.familyName ? [person.familyName, person.givenName].filter(Boolean).join(', ') : memberName(person)
}

function kindLabel(person: Member): string {
  return person.kind === undefined ? '' : (member.fields.kind.choices?.[person.kind] ?? person.kind)
}

const listReads = ['member', 'signature', 'code-version', 'role', 'group']

export const memberQueries = {
  /** One page of the register, with the counts that the filters show. */
  'members.list': query<MemberListParams, MemberList>(listReads, (context, params) => {
    const { model, today } = context
    const { people, close } = findMembers(context, params)
    const limit = Math.min(params.limit ?? PAGE, MOST)
    const offset = Math.max(0, Math.min(params.offset ?? 0, Math.floor(Math.max(people.length - 1, 0) / limit) * limit))
    const standing = codeStanding(model, today)
    const roles = rolesByMember(model, today)
    const clashing = new Set(model.clashes().map((clash) => clash.id))
    const rows = people.slice(offset, offset + limit).map((person) => ({
      id: person.id,
      name: memberName(person),
      listName: listName(person),
      address: addressLine(person),
      postcode: person.postcode ?? '',
      phone: mainPhone(person) ?? '',
      email: mainEmail(person) ?? '',
      kind: kindLabel(person),
      ...(person.joinedOn !== undefined && { joinedOn: person.joinedOn }),
      ...(person.leftOn !== undefined && { leftOn: person.leftOn }),
      tags: person.tags ?? [],
      roles: (roles.get(person.id) ?? []).map(officeLabel),
      code: standing === undefined ? ('none' as const) : standing(person.id),
      clash: clashing.has(person.id),
    }))
    const onlyClose = close.size === 0 ? 0 : people.filter(({ id }) => close.has(id)).length
    return { total: people.length, onlyClose, offset, rows, counts: countMembers(model, today) }
  }),

  /** The ids of everybody who fits, in order: for choosing all, and for an export of what is on the screen. Ask once, do not watch. */
  'members.ids': query<Pick<MemberListParams, 'filter' | 'text' | 'order'>, readonly string[]>(
    listReads,
    (context, params) => listMembers(context, params).map((person) => person.id),
  ),

  /** One member, present or in the bin; null when there is none. */
  'members.get': query<{ readonly id: string }, MemberDetail | null>(listReads, ({ model, today }, { id }) => {
    const present = model.item(member, id)
    const person = present ?? model.removed(member).find((removed) => removed.id === id)
    if (person === undefined) return null
    const removedOn =
      present === undefined ? (memberBin(model).find((each) => each.person.id === id)?.on ?? '') : undefined
    const inForce = codeInForce(model.items(codeVersion), today)?.id
    const standing = codeStanding(model, today)
    const labels: Readonly<Record<string, { readonly label: string }>> = member.fields
    return {
      member: person,
      name: memberName(person),
      isCurrent: isCurrent(person, today),
      ...(removedOn !== undefined && { removedOn }),
      roles: (rolesByMember(model, today).get(id) ?? []).map((held) => ({
        id: held.id,
        name: officeLabel(held),
        ...(held.startsOn !== undefined && { startsOn: held.startsOn }),
        ...(held.endsOn !== undefined && { endsOn: held.endsOn }),
      })),
      signatures: signaturesOf(model, id, inForce),
      code: standing === undefined ? 'none' : standing(id),
      clashes: [
        ...new Set(model.clashes(id).map((clash) => labels[clash.path.split('/')[0] ?? '']?.label ?? clash.path)),
      ],
      isNewer: model.newer().includes(id),
    }
  }),

  /** Tags in use, by name, with how many people have each. */
  'members.tags': query<Record<string, never>, readonly { readonly tag: string; readonly count: number }[]>(
    ['member'],
    ({ model }) => tagsInUse(model),
  ),

  /** Who on the register may be the person that is being added. */
  'members.similar': query<
    {
      readonly id?: string
      readonly givenName?: string
      readonly familyName?: string
      readonly postcode?: string
      readonly phones?: readonly string[]
      readonly emails?: readonly string[]
    },
    (Duplicate & { readonly name: string; readonly address: string }) | null
  >(['member'], ({ model }, asked) => {
    const found = registerIndex(model).match(
      preparePerson({ ...asked, id: asked.id ?? '', phones: asked.phones ?? [], emails: asked.emails ?? [] }),
    )
    const person = found === undefined || found.id === asked.id ? undefined : model.item(member, found.id)
    return found === undefined || person === undefined
      ? null
      : { ...found, name: memberName(person), address: addressLine(person) }
  }),

  /** The bin: the latest removed members first, at most 200. */
  'members.bin': query<
    Record<string, never>,
    readonly {
      readonly id: string
      readonly name: string
      readonly address: string
      readonly removedOn: string
      readonly reason?: string
    }[]
  >(['member'], ({ model }) =>
    memberBin(model)
      .map(({ person, on, reason }) => ({
        id: person.id,
        name: memberName(person),
        address: addressLine(person),
        removedOn: on,
        ...(reason !== undefined && { reason }),
      }))
      .sort((a, b) => (a.removedOn === b.removedOn ? (a.name < b.name ? -1 : 1) : a.removedOn > b.removedOn ? -1 : 1))
      .slice(0, MOST),
  ),
}

function signaturesOf(model: ReadModel, memberId: string, inForce: string | undefined): readonly MemberSignature[] {
  const all = model.items(signature)
  const standing = new Set(standingSignatures(all).map((fact) => fact.id))
  return all
    .filter((fact) => fact.memberId === memberId && fact.voided !== true)
    .sort((a, b) => ((a.on ?? '') > (b.on ?? '') ? -1 : 1))
    .map((fact) => {
      const version = fact.codeVersionId === undefined ? undefined : model.item(codeVersion, fact.codeVersionId)
      return {
        id: fact.id,
        version: version === undefined ? 'A version that is not here' : codeVersion.title(version),
        isInForce: fact.codeVersionId !== undefined && fact.codeVersionId === inForce,
        ...(fact.on !== undefined && { on: fact.on }),
        how: fact.how === undefined ? '' : (signature.fields.how.choices?.[fact.how] ?? ''),
        ...(fact.witness !== undefined && { witness: fact.witness }),
        stands: standing.has(fact.id),
      }
    })
}
