/** Reads stored states (base64, one per laptop) as one text. */
import * as Y from 'yjs'
import type { TiptapDoc } from '../domain/bid-document'
import { fromBase64 } from '../vault/bytes'
import { plainOfJson, toTiptapJson } from './json'
import { seeded } from './seed'
import { mergeStates } from './states'

/** What stands in a section. */
export interface SectionText {
  readonly json: TiptapDoc
  readonly plain: string
}

/**
 * The text of a section from all laptops' stored states. Without any, what the template starts it with. A state that cannot be
 * read is left out: the others still say what they say.
 */
export function readStates(
  states: readonly (string | undefined)[],
  seed: { readonly templateId?: string | undefined; readonly fieldKey?: string | undefined } = {},
): SectionText {
  const parts = states.flatMap((state) => (state === undefined ? [] : (fromBase64(state) ?? [])))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seeded(mergeStates(parts.filter(isState)), seed.templateId, seed.fieldKey))
  const json = toTiptapJson(doc)
  doc.destroy()
  return { json, plain: plainOfJson(json) }
}

/** Whether the bytes are a Yjs update at all. */
function isState(bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdate(bytes)
    return true
  } catch {
    return false
  }
}
