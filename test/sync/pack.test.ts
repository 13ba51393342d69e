import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { keyDocument } from '@/core/records/key'
import type { Leaf } from '@/core/store/types'
import { type PackInput, provePack, readPack, writePack } from '@/core/sync/pack'
import { BLOCK_BYTES } from '@/core/sync/pack-header'
import { utf8 } from '@/core/vault/bytes'
import { open, seal } from '@/core/vault/envelope'
import type { Keyring } from '@/core/vault/keys'
import { makeKeyring, openKeysWithPhrase } from '@/core/vault/open-keys'
import { makeKey } from '@/core/vault/rotate'
import { seededBytes, testDevice, testKeyring, wren } from '../vault/support'

const MADE = Date.parse('2026-11-22T10:00:00.000Z')
const rev = (n: number): string => createHash('md5').update(String(n)).digest('hex')

let ring: Keyring
let phrase: readonly string[]
let input: PackInput
/** Three blocks. */
let bytes: Uint8Array

async function leavesOf(count: number, size: number): Promise<Leaf[]> {
  const leaves: Leaf[] = []
  for (let i = 0; i < count; i += 1) {
    const record = { ...wren, id: `record${i}`, fields: { notes: [[`${'x'.repeat(size)}${i}`, 0]] } } as const
    leaves.push({
      ...(await seal(ring, record)),
      _rev: `2-${rev(i)}`,
      _revisions: { start: 2, ids: [rev(i), rev(i + 1)] },
    })
  }
  return leaves
}

beforeAll(async () => {
  const made = await makeKey({
    groupId: 'g',
    older: [],
    by: await testDevice(),
    others: [],
    without: [],
    now: MADE,
    randomBytes: seededBytes(1),
  })
  phrase = made.phrase
  ring = await makeKeyring('g', [made.key])
  const stone: Leaf = {
    _id: 'gone',
    _rev: `3-${rev(9)}`,
    _revisions: { start: 3, ids: [rev(9), rev(8)] },
    _deleted: true,
  }
  input = {
    groupId: 'g',
    purpose: 'backup',
    scope: 'all',
    madeAt: MADE,
    madeBy: 'devA',
    keyDocs: made.documents,
    leaves: [...(await leavesOf(30, 12_000)), stone],
    key: ring.current,
  }
  bytes = await writePack(input)
})

async function kindOf(file: Uint8Array, groupId?: string): Promise<string> {
  const read = await readPack(file, groupId)
  return read.ok ? 'read' : [read.error.kind, ...Object.values(read.error.detail ?? {})].join(' ')
}

function flipped(at: number, bit = 1): Uint8Array {
  const copy = bytes.slice()
  copy[at] = (copy[at] ?? 0) ^ bit
  return copy
}

/** Where the header line ends and each block's frame begins. */
function landmarks(): { headerEnd: number; blocks: number[]; trailer: number } {
  const headerEnd = bytes.indexOf(0x0a, 9) + 1
  const blocks = [headerEnd, headerEnd + 36 + BLOCK_BYTES, headerEnd + 2 * (36 + BLOCK_BYTES)]
  return { headerEnd, blocks, trailer: bytes.length - 132 }
}

/** The same file with another header and all checksums put right, as a forger without the key would make it. */
function forged(change: (header: Record<string, unknown>) => void): Uint8Array {
  const { headerEnd, trailer } = landmarks()
  const header = JSON.parse(Buffer.from(bytes.subarray(9 + 65, headerEnd - 1)).toString()) as Record<string, unknown>
  change(header)
  const json = JSON.stringify(header)
  const sum = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
  const front = utf8(`TRESTLE1\n${sum(json)} ${json}\n`)
  const body = new Uint8Array([...front, ...bytes.subarray(headerEnd, trailer)])
  const end = Buffer.from(bytes.subarray(trailer))
    .toString()
    .replace(/[0-9a-f]{64}/, sum(body))
  return new Uint8Array([...body, ...utf8(end)])
}

