/** Which rows of a list may be on the register already, and what is to be saved once a person has decided. Pure. */
import { type Duplicate, type PersonIndex, type PreparedPerson, personIndex, preparePerson } from '../domain/duplicates'
import type { MemberDraft } from '../exchange/csv/draft'
import { byPath } from '../merge/merge'
import { member } from '../records/member'
import { type Change, change, type Item, type Patch } from './define'

type Member = Item<typeof member>
type MemberPatch = Patch<typeof member>

/** `skip` leaves the row out, `import` adds it all the same, `fill` only fills what is empty on the one who is there. */
export type ImportDecision = 'skip' | 'import' | 'fill'

/** A row that may be somebody who is on the register, or in an earlier row. */
export interface RowDuplicate {
  readonly row: number
  readonly strength: Duplicate['strength']
  readonly because: Duplicate['because']
  readonly of: { readonly memberId: string } | { readonly row: number }
}

/** What was decided: for rows one by one, and for all others by how likely they are. */
export interface ImportDecisions {
  readonly likely: ImportDecision
  readonly possible: ImportDecision
  readonly rows?: Readonly<Record<string, ImportDecision>> | undefined
}

export interface ImportPlan {
  readonly changes: readonly Change[]
  readonly added: number
  readonly filled: number
  readonly skipped: number
}

/** What duplicate checking needs of a row. */
function draftFacts(draft: MemberDraft): PreparedPerson {
  return preparePerson({
    id: String(draft.row),
    givenName: draft.givenName,
    familyName: draft.familyName,
    postcode: draft.postcode,
    phones: draft.phones.map((phone) => phone.number),
    emails: draft.emails.map((email) => email.address),
  })
}

/** Finds duplicates among some rows; `earlier` holds the rows before them and grows. The register comes first. */
export function duplicatesOf(
  drafts: readonly MemberDraft[],
  register: PersonIndex,
  earlier: PersonIndex,
): readonly RowDuplicate[] {
  return drafts.flatMap((draft) => {
    const facts = draftFacts(draft)
    const known = register.match(facts)
    const before = known?.strength === 'likely' ? undefined : earlier.match(facts)
    earlier.add(facts)
    const best = before !== undefined && (known === undefined || before.strength === 'likely') ? before : known
    if (best === undefined) return []
    const of = best === known ? { memberId: best.id } : { row: Number(best.id) }
    return [{ row: draft.row, strength: best.strength, because: best.because, of }]
  })
}

/** An index for the rows of one list. */
export function rowIndex(): PersonIndex {
  return personIndex()
}

/** The tools that making records needs. */
export interface ImportTools {
  readonly newId: () => string
  readonly newKey: () => string
  readonly lookUp: (memberId: string) => Member | undefined
  /** Kept with each new member: the list they came from. */
  readonly importedFrom: string
  /** A tag that everybody of this list gets. */
  readonly tag?: string | undefined
}

/**
 * What to save. A row that fills another row fills the member that the other row becomes; where that row was left out, or its
 * member has gone meanwhile, the row is added, so that nothing is lost by a decision about somebody else.
 */
export function planImport(
  drafts: readonly MemberDraft[],
  duplicates: readonly RowDuplicate[],
  decisions: ImportDecisions,
  tools: ImportTools,
): ImportPlan {
  const byRow = new Map(duplicates.map((duplicate) => [duplicate.row, duplicate]))
  const chosen = new Map(Object.entries(decisions.rows ?? {}))
  const added = new Map<number, { readonly id: string; patch: MemberPatch }>()
  const filled = new Map<string, MemberPatch>()
  // The member on the register that a row turned out to be, for the rows that are duplicates of that row.
  const memberOfRow = new Map<number, string>()
  let fills = 0
  let skipped = 0

  const fill = (draft: MemberDraft, of: RowDuplicate['of']): boolean => {
    const other = 'row' in of ? added.get(of.row) : undefined
    if (other !== undefined) {
      other.patch = { ...other.patch, ...gaps(other.patch, draft, tools) }
      return true
    }
    const memberId = 'row' in of ? memberOfRow.get(of.row) : of.memberId
    const known = memberId === undefined ? undefined : tools.lookUp(memberId)
    if (known === undefined) return false
    const before = filled.get(known.id) ?? {}
    filled.set(known.id, { ...before, ...gaps({ ...known, ...before }, draft, tools) })
    return true
  }

  for (const draft of drafts) {
    const duplicate = byRow.get(draft.row)
    const decision =
      duplicate === undefined ? 'import' : (chosen.get(String(draft.row)) ?? decisions[duplicate.strength])
    if (duplicate !== undefined && decision !== 'import') {
      const memberId = 'row' in duplicate.of ? memberOfRow.get(duplicate.of.row) : duplicate.of.memberId
      if (memberId !== undefined) memberOfRow.set(draft.row, memberId)
    }
    if (decision === 'skip') skipped++
    else if (decision === 'fill' && duplicate !== undefined && fill(draft, duplicate.of)) fills++
    else added.set(draft.row, { id: tools.newId(), patch: newPatch(draft, tools) })
  }
  const changes = [
    ...[...added.values()].map(({ id, patch }) => change(member, id, patch)),
    ...[...filled].filter(([, patch]) => Object.keys(patch).length > 0).map(([id, patch]) => change(member, id, patch)),
  ]
  return { changes, added: added.size, filled: fills, skipped }
}

