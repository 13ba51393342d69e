import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectWorkspace, LOCK_PATIENCE_MS } from '@/core/client'
import type { FromWorker, ToWorker } from '@/core/rpc'
import type { WorkspaceState } from '@/core/workspace-types'

/** The screen's end of a worker that throws whatever it is asked. */
function throwingWorker(): { readonly worker: Worker; readonly say: (message: FromWorker) => void } {
  const worker = {
    onmessage: null as ((event: MessageEvent<FromWorker>) => void) | null,
    postMessage: (message: ToWorker) => {
      if (message.kind === 'text') queueMicrotask(() => say({ kind: 'threw', id: message.id, message: 'TypeError: x' }))
    },
  }
  const say = (message: FromWorker): void => worker.onmessage?.({ data: message } as MessageEvent<FromWorker>)
  return { worker: worker as unknown as Worker, say }
}

it('tells the core that there is no way to the server where the host throws, so that it does not wait for ever', async () => {
  const { worker, say } = throwingWorker()
  const posted = new Promise<ToWorker>((resolve) => {
    worker.postMessage = (message: ToWorker) => resolve(message)
  })
  connectWorkspace(worker, { server: { route: () => Promise.reject(new Error('no such handler')) } })
  say({ kind: 'route', id: 7, account: null })
  expect(await posted).toEqual({ kind: 'routed', id: 7, route: { ok: false, error: { kind: 'server-unreachable' } } })
})

it('says in a sentence that a text could not be opened, and hears no more of it', async () => {
  const { worker, say } = throwingWorker()
  const client = connectWorkspace(worker, { server: { route: async () => ({ ok: true, value: null }) } })
  const heard: unknown[] = []
  const opened = await client.openText('a-section', (update) => void heard.push(update))
  expect(opened).toEqual({ ok: false, error: { kind: 'text-unread' } })
  say({ kind: 'push', id: 1, value: new Uint8Array([1]) })
  expect(heard).toEqual([])
})

/** The screen's end of a worker that answers when it is told to. */
function screen() {
  const asked: ToWorker[] = []
  const terminate = vi.fn()
  const worker = {
    onmessage: null as ((event: MessageEvent<FromWorker>) => void) | null,
    postMessage: (message: ToWorker) => asked.push(message),
    terminate,
  }
  const client = connectWorkspace(worker as unknown as Worker, {
    server: { route: async () => ({ ok: true, value: null }) },
  })
  const say = (message: FromWorker): void => worker.onmessage?.({ data: message } as MessageEvent<FromWorker>)
  const said = (state: WorkspaceState): void => say({ kind: 'state', state })
  const idOf = (name: string): number => {
    const calls = asked.flatMap((message) => (message.kind === 'call' ? [message] : []))
    const found = calls.findLast((call) => call.name === name)
    if (found === undefined) throw new Error(`Nobody asked for ${name}`)
    return found.id
  }
  const answer = (name: string, value: unknown): void => say({ kind: 'answer', id: idOf(name), value })
  const progress = (name: string, done: number): void => say({ kind: 'progress', id: idOf(name), done, total: 9 })
  const shown: string[] = []
  client.onState(({ kind }) => shown.push(kind))
  const kinds = (): string[] => asked.map((message) => (message.kind === 'call' ? message.name : message.kind))
  said(OPEN)
  return { client, said, answer, progress, shown, kinds, terminate }
}
const OPEN: WorkspaceState = {
  kind: 'open',
  space: 'group',
  report: { from: 'pages', records: 1, quarantined: 0, newer: 0 },
}
const LOCKED: WorkspaceState = { kind: 'locked', unlock: 'passphrase' }
const KEPT = { ok: true, value: undefined } as const

