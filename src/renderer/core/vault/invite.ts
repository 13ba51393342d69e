/**
 * Adding a laptop: all the group's keys sealed under a random 128-bit code, valid 48 hours, once. The invite's id is derived
 * from the code, so the newcomer finds it among opaque documents, and the server learns nothing from it.
 */
import { fail, ok, type Result, type ServerAccount } from '@host'
import { type InviteDocument, type InviteFile, inviteFile, type OpenInvite, type UsedInvite } from '../records/invite'
import { sha256 } from './blob'
import { type Bytes, fromBase64, fromUtf8, type RandomBytes, source, toBase64, toBase64Url, utf8 } from './bytes'
import { canonicalJson } from './canonical'
import { formatCode, parseCode } from './invite-code'
import { hkdfAes } from './key-documents'
import type { RawKey } from './keys'
import type { Standing } from './standing'
import { loadWords } from './words'

/** 48 hours, in milliseconds. */
export const INVITE_LASTS = 48 * 60 * 60 * 1_000

export interface NewInviteInput {
  readonly groupId: string
  readonly keys: readonly RawKey[]
  /** What the inviter knows of the group's laptops and keys: the newcomer begins with it. */
  readonly standing?: Standing
  /** The newcomer's own account on the group's server. */
  readonly account?: ServerAccount
  readonly groupName?: string
  readonly forWhom?: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly randomBytes: RandomBytes
}

export interface NewInvite {
  /** Seven groups of four: `K7QD-...`. */
  readonly code: string
  readonly doc: OpenInvite
  /** The same for handing over as a file. It holds the code and the account: as good as a key for 48 hours. */
  readonly file: Uint8Array
}

/** Makes an invite. */
export async function newInvite(input: NewInviteInput): Promise<NewInvite> {
  const secret = source(input.randomBytes(16))
  const createdAt = new Date(input.now).toISOString()
  const expiresAt = new Date(input.now + INVITE_LASTS).toISOString()
  const head = {
    _id: await inviteId(secret),
    v: 1,
    kind: 'invite',
    groupId: input.groupId,
    createdAt,
    expiresAt,
  } as const
  const keys = input.keys.map((key) => ({ kid: key.kid, createdAt: key.createdAt, raw: toBase64(key.raw) }))
  const body = utf8(JSON.stringify({ keys, account: input.account ?? null, standing: input.standing ?? null }))
  const iv = source(input.randomBytes(12))
  const by = await hkdfAes(secret, utf8(''), 'trestle/1/invite/key')
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(head) }, by, body)
  const doc: OpenInvite = { ...head, state: 'open', iv: toBase64(iv), c: toBase64(new Uint8Array(sealed)) }
  const code = formatCode(secret)
  const file: InviteFile = {
    kind: 'trestle-invite',
    v: 1,
    groupId: input.groupId,
    ...(input.groupName === undefined ? {} : { groupName: input.groupName }),
    ...(input.forWhom === undefined ? {} : { forWhom: input.forWhom }),
    code,
    ...(input.account === undefined ? {} : { account: input.account }),
    expiresAt,
  }
  return { code, doc, file: utf8(`${JSON.stringify(file, null, 2)}\n`) }
}

/** Reads an invite file. Errors: file-empty, file-newer, file-not-trestle, invite-code-wrong. */
export function readInviteFile(bytes: Uint8Array): Result<InviteFile> {
  if (bytes.length === 0) return fail('file-empty')
  if (bytes.length > 65_536) return fail('file-not-trestle')
  let content: unknown
  try {
    content = JSON.parse(fromUtf8(bytes))
  } catch {
    return fail('file-not-trestle')
  }
  const { kind, v } = (content ?? {}) as { readonly kind?: unknown; readonly v?: unknown }
  if (kind === 'trestle-invite' && typeof v === 'number' && v > 1) return fail('file-newer')
  const read = inviteFile.safeParse(content)
  if (!read.success) return fail('file-not-trestle')
  return parseCode(read.data.code).ok ? ok(read.data) : fail('invite-code-wrong')
}

