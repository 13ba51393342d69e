/** Opening, locking and giving way to another tab: the machine by itself, and the workspace in whatever order it is asked. */
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { openDesk } from '@/core/desk/db'
import { member } from '@/core/records/member'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { type DoorEvent, nextState, refusal } from '@/core/workspace/door'
import { databaseNames } from '@/core/workspace/spaces'
import type { Environment, WorkspaceState } from '@/core/workspace-types'
import { testServer } from '../support/group-server'
import { present } from '../support/present'
import { browserTabs } from '../support/tabs'
import {
  type Disk,
  hostSecret,
  memoryWorkspace,
  newDisk,
  passphrase,
  testEnvironment,
  testGroup,
  value,
} from '../support/workspace'

const open: LocalWorkspace[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
})
const report = { from: 'pages', records: 1, quarantined: 0, newer: 0 } as const
const LOCKED = { kind: 'locked', unlock: 'host' } as const
const states: readonly WorkspaceState[] = [
  { kind: 'starting' },
  { kind: 'elsewhere' },
  { kind: 'empty' },
  LOCKED,
  { kind: 'open', space: 'group', report },
  { kind: 'locking' },
  { kind: 'failed', error: 'storage-failed' },
]

describe('where a laptop stands', () => {
  const once = (event: DoorEvent): Record<string, string> =>
    Object.fromEntries(states.map((now) => [now.kind, nextState(now, event).kind]))

  it('is open after opening, but not behind a lock, nor beside another tab', () => {
    expect(once({ event: 'opened', space: 'group', report })).toEqual({
      starting: 'open',
      elsewhere: 'elsewhere',
      empty: 'open',
      locked: 'open',
      open: 'open',
      locking: 'locking',
      failed: 'open',
    })
  })
  it('is locking once that is asked for, where there is anything to lock', () => {
    expect(once({ event: 'lock' })).toEqual({
      starting: 'starting',
      elsewhere: 'elsewhere',
      empty: 'locking',
      locked: 'locking',
      open: 'locking',
      locking: 'locking',
      failed: 'locking',
    })
  })
  it('is what a look at the disk finds, and elsewhere where another tab has it', () => {
    for (const now of states) {
      expect(nextState(now, { event: 'looked', found: LOCKED })).toEqual(LOCKED)
      expect(nextState(now, { event: 'elsewhere' })).toEqual({ kind: 'elsewhere' })
    }
  })
  it('refuses to open anything while it is locking or elsewhere', () => {
    const refused = states.flatMap((now) => {
      const why = refusal(now)
      return why === undefined || why.ok ? [] : [[now.kind, why.error.kind]]
    })
    expect(refused).toEqual([
      ['elsewhere', 'already-open-elsewhere'],
      ['locking', 'locked'],
    ])
  })
})

/** Holds back what passes it until it is opened. */
function gate() {
  let let_: () => void = () => undefined
  let tellHeld: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    tellHeld = resolve
  })
  let isShut = false
  const opening = new Promise<void>((resolve) => {
    let_ = resolve
  })
  return {
    shut: () => {
      isShut = true
    },
    open: () => {
      isShut = false
      let_()
    },
    /** Resolves when something waits. */
    held,
    pass: async (): Promise<void> => {
      if (!isShut) return
      tellHeld()
      await opening
    },
  }
}

/** A laptop of which one operation of PouchDB can be held back. */
async function laptop(
  operation: 'bulkDocs' | 'allDocs' | 'info' | 'put',
  disk: Disk = newDisk(),
  more: Partial<Environment> = {},
) {
  const plain = testEnvironment({ disk })
  const slow = gate()
  const workspace = createWorkspace({
    ...plain,
    ...more,
    openDatabase: (name) => {
      const database = plain.openDatabase(name)
      const run = (database[operation] as (...args: unknown[]) => Promise<unknown>).bind(database)
      const late = async (...args: unknown[]): Promise<unknown> => {
        await slow.pass()
        return run(...args)
      }
      return Object.assign(database, { [operation]: late })
    },
  })
  const seen: string[] = []
  workspace.onState(({ kind }) => seen.push(kind))
  open.push(workspace)
  const starting = workspace.start()
  return { workspace, slow, seen, disk, starting }
}
const names = async (workspace: LocalWorkspace): Promise<readonly (string | undefined)[]> => {
  value(await workspace.unlock(hostSecret))
  const { model } = present(workspace.unlocked()).opened.engine
  return model
    .items(member)
    .map(({ givenName }) => givenName)
    .sort()
}

