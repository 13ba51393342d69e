import { afterEach, beforeEach, expect, it } from 'vitest'
import { connectWorkspace, type WorkspaceClient } from '@/core/client'
import type { WorkspaceState } from '@/core/workspace-types'

const workers: Worker[] = []
const passphrase = { method: 'passphrase', passphrase: 'village hall kettle' } as const

function start(): WorkspaceClient {
  const worker = new Worker(new URL('../../src/renderer/core/worker.ts', import.meta.url), { type: 'module' })
  workers.push(worker)
  return connectWorkspace(worker, { server: { route: async () => ({ ok: true, value: null }) } })
}

function reaches(client: WorkspaceClient, kind: WorkspaceState['kind']): Promise<WorkspaceState> {
  return new Promise((resolve) => {
    const check = (state: WorkspaceState): void => {
      if (state.kind === kind) resolve(state)
    }
    check(client.state())
    client.onState(check)
  })
}

async function wipe(): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    if (name !== undefined) {
      await new Promise<void>((resolve) => {
        const gone = indexedDB.deleteDatabase(name)
        gone.onsuccess = () => resolve()
        gone.onerror = () => resolve()
        gone.onblocked = () => resolve()
      })
    }
  }
}

beforeEach(wipe)
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.terminate()
  await wipe()
})

it('starts a group in a worker on real IndexedDB, and a killed worker loses nothing that was called saved', async () => {
  const first = start()
  await reaches(first, 'empty')
  const made = await first.create({
    space: 'group',
    group: { name: 'Browser Green', kind: 'place' },
    you: { givenName: 'Robin', familyName: 'Fletcher' },
    laptopName: 'A laptop',
    unlocking: passphrase,
  })
  expect(made.ok && made.value.phrase.length).toBe(6)
  const saved = await first.run('members.create', { patch: { givenName: 'Siân', familyName: 'Price' } })
  expect(saved.ok).toBe(true)
  workers[0]?.terminate()

  const second = start()
  await reaches(second, 'locked')
  expect(await second.unlock({ method: 'passphrase', passphrase: 'not that one' })).toMatchObject({ ok: false })
  const report = await second.unlock(passphrase)
  expect(report).toMatchObject({ ok: true, value: { records: 4, quarantined: 0 } })
  await second.settled()
  const found = await second.query('search.all', { text: 'sian' })
  expect(found.map((hit) => hit.title)).toEqual(['Siân Price'])
})

it('lets one window write: a second one says that Trestle is open elsewhere, and takes over when the first closes', async () => {
  const first = start()
  await reaches(first, 'empty')
  const second = start()
  await reaches(second, 'elsewhere')
  workers[0]?.terminate()
  await reaches(second, 'empty')
})