describe('locking', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const aTurn = () => vi.advanceTimersByTimeAsync(1)

  it('takes the screens away at once, and nothing that the core said before it brings them back', async () => {
    const { client, said, answer, shown } = screen()
    const locking = client.lock()
    expect(client.state()).toEqual({ kind: 'locking' })
    said(OPEN)
    expect(client.state()).toEqual({ kind: 'locking' })
    said({ kind: 'locking' })
    said(LOCKED)
    answer('lock', undefined)
    await locking
    expect(client.state()).toEqual(LOCKED)
    expect(shown).toEqual(['open', 'locking', 'locked'])
  })

  it('says that the screens have gone when all that they asked for as they went is answered, one thing after another', async () => {
    const { client, said, answer, kinds } = screen()
    client.onState(({ kind }) => {
      // A text that is closed: saved again, and where that fails kept as a draft.
      if (kind === 'locking')
        void client.saveText('a', new Uint8Array(), 'words').then(async (saved) => {
          await Promise.resolve()
          if (!saved.ok) await client.saveDraft('text/a', 'words')
        })
    })
    void client.lock()
    await aTurn()
    expect(kinds()).toEqual(['saveText', 'lock'])
    answer('saveText', { ok: false, error: { kind: 'disk-full' } })
    await aTurn()
    expect(kinds()).toEqual(['saveText', 'lock', 'saveDraft'])
    answer('saveDraft', KEPT)
    await aTurn()
    expect(kinds()).toEqual(['saveText', 'lock', 'saveDraft', 'left'])
    said({ kind: 'locking' })
    await aTurn()
    expect(kinds()).toHaveLength(4)
  })

  it('that the core began itself goes the same way', async () => {
    const { said, kinds, shown } = screen()
    said({ kind: 'locking' })
    await aTurn()
    expect(kinds()).toEqual(['left'])
    said(LOCKED)
    expect(shown).toEqual(['open', 'locking', 'locked'])
  })

  it.each([
    ['that was asked for here', 'lock-forced', false],
    ['that the core began', 'lock-forced', true],
    ['while something is being saved', 'lock-forced-unsaved', false],
  ] as const)('ends the core by force where it takes too long %s, and says so', async (_, error, isOfTheCore) => {
    const { client, said, terminate } = screen()
    const saving = error === 'lock-forced' ? undefined : client.run('members.create', { patch: {} })
    const settled = vi.fn()
    void saving?.then(settled, settled)
    const locking = isOfTheCore ? said({ kind: 'locking' }) : client.lock()
    await vi.advanceTimersByTimeAsync(LOCK_PATIENCE_MS - 1)
    expect(terminate).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(terminate).toHaveBeenCalledTimes(1)
    expect(client.state()).toEqual({ kind: 'failed', error })
    await locking
    // Nothing waits for a core that is gone; what it had still said is not shown.
    await client.lock()
    const closing = client.saved()
    await aTurn()
    await closing
    // Who asked has gone with the screens, and hears neither an answer that nobody gave nor an error that nobody takes.
    void client.query('members.list', {}).then(settled, settled)
    await aTurn()
    expect(settled).not.toHaveBeenCalled()
    expect(client.state()).toEqual({ kind: 'failed', error })
  })

  it('gives a core that slept with its laptop time to wake', async () => {
    const { client, said, answer, terminate } = screen()
    const locking = client.lock()
    // As after a night: whatever was due is overdue, at once.
    vi.setSystemTime(Date.now() + 8 * 60 * 60_000)
    await vi.advanceTimersByTimeAsync(LOCK_PATIENCE_MS / 2)
    expect(terminate).not.toHaveBeenCalled()
    said({ kind: 'locking' })
    said(LOCKED)
    answer('lock', undefined)
    await locking
    await vi.advanceTimersByTimeAsync(LOCK_PATIENCE_MS)
    expect(terminate).not.toHaveBeenCalled()
    expect(client.state()).toEqual(LOCKED)
  })

  it('is waited for as long as it says that it is still saving', async () => {
    const { client, progress, terminate } = screen()
    void client.run('members.create', { patch: {} })
    void client.lock()
    for (let part = 1; part <= 3; part += 1) {
      await vi.advanceTimersByTimeAsync(LOCK_PATIENCE_MS - 1)
      progress('run', part)
    }
    expect(terminate).not.toHaveBeenCalled()
    // Only what keeps something counts.
    void client.files.read('a', {}).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(LOCK_PATIENCE_MS - 1)
    progress('files.read', 1)
    await vi.advanceTimersByTimeAsync(1)
    expect(terminate).toHaveBeenCalledTimes(1)
  })

  it('that came in time is not ended by force later', async () => {
    const { client, said, answer, terminate } = screen()
    const locking = client.lock()
    said({ kind: 'locking' })
    said(LOCKED)
    answer('lock', undefined)
    await locking
    await vi.advanceTimersByTimeAsync(LOCK_PATIENCE_MS)
    expect(terminate).not.toHaveBeenCalled()
  })

  it('where another tab has the group changes nothing', async () => {
    const { client, said, answer } = screen()
    said({ kind: 'elsewhere' })
    const locking = client.lock()
    answer('lock', undefined)
    await locking
    expect(client.state()).toEqual({ kind: 'elsewhere' })
  })
})

it('closing waits for what is being kept, and for nothing else', async () => {
  const { client, answer } = screen()
  void client.query('members.list', {})
  const ended: string[] = []
  void client.run('members.create', { patch: {} }).then(() => ended.push('saved'))
  const closing = client.saved().then(() => ended.push('closed'))
  answer('run', KEPT)
  await closing
  expect(ended).toEqual(['saved', 'closed'])
})