describe('a pack', () => {
  it('reads back whole, with histories and tombstones', async () => {
    const read = await readPack(bytes, 'g')
    if (!read.ok) throw new Error(read.error.kind)
    expect(read.value.leaves).toEqual(input.leaves)
    expect(read.value.header).toMatchObject({
      v: 1,
      groupId: 'g',
      purpose: 'backup',
      scope: 'all',
      madeAt: '2026-11-22T10:00:00.000Z',
      madeBy: 'devA',
      kids: [ring.current.kid],
      sealedBy: ring.current.kid,
      leaves: 31,
      documents: 31,
      blocks: 3,
    })
    expect(await provePack(read.value, ring)).toEqual({ ok: true, value: undefined })
  })

  it('is the same bytes for the same input', async () => {
    expect(Buffer.from(await writePack(input)).equals(Buffer.from(bytes))).toBe(true)
  })

  it('opens with the six words and nothing else', async () => {
    const read = await readPack(bytes)
    if (!read.ok) throw new Error(read.error.kind)
    const keys = await openKeysWithPhrase(read.value.header.keyDocs, phrase)
    if (!keys.ok) throw new Error(keys.error.kind)
    const fromPhrase = await makeKeyring(read.value.header.groupId, keys.value)
    const [leaf] = read.value.leaves
    if (leaf === undefined) throw new Error('no leaf')
    const record = await open(fromPhrase, leaf)
    expect(record.ok && record.value.id).toBe('record0')
    expect((await provePack(read.value, fromPhrase)).ok).toBe(true)
  })

  it('shows nothing of what is inside, nor the phrase', () => {
    const text = Buffer.from(bytes).toString('latin1')
    for (const word of ['member', 'xxxxxx', 'notes', 'devB', phrase.join(' '), phrase.slice(0, 2).join(' ')]) {
      expect(text).not.toContain(word)
    }
  })

  it('may hold nothing, one leaf, several leaves of one document, or exactly full blocks', async () => {
    const [leaf] = input.leaves
    if (leaf === undefined) throw new Error('no leaf')
    const other = { ...leaf, _rev: `2-${rev(77)}`, _revisions: { start: 2, ids: [rev(77)] } }
    for (const leaves of [[], [leaf], [leaf, other]]) {
      const read = await readPack(await writePack({ ...input, leaves }))
      expect(read.ok && read.value.leaves).toEqual(leaves)
      expect(read.ok && read.value.header.documents).toBe(new Set(leaves.map((each) => each._id)).size)
    }
    const empty = JSON.stringify({ ...leaf, c: '' }).length + 1
    for (const size of [BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 1, 3 * BLOCK_BYTES]) {
      const full = { ...leaf, c: 'A'.repeat(size - empty) }
      const file = await writePack({ ...input, leaves: [full] })
      const read = await readPack(file)
      expect(read.ok && read.value.header.payload).toBe(size)
      expect(read.ok && read.value.leaves).toEqual([full])
    }
  })

  it('keeps envelopes of a newer version and documents that it does not know', async () => {
    const base = { _rev: `1-${rev(1)}`, _revisions: { start: 1, ids: [rev(1)] } }
    const leaves: Leaf[] = [
      { _id: 'new', ...base, v: 7, k: 'k', anything: { at: 'all' } },
      { _id: 'group', ...base, v: 1, kind: 'group', groupId: 'g' },
      { _id: 'odd', ...base, text: 'Siân ☂' },
    ]
    const read = await readPack(await writePack({ ...input, leaves }))
    expect(read.ok && read.value.leaves).toEqual(leaves)
  })
})

describe('a file that is not whole', () => {
  it('is told apart: empty, another kind, newer, another group, too large', async () => {
    expect(await kindOf(new Uint8Array())).toBe('file-empty')
    expect(await kindOf(utf8('name,phone\nWren,01632 960123\n'))).toBe('file-not-trestle')
    expect(await kindOf(utf8('PK\u0003\u0004'))).toBe('file-not-trestle')
    expect(await kindOf(utf8('TRESTLE2\nsomething else'))).toBe('file-newer')
    expect(await kindOf(forged((header) => Object.assign(header, { v: 2, unheard: 'of' })))).toBe('file-newer')
    expect(await kindOf(bytes, 'othergroup')).toBe('file-other-group')
    expect(await kindOf({ length: 2 ** 31 } as Uint8Array)).toBe(`file-too-large ${2 ** 30} ${2 ** 31}`)
  })

  it('is cut short at any boundary, and anywhere else', async () => {
    const { headerEnd, blocks, trailer } = landmarks()
    const marks = [1, 8, 9, 10, 74, headerEnd - 1, headerEnd, ...blocks, trailer, bytes.length - 1]
    const cuts = marks
      .flatMap((mark) => [mark - 1, mark, mark + 1, mark + 4, mark + 36])
      .filter((at) => at > 0 && at < bytes.length)
    expect(cuts.length).toBeGreaterThan(40)
    for (const cut of cuts) expect(await kindOf(bytes.subarray(0, cut))).toBe('file-cut-short')
  })

  it('names the block in which a bit flipped', async () => {
    const { headerEnd, blocks, trailer } = landmarks()
    for (const at of [9, 40, 73, 74, 75, 200, headerEnd - 2]) expect(await kindOf(flipped(at))).toBe('file-damaged 0')
    for (const [i, start] of blocks.entries()) {
      for (const at of [start, start + 1, start + 2, start + 3, start + 4, start + 35, start + 36, start + 5_000]) {
        expect(await kindOf(flipped(at))).toBe(`file-damaged ${i + 1}`)
      }
    }
    for (let at = trailer; at < bytes.length - 60; at += 7) expect(await kindOf(flipped(at))).toBe('file-damaged 4')
  })

  it('is never read with a flipped bit in any region, except in the seal itself, which then proves nothing', async () => {
    const { headerEnd, trailer } = landmarks()
    const places = [
      ...Array.from({ length: 9 }, (_, i) => i),
      ...Array.from({ length: 60 }, (_, i) => 9 + Math.floor(((headerEnd - 9) * i) / 60)),
      headerEnd - 1,
      ...Array.from({ length: 40 }, (_, i) => headerEnd + Math.floor(((trailer - headerEnd) * i) / 40)),
      ...Array.from({ length: 132 }, (_, i) => trailer + i),
    ]
    for (const at of places) {
      for (const bit of [1, 0x80]) {
        const read = await readPack(flipped(at, bit), 'g')
        if (read.ok) {
          expect(at).toBeGreaterThan(trailer + 80)
          expect(await provePack(read.value, ring)).toEqual({ ok: false, error: { kind: 'file-damaged' } })
        }
      }
    }
  })

  it('is refused with bytes added behind', async () => {
    expect(await kindOf(new Uint8Array([...bytes, 0x0a]))).toBe('file-damaged 4')
    expect(await kindOf(new Uint8Array([...bytes, ...bytes]))).toBe('file-damaged 4')
  })

  it('is refused with two blocks swapped, or one in place of another', async () => {
    const { blocks } = landmarks()
    const [one = 0, two = 0] = blocks
    const size = 36 + BLOCK_BYTES
    const swapped = bytes.slice()
    swapped.set(bytes.subarray(two, two + size), one)
    swapped.set(bytes.subarray(one, one + size), two)
    expect(await kindOf(swapped)).toBe('file-damaged 1')
    const repeated = bytes.slice()
    repeated.set(bytes.subarray(one, one + size), two)
    expect(await kindOf(repeated)).toBe('file-damaged 2')
  })
})

