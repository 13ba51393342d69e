/**
 * Everything that is held on one person, across all record types: for showing it to them (UK GDPR art. 15) and for erasing it
 * (art. 17). Links are found by the definitions, so a new record type that names a member is covered without a change here.
 */
import { bid } from '../../records/bid'
import { type Field, partsOf, type RecordType } from '../../records/define'
import { erasure } from '../../records/erasure'
import { file } from '../../records/file'
import { member } from '../../records/member'
import { recordType, recordTypes } from '../../records/registry'
import { section } from '../../records/section'
import { text } from '../../records/text'
import { fieldOf } from '../clash-values'
import { query } from '../define-query'
import type { ReadModel } from '../model'

/** One record that is held on the person. */
export interface HeldRecord {
  readonly id: string
  readonly type: string
  readonly typeLabel: string
  readonly title: string
  /** Field labels and what they say, for the person to read. */
  readonly fields: readonly { readonly label: string; readonly value: string }[]
  /** What speaks for keeping it, where something does: a reason, not a duty. A person weighs it against the wish to be erased. */
  readonly keep?: string
}

/** A paper that names the person, to be looked at by hand: erasing a name out of somebody's prose is not for a program. */
export interface Mention {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly where: string
}

export interface PersonHeld {
  readonly id: string
  readonly name: string
  readonly records: readonly HeldRecord[]
  readonly mentions: readonly Mention[]
}

/** A record about somebody who was erased, which came after that from a laptop that had not heard of it. */
export interface CameLater extends HeldRecord {
  /** Why they were erased. */
  readonly why: 'asked' | 'retention' | 'mistake' | 'other'
}

/** An entry of the ledger of erasures that nobody who belongs to the group vouches for: a person says whether it is meant. */
export interface AskedErasure {
  readonly id: string
  /** ISO date; '' where it names none. */
  readonly on: string
  readonly why: CameLater['why']
  /** Those of the records that stand here. */
  readonly records: readonly HeldRecord[]
}

export interface HeldCount {
  readonly type: string
  /** "member", "members". */
  readonly one: string
  readonly many: string
  readonly count: number
}

/** The types that hold something about people or the group's affairs; not laptops, heartbeats and the like. */
const COUNTED = ['member', 'role', 'consent', 'signature', 'bid', 'plan', 'file'] as const

/** Fields that mean nothing to a reader: ids of other records, pieces of a file. */
const NOT_SHOWN: ReadonlySet<string> = new Set([
  'file.on',
  'file.chunks',
  'file.thumbnail',
  'consent.supersedes',
  'signature.supersedes',
])

/** Trestle's own notes, and long texts, which are looked through by their sections. */
const WITHOUT_WORDS: ReadonlySet<string> = new Set(['text', 'heartbeat', 'erasure', 'laptop'])