const LINES = [
  'honorific',
  'givenName',
  'familyName',
  'addressAs',
  'joinedOn',
  'leftOn',
  'leftReason',
  'kind',
  'onRoll',
  'livesHere',
  'worksHere',
  'councillorHere',
  'howHeard',
  'notes',
] as const
const ADDRESS = ['address1', 'address2', 'town', 'county', 'postcode'] as const

function newPatch(draft: MemberDraft, tools: ImportTools): MemberPatch {
  const patch: Record<string, unknown> = { importedFrom: tools.importedFrom }
  for (const field of [...LINES, ...ADDRESS]) if (draft[field] !== undefined) patch[field] = draft[field]
  if (draft.phones.length > 0) patch.phones = keyed(draft.phones, tools)
  if (draft.emails.length > 0) patch.emails = keyed(draft.emails, tools)
  // The entries of a map have no order: the first of several in the list is the one to use first.
  if (draft.phones.length > 1) patch.preferredPhone = Object.keys(patch.phones as object)[0]
  if (draft.emails.length > 1) patch.preferredEmail = Object.keys(patch.emails as object)[0]
  const tags = withTag(draft.tags, tools)
  if (tags.length > 0) patch.tags = tags
  return patch as MemberPatch
}

/** Only what is empty on the one who is there. An address is filled as a whole or not at all: halves of two make a wrong one. */
function gaps(there: MemberPatch, draft: MemberDraft, tools: ImportTools): MemberPatch {
  const patch: Record<string, unknown> = {}
  const isEmpty = (field: keyof MemberPatch): boolean =>
    there[field] === undefined || there[field] === null || there[field] === ''
  for (const field of LINES) if (draft[field] !== undefined && isEmpty(field)) patch[field] = draft[field]
  if (ADDRESS.every(isEmpty)) for (const field of ADDRESS) if (draft[field] !== undefined) patch[field] = draft[field]
  const isNewPhone = (number: string): boolean =>
    !Object.values(there.phones ?? {}).some((known) => known.number.replace(/\s/g, '') === number.replace(/\s/g, ''))
  const isNewEmail = (address: string): boolean =>
    !Object.values(there.emails ?? {}).some((known) => known.address.toLowerCase() === address.toLowerCase())
  const phones = draft.phones.filter((phone) => isNewPhone(phone.number))
  const emails = draft.emails.filter((email) => isNewEmail(email.address))
  if (phones.length > 0) patch.phones = { ...there.phones, ...keyed(phones, tools) }
  if (emails.length > 0) patch.emails = { ...there.emails, ...keyed(emails, tools) }
  const tags = withTag(draft.tags, tools).filter((tag) => !there.tags?.includes(tag))
  if (tags.length > 0) patch.tags = [...(there.tags ?? []), ...tags]
  return patch as MemberPatch
}

function keyed<T>(entries: readonly T[], tools: ImportTools): Readonly<Record<string, T>> {
  const byKey = byPath<T>()
  for (const entry of entries) byKey[tools.newKey()] = entry
  return byKey
}

function withTag(tags: readonly string[], tools: ImportTools): readonly string[] {
  return tools.tag === undefined || tags.includes(tools.tag) ? tags : [...tags, tools.tag]
}
