/** What Chromium keeps of IndexedDB in a profile on disk: looked at, damaged as a power cut does, and kept as evidence. */
import { appendFile, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mendStorage } from '../../src/main/mend-storage.ts'
import { readLog } from '../../src/main/storage-log.ts'
import { startCore } from './bare-core.ts'
import { openProfile } from './profile.ts'

/** Where Chromium's profile lies in its folder. */
const DEFAULT = 'Default'

export interface StorageFile {
  readonly name: string
  readonly bytes: number
  /** For a log: whether it ends with, or holds, the piece of an entry. */
  readonly torn?: boolean
}

/** The files of the one site's IndexedDB, without its large values. */
export async function storageFiles(folder: string): Promise<readonly StorageFile[]> {
  const site = await siteFolder(folder)
  const files: StorageFile[] = []
  for (const name of (await readdir(site)).sort()) {
    const path = join(site, name)
    const { size } = await stat(path)
    const torn = isLog(name) ? { torn: !readLog(new Uint8Array(await readFile(path))).clean } : {}
    files.push({ name, bytes: size, ...torn })
  }
  return files
}

/** The power goes between the head of an entry and its words: seven bytes at the end of a log, as Chromium leaves them. */
export async function tearLog(folder: string, kind: 'log' | 'MANIFEST'): Promise<string> {
  const site = await siteFolder(folder)
  const name = (await readdir(site)).filter((each) => isLog(each) && each.includes(kind)).at(-1)
  if (name === undefined) throw new Error(`no ${kind} in the profile`)
  await appendFile(join(site, name), Uint8Array.of(1, 2, 3, 4, 0x84, 3, 1))
  return name
}

/** Mends a profile's storage as the desktop edition does before it opens it. */
export const mendProfile = (folder: string): Promise<readonly string[]> => mendStorage(join(folder, DEFAULT))

/** Copies the storage, to have it as it was before the next opening. */
export async function copyStorage(folder: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true })
  for (const part of ['IndexedDB', 'WebStorage'])
    await cp(join(folder, DEFAULT, part), join(to, DEFAULT, part), { recursive: true })
}

/**
 * Keeps what can be known of a laptop that opened otherwise than it was left: both storages, Chromium's own log of the opening, and
 * whether the storage of before opens when the pieces are taken out of its logs. Answers it in words.
 */
export async function keepEvidence(
  to: string,
  facts: {
    readonly folder: string
    readonly before: string
    readonly site: string
    readonly told: readonly string[]
  },
): Promise<string> {
  await mkdir(to, { recursive: true })
  await cp(facts.before, join(to, 'before'), { recursive: true })
  await copyStorage(facts.folder, join(to, 'after'))
  const list = async (folder: string): Promise<string> =>
    (await storageFiles(folder)).map(({ name, bytes, torn }) => `  ${name} ${bytes}${torn ? ' TORN' : ''}`).join('\n')
  const story = await readFile(join(await siteFolder(facts.folder), 'LOG'), 'utf8')
  const mended = await mendProfile(facts.before)
  const browser = await openProfile(facts.before)
  const core = await startCore(browser.page, facts.site)
  let again = 'starting'
  while (again === 'starting') again = (await core.state()).kind
  await browser.kill()
  const words = [
    ...facts.told,
    `before the opening:\n${await list(join(to, 'before'))}`,
    `after it:\n${await list(join(to, 'after'))}`,
    `Chromium's log of it:\n${story}`,
    `the storage of before, with the pieces taken out of ${mended.join(', ') || 'nothing'}, opens: ${again}`,
  ].join('\n')
  await writeFile(join(to, 'told.txt'), words)
  return words
}

const isLog = (name: string): boolean => /^(\d+\.log|MANIFEST-\d+)$/.test(name)

async function siteFolder(folder: string): Promise<string> {
  const storage = join(folder, DEFAULT, 'IndexedDB')
  const name = (await readdir(storage)).find((each) => each.endsWith('.leveldb'))
  if (name === undefined) throw new Error('no IndexedDB in the profile')
  return join(storage, name)
}