/** Other people's record fields are left out of what is shown: only labels and values of this person's own records. */
export const privacyQueries = {
  'privacy.person': query(['*'], ({ model }, params: { readonly memberId: string }): PersonHeld | undefined => {
    const person = everyItem(model, member as unknown as RecordType).find((item) => item.id === params.memberId)
    if (person === undefined) return undefined
    const name = member.title(person as never)
    const records = recordsAbout(model, new Set([params.memberId])).map(({ type, item }) =>
      held(model, type, item, keepReason(model, type, item, params.memberId)),
    )
    return { id: params.memberId, name, records, mentions: mentionsOf(model, name, params.memberId) }
  }),

  /** What names somebody who was erased and was not left on purpose: no page of a person shows it any more. */
  'privacy.cameLater': query(['*'], (context, _params: Readonly<Record<string, never>>): readonly CameLater[] => {
    const { model, erased } = context
    if (erased.size === 0) return []
    const entries = model.items(erasure)
    const why = new Map(
      entries.flatMap((entry) =>
        (entry.ids ?? []).flatMap((id) => (erased.has(id) ? [[id, entry.why ?? 'other'] as const] : [])),
      ),
    )
    const kept = new Set(entries.flatMap((entry) => entry.kept ?? []))
    const reasons = new Map(why)
    return recordsAbout(model, new Set(why.keys())).flatMap(({ type, item }) => {
      const named = [...namedIn(model, type, item), String(item.on)].find((id) => reasons.has(id)) ?? ''
      const reason = reasons.get(named) ?? 'other'
      // What hangs on it goes for the same reason.
      reasons.set(item.id, reason)
      if (kept.has(item.id) || why.has(item.id)) return []
      return [{ ...held(model, type, item, keepReason(model, type, item, named)), why: reason }]
    })
  }),

  /** Erasures that wait for somebody's word, with what they would take away here. (docs/adr/0034) */
  'privacy.held': query(['*'], (context, _params: Readonly<Record<string, never>>): readonly AskedErasure[] => {
    const { model, held: open } = context
    if (open.size === 0) return []
    const here = (recordTypes as unknown as readonly RecordType[]).flatMap((type) =>
      everyItem(model, type).flatMap((item) => (open.has(item.id) ? [{ type, item }] : [])),
    )
    return model.items(erasure).flatMap(({ id, ids, on, why }): readonly AskedErasure[] => {
      const named = new Set(ids)
      const records = here
        .filter(({ item }) => named.has(item.id))
        .map(({ type, item }) => held(model, type, item, keepReason(model, type, item, item.id)))
      return records.length === 0 ? [] : [{ id, on: on ?? '', why: why ?? 'other', records }]
    })
  }),

  /** How many records of each type the group has: what a laptop that was lost held at most. */
  'privacy.counts': query(COUNTED, ({ model }, _params: Readonly<Record<string, never>>): readonly HeldCount[] =>
    COUNTED.flatMap((name) => {
      const type = recordType(name)
      const count = type === undefined ? 0 : model.items(type).length
      return type === undefined || count === 0 ? [] : [{ type: name, ...type.label, count }]
    }),
  ),
} as const

type Plain = Readonly<Record<string, unknown>> & { readonly id: string }

/** Present and removed ones alike: what waits in the bin is held too. */
function everyItem(model: ReadModel, type: RecordType): readonly Plain[] {
  return [...model.items(type), ...model.removed(type)] as unknown as readonly Plain[]
}

/** These records themselves, what names one of them as a member, and the files that hang on any of that: a photograph, a signed sheet. */
export function recordsAbout(
  model: ReadModel,
  ids: ReadonlySet<string>,
): readonly { readonly type: RecordType; readonly item: Plain }[] {
  const about = (recordTypes as unknown as readonly RecordType[]).flatMap((type) =>
    everyItem(model, type)
      .filter((item) => ids.has(item.id) || namedIn(model, type, item).some((id) => ids.has(id)))
      .map((item) => ({ type, item })),
  )
  const found = new Set(about.map(({ item }) => item.id))
  const type = file as unknown as RecordType
  const files = everyItem(model, type).filter((item) => {
    const on = String(item.on)
    return (ids.has(on) || found.has(on)) && !found.has(item.id)
  })
  return [...about, ...files.map((item) => ({ type, item }))]
}

/** The members that a record names, also where only one of two versions that stand side by side does. */
function namedIn(model: ReadModel, type: RecordType, item: Plain): readonly string[] {
  const names = Object.entries(type.fields).flatMap(([name, field]) => (field.refersTo === member.type ? [name] : []))
  if (names.length === 0) return []
  const others = otherVersions(model, type, item).filter((one) => names.includes(one.name))
  return [...names.map((name) => item[name]), ...others.map((one) => one.value)].filter((id) => typeof id === 'string')
}

/** What stands beside the values that are shown, written on another laptop and not settled yet: held as much as they are. */
function otherVersions(
  model: ReadModel,
  type: RecordType,
  item: Plain,
): readonly { readonly name: string; readonly value: unknown }[] {
  return model.clashes(item.id).flatMap(({ path, values }) => {
    const { name, key } = fieldOf(type, path)
    const whole = item[name]
    const shown = key === undefined ? whole : (whole as Plain | undefined)?.[key]
    return values.flatMap(({ value }) =>
      value === null || JSON.stringify(value) === JSON.stringify(shown) ? [] : [{ name, value }],
    )
  })
}

