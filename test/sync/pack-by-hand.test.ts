import { createDecipheriv, createHash, createHmac, hkdfSync, pbkdf2Sync, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Leaf } from '@/core/store/types'
import { writePack } from '@/core/sync/pack'
import { seal } from '@/core/vault/envelope'
import { forget } from '@/core/vault/keys'
import { makeKeyring } from '@/core/vault/open-keys'
import { makeKey } from '@/core/vault/rotate'
import { setMember } from '../support/carry'
import { stretchAsInLife } from '../support/quick-stretching'
import { memoryWorkspace, value } from '../support/workspace'
import { seededBytes, testDevice, wren } from '../vault/support'

stretchAsInLife()

// What follows uses docs/format.md and Node's cryptography only: no code of Trestle's.

type Doc = Readonly<Record<string, string>>

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'))
const hkdf = (secret: Uint8Array, info: string): Uint8Array => new Uint8Array(hkdfSync('sha256', secret, '', info, 32))
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function gcm(key: Uint8Array, iv: string, c: string, additional: readonly (string | undefined)[]): Uint8Array {
  const sealed = fromBase64(c)
  const decipher = createDecipheriv('aes-256-gcm', key, fromBase64(iv))
  decipher.setAAD(new TextEncoder().encode(JSON.stringify(additional)))
  decipher.setAuthTag(sealed.subarray(-16))
  return Uint8Array.from([...decipher.update(sealed.subarray(0, -16)), ...decipher.final()])
}

function unwrap(doc: Doc, by: Uint8Array): Uint8Array {
  return gcm(by, doc.iv ?? '', doc.c ?? '', ['trestle1', 'key', doc.groupId, doc.kid, doc.createdAt, doc._id])
}

interface ByHand {
  readonly oldestKey: Uint8Array
  readonly records: readonly Readonly<Record<string, unknown>>[]
  readonly pieces: ReadonlyMap<string, Uint8Array>
}

function readByHand(file: Uint8Array, words: string): ByHand {
  const text = (from: number, to?: number): string => new TextDecoder().decode(file.subarray(from, to))
  expect(text(0, 9)).toBe('TRESTLE1\n')
  const end = file.indexOf(10, 9)
  const json = text(9 + 65, end)
  expect(text(9, 9 + 64)).toBe(sha256(new TextEncoder().encode(json)))
  const header = JSON.parse(json) as { blocks: number; groupId: string; sealedBy: string; keyDocs: Doc[] }

  const view = new DataView(file.buffer, file.byteOffset)
  let at = end + 1
  let payload = ''
  for (let block = 1; block <= header.blocks; block += 1) {
    const length = view.getUint32(at)
    const data = file.subarray(at + 36, at + 36 + length)
    expect(Buffer.from(file.subarray(at + 4, at + 36)).toString('hex')).toBe(
      sha256(Uint8Array.from([0, 0, 0, block, ...data])),
    )
    payload += Buffer.from(data).toString('latin1')
    at += 36 + length
  }
  const trailer = JSON.parse(text(at)) as { sha256: string; seal: string }
  expect(trailer.sha256).toBe(sha256(file.subarray(0, at)))
  expect(file.length - at).toBe(132)

  const sheets = header.keyDocs.filter((doc) => doc.wrap === 'phrase')
  const newest = sheets.sort((a, b) => ((a.createdAt ?? '') < (b.createdAt ?? '') ? 1 : -1))[0] ?? {}
  const stretched = new Uint8Array(
    pbkdf2Sync(words, fromBase64(newest.salt ?? ''), Number(newest.rounds), 32, 'sha256'),
  )
  const keys = new Map([[newest.kid, unwrap(newest, hkdf(stretched, 'trestle/1/phrase'))]])
  for (const doc of header.keyDocs.filter((each) => each.wrap === 'key')) {
    keys.set(doc.kid, unwrap(doc, hkdf(keys.get(doc.to) ?? new Uint8Array(), 'trestle/1/wrap')))
  }
  const mac = hkdf(keys.get(header.sealedBy) ?? new Uint8Array(), 'trestle/1/mac')
  expect(createHmac('sha256', mac).update(`trestle1 pack ${trailer.sha256}`).digest('base64')).toBe(trailer.seal)

  const lines = Buffer.from(payload, 'latin1').toString('utf8').split('\n').slice(0, -1)
  const oldest = header.keyDocs.map((doc) => [doc.createdAt ?? '', doc.kid ?? ''] as const).sort()[0]?.[1] ?? ''
  const records: Readonly<Record<string, unknown>>[] = []
  const pieces = new Map<string, Uint8Array>()
  for (const line of lines) {
    const doc = JSON.parse(line) as Doc
    if (doc.k === undefined || doc._id === undefined) continue
    const key = hkdf(keys.get(doc.k) ?? new Uint8Array(), 'trestle/1/enc')
    if (doc._id.startsWith('f:')) {
      pieces.set(doc._id, gcm(key, doc.iv ?? '', doc.c ?? '', ['trestle1', 'chunk', header.groupId, doc.k, doc._id]))
      continue
    }
    const plain = gcm(key, doc.iv ?? '', doc.c ?? '', ['trestle1', header.groupId, doc.k, doc._id])
    records.push({ id: doc._id, ...(JSON.parse(new TextDecoder().decode(plain)) as object) })
  }
  return { oldestKey: keys.get(oldest) ?? new Uint8Array(), records, pieces }
}

