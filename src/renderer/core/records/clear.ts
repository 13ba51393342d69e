/**
 * Clear documents: the few that must be read before there is a key, so they are not sealed records. They are written once and
 * never edited (an edit could lock everybody out), except that a used invite becomes a stub. (docs/guards.md, fault 9)
 */
import { z } from 'zod'
import { isoInstant } from './define'

export interface ClearDocumentType<K extends string, S extends z.ZodType> {
  readonly kind: K
  readonly label: { readonly one: string; readonly many: string }
  readonly schema: S
  /** Reads a document from a database or a file; undefined when it is another kind, a newer version or damaged. */
  readonly parse: (doc: unknown) => z.infer<S> | undefined
}

/** Declares a kind of clear document. */
export function defineClearDocument<const K extends string, S extends z.ZodType>(definition: {
  readonly kind: K
  readonly label: { readonly one: string; readonly many: string }
  readonly schema: S
}): ClearDocumentType<K, S> {
  return { ...definition, parse: (doc) => definition.schema.safeParse(doc).data }
}

/** base64, as WebCrypto's bytes are written in clear documents. */
export const base64 = base64UpTo(4_096)
/** The same for what may be longer, up to so many characters. */
export function base64UpTo(length: number) {
  return z
    .string()
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .max(length)
}
/** An opaque id: of a group, a key, a device. Never a colon, which parts the pieces of a clear document's id. */
export const opaqueId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
/** `2026-11-22T09:00:00.000Z`, always this long, so that instants compare as text. */
export const exactInstant = isoInstant.length(24)

/** Which group this database belongs to: the one document with the id `group`. A database with another one is refused. */
export const groupDocument = defineClearDocument({
  kind: 'group',
  label: { one: 'group mark', many: 'group marks' },
  schema: z.object({ _id: z.literal('group'), v: z.literal(1), kind: z.literal('group'), groupId: opaqueId }),
})

/** Whether a document calls itself one of the clear kinds. Envelopes have no `kind`. Parse it before trusting it. */
export function isClearDocument(doc: unknown): boolean {
  if (typeof doc !== 'object' || doc === null) return false
  const { _id, kind } = doc as { readonly _id?: unknown; readonly kind?: unknown }
  if (typeof _id !== 'string') return false
  return (
    (kind === 'group' && _id === 'group') ||
    (kind === 'key' && _id.startsWith('key:')) ||
    (kind === 'invite' && _id.startsWith('invite:'))
  )
}
