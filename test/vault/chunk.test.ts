import { describe, expect, it } from 'vitest'
import { chunkId, openChunk, piecesOf, sealChunk, unsealChunk } from '@/core/vault/chunk'
import { open, seal } from '@/core/vault/envelope'
import { testKeyring, wren } from './support'

const piece = new TextEncoder().encode('A signed sheet, held up to the window. '.repeat(20))

async function sealed() {
  const keyring = await testKeyring()
  const id = await chunkId(keyring, 'sheet', piece)
  return { keyring, id, doc: await sealChunk(keyring, id, piece) }
}
const damaged = { ok: false, error: { kind: 'damaged-record' } }

describe('a piece of a file', () => {
  it('opens to what was sealed, under an id that its file and its content give it on every laptop', async () => {
    const { keyring, id, doc } = await sealed()
    expect(await openChunk(keyring, 'sheet', { ...doc })).toEqual({ ok: true, value: piece })
    expect(await chunkId(await testKeyring(), 'sheet', piece)).toBe(id)
    expect(await sealChunk(await testKeyring(), id, piece)).toEqual(doc)
    expect(JSON.stringify(doc)).not.toContain('signed')
  })

  it('is refused with a bit flipped anywhere in its IV or its sealed bytes', async () => {
    const { keyring, doc } = await sealed()
    for (const member of ['iv', 'c'] as const) {
      const bytes = Buffer.from(doc[member], 'base64')
      for (let at = 0; at < bytes.length; at += 1) {
        const flipped = Buffer.from(bytes)
        flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
        expect(await openChunk(keyring, 'sheet', { ...doc, [member]: flipped.toString('base64') })).toMatchObject(
          damaged,
        )
      }
    }
  })

  it('is refused cut short, moved to the id of another, swapped with another, or in another group', async () => {
    const { keyring, doc } = await sealed()
    const other = new TextEncoder().encode('Another piece')
    const second = await sealChunk(keyring, await chunkId(keyring, 'sheet', other), other)
    const short = Buffer.from(doc.c, 'base64').subarray(0, -1).toString('base64')
    expect(await openChunk(keyring, 'sheet', { ...doc, c: short })).toMatchObject(damaged)
    expect(await openChunk(keyring, 'sheet', { ...doc, c: '' })).toMatchObject(damaged)
    expect(await openChunk(keyring, 'sheet', { ...doc, c: 'not base64!' })).toMatchObject(damaged)
    expect(await openChunk(keyring, 'sheet', { ...doc, _id: second._id })).toMatchObject(damaged)
    expect(await openChunk(keyring, 'sheet', { ...second, _id: doc._id })).toMatchObject(damaged)
    expect(await openChunk(await testKeyring('another'), 'sheet', { ...doc })).toMatchObject(damaged)
    expect(await openChunk(keyring, 'sheet', { ...doc, k: 'unknown' })).toMatchObject({
      error: { kind: 'key-missing' },
    })
  })

  it('under an id that does not belong to its content is refused, though a key holder sealed it', async () => {
    const { keyring } = await sealed()
    const forged = await sealChunk(
      keyring,
      await chunkId(keyring, 'sheet', piece),
      new TextEncoder().encode('Something else'),
    )
    expect(await openChunk(keyring, 'sheet', { ...forged })).toMatchObject(damaged)
  })

  it('belongs to one file: the same bytes in another have another id, and are refused as a piece of this one', async () => {
    const { keyring, id, doc } = await sealed()
    expect(await chunkId(keyring, 'another sheet', piece)).not.toBe(id)
    expect(await openChunk(keyring, 'another sheet', { ...doc })).toMatchObject(damaged)
    expect(await unsealChunk(keyring, { ...doc })).toEqual({ ok: true, value: piece })
  })

  it('is no record, and a record is no piece', async () => {
    const { keyring, doc } = await sealed()
    expect(await open(keyring, doc)).toMatchObject(damaged)
    expect(await openChunk(keyring, 'sheet', { ...(await seal(keyring, wren)) })).toMatchObject(damaged)
  })

  it('is at most 256 KiB: a file is cut into as many as it needs', () => {
    expect(piecesOf(new Uint8Array(0))).toEqual([])
    expect(piecesOf(new Uint8Array(262_144)).map((each) => each.length)).toEqual([262_144])
    expect(piecesOf(new Uint8Array(262_145)).map((each) => each.length)).toEqual([262_144, 1])
  })
})
