import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mendStorage } from '../../src/main/mend-storage'
import { readLog, writeLog } from '../../src/main/storage-log'

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
const read = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(path))

/** The first MANIFEST of an IndexedDB as Chromium 156 writes it. */
const manifest = bytesOf('e4d68eee10000101086964625f636d7031020003020400')

/** Sizes that meet the edge of a block each in their own way, and entries of them. */
const size = fc.oneof(fc.nat(300), fc.integer({ min: 32_700, max: 32_800 }), fc.integer({ min: 65_480, max: 65_560 }))
const sizes = fc.array(size, { minLength: 1, maxLength: 8 })
const entriesOf = (lengths: readonly number[]): Uint8Array[] =>
  lengths.map((length, n) => Uint8Array.from({ length }, (_, i) => (n * 31 + i * 7) % 251))
const plain = (entries: readonly Uint8Array[]): string[] =>
  entries.map((bytes) => Buffer.from(bytes).toString('base64'))
/** Fewer bytes than a header takes are left empty at the end of a block. */
const fillerAt = (at: number): number => (at % 32_768 > 32_761 ? 32_768 - (at % 32_768) : 0)

describe('the log that Chromium’s storage is written to', () => {
  it('is read as Chromium wrote it, and written the same', () => {
    const { entries, clean } = readLog(manifest)
    expect(clean).toBe(true)
    expect(entries.map((bytes) => Buffer.from(bytes).toString('latin1'))).toEqual([
      '\x01\x08idb_cmp1\x02\x00\x03\x02\x04\x00',
    ])
    expect(writeLog(entries)).toEqual(manifest)
  })

  it('reads what it writes, whatever the sizes', () => {
    fc.assert(
      fc.property(sizes, (lengths) => {
        const entries = entriesOf(lengths)
        const found = readLog(writeLog(entries))
        expect(found.clean).toBe(true)
        expect(plain(found.entries)).toEqual(plain(entries))
      }),
      { numRuns: 60 },
    )
  })

  it('keeps every entry before a cut, and is clean only where the cut lies between two', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (lengths, cut) => {
        const entries = entriesOf(lengths)
        const log = writeLog(entries)
        const at = cut % (log.length + 1)
        const ends = entries.map((_, i) => writeLog(entries.slice(0, i + 1)).length)
        const before = ends.filter((end) => end <= at)
        const found = readLog(log.subarray(0, at))
        expect(plain(found.entries)).toEqual(plain(entries.slice(0, before.length)))
        const end = before.at(-1) ?? 0
        expect(found.clean).toBe(at <= end + fillerAt(end))
      }),
      { numRuns: 60 },
    )
  })

  it('steps over the piece of a cut entry that was written on behind', () => {
    fc.assert(
      fc.property(sizes, size, fc.nat(), (lengths, lost, cut) => {
        const before = entriesOf(lengths)
        const log = writeLog([...before, new Uint8Array(lost).fill(5)])
        const end = writeLog(before).length
        const begun = end + fillerAt(end)
        const torn = log.subarray(0, begun + 1 + (cut % (log.length - begun - 1)))
        // LevelDB goes on where the file ends, in the blocks as they lie.
        const after = [Uint8Array.of(1, 2, 3), Uint8Array.of(4)]
        const behind = joined(new Uint8Array(fillerAt(torn.length)), ...after.map((bytes) => writeLog([bytes])))
        fc.pre((torn.length % 32_768) + behind.length < 32_768)
        const found = readLog(joined(torn, behind))
        expect(found.clean).toBe(false)
        expect(plain(found.entries)).toEqual(plain([...before, ...after]))
      }),
      { numRuns: 60 },
    )
  })
})

describe('mending the storage before it is opened', () => {
  let folder: string
  let site: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trestle-mend-'))
    site = join(folder, 'IndexedDB', 'app_bundle_0.indexeddb.leveldb')
    await mkdir(site, { recursive: true })
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('takes the pieces out of logs and manifest, and leaves all else byte for byte', async () => {
    const log = writeLog([Uint8Array.of(1, 2, 3), new Uint8Array(40_000).fill(7)])
    const piece = Uint8Array.of(9, 9, 9, 9, 200, 0, 1)
    await writeFile(join(site, '000004.log'), joined(log, piece))
    await writeFile(join(site, 'MANIFEST-000001'), joined(manifest, piece))
    await writeFile(join(site, '000003.log'), log)
    await writeFile(join(site, '000005.ldb'), piece)
    await writeFile(join(site, 'LOG'), piece)
    expect([...(await mendStorage(folder))].sort()).toEqual(['000004.log', 'MANIFEST-000001'])
    expect(await read(join(site, '000004.log'))).toEqual(log)
    expect(await read(join(site, 'MANIFEST-000001'))).toEqual(manifest)
    expect(await read(join(site, '000003.log'))).toEqual(log)
    for (const other of ['000005.ldb', 'LOG']) expect(await read(join(site, other))).toEqual(piece)
    // As Chromium has it: for nobody else on this computer.
    expect((await stat(join(site, '000004.log'))).mode & 0o077).toBe(0)
    expect(await mendStorage(folder)).toEqual([])
  })

  it('does nothing where there is nothing yet', async () => {
    expect(await mendStorage(join(folder, 'nowhere'))).toEqual([])
  })
})