describe('locking', () => {
  it('takes the screens away at once, and what was asked to be saved is saved before the keys go', async () => {
    const { workspace, slow, starting } = await laptop('bulkDocs')
    await starting
    value(await workspace.create(testGroup))
    slow.shut()
    const saving = workspace.run('members.create', { patch: { givenName: 'Amira' } })
    await slow.held
    const locking = workspace.lock()
    expect(workspace.state()).toEqual({ kind: 'locking' })
    // A screen that goes says its last words; they come after the lock.
    const last = workspace.run('members.create', { patch: { givenName: 'Last' } })
    const draft = workspace.saveDraft('text/a', 'half a word')
    slow.open()
    for (const done of await Promise.all([saving, last, draft])) value<unknown>(done)
    await locking
    expect(workspace.state()).toEqual(LOCKED)
    expect(workspace.unlocked()).toBeUndefined()
    expect(await names(workspace)).toEqual(['Amira', 'Last', 'Robin'])
    expect(value(await workspace.readDraft('text/a'))).toBe('half a word')
  })

  it('waits for the screens to say that they have gone', async () => {
    const gone = gate()
    gone.shut()
    const { workspace, starting } = await laptop('info', newDisk(), { screensGone: gone.pass })
    await starting
    value(await workspace.create(testGroup))
    const locking = workspace.lock()
    await gone.held
    value(await workspace.run('members.create', { patch: { givenName: 'Last' } }))
    gone.open()
    await locking
    expect(await names(workspace)).toEqual(['Last', 'Robin'])
  })

  it('waits for a file that is being attached', async () => {
    const { workspace, slow, starting } = await laptop('put')
    await starting
    value(await workspace.create(testGroup))
    const [on] = [...present(workspace.unlocked()).opened.engine.model.all()]
    slow.shut()
    const bytes = new Uint8Array(700_000).map((_, i) => i % 251)
    const adding = workspace.files.add({ on: present(on).id, name: 'plan', bytes })
    await slow.held
    const locking = workspace.lock()
    slow.open()
    const { id } = value(await adding)
    await locking
    value(await workspace.unlock(hostSecret))
    expect(value(await workspace.files.read(id)).bytes).toEqual(bytes)
  })

  it('leaves the sample as it is where it was just being opened', async () => {
    const { workspace, slow, starting } = await laptop('info')
    await starting
    value(await workspace.openSample())
    value(await workspace.run('members.create', { patch: { givenName: 'Kept' } }))
    await workspace.leaveSample()
    slow.shut()
    const opening = workspace.openSample()
    await slow.held
    const locking = workspace.lock()
    slow.open()
    expect(await opening).toEqual({ ok: false, error: { kind: 'locked' } })
    await locking
    value(await workspace.openSample())
    const { model } = present(workspace.unlocked()).opened.engine
    expect(model.items(member).filter(({ givenName }) => givenName === 'Kept')).toHaveLength(1)
  })

  it('tells of a draft that nothing can keep any more', async () => {
    const { workspace } = await memoryWorkspace()
    open.push(workspace)
    await workspace.lock()
    expect(await workspace.saveDraft('text/a', 'half a word')).toEqual({ ok: false, error: { kind: 'draft-not-kept' } })
  })

  it('wins over all that opens: nothing shows after it, and what waits its turn is refused', async () => {
    const made = await memoryWorkspace()
    await made.workspace.close()
    const { workspace, slow, seen, starting } = await laptop('info', made.disk)
    await starting
    slow.shut()
    const opening = workspace.unlock(hostSecret)
    const recovering = workspace.recover({ phrase: made.phrase.join(' '), unlocking: passphrase })
    const sample = workspace.openSample()
    await slow.held
    const locking = workspace.lock()
    seen.length = 0
    slow.open()
    for (const refused of await Promise.all([opening, recovering, sample]))
      expect(refused).toEqual({ ok: false, error: { kind: 'locked' } })
    await locking
    expect(seen).toEqual(['locked'])
    expect(await names(workspace)).toEqual(['Robin'])
  })

  it('wins before the keys fit, too: they are thrown away', async () => {
    const made = await memoryWorkspace()
    await made.workspace.close()
    const { workspace, slow, seen, starting } = await laptop('allDocs', made.disk)
    await starting
    slow.shut()
    const opening = workspace.unlock(hostSecret)
    await slow.held
    const locking = workspace.lock()
    slow.open()
    expect(await opening).toEqual({ ok: false, error: { kind: 'locked' } })
    await locking
    expect(seen).toEqual(['starting', 'locked', 'locking', 'locked'])
  })

  it('breaks off a long opening, which begins again the next time', async () => {
    const made = await memoryWorkspace()
    await made.workspace.close()
    const plain = testEnvironment({ disk: made.disk })
    const desk = openDesk(databaseNames('group').desk, plain.desk)
    open.push({ close: async () => desk.close() } as LocalWorkspace)
    // Without it the model comes from PouchDB, page by page.
    await desk.meta.delete('checkpoint')
    const { workspace, slow, starting } = await laptop('info', made.disk)
    await starting
    slow.shut()
    const opening = workspace.unlock(hostSecret)
    await slow.held
    const locking = workspace.lock()
    slow.open()
    expect(await opening).toEqual({ ok: false, error: { kind: 'locked' } })
    await locking
    expect(await desk.meta.get('checkpoint')).toBeUndefined()
    expect(await names(workspace)).toEqual(['Robin'])
  })

  it('does not break off an opening that somebody’s change waits for', async () => {
    const made = await memoryWorkspace()
    await made.workspace.close()
    const { workspace, slow, starting } = await laptop('info', made.disk)
    await starting
    const desk = openDesk(databaseNames('group').desk, testEnvironment({ disk: made.disk }).desk)
    await desk.meta.delete('checkpoint')
    desk.close()
    slow.shut()
    const opening = workspace.unlock(hostSecret)
    await slow.held
    const quick = workspace.run('members.create', { patch: { givenName: 'Quick' } })
    const locking = workspace.lock()
    slow.open()
    expect((await opening).ok).toBe(false)
    value(await quick)
    await locking
    expect(await names(workspace)).toEqual(['Quick', 'Robin'])
  })

  it('gives the six words of a group that was being started, since they are shown this once', async () => {
    const { workspace, slow, seen, starting } = await laptop('info')
    await starting
    slow.shut()
    const creating = workspace.create(testGroup)
    await slow.held
    const locking = workspace.lock()
    slow.open()
    expect(value(await creating).phrase).toHaveLength(6)
    await locking
    expect(seen).toEqual(['starting', 'empty', 'locking', 'locked'])
    expect(await names(workspace)).toEqual(['Robin'])
  })

  it('lets a long import, in which the laptop goes to sleep, be done: all of it, as it was answered', async () => {
    const { workspace, slow, starting } = await laptop('bulkDocs')
    await starting
    value(await workspace.create(testGroup))
    const file = { name: 'list.csv', bytes: new TextEncoder().encode(listOf(1_200)) }
    const { importId } = value(await workspace.run('members.import.preview', { file }))
    slow.shut()
    const importing = workspace.run('members.import.confirm', { importId, decisions: {} } as never)
    await slow.held
    const locking = workspace.lock()
    slow.open()
    expect(value(await importing).added).toBe(1_200)
    await locking
    expect(await names(workspace)).toHaveLength(1_201)
  })

  it('ends a pass that is under way, and what was saved in the midst of it is sent by the next', async () => {
    const server = await testServer()
    const waiting = gate()
    const { workspace } = await memoryWorkspace({
      automaticSync: false,
      fetch: async (input, init) => {
        // A server that does not answer, as far as the caller can tell.
        await Promise.race([
          waiting.pass(),
          new Promise((_, refuse) =>
            init?.signal?.addEventListener('abort', () => refuse(new DOMException('Aborted', 'AbortError'))),
          ),
        ])
        return fetch(input, init)
      },
    })
    open.push(workspace)
    const { url, user, password } = server
    value(await workspace.sync.connect({ url, user, password }))
    waiting.shut()
    const pass = workspace.sync.now()
    await waiting.held
    value(await workspace.run('members.create', { patch: { givenName: 'Meanwhile' } }))
    await workspace.lock()
    expect(await pass).toEqual({ ok: false, error: { kind: 'locked' } })
    waiting.open()
    expect(await names(workspace)).toEqual(['Meanwhile', 'Robin'])
    value(await workspace.sync.connect({ url, user, password }))
    value(await workspace.sync.now())
    // The first pass leaves a note of itself, which the next one takes along.
    expect(value(await workspace.sync.now())).toMatchObject({ pending: 0 })
    await workspace.close()
    await server.close()
  })

  it('holds in whatever order it is asked for beside all that opens and saves', async () => {
    const phrases: string[] = []
    const calls: Readonly<Record<string, (at: LocalWorkspace) => Promise<unknown>>> = {
      create: async (at) => {
        const made = await at.create(testGroup)
        if (made.ok) phrases.push(made.value.phrase.join(' '))
      },
      unlock: (at) => at.unlock(hostSecret),
      recover: (at) => at.recover({ phrase: phrases.at(-1) ?? '', unlocking: hostSecret }),
      run: (at) => at.run('members.create', { patch: { givenName: 'Someone' } }),
      draft: (at) => at.saveDraft('key', 'words'),
      change: (at) => at.changeUnlocking(hostSecret),
      lock: (at) => at.lock(),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    }
    const scripts = fc.array(fc.constantFrom(...Object.keys(calls)), { minLength: 3, maxLength: 9 })
    await fc.assert(
      fc.asyncProperty(scripts, async (script) => {
        const workspace = createWorkspace(testEnvironment({ automaticSync: false }))
        await workspace.start()
        value(await workspace.create(testGroup))
        const kept: string[] = []
        let isLocking = false
        workspace.onState(({ kind }) => {
          // From asking on, nothing of a group shows until the lock has come.
          if (isLocking) expect(['locking', 'locked']).toContain(kind)
          isLocking = kind === 'locking'
        })
        const asked = script.map(async (name) => {
          const answer = (await present(calls[name])(workspace)) as { ok?: boolean } | undefined
          if (name === 'run' && answer?.ok === true) kept.push(name)
        })
        await Promise.all(asked)
        await workspace.lock()
        expect(workspace.state()).toEqual(LOCKED)
        expect(workspace.unlocked()).toBeUndefined()
        const there = await names(workspace)
        expect(there.filter((name) => name === 'Someone').length).toBeGreaterThanOrEqual(kept.length)
        await workspace.close()
      }),
      { numRuns: 15 },
    )
  }, 120_000)
})

function listOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => `Given${i},Family${i},person${i}@example.org`)
  return ['First name,Last name,Email', ...lines].join('\n')
}

describe('two tabs', () => {
  it('one writes; the other is refused, waits, and opens when the first is closed', async () => {
    const tab = browserTabs()
    const made = await laptop('info', newDisk(), tab())
    await made.starting
    value(await made.workspace.create(testGroup))
    const other = await laptop('info', made.disk, tab())
    await until(other.workspace, 'elsewhere')
    expect(await other.workspace.unlock(hostSecret)).toMatchObject({ error: { kind: 'already-open-elsewhere' } })
    expect(await other.workspace.create(testGroup)).toMatchObject({ error: { kind: 'already-open-elsewhere' } })
    await other.workspace.lock()
    expect(other.workspace.state()).toEqual({ kind: 'elsewhere' })
    await made.workspace.close()
    await other.starting
    expect(other.workspace.state()).toEqual(LOCKED)
  })

  it('asked for while it is being taken, it is given away once it has been looked at', async () => {
    const tab = browserTabs()
    const first = await laptop('info', newDisk(), tab())
    const second = await laptop('info', first.disk, tab())
    await until(second.workspace, 'elsewhere')
    await second.workspace.takeOver()
    await first.starting
    await second.starting
    expect([first.workspace.state(), second.workspace.state()]).toEqual([{ kind: 'elsewhere' }, { kind: 'empty' }])
    expect(first.seen).toEqual(['starting', 'empty', 'locking', 'elsewhere'])
  })

  it('the other asks for it: the first saves, locks and gives way, and can ask for it back', async () => {
    const tab = browserTabs()
    const first = await laptop('bulkDocs', newDisk(), tab())
    await first.starting
    value(await first.workspace.create(testGroup))
    const second = await laptop('bulkDocs', first.disk, tab())
    await until(second.workspace, 'elsewhere')
    first.slow.shut()
    const saving = first.workspace.run('members.create', { patch: { givenName: 'Amira' } })
    await first.slow.held
    await second.workspace.takeOver()
    // Whoever is impatient presses again.
    await second.workspace.takeOver()
    await until(first.workspace, 'locking')
    expect(second.workspace.state()).toEqual({ kind: 'elsewhere' })
    first.slow.open()
    value(await saving)
    await second.starting
    expect([first.workspace.state(), first.workspace.unlocked()]).toEqual([{ kind: 'elsewhere' }, undefined])
    expect(await first.workspace.unlock(hostSecret)).toMatchObject({ error: { kind: 'already-open-elsewhere' } })
    expect(await names(second.workspace)).toEqual(['Amira', 'Robin'])

    await first.workspace.takeOver()
    await until(first.workspace, 'locked')
    await until(second.workspace, 'elsewhere')
    expect(await names(first.workspace)).toEqual(['Amira', 'Robin'])
    // Asking twice did not put the first one in the queue twice.
    await second.workspace.takeOver()
    await until(second.workspace, 'locked')
    expect(first.workspace.state()).toEqual({ kind: 'elsewhere' })
  })
})

function until(workspace: LocalWorkspace, kind: WorkspaceState['kind']): Promise<void> {
  return new Promise((resolve) => {
    const stop: { now?: () => void } = {}
    stop.now = workspace.onState((state) => {
      if (state.kind !== kind) return
      stop.now?.()
      resolve()
    })
  })
}
