import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { codeOf, readBounded, writeAtomically } from '../../src/main/atomic-file'

// The real file system, through a door that a test can close.
const faults = vi.hoisted(() => ({
  open: undefined as string | undefined,
  rename: undefined as string | undefined,
  cut: false,
}))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const refuse = (code: string): never => {
    throw Object.assign(new Error(code), { code })
  }
  return {
    ...real,
    async open(path: string, flags: string, mode?: number) {
      const handle = await real.open(path, flags, mode)
      if (flags !== 'wx') return handle
      handle.writeFile = new Proxy(handle.writeFile, {
        async apply(target, self, [bytes]: [Uint8Array]) {
          // A full disk takes the beginning before it refuses; a bad stick takes less than it says.
          await Reflect.apply(target, self, [faults.open !== undefined || faults.cut ? bytes.subarray(0, 2) : bytes])
          if (faults.open !== undefined) refuse(faults.open)
        },
      })
      return handle
    },
    rename: (from: string, to: string) => (faults.rename === undefined ? real.rename(from, to) : refuse(faults.rename)),
  }
})

let folder: string
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

beforeEach(async () => {
  Object.assign(faults, { open: undefined, rename: undefined, cut: false })
  folder = await mkdtemp(join(tmpdir(), 'trestle-atomic-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('writing', () => {
  it('makes a file, and replaces one, leaving nothing beside it', async () => {
    const path = join(folder, 'register.csv')
    expect(await writeAtomically(path, bytes('one'))).toEqual({ ok: true, value: undefined })
    expect(await writeAtomically(path, bytes('two'))).toEqual({ ok: true, value: undefined })
    expect(await readFile(path, 'utf8')).toBe('two')
    expect(await readdir(folder)).toEqual(['register.csv'])
  })

  it('takes away what a pulled stick left of an earlier one, and nothing else', async () => {
    const hoursAgo = Date.now() / 1000 - 2 * 60 * 60
    const [left, young, other] = ['.trestle-0123456789ab.tmp', '.trestle-ba9876543210.tmp', '.trestle-notes.tmp']
    for (const name of [left, young, other]) await writeFile(join(folder, name), 'half')
    await mkdir(join(folder, '.trestle-aaaaaaaaaaaa.tmp'))
    for (const name of [left, other, '.trestle-aaaaaaaaaaaa.tmp']) await utimes(join(folder, name), hoursAgo, hoursAgo)
    await writeAtomically(join(folder, 'register.csv'), bytes('one'))
    expect((await readdir(folder)).sort()).toEqual(['.trestle-aaaaaaaaaaaa.tmp', young, other, 'register.csv'])
  })

  it('keeps secrets to their owner when told to', async () => {
    const path = join(folder, 'device.json')
    await writeAtomically(path, bytes('x'), 0o600)
    expect((await stat(path)).mode & 0o077).toBe(0)
  })

  it.each([
    ['ENOSPC', { kind: 'disk-full' }],
    ['EDQUOT', { kind: 'disk-full' }],
    ['EIO', { kind: 'file-write-failed', detail: { reason: 'EIO' } }],
  ])('on %s leaves the old file whole and nothing half-written', async (code, error) => {
    const path = join(folder, 'register.csv')
    await writeAtomically(path, bytes('the old file'))
    faults.open = code
    expect(await writeAtomically(path, bytes('the new file'))).toEqual({ ok: false, error })
    expect(await readFile(path, 'utf8')).toBe('the old file')
    expect(await readdir(folder)).toEqual(['register.csv'])
  })

  it('notices a disk that kept less than it took, before the old file is touched', async () => {
    const path = join(folder, 'register.csv')
    await writeAtomically(path, bytes('the old file'))
    faults.cut = true
    expect(await writeAtomically(path, bytes('the new file'))).toMatchObject({
      ok: false,
      error: { kind: 'file-write-failed' },
    })
    expect(await readFile(path, 'utf8')).toBe('the old file')
    expect(await readdir(folder)).toEqual(['register.csv'])
  })

  it('tells when the old file is in use', async () => {
    faults.rename = 'EBUSY'
    const answer = await writeAtomically(join(folder, 'open.docx'), bytes('x'))
    expect(answer).toEqual({ ok: false, error: { kind: 'file-write-failed', detail: { reason: 'EBUSY' } } })
    expect(await readdir(folder)).toEqual([])
  })

  it('tells when the folder has gone', async () => {
    const answer = await writeAtomically(join(folder, 'unplugged', 'a.trestle'), bytes('x'))
    expect(answer).toEqual({ ok: false, error: { kind: 'file-write-failed', detail: { reason: 'ENOENT' } } })
  })
})

describe('reading', () => {
  it('reads a file of at most the limit', async () => {
    const path = join(folder, 'a')
    await writeFile(path, 'twelve bytes')
    expect(await readBounded(path, 12)).toEqual({ ok: true, value: bytes('twelve bytes') })
    expect(await readBounded(path, 11)).toEqual({
      ok: false,
      error: { kind: 'file-too-large', detail: { limit: 11, size: 12 } },
    })
    await writeFile(path, '')
    expect(await readBounded(path, 12)).toEqual({ ok: true, value: new Uint8Array() })
  })

  it('reads no folder, nothing missing, and no link unless a person picked it', async () => {
    await writeFile(join(folder, 'a'), 'x')
    await symlink(join(folder, 'a'), join(folder, 'link'))
    await mkdir(join(folder, 'sub'))
    const unreadable = { ok: false, error: { kind: 'file-unreadable' } }
    expect(await readBounded(join(folder, 'missing'), 9)).toEqual(unreadable)
    expect(await readBounded(join(folder, 'sub'), 9, true)).toEqual(unreadable)
    expect(await readBounded(join(folder, 'link'), 9)).toEqual(unreadable)
    expect(await readBounded(join(folder, 'link'), 9, true)).toMatchObject({ ok: true })
  })

  it('never names a path in what it tells', () => {
    expect(codeOf(Object.assign(new Error("EACCES: '/home/siân/list.csv'"), { code: 'EACCES' }))).toBe('EACCES')
    expect(codeOf('something')).toBe('EUNKNOWN')
  })
})
