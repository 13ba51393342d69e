/**
 * Choosing where two laptops disagree. A choice is an ordinary edit that has seen every value, so it replaces them all on
 * every laptop, whichever order they hear things in; and it can be undone like any other. (docs/adr/0010)
 */
import { fail } from '@host'
import { sidesOf } from '../domain/sides'
import type { Json } from '../merge/record'
import { REMOVED } from '../merge/record'
import { fieldOf, laptopName, notesField, shownValue } from '../model/clash-values'
import type { Clash, ReadModel } from '../model/model'
import type { AnyFields, RecordType } from '../records/define'
import { recordType } from '../records/registry'
import { type Change, type CommandContext, change, command } from './define'

type AnyRecordType = RecordType<AnyFields, string>

export const clashCommands = {
  /**
   * Settles one clash with `value`: one of the values that stand, or another that fits the field. For a record removed on one
   * laptop and changed on another (path `_removed`): `null` keeps the record, anything else removes it.
   * Errors: not-found (no such clash, or settled meanwhile), invalid-value (field).
   */
  'clashes.settle': command(
    async (ctx, input: { readonly id: string; readonly path: string; readonly value: Json }) => {
      const found = find(ctx.model, input.id, input.path)
      if (found === undefined) return fail('not-found')
      const { field } = fieldOf(found.type, input.path)
      if (input.path !== REMOVED && input.value !== null && field?.schema.safeParse(input.value).success !== true)
        return fail('invalid-value', { field: field?.label ?? input.path })
      return ctx.save([settling(ctx.model, found.type, found.clash, input.value)], 'Choose between two values')
    },
  ),

  /**
   * Keeps both: the value shown stays, and the others go into the record's notes with who wrote them and when; in a field of
   * several lines they are written under it instead. Errors: not-found, invalid-value where the record has no notes.
   */
  'clashes.keepBoth': command(async (ctx, input: { readonly id: string; readonly path: string }) => {
    const found = find(ctx.model, input.id, input.path)
    if (found === undefined) return fail('not-found')
    const both = keepingBoth(ctx, found.type, found.clash)
    if (both === undefined) return fail('invalid-value', { field: input.path })
    return ctx.save([both], 'Keep both values')
  }),

  /** Settles every clash in which this laptop wrote just one of the values, in its favour, as one batch. */
  'clashes.takeAllFrom': command(async (ctx, input: { readonly device: string }) => {
    const changes = ctx.model.clashes().flatMap((clash) => {
      const type = recordType(clash.type)
      const theirs = sidesOf(clash.values).find((value) => value.device === input.device)
      return type === undefined || theirs === undefined ? [] : [settling(ctx.model, type, clash, theirs.value)]
    })
    if (changes.length === 0) return fail('not-found')
    return ctx.save(mergeById(changes), `Choose ${changes.length} values of one laptop`)
  }),
} as const

function find(
  model: ReadModel,
  id: string,
  path: string,
): { readonly type: AnyRecordType; readonly clash: Clash } | undefined {
  const clash = model.clashes(id).find((each) => each.path === path)
  const type = clash === undefined ? undefined : recordType(clash.type)
  return clash === undefined || type === undefined ? undefined : { type, clash }
}

/** The change that leaves `value` standing alone. */
function settling(model: ReadModel, type: AnyRecordType, clash: Clash, value: Json): Change {
  if (clash.path === REMOVED) return change(type, clash.id, {}, { settle: [REMOVED], removed: value !== null })
  const { name, key } = fieldOf(type, clash.path)
  const settle = [clash.path]
  if (key === undefined) return change(type, clash.id, { [name]: value } as never, { settle })
  const before = entriesOf(model, type, clash.id, name)
  const base = { [name]: before } as never
  return change(type, clash.id, { [name]: { ...before, [key]: value } } as never, { base, settle })
}

/** A map field as it stands. */
function entriesOf(model: ReadModel, type: AnyRecordType, id: string, name: string): Readonly<Record<string, Json>> {
  const item = model.item(type, id) as Readonly<Record<string, unknown>> | undefined
  return (item?.[name] as Readonly<Record<string, Json>> | undefined) ?? {}
}

function keepingBoth(ctx: CommandContext, type: AnyRecordType, clash: Clash): Change | undefined {
  const { name, key, field } = fieldOf(type, clash.path)
  const item = ctx.model.item(type, clash.id) as Readonly<Record<string, unknown>> | undefined
  if (item === undefined || field === undefined || clash.path === REMOVED) return undefined
  const standing = key === undefined ? item[name] : (item[name] as Readonly<Record<string, unknown>> | undefined)?.[key]
  const kept = (standing ?? null) as Json
  const others = clash.values.filter((value) => JSON.stringify(value.value) !== JSON.stringify(kept))
  if (field.input === 'lines' && key === undefined) {
    const joined = [kept, ...others.map((value) => value.value)].filter(
      (part): part is string => typeof part === 'string',
    )
    return change(type, clash.id, { [name]: joined.join('\n\n') } as never, { settle: [clash.path] })
  }
  const notes = notesField(type)
  if (notes === undefined) return undefined
  const added = others.map((value) => {
    const who = laptopName(ctx.model, value.device)
    const words = shownValue(ctx.model, field, value.value) || 'nothing'
    return `${field.label} was also given as: ${words} (${[who, value.at.slice(0, 10)].filter(Boolean).join(', ')})`
  })
  // Where the notes clash too, every version of them goes on standing.
  const versions = ctx.model.clashes(clash.id).find(({ path }) => path === notes)?.values ?? []
  const before = [...new Set([item[notes], ...versions.map(({ value }) => value)])].filter(
    (each) => typeof each === 'string',
  )
  const base = settling(ctx.model, type, clash, kept)
  return { ...base, patch: { ...base.patch, [notes]: [...before, ...added].join('\n') } as never }
}

/** Several changes of one record as one, since a save takes each record once. */
function mergeById(changes: readonly Change[]): readonly Change[] {
  const byId = new Map<string, Change>()
  for (const next of changes) {
    const before = byId.get(next.id)
    byId.set(next.id, before === undefined ? next : joined(before, next))
  }
  return [...byId.values()]
}

function joined(a: Change, b: Change): Change {
  const patch: Record<string, unknown> = { ...a.patch }
  for (const [name, value] of Object.entries(b.patch)) {
    // Of a map only the entries that `b` settles: its other entries are as they were before `a`.
    patch[name] =
      a.type.fields[name]?.merge === 'map' ? { ...(patch[name] as object), ...settledEntries(b, name, value) } : value
  }
  const base = { ...b.base, ...a.base } as never
  const removed = b.removed ?? a.removed
  return {
    type: a.type,
    id: a.id,
    patch: patch as never,
    base,
    settle: [...(a.settle ?? []), ...(b.settle ?? [])],
    ...(removed === undefined ? {} : { removed }),
  }
}

function settledEntries(of: Change, name: string, value: unknown): Readonly<Record<string, unknown>> {
  const keys = (of.settle ?? [])
    .filter((path) => path.startsWith(`${name}/`))
    .map((path) => path.slice(name.length + 1))
  return Object.fromEntries(keys.map((key) => [key, (value as Readonly<Record<string, unknown>>)[key]]))
}