function held(model: ReadModel, type: RecordType, item: Plain, keep: string | undefined): HeldRecord {
  const others = otherVersions(model, type, item)
  const fields = Object.entries(type.fields).flatMap(([name, field]) => {
    if (field.refersTo !== undefined || NOT_SHOWN.has(`${type.type}.${name}`)) return []
    return [
      { label: field.label, value: plain(item[name], field) },
      ...others
        .filter((one) => one.name === name)
        .map(({ value }) => ({ label: `${field.label} (another version)`, value: plain(value, field) })),
    ].filter(({ value }) => value !== '')
  })
  const head = { id: item.id, type: type.type, typeLabel: type.label.one, title: type.title(item as never), fields }
  return keep === undefined ? head : { ...head, keep }
}

function plain(value: unknown, field: Field<unknown> | undefined): string {
  if (typeof value === 'string') return field?.choices?.[value] ?? value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) return value.map((each) => plain(each, field)).join(', ')
  if (typeof value === 'object' && value !== null) {
    return partsOf(field, value)
      .map(([, each]) => plain(each, field))
      .filter(Boolean)
      .join(', ')
  }
  return ''
}

/**
 * A bid that waits for its answer or was won rests on signatures and members as they stood, and whoever decides on it may ask. That
 * is a reason to keep them (UK GDPR art. 17(1)(a): still needed for what they were collected for), not a duty: no law that stands in
 * resources/rules asks a group to keep them.
 */
function keepReason(model: ReadModel, type: RecordType, item: Plain, memberId: string): string | undefined {
  const ended = ['withdrawn', 'lost']
  const sent = model.items(bid).filter((each) => each.submittedOn !== undefined && !ended.includes(each.status ?? ''))
  if (sent.length === 0) return undefined
  const { on } = item
  if (type.type === 'signature' && typeof on === 'string' && sent.some(({ submittedOn = '' }) => on <= submittedOn)) {
    return 'It stood when a bid was sent, and the council or the funder may ask to see it: a reason to keep it, not a duty.'
  }
  const backed = sent.some((each) => JSON.stringify(each.frozenFacts ?? {}).includes(member.title(item as never)))
  if (type.type === 'member' && item.id === memberId && backed) {
    return 'Their name stands in a bid that was sent, and the council or the funder may ask about it: a reason to keep it, not a duty.'
  }
  return undefined
}

function mentionsOf(model: ReadModel, name: string, memberId: string): readonly Mention[] {
  if (name.length < 4 || name.startsWith('Someone')) return []
  const mentions: Mention[] = []
  for (const type of recordTypes as unknown as readonly RecordType[]) {
    if (WITHOUT_WORDS.has(type.type)) continue
    for (const item of model.items(type) as unknown as readonly Plain[]) {
      if (item.id === memberId || namedIn(model, type, item).includes(memberId)) continue
      const others = otherVersions(model, type, item)
      for (const [field, { label, refersTo }] of Object.entries(type.fields)) {
        if (refersTo !== undefined || field === 'frozenFacts') continue
        const values = [item[field], ...others.filter((one) => one.name === field).map((one) => one.value)]
        if (!values.some((value) => plain(value, undefined).includes(name))) continue
        mentions.push({ id: item.id, type: type.type, title: type.title(item as never), where: label })
      }
    }
  }
  for (const each of model.items(bid)) {
    if (JSON.stringify(each.frozenFacts ?? {}).includes(name)) {
      mentions.push({ id: each.id, type: 'bid', title: bid.title(each), where: 'Facts as they were sent' })
    }
  }
  const seen = new Set<string>()
  for (const words of model.items(text)) {
    const owner = words.sectionId === undefined ? undefined : model.item(section, words.sectionId)
    if (owner?.of === undefined || seen.has(owner.id) || !(words.plain ?? '').includes(name)) continue
    seen.add(owner.id)
    const parent = model.stored(owner.of)
    const type = parent === undefined ? undefined : recordType(parent.type)
    const item = type === undefined ? undefined : model.item(type, owner.of)
    if (type !== undefined && item !== undefined) {
      mentions.push({
        id: owner.of,
        type: type.type,
        title: type.title(item as never),
        where: owner.title ?? owner.key ?? '',
      })
    }
  }
  return mentions
}
