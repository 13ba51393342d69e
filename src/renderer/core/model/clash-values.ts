/** How the values of a clash read to a person: dates as dates, choices by their labels, references by name. */
import type { Json } from '../merge/record'
import { REMOVED, UNDONE } from '../merge/record'
import { type Field, partsOf, type RecordType } from '../records/define'
import { laptop } from '../records/laptop'
import { recordType } from '../records/registry'
import type { Clash, ClashValue, ReadModel } from './model'

/** One of the values that stand side by side, ready to show. */
export interface ShownValue {
  readonly value: Json
  readonly shown: string
  /** The laptop that wrote it, and who uses it: "Rita’s laptop (Rita Vale)"; "" for one that is not known. */
  readonly who: string
  readonly device: string
  readonly at: string
}

export interface ShownClash {
  readonly id: string
  readonly type: string
  readonly path: string
  /** The record, as people call it. */
  readonly title: string
  readonly typeLabel: string
  /** The field's label; "" where the question is whether the record stays at all. */
  readonly label: string
  /** A field with two values, or a record removed on one laptop and changed on another. */
  readonly kind: 'field' | 'removed'
  readonly values: readonly ShownValue[]
  /** Whether the value that is not picked can be kept as a note, or joined to it. */
  readonly canKeepBoth: boolean
  /** Words of one line or of several, which a person can also write anew out of both. */
  readonly writable?: 'text' | 'lines'
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })

/** `phones/k3` is an entry of the map `phones`. */
export function fieldOf(
  type: RecordType,
  path: string,
): { readonly name: string; readonly key: string | undefined; readonly field: Field<unknown> | undefined } {
  const [name = path, key] = path.split('/', 2)
  return { name, key, field: Object.hasOwn(type.fields, name) ? type.fields[name] : undefined }
}

/** The field of a type in which notes are kept, if it has one. */
export function notesField(type: RecordType): string | undefined {
  return ['notes', 'note'].find((name) => type.fields[name]?.input === 'lines')
}

/** A value as words. Empty for a value that was cleared. */
export function shownValue(model: ReadModel, field: Field<unknown> | undefined, value: Json): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number')
    return field?.input === 'money' ? pounds.format(value / 100) : value.toLocaleString('en-GB')
  if (typeof value === 'string') {
    if (field?.choices?.[value] !== undefined) return field.choices[value]
    if (field?.input === 'date') return dateWords(value)
    if (field?.refersTo !== undefined) return titleOf(model, field.refersTo, value)
    return value
  }
  if (Array.isArray(value)) return value.map((part) => shownValue(model, field, part as Json)).join(', ')
  return partsOf(field, value)
    .map(([, part]) => (typeof part === 'string' ? dateWords(part) : shownValue(model, undefined, part as Json)))
    .filter((part) => part !== '')
    .join(', ')
}

/** The name of a record, "" where there is none of that id. */
export function titleOf(model: ReadModel, type: string, id: string): string {
  const definition = recordType(type)
  const item = definition === undefined ? undefined : model.item(definition, id)
  return definition === undefined || item === undefined ? '' : definition.title(item as never)
}

/** "Rita’s laptop (Rita Vale)" for a device. */
export function laptopName(model: ReadModel, device: string): string {
  const found = model.items(laptop).find((item) => item.device === device)
  if (found === undefined) return ''
  const name = found.name ?? ''
  return found.usedBy === undefined || name.includes(found.usedBy) ? name : `${name} (${found.usedBy})`
}

/** A clash with everything that a screen needs; undefined for one of a type that this version does not know. */
export function shownClash(model: ReadModel, clash: Clash): ShownClash | undefined {
  const type = recordType(clash.type)
  if (type === undefined) return undefined
  const removed = clash.path === REMOVED
  const { field } = fieldOf(type, clash.path)
  return {
    id: clash.id,
    type: clash.type,
    path: clash.path,
    title: titleOf(model, clash.type, clash.id),
    typeLabel: type.label.one,
    label: removed ? '' : (field?.label ?? clash.path),
    kind: removed ? 'removed' : 'field',
    ...(removed || field === undefined || !isWritable(field, clash.path)
      ? {}
      : { writable: field.input as 'text' | 'lines' }),
    canKeepBoth: !removed && (field?.input === 'lines' || notesField(type) !== undefined) && !type.fact,
    values: clash.values.map((value) => ({
      value: value.value,
      shown: removed ? removalWords(value) : shownValue(model, field, value.value),
      who: laptopName(model, value.device),
      device: value.device,
      at: value.at,
    })),
  }
}

function isWritable(field: Field<unknown>, path: string): boolean {
  const words = field.input === 'text' || field.input === 'lines'
  return words && field.merge === 'one' && !path.includes('/') && field.choices === undefined
}

function removalWords(value: ClashValue): string {
  if (value.value === null) return 'Changed, and kept'
  const reason = typeof value.value === 'object' && 'reason' in value.value ? value.value.reason : undefined
  if (reason === UNDONE) return 'Removed: that it was added was taken back'
  return typeof reason === 'string' && reason !== '' ? `Removed: ${reason}` : 'Removed'
}

function dateWords(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? day.format(new Date(`${text}T00:00:00Z`)) : text
}
