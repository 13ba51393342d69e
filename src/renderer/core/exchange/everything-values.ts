/** Records of any type as words, for people who have no Trestle: the same for the CSV and the page of the unsealed copy. */
import { formatPence } from '../domain/money'
import { type Field, partsOf, type RecordType } from '../records/define'

/** A record as screens read it, of whatever type. */
export type PlainItem = Readonly<Record<string, unknown>> & { readonly id: string }

/** Long texts go into the Word files, and keys are of no use outside Trestle. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  text: ['state'],
  laptop: ['publicKey', 'signingKey', 'device'],
}

export interface ItemField {
  readonly name: string
  readonly label: string
}

/** The fields of a type that can be read, in the order of its definition. */
export function fieldsOf(type: RecordType): readonly ItemField[] {
  const left = LEFT_OUT[type.type] ?? []
  return Object.entries(type.fields)
    .filter(([name]) => !left.includes(name))
    .map(([name, field]) => ({ name, label: field.label }))
}

/** "checkedOn" as "checked on". */
function spaced(key: string): string {
  return key
    .replace(/Pence$/, '')
    .replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
}

/** Any value as words: parts of an object by name, those of a list one after the other. Days stay as `YYYY-MM-DD`. */
function plainWords(value: unknown, name: string, field?: Field<unknown>): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return /pence$/i.test(name) ? formatPence(value) : String(value)
  if (Array.isArray(value)) return value.map((part) => plainWords(part, '')).join('; ')
  if (typeof value !== 'object') return String(value)
  return partsOf(field, value)
    .map(([key, part]) => [key === 'pence' ? 'amount' : spaced(key), plainWords(part, key)])
    .filter(([, words]) => words !== '')
    .map(([key, words]) => `${key}: ${words}`)
    .join(', ')
}

/**
 * A field of a record as words. `titleOf` names the record that an id stands for; where it knows none, the id stays.
 * Entries of maps stand on lines of their own.
 */
export function fieldWords(
  type: RecordType,
  item: PlainItem,
  name: string,
  titleOf: (id: string) => string | undefined,
): string {
  const field = type.fields[name]
  const value = item[name]
  if (field === undefined || value === null || value === undefined) return ''
  if (field.merge === 'map') {
    return Object.entries(value as object)
      .map(([key, part]) => {
        const words = plainWords(part, key, field)
        // Keys of entries are random; those of answers and years say what they are.
        return field.input === 'none' && (typeof part !== 'object' || part === null)
          ? `${spaced(key)}: ${words}`
          : words
      })
      .join('\n')
  }
  if (typeof value === 'string') return field.choices?.[value] ?? titleOf(value) ?? value
  return plainWords(value, field.input === 'money' ? 'pence' : name, field)
}
