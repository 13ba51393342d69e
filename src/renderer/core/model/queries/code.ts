/** What the Code of conduct page reads: versions, who has signed, who has not, and the rows of a sign-up sheet. */
import {
  codeInForce,
  resignCalendar,
  resignDueOn,
  type SignatureState,
  signatureState,
  signaturesByMember,
  standingSignatures,
} from '../../domain/signatures'
import { codeVersion } from '../../records/code-version'
import type { Item } from '../../records/define'
import { group } from '../../records/group'
import { signature } from '../../records/signature'
import { query } from '../define-query'
import type { ReadModel } from '../model'
import { byName, currentMembers, type Member, memberName } from '../people'

type Version = Item<typeof codeVersion>
export type VersionState = 'in-force' | 'later' | 'past' | 'draft'

export interface VersionRow {
  readonly id: string
  readonly title: string
  readonly effectiveOn?: string
  readonly adoptedAt?: string
  readonly state: VersionState
  /** Current members who have signed it, however long ago. */
  readonly signed: number
  readonly members: number
  /** Somebody has signed it: its words stay as they are. */
  readonly frozen: boolean
}

export interface SignerRow {
  readonly memberId: string
  readonly name: string
  readonly state: SignatureState
  readonly signatureId?: string
  readonly on?: string
  readonly how?: string
  readonly witness?: string
  readonly dueOn?: string
}

