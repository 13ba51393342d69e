/** The core's typed client on the screen's thread: the same façade as the workspace itself, over messages. */
import { fail, type Host, type Result } from '@host'
import { type CallName, type Hints, keeps, partsOf, plainFacade } from './calls'
import { buffersIn, type FromWorker, type ToWorker } from './rpc'
import type { Caret, Present } from './text/presence'
import type { SyncStatus, Workspace, WorkspaceState } from './workspace-types'

/** The façade, and hints that only the screen's thread has: the network came back, the window was looked at again. */
export interface WorkspaceClient extends Workspace, Hints {
  /** Resolves when all that the screens asked to be kept has been answered, what they ask for as they go included. */
  saved(): Promise<void>
}

/** How long the core may take to lock without a sign that it is still saving. Then it is ended by force: the keys go, whatever hangs. */
export const LOCK_PATIENCE_MS = 10_000
const LOCKING: WorkspaceState = { kind: 'locking' }

interface Pending {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress?: ((done: number, total: number) => void) | undefined
  /** It keeps something that a person did. */
  readonly keeps?: boolean
}

/** Connects to a worker that runs `worker.ts`. */
export function connectWorkspace(worker: Worker, host: Pick<Host, 'server'>): WorkspaceClient {
  let nextId = 1
  /** What the core said last, and what the screens are shown: while a lock is on its way, nothing that was said before it. */
  let said: WorkspaceState = { kind: 'starting' }
  let state: WorkspaceState = said
  let locks = 0
  let isEnded = false
  let ended = (): void => undefined
  const end = new Promise<void>((resolve) => {
    ended = resolve
  })
  let patience: ReturnType<typeof setTimeout> | undefined
  /** Calls that keep something, until they are answered. */
  const keeping = new Set<Promise<unknown>>()
  let sync: SyncStatus = { kind: 'off', pending: 0 }
  const pending = new Map<number, Pending>()
  const pushes = new Map<number, (value: never) => void>()
  const presents = new Map<number, (present: readonly Present[]) => void>()
  const stateListeners = new Set<(state: WorkspaceState) => void>()
  const syncListeners = new Set<(status: SyncStatus) => void>()
  const post = (message: ToWorker, transfer: Transferable[] = []): void => worker.postMessage(message, transfer)

  const saved = async (): Promise<void> => {
    do {
      await Promise.race([Promise.allSettled(keeping), end])
      // What the screens ask for as they go, and what they ask for upon an answer, is asked for before the next turn.
      await new Promise((resolve) => setTimeout(resolve, 0))
    } while (keeping.size > 0)
  }
  const show = (): void => {
    const next = locks > 0 ? LOCKING : said
    if (next.kind !== 'locking') {
      clearTimeout(patience)
      patience = undefined
    }
    if (next.kind === state.kind && next.kind === 'locking') return
    state = next
    for (const listener of stateListeners) listener(state)
    if (state.kind !== 'locking') return
    bePatient()
    void saved().then(() => post({ kind: 'left' }))
  }
  // In two halves: a laptop that slept wakes with a timer overdue and a core that has had no time.
  const bePatient = (then = (): void => bePatient(endByForce)): void => {
    clearTimeout(patience)
    patience = setTimeout(then, LOCK_PATIENCE_MS / 2)
  }
  const endByForce = (): void => {
    worker.terminate()
    isEnded = true
    locks = 0
    said = { kind: 'failed', error: keeping.size > 0 ? 'lock-forced-unsaved' : 'lock-forced' }
    // What was asked stays without an answer: the screens that asked have gone, and there is no true one.
    pending.clear()
    keeping.clear()
    ended()
    show()
  }

  worker.onmessage = (event: MessageEvent<FromWorker>) => {
    const message = event.data
    switch (message.kind) {
      case 'answer':
        pending.get(message.id)?.resolve(message.value as never)
        pending.delete(message.id)
        break
      case 'threw':
        pending.get(message.id)?.reject(new Error(message.message))
        pending.delete(message.id)
        break
      case 'progress':
        pending.get(message.id)?.onProgress?.(message.done, message.total)
        // A long import that goes on is no core that hangs.
        if (patience !== undefined && pending.get(message.id)?.keeps === true) bePatient()
        break
      case 'push':
        pushes.get(message.id)?.(message.value as never)
        break
      case 'present':
        presents.get(message.id)?.(message.present)
        break
      case 'state':
        said = message.state
        show()
        break
      case 'sync':
        sync = message.status
        for (const listener of syncListeners) listener(sync)
        break
      case 'route':
        // One that throws is an answer too: the core waits for it.
        void host.server
          .route(message.account)
          .catch(() => fail('server-unreachable'))
          .then((route) => post({ kind: 'routed', id: message.id, route }))
        break
    }
  }

  const call = (name: CallName, args: readonly unknown[]): Promise<unknown> => {
    const id = nextId++
    const { plain, run } = partsOf(name, args)
    const answer = new Promise<unknown>((resolve, reject) => {
      if (isEnded) return
      pending.set(id, { resolve, reject, onProgress: run.onProgress, keeps: keeps(name) })
      run.signal?.addEventListener('abort', () => post({ kind: 'cancel', id }), { once: true })
      post({ kind: 'call', id, name, args: plain })
      if (run.signal?.aborted === true) post({ kind: 'cancel', id })
    })
    if (keeps(name)) {
      keeping.add(answer)
      const over = (): boolean => keeping.delete(answer)
      answer.then(over, over)
    }
    return answer
  }
  const calls = plainFacade(call)

  return {
    ...calls,
    state: () => state,
    onState(listener) {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },
    async lock() {
      locks += 1
      show()
      // Ended by force it is locked, too.
      await Promise.race([calls.lock().catch(() => undefined), end])
      locks = isEnded ? 0 : locks - 1
      show()
    },
    saved,
    watch(name, params, listener) {
      const id = nextId++
      pushes.set(id, listener as (value: never) => void)
      post({ kind: 'watch', id, name, params })
      return () => {
        pushes.delete(id)
        post({ kind: 'stop', id })
      }
    },
    async openText(sectionId, onUpdate, onPresent) {
      const id = nextId++
      pushes.set(id, onUpdate as (value: never) => void)
      if (onPresent !== undefined) presents.set(id, onPresent)
      const opened = new Promise((resolve, reject) => pending.set(id, { resolve, reject }))
      post({ kind: 'text', id, sectionId })
      const letGo = (): void => {
        pushes.delete(id)
        presents.delete(id)
      }
      const result = (await opened.catch(() => fail('text-unread'))) as Result<Uint8Array>
      if (!result.ok) {
        letGo()
        return result
      }
      const close = (): void => {
        letGo()
        post({ kind: 'stop', id })
      }
      const place = (caret: Caret | null): void => post({ kind: 'place', id, caret })
      return { ok: true, value: { state: result.value, place, close } }
    },
    sync: {
      ...calls.sync,
      status: () => sync,
      onStatus(listener) {
        syncListeners.add(listener)
        return () => syncListeners.delete(listener)
      },
    },
    hint: (what) => void call('hint', [what]).catch(() => undefined),
  }
}

/** For the worker's side: posts an answer and hands its buffers over. */
export function answerWith(
  post: (message: FromWorker, transfer: Transferable[]) => void,
  id: number,
  value: unknown,
): void {
  post({ kind: 'answer', id, value }, buffersIn(value))
}
