/**
 * How a record type is described. One file per type calls `defineRecord`; forms, table columns, CSV columns, search, the
 * subject-access export, merging and the contract test follow from it. (CONTRIBUTING.md, "A new record type")
 */
import { z } from 'zod'

z.config({ jitless: true }) // zod would try eval, which the content security policy reports

/** How a field merges: a register; an observed-remove set; a map whose entries are registers. (Long text has its own records.) */
export type MergeRule = 'one' | 'set' | 'map'

/** Which control a form shows for the field. */
export type InputKind =
  | 'text'
  | 'lines'
  | 'date'
  | 'email'
  | 'phone'
  | 'postcode'
  | 'number'
  | 'money'
  | 'choice'
  | 'flag'
  | 'tags'
  | 'record'
  | 'none'

export interface FieldOptions {
  /** What people see beside the control. */
  readonly label: string
  /** One sentence of help, where the label is not enough. */
  readonly help?: string
  readonly input?: InputKind
  /** Choices for `input: 'choice'`: stored value to label. */
  readonly choices?: Readonly<Record<string, string>>
  /** Told beside the name in what search finds. */
  readonly list?: boolean
  /** Included in search as you type; a number weighs it (name 3, notes 1). */
  readonly search?: number
  /** For `input: 'record'`: the type that the id refers to. */
  readonly refersTo?: string
}

export interface Field<T> extends FieldOptions {
  readonly merge: MergeRule
  /** Checks one value: the whole for `one`, a member for `set`, an entry for `map`. */
  readonly schema: z.ZodType
  /** Never set: carries the type of the field's value. */
  readonly _value?: T
}

/** A register: one value; two people changing it unseen by each other makes a clash. */
export function one<T>(schema: z.ZodType<T>, options: FieldOptions): Field<T> {
  return { merge: 'one', schema, ...options }
}

/** A set of short values: additions win over unseen removals, and it never clashes. */
export function set<T extends string>(schema: z.ZodType<T>, options: FieldOptions): Field<readonly T[]> {
  return { merge: 'set', schema, ...options }
}

/** A map of registers, such as phones by a random key: each entry merges on its own. */
export function map<T>(schema: z.ZodType<T>, options: FieldOptions): Field<Readonly<Record<string, T>>> {
  return { merge: 'map', schema, ...options }
}

/**
 * The parts of an object that a field holds, in the order in which its definition names them: what is stored has them by the alphabet,
 * and people read a number before its label. What the definition does not name comes last.
 */
export function partsOf(field: Field<unknown> | undefined, value: object): readonly (readonly [string, unknown])[] {
  const { shape = {} } = (field?.schema ?? {}) as { readonly shape?: object }
  const parts = new Map<string, unknown>(Object.entries(value))
  const named = Object.keys(shape).filter((name) => parts.has(name))
  return [...new Set([...named, ...parts.keys()])].map((name) => [name, parts.get(name)] as const)
}

// biome-ignore lint/suspicious/noExplicitAny: the one place where fields of every type stand together
export type AnyFields = Readonly<Record<string, Field<any>>>

/** The plain values of a record: every field optional, since a half-filled record is welcome. Sets and maps are always there. */
export type Values<F extends AnyFields> = {
  readonly [K in keyof F]?: F[K] extends Field<infer T> ? T | undefined : never
}

export interface RecordType<F extends AnyFields = AnyFields, N extends string = string> {
  readonly type: N
  /** The shape's version. Only ever add fields; raise it only when the meaning of one changes. */
  readonly schema: number
  readonly label: { readonly one: string; readonly many: string }
  readonly fields: F
  /** An append-only fact: never edited; a correction is a new fact whose `supersedes` names it. */
  readonly fact: boolean
  /** From older schemas: `upcasts[1]` turns values of schema 1 into schema 2. Applied on reading only. */
  readonly upcasts: Readonly<
    Record<number, (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>
  >
  /** One line that names a record to a person, e.g. for search results and clashes. */
  readonly title: (values: Values<F>) => string
}

/** A record as screens read it: plain values and its id. */
export type Item<D> = D extends RecordType<infer F, string> ? Values<F> & { readonly id: string } : never
/** The values that a command may set on a record. `undefined` and `null` clear a field. */
export type Patch<D> =
  D extends RecordType<infer F, string>
    ? { readonly [K in keyof F]?: (F[K] extends Field<infer T> ? T : never) | null | undefined }
    : never

/** Declares a record type. */
export function defineRecord<const N extends string, F extends AnyFields>(definition: {
  readonly type: N
  readonly schema: number
  readonly label: { readonly one: string; readonly many: string }
  readonly fields: F
  readonly fact?: boolean
  readonly upcasts?: RecordType['upcasts']
  readonly title: (values: Values<F>) => string
}): RecordType<F, N> {
  return {
    type: definition.type,
    schema: definition.schema,
    label: definition.label,
    fields: definition.fields,
    fact: definition.fact ?? false,
    upcasts: definition.upcasts ?? {},
    title: definition.title,
  }
}

/** `YYYY-MM-DD`, a day that exists. */
export const isoDate = z.iso.date()
/** An instant, UTC, ISO 8601. */
export const isoInstant = z.iso.datetime()
/** One line of text. */
export const line = z.string().max(500)
/** Several lines of text. */
export const lines = z.string().max(20_000)
/** The id of another record. */
export const recordId = z.string().min(1).max(200)
/** Whole pence. */
export const pence = z.number().int()
