/** Catching up that fails after an opening: told, tried again, and nothing that hangs on it is called done meanwhile. */
import { expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import type { Database } from '@/core/store/open'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { databaseNames } from '@/core/workspace/spaces'
import { laptopsOfTest, openedOf, save } from '../support/laptops'
import { type Disk, hostSecret, newDisk, testEnvironment, value } from '../support/workspace'

const laptops = laptopsOfTest()
const engineOf = (workspace: LocalWorkspace) => openedOf(workspace).engine

/** The real database, of which nobody hears what changed while it is told so. */
interface Trouble {
  isMute: boolean
}

/** A laptop on this disk. `later` runs what waits for its time. */
async function opens(disk: Disk, trouble: Trouble): Promise<{ workspace: LocalWorkspace; later: () => Promise<void> }> {
  const plain = testEnvironment({ disk })
  const waiting = new Set<() => void>()
  const workspace = laptops.keep(
    createWorkspace({
      ...plain,
      openDatabase(name): Database {
        const database = plain.openDatabase(name)
        const changes = database.changes.bind(database)
        database.changes = ((...args: Parameters<typeof changes>) => {
          if (trouble.isMute) throw new DOMException('gone', 'AbortError')
          return changes(...args)
        }) as typeof database.changes
        return database
      },
      later(run, ms) {
        if (ms < 30_000) return plain.later(run, ms)
        waiting.add(run)
        return () => void waiting.delete(run)
      },
    }),
  )
  await workspace.start()
  value(await workspace.unlock(hostSecret))
  await workspace.settled()
  return {
    workspace,
    async later() {
      for (const run of waiting) run()
      await workspace.settled()
    },
  }
}

const people = (count: number, called: string) =>
  Array.from({ length: count }, (_, i) => change(member, `${called}${i}`, { givenName: `${called} ${i}` }))

/** A laptop with 300 people on its pages, whose PouchDB a power cut has left with the keys alone. */
async function afterPowerCut(): Promise<Disk> {
  const disk = newDisk()
  const first = await laptops.first({ disk })
  await save(first, ...people(300, 'm'))
  await openedOf(first).tidy()
  await first.close()
  const env = testEnvironment({ disk })
  const full = env.openDatabase(databaseNames('group').database)
  const kept = (await full.allDocs({ include_docs: true })).rows.flatMap(({ doc }) =>
    doc && /^(key:|group$)/.test(doc._id) ? [doc] : [],
  )
  await full.destroy()
  const bare = env.openDatabase(databaseNames('group').database)
  for (const doc of kept) await bare.put({ ...doc, _rev: undefined } as never)
  await bare.close()
  return disk
}

const behindOf = (workspace: LocalWorkspace): unknown => {
  const state = workspace.state()
  return state.kind === 'open' ? state.report.behind : state.kind
}
const inPouch = async (workspace: LocalWorkspace): Promise<number> =>
  (await openedOf(workspace).database.allDocs({ startkey: 'm0', endkey: 'm\uffff' })).rows.length

it('is told in the state that the pages show, and no more once it went well at a later try', async () => {
  const trouble = { isMute: true }
  const { workspace, later } = await opens(await afterPowerCut(), trouble)
  expect(behindOf(workspace)).toBe('storage-failed')
  // What is shown can be found all the same.
  expect(engineOf(workspace).search.find('m 299').length).toBeGreaterThan(0)
  await later()
  expect(behindOf(workspace)).toBe('storage-failed')
  trouble.isMute = false
  await later()
  expect(behindOf(workspace)).toBeUndefined()
  expect(await inPouch(workspace)).toBe(300)
})

it('comes before a pass, a stick and a backup: none of them is made of what has not been caught up with', async () => {
  const trouble = { isMute: true }
  const { workspace } = await opens(await afterPowerCut(), trouble)
  await expect(openedOf(workspace).store.info()).rejects.toMatchObject({ name: 'AbortError' })
  trouble.isMute = false
  await openedOf(workspace).store.info()
  expect(behindOf(workspace)).toBeUndefined()
  expect(await inPouch(workspace)).toBe(300)
})

it('gives PouchDB back what it lost, though so much was saved meanwhile that its count says nothing', async () => {
  const trouble = { isMute: true }
  const { workspace } = await opens(await afterPowerCut(), trouble)
  await save(workspace, ...people(700, 'new'))
  trouble.isMute = false
  value(await engineOf(workspace).catchUp())
  expect(await inPouch(workspace)).toBe(300)
})

it('does so at the next opening too, where it failed to the end', async () => {
  const disk = await afterPowerCut()
  const first = await opens(disk, { isMute: true })
  // Small saves: one that is large says of itself that the desk is not complete.
  for (const called of ['new', 'other', 'late']) await save(first.workspace, ...people(150, called))
  await first.workspace.close()
  const { workspace } = await opens(disk, { isMute: false })
  expect(await inPouch(workspace)).toBe(300)
  expect(behindOf(workspace)).toBeUndefined()
})