export interface VersionDetail extends VersionRow {
  readonly today: string
  readonly body: string
  readonly note?: string
  readonly counts: Readonly<Record<SignatureState, number>>
  readonly resignMonths?: number
  /** One page of the list asked for. */
  readonly rows: readonly SignerRow[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

export interface VersionParams {
  readonly id: string
  readonly list: SignatureState
  /** Part of a name. */
  readonly text?: string
  /** From 0. */
  readonly page?: number
}

const PAGE = 50

/** Whether anybody's standing signature is on the version, leavers' too: they signed those words. */
export function isSigned(model: ReadModel, versionId: string): boolean {
  return standingSignatures(model.items(signature)).some((fact) => fact.codeVersionId === versionId)
}

/** The label of a way of signing. */
function howLabel(how: string | undefined): string {
  return signature.fields.how.choices?.[how ?? ''] ?? ''
}

function versionRow(
  model: ReadModel,
  version: Version,
  members: readonly Member[],
  inForce: string | undefined,
  today: string,
): VersionRow {
  const signatures = signaturesByMember(model.items(signature), version.id)
  const { effectiveOn } = version
  const state =
    version.id === inForce ? 'in-force' : effectiveOn === undefined ? 'draft' : effectiveOn > today ? 'later' : 'past'
  return {
    id: version.id,
    title: codeVersion.title(version),
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(version.adoptedAt === undefined ? {} : { adoptedAt: version.adoptedAt }),
    state,
    signed: members.filter((person) => signatures.has(person.id)).length,
    members: members.length,
    frozen: signatures.size > 0,
  }
}

interface Signer {
  readonly person: Member
  readonly fact: Item<typeof signature> | undefined
  readonly state: SignatureState
}

/** Every current member's standing towards a version, in no order: sorting 10,000 names to count them would be waste. */
function signers(model: ReadModel, versionId: string, today: string): readonly Signer[] {
  const dueOn = resignCalendar(model.items(group)[0]?.resignMonths)
  const signatures = signaturesByMember(model.items(signature), versionId)
  return currentMembers(model, today).map((person) => {
    const fact = signatures.get(person.id)
    return { person, fact, state: signatureState(fact, dueOn, today) }
  })
}

function signerRow({ person, fact, state }: Signer, dueOn: string | undefined): SignerRow {
  return {
    memberId: person.id,
    name: memberName(person),
    state,
    ...(fact === undefined ? {} : { signatureId: fact.id }),
    ...(fact?.on === undefined ? {} : { on: fact.on }),
    ...(fact?.how === undefined ? {} : { how: howLabel(fact.how) }),
    ...(fact?.witness === undefined ? {} : { witness: fact.witness }),
    ...(dueOn === undefined ? {} : { dueOn }),
  }
}

function inNameOrder(list: readonly Signer[]): readonly Signer[] {
  const compare = byName()
  return [...list].sort((a, b) => compare(a.person, b.person))
}

/** Every current member's standing towards a version, by name. */
export function signerRows(model: ReadModel, versionId: string, today: string): readonly SignerRow[] {
  const dueOn = resignCalendar(model.items(group)[0]?.resignMonths)
  return inNameOrder(signers(model, versionId, today)).map((signer) => signerRow(signer, dueOn(signer.fact?.on)))
}

const reads = ['code-version', 'signature', 'member', 'group']

export const codeQueries = {
  /** All versions: the one in force, those to come, drafts, then the past ones, the latest first. */
  'code.versions': query<Record<string, never>, readonly VersionRow[]>(reads, ({ model, today }) => {
    const versions = model.items(codeVersion)
    const members = currentMembers(model, today)
    const inForce = codeInForce(versions, today)?.id
    const order: readonly VersionState[] = ['in-force', 'later', 'draft', 'past']
    const rank = (row: VersionRow): number => order.indexOf(row.state)
    const date = (row: VersionRow): string => `${row.effectiveOn ?? ''} ${row.id}`
    return versions
      .map((version) => versionRow(model, version, members, inForce, today))
      .sort((a, b) => rank(a) - rank(b) || (date(a) > date(b) ? -1 : 1))
  }),

  /** One version with a page of those who signed it, are due to sign again, or have not. */
  'code.version': query<VersionParams, VersionDetail | null>(reads, ({ model, today }, params) => {
    const version = model.item(codeVersion, params.id)
    if (version === undefined) return null
    const inForce = codeInForce(model.items(codeVersion), today)?.id
    const everybody = signers(model, version.id, today)
    const counts: Record<SignatureState, number> = { signed: 0, due: 0, unsigned: 0 }
    for (const signer of everybody) counts[signer.state]++
    const wanted = params.text?.trim().toLowerCase() ?? ''
    const found = everybody.filter(
      ({ person, state }) =>
        state === params.list && (wanted === '' || memberName(person).toLowerCase().includes(wanted)),
    )
    const rows = inNameOrder(found)
    const page = Math.min(params.page ?? 0, Math.max(0, Math.ceil(rows.length / PAGE) - 1))
    const months = model.items(group)[0]?.resignMonths
    return {
      ...versionRow(model, version, currentMembers(model, today), inForce, today),
      today,
      body: version.body ?? '',
      ...(version.note === undefined ? {} : { note: version.note }),
      counts,
      ...(months === undefined ? {} : { resignMonths: months }),
      rows: rows
        .slice(page * PAGE, (page + 1) * PAGE)
        .map((signer) => signerRow(signer, resignDueOn(signer.fact?.on, months))),
      total: rows.length,
      page,
      pageSize: PAGE,
    }
  }),

  /** Names for a sign-up sheet on paper: those who are to sign (or everybody), at most 1,000. */
  'code.signSheet': query<
    { readonly id: string; readonly who: 'unsigned' | 'everybody' },
    {
      readonly groupName: string
      readonly title: string
      readonly effectiveOn?: string
      readonly names: readonly string[]
      readonly left: number
    } | null
  >(reads, ({ model, today }, { id, who }) => {
    const version = model.item(codeVersion, id)
    if (version === undefined) return null
    const rows = signerRows(model, id, today).filter((row) => who === 'everybody' || row.state !== 'signed')
    return {
      groupName: model.items(group)[0]?.name ?? '',
      title: codeVersion.title(version),
      ...(version.effectiveOn === undefined ? {} : { effectiveOn: version.effectiveOn }),
      names: rows.slice(0, 1_000).map((row) => row.name),
      left: Math.max(0, rows.length - 1_000),
    }
  }),
}
