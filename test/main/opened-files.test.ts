import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileInArguments, readOpened } from '../../src/main/opened-files'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trestle-opened-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a file that Trestle is started with', () => {
  it.each([
    [['trestle', '/media/stick/Group.trestle'], '/media/stick/Group.trestle'],
    [['trestle', '--sample', 'C:\\join.TRESTLE-INVITE'], 'C:\\join.TRESTLE-INVITE'],
    [['Group.trestle', 'other.txt'], undefined],
    [['trestle', '--evil=a.trestle'], undefined],
    [['trestle', 'members.csv'], undefined],
    [['trestle', '.'], undefined],
    [['trestle'], undefined],
  ])('in %j is %s', (args, found) => {
    expect(fileInArguments(args)).toBe(found)
  })

  it('is read when it is one of ours, and never through a link', async () => {
    const path = join(folder, 'Group.trestle')
    await writeFile(path, 'sealed')
    await symlink(path, join(folder, 'link.trestle'))
    await writeFile(join(folder, 'list.csv'), 'a,b')
    expect(await readOpened(path)).toEqual({ name: 'Group.trestle', bytes: new TextEncoder().encode('sealed') })
    expect(await readOpened(join(folder, 'link.trestle'))).toBeUndefined()
    expect(await readOpened(join(folder, 'list.csv'))).toBeUndefined()
    expect(await readOpened(join(folder, 'gone.trestle'))).toBeUndefined()
  })
})
