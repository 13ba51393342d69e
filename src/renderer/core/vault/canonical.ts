import type { Json } from '../merge/record'

/**
 * One text for one value: object keys sorted by UTF-16 code units, no white space, numbers and strings as `JSON.stringify`
 * writes them. Equal values give equal bytes whichever way they were built; merging relies on it. Members that are
 * undefined are left out, as JSON does.
 */
export function canonicalJson(value: Json): string {
  // Most values already stand in order (they came from an envelope): then the engine's own writer is several times quicker.
  return inOrder(value) ? JSON.stringify(value) : write(value)
}

function inOrder(value: Json | undefined): boolean {
  if (value === null || typeof value !== 'object') return true
  if (Array.isArray(value)) return value.every(inOrder)
  let before: string | undefined
  for (const key of Object.keys(value)) {
    if (before !== undefined && key < before) return false
    if (!inOrder((value as { readonly [key: string]: Json })[key])) return false
    before = key
  }
  return true
}

function write(value: Json | undefined): string {
  if (value === undefined) return 'null'
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
  const object = value as { readonly [key: string]: Json | undefined }
  const parts: string[] = []
  for (const key of Object.keys(object).sort()) {
    if (object[key] !== undefined) parts.push(`${JSON.stringify(key)}:${write(object[key])}`)
  }
  return `{${parts.join(',')}}`
}