describe('a file made by somebody without the key', () => {
  it('may pass every checksum, but proves nothing', async () => {
    const read = await readPack(forged((header) => Object.assign(header, { madeBy: 'devEvil' })))
    if (!read.ok) throw new Error(read.error.kind)
    expect(read.value.header.madeBy).toBe('devEvil')
    expect(await provePack(read.value, ring)).toEqual({ ok: false, error: { kind: 'file-damaged' } })
  })

  it('is not proven by another key of that name, nor without the key, nor for another group', async () => {
    const read = await readPack(bytes)
    if (!read.ok) throw new Error(read.error.kind)
    expect((await provePack(read.value, await testKeyring('g', ring.current.kid))).ok).toBe(false)
    expect(await provePack(read.value, await testKeyring('g', 'other'))).toEqual({
      ok: false,
      error: { kind: 'key-missing' },
    })
    expect(await provePack(read.value, await testKeyring('h'))).toEqual({
      ok: false,
      error: { kind: 'file-other-group' },
    })
  })

  it.each<[string, (header: Record<string, unknown>) => void]>([
    ['the counts of leaves differ', (h) => Object.assign(h, { leaves: 30 })],
    ['the counts of documents differ', (h) => Object.assign(h, { documents: 30 })],
    ['blocks do not fit the payload', (h) => Object.assign(h, { blocks: 2 })],
    ['a key document lies about its id', (h) => Object.assign(h, { keyDocs: [{ _id: 'key:x:rec' }] })],
    ['something is missing', (h) => Object.assign(h, { madeAt: undefined })],
    ['a number is negative', (h) => Object.assign(h, { payload: -1 })],
  ])('is refused when %s', async (_, change) => {
    expect(await kindOf(forged(change))).toBe('file-damaged 0')
  })

  it.each<[string, Record<string, unknown>]>([
    ['no id', { _id: undefined }],
    ['an empty id', { _id: '' }],
    ['a design document', { _id: '_design/evil' }],
    ['an invite', { _id: 'invite:AAAAAAAAAAAAAAAAAAAAAA' }],
    ['no revision', { _rev: undefined }],
    ['no history', { _revisions: undefined }],
    ['a history of another revision', { _rev: `2-${rev(5)}` }],
    [
      'a history that is longer than its generation',
      { _rev: `1-${rev(0)}`, _revisions: { start: 1, ids: [rev(0), rev(1)] } },
    ],
    ['an empty history', { _revisions: { start: 2, ids: [] } }],
    ['a strange revision', { _rev: '2-a/b', _revisions: { start: 2, ids: ['a/b'] } }],
    ['an attachment', { _attachments: {} }],
    ['a deletion that is no deletion', { _deleted: 'yes' }],
  ])('is refused with a leaf that has %s', async (_, change) => {
    const [leaf] = input.leaves
    const bad = JSON.parse(JSON.stringify({ ...leaf, ...change })) as Leaf
    expect(await kindOf(await writePack({ ...input, leaves: [bad] }))).toBe('file-damaged 1')
  })
})

it('holds key documents that any reader can check', async () => {
  const read = await readPack(bytes)
  if (!read.ok) throw new Error(read.error.kind)
  expect(read.value.header.keyDocs.map((doc) => keyDocument.parse(doc)?.wrap)).toEqual(['device', 'phrase'])
})