function pieceId(oldestKey: Uint8Array, fileId: unknown, piece: Uint8Array): string {
  const sum = createHash('sha256').update(piece).digest('base64url')
  const made = createHmac('sha256', hkdf(oldestKey, 'trestle/1/id'))
    .update(JSON.stringify(['chunk', fileId, sum]))
    .digest()
  const short = made.subarray(0, 16)
  short[0] = (short[0] ?? 0) & 0x7f
  return `f:${short.toString('base64url')}`
}

/** The attached files: their records name the pieces. One value a field, since nobody else has changed them. */
function filesByHand({
  oldestKey,
  records,
  pieces,
}: ByHand): readonly { readonly name: unknown; readonly bytes: Buffer }[] {
  return records
    .filter((record) => record.type === 'file')
    .map((record) => {
      const fields = record.fields as Readonly<Record<string, readonly (readonly [unknown, number])[]>>
      const chunks = fields.chunks?.[0]?.[0] as readonly string[]
      const parts = chunks.map((id) => pieces.get(id) ?? new Uint8Array())
      expect(parts.map((part) => pieceId(oldestKey, record.id, part))).toEqual(chunks)
      return { name: fields.name?.[0]?.[0], bytes: Buffer.concat(parts) }
    })
}

it('another program can read a backup with the six words, also records sealed before a new key', async () => {
  const now = Date.parse('2026-11-22T10:00:00.000Z')
  const random = seededBytes(1)
  const first = await makeKey({
    groupId: 'g',
    older: [],
    by: await testDevice(),
    others: [],
    without: [],
    now,
    randomBytes: random,
  })
  const old = { ...first.key, raw: first.key.raw.slice() }
  const second = await makeKey({
    groupId: 'g',
    older: [old],
    by: await testDevice(),
    others: [],
    without: [],
    now,
    randomBytes: random,
  })
  forget(old)
  const later = { ...wren, id: 'second', fields: { notes: [['☂'.repeat(100_000), 0]] } } as const
  const before = await seal(await makeKeyring('g', [first.key]), wren)
  const ring = await makeKeyring('g', [second.key])
  const leaves: Leaf[] = [before, await seal(ring, later)].map((envelope) => ({
    ...envelope,
    _rev: '1-a',
    _revisions: { start: 1, ids: ['a'] },
  }))
  const keyDocs = [...first.documents, ...second.documents]
  const file = await writePack({
    groupId: 'g',
    purpose: 'backup',
    scope: 'all',
    madeAt: now,
    madeBy: 'devA',
    keyDocs,
    leaves,
    key: ring.current,
  })
  expect(readByHand(file, second.phrase.join(' ')).records).toEqual([wren, later])
})

it('another program can put attached files together from a backup of a whole group', async () => {
  const { workspace, phrase } = await memoryWorkspace()
  try {
    await setMember(workspace, 'wren', { givenName: 'Wren' })
    const bytes = new Uint8Array(randomBytes(600_000))
    value(await workspace.files.add({ on: 'wren', name: 'Signed sheet.pdf', bytes }))
    // A key that was made since opens the older one: pieces and records of both are read.
    const { phrase: newer } = value(await workspace.laptops.newKey({ without: [], reason: 'test' }))
    const note = new TextEncoder().encode('A note that came later')
    value(await workspace.files.add({ on: 'wren', name: 'Note.txt', bytes: note }))
    const backup = value(await workspace.backups.make('backup')).bytes
    const files = filesByHand(readByHand(backup, newer.join(' ')))
    expect(files.map(({ name }) => name).sort()).toEqual(['Note.txt', 'Signed sheet.pdf'])
    expect(files.find(({ name }) => name === 'Signed sheet.pdf')?.bytes.equals(bytes)).toBe(true)
    expect(files.find(({ name }) => name === 'Note.txt')?.bytes.equals(note)).toBe(true)
    expect(phrase).not.toEqual(newer)
  } finally {
    await workspace.close()
  }
})