/** The id of the document that a code belongs to. Errors: invite-code-wrong (a slip of the pen, found by its check letters). */
export async function inviteIdOf(code: string): Promise<Result<string>> {
  const secret = parseCode(code)
  return secret.ok ? ok(await inviteId(secret.value)) : secret
}

/**
 * Opens an invite. `doc` is what the database holds under `inviteIdOf(code)`: undefined where nothing is, 'deleted' where the
 * inviter has finished with it. Errors: invite-code-wrong, invite-not-found, invite-used, invite-expired.
 */
export async function acceptInvite(
  doc: InviteDocument | 'deleted' | undefined,
  code: string,
  now: number,
): Promise<
  Result<{
    readonly groupId: string
    readonly keys: readonly RawKey[]
    readonly account: ServerAccount | null
    readonly standing: Standing | null
  }>
> {
  const secret = parseCode(code)
  if (!secret.ok) return secret
  if (doc === undefined) return fail('invite-not-found')
  if (doc === 'deleted' || doc.state === 'used') return fail('invite-used')
  if (now > Date.parse(doc.expiresAt)) return fail('invite-expired')
  const iv = fromBase64(doc.iv)
  const sealed = fromBase64(doc.c)
  if (doc._id !== (await inviteId(secret.value)) || iv === undefined || sealed === undefined)
    return fail('invite-code-wrong')
  try {
    const by = await hkdfAes(secret.value, utf8(''), 'trestle/1/invite/key')
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bound(doc) }, by, sealed)
    const body = JSON.parse(fromUtf8(new Uint8Array(plain))) as SealedBody
    const keys = body.keys.map(({ kid, createdAt, raw }) => ({
      kid,
      createdAt,
      raw: fromBase64(raw) ?? new Uint8Array(),
    }))
    return ok({ groupId: doc.groupId, keys, account: body.account, standing: body.standing ?? null })
  } catch {
    return fail('invite-code-wrong')
  }
}

/** What the newcomer leaves in the invite's place: no keys, and whose laptop it was. */
export function usedInviteOf(doc: OpenInvite, deviceId: string, now: number): UsedInvite {
  const { _id, v, kind, groupId, createdAt, expiresAt } = doc
  return {
    _id,
    v,
    kind,
    groupId,
    createdAt,
    expiresAt,
    state: 'used',
    usedAt: new Date(now).toISOString(),
    usedBy: deviceId,
  }
}

/** Four words that both screens show: the same only if both mean the same invite and the same laptop's key. 52 bits. */
export async function checkWords(inviteDocumentId: string, devicePublicKey: string): Promise<string[]> {
  const { words } = await loadWords()
  const digest = await sha256(utf8(canonicalJson(['trestle1', 'check', inviteDocumentId, devicePublicKey])))
  return [0, 1, 2, 3].map((i) => words[(((digest[2 * i] ?? 0) << 8) | (digest[2 * i + 1] ?? 0)) & 0x1fff] ?? '')
}

interface SealedBody {
  readonly keys: readonly { readonly kid: string; readonly createdAt: string; readonly raw: string }[]
  readonly account: ServerAccount | null
  readonly standing?: Standing | null
}

async function inviteId(secret: Bytes): Promise<string> {
  const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: utf8(''), info: utf8('trestle/1/invite/id') }
  return `invite:${toBase64Url(new Uint8Array(await crypto.subtle.deriveBits(hkdf, root, 128)))}`
}

/** The dates are bound, so nobody can lengthen an invite's life. */
function bound(head: Pick<OpenInvite, '_id' | 'groupId' | 'createdAt' | 'expiresAt'>): Bytes {
  return utf8(canonicalJson(['trestle1', 'invite', head.groupId, head.createdAt, head.expiresAt, head._id]))
}
