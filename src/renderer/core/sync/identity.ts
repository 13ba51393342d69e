/**
 * Whose database stands at the server: this group's, an empty one, or somebody else's. Trestle never writes into another
 * group's database and never takes anything from one (docs/guards.md, fault 8).
 */
import { fail, ok, type Result } from '@host'
import { groupDocument } from '../records/clear'
import { canonicalJson } from '../vault/canonical'
import type { Marks } from './marks'
import type { Remote } from './remote'

/** The id of the document that says which group a database belongs to. */
export const GROUP_DOCUMENT = 'group'

const ROWS_TO_LOOK_AT = 25
/** A quarter of a million removed papers, and nothing else, is no group's database. */
const MOST_PAGES = 10_000

/** Reads whose database it is. Errors: server-other-group, and those of requests. */
export async function whose(remote: Remote, groupId: string | null): Promise<Result<'empty' | 'this-group'>> {
  const info = await remote.info()
  if (!info.ok) return info
  const found = await remote.get(GROUP_DOCUMENT)
  if (!found.ok) return found
  if (found.value !== null) {
    const mark = groupDocument.parse(found.value)
    return mark !== undefined && mark.groupId === groupId ? ok('this-group') : fail('server-other-group')
  }
  return (await isEmpty(remote)) ?? ok('empty')
}

/** Null when it is empty but for design documents and tombstones; otherwise what is wrong. */
async function isEmpty(remote: Remote): Promise<Result<never> | null> {
  let since = '0'
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await remote.changes(since, ROWS_TO_LOOK_AT)
    if (!page.ok) return page
    if (page.value.results.some((row) => !row.deleted && !row.id.startsWith('_design/')))
      return fail('server-other-group')
    if (!page.value.more) return null
    if (page.value.lastSeq === since) return fail('server-not-couchdb')
    since = page.value.lastSeq
  }
  return fail('server-not-couchdb')
}

/** This laptop's own note on the server. */
export function noteId(deviceId: string): string {
  return `trestle-${deviceId}`
}

export interface Note {
  /** The server still holds what this laptop last left there: it has forgotten nothing since. */
  readonly same: boolean
  /** Somebody else has written it: a laptop that was copied from this one, or that this one was copied from. */
  readonly copied: boolean
  readonly rev?: string
}

/**
 * What stands in a note: its number, a random text, and this laptop's signature. Whoever has an account may write there; only a copy of
 * this laptop can sign like it.
 */
export interface Signing {
  sign(text: string): Promise<string>
  /** Whether this laptop, or a copy of it, signed the text. Never throws. */
  isOwn(text: string, signature: string): Promise<boolean>
}

/** Reads this laptop's note and compares it with what it last wrote, or tried to write. */
export async function readNote(
  remote: Remote,
  deviceId: string,
  marks: Marks,
  signing: Signing,
): Promise<Result<Note>> {
  const note = await remote.getLocal(noteId(deviceId))
  if (!note.ok) return note
  if (note.value === null) return ok({ same: false, copied: false })
  const { nonce, _rev } = note.value
  const same = typeof nonce === 'string' && (nonce === marks.nonce || nonce === marks.nextNonce)
  // An older number than our last is our own: the server has gone back. A newer one we never wrote, nor our last with another text.
  const known = [marks.nonce, marks.nextNonce].some((own) => own !== null && numberOf(own) === marks.noted)
  const number = typeof nonce === 'string' ? numberOf(nonce) : 0
  // Marks that were lost count nothing: then edits that it never made tell (`isReused`).
  const strange = number > marks.noted || (number === marks.noted && known)
  const mayBeCopys = !same && marks.noted > 0 && number > 0 && strange
  // One that a stranger wrote is no note of ours: the server may have forgotten things, as where there is none.
  const copied = mayBeCopys && (await isSigned(signing, deviceId, String(nonce)))
  return ok({ same, copied, ...(typeof _rev === 'string' ? { rev: _rev } : {}) })
}

/** A new text for this laptop's note. `random`: without dots. */
export async function nonceOf(
  signing: Signing,
  deviceId: string,
  { noted, random }: { readonly noted: number; readonly random: string },
): Promise<string> {
  const said = `${noted}.${random}`
  return `${said}.${await signing.sign(signedText(deviceId, said))}`
}

async function isSigned(signing: Signing, deviceId: string, nonce: string): Promise<boolean> {
  const dot = nonce.lastIndexOf('.')
  return signing.isOwn(signedText(deviceId, nonce.slice(0, dot)), nonce.slice(dot + 1))
}

function signedText(deviceId: string, said: string): string {
  return canonicalJson(['trestle1', 'note', deviceId, said])
}

function numberOf(nonce: string): number {
  const dot = nonce.indexOf('.')
  const noted = dot < 0 ? 0 : Number(nonce.slice(0, dot))
  return Number.isSafeInteger(noted) ? noted : 0
}
