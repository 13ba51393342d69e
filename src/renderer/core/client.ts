/** The core's typed client on the screen's thread: the same façade as the workspace itself, over messages. */
import { fail, type Host, type Result } from '@host'
import { buffersIn, type CallName, type FromWorker, type ToWorker } from './rpc'
import type { Caret, Present } from './text/presence'
import type { SyncStatus, Workspace, WorkspaceState } from './workspace-types'

/** The façade, and hints that only the screen's thread has: the network came back, the window was looked at again. */
export interface WorkspaceClient extends Workspace {
  /** Tells the core that now is a good time for a pass. */
  hint(what: 'online' | 'focus' | 'offline'): void
}

interface Pending {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** Connects to a worker that runs `worker.ts`. */
export function connectWorkspace(worker: Worker, host: Pick<Host, 'server'>): WorkspaceClient {
  let nextId = 1
  let state: WorkspaceState = { kind: 'starting' }
  let sync: SyncStatus = { kind: 'off', pending: 0 }
  const pending = new Map<number, Pending>()
  const pushes = new Map<number, (value: never) => void>()
  const presents = new Map<number, (present: readonly Present[]) => void>()
  const stateListeners = new Set<(state: WorkspaceState) => void>()
  const syncListeners = new Set<(status: SyncStatus) => void>()
  const post = (message: ToWorker, transfer: Transferable[] = []): void => worker.postMessage(message, transfer)

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
        break
      case 'push':
        pushes.get(message.id)?.(message.value as never)
        break
      case 'present':
        presents.get(message.id)?.(message.present)
        break
      case 'state':
        state = message.state
        for (const listener of stateListeners) listener(state)
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

  const call = <T>(
    name: CallName,
    args: readonly unknown[],
    options: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal } = {},
  ): Promise<T> => {
    const id = nextId++
    return new Promise<T>((resolve, reject) => {
      pending.set(id, { resolve, reject, onProgress: options.onProgress })
      options.signal?.addEventListener('abort', () => post({ kind: 'cancel', id }), { once: true })
      post({ kind: 'call', id, name, args })
      if (options.signal?.aborted === true) post({ kind: 'cancel', id })
    })
  }

  return {
    state: () => state,
    onState(listener) {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },
    create: (input) => call('create', [input]),
    unlock: (unlocking) => call('unlock', [unlocking]),
    recover: (input) => call('recover', [input]),
    lock: () => call('lock', []),
    openSample: () => call('openSample', []),
    leaveSample: () => call('leaveSample', []),
    changeUnlocking: (unlocking) => call('changeUnlocking', [unlocking]),
    discardSample: () => call('discardSample', []),
    run: (name, input, options) => call('run', [name, input], options),
    query: (name, params) => call('query', [name, params]),
    watch(name, params, listener) {
      const id = nextId++
      pushes.set(id, listener as (value: never) => void)
      post({ kind: 'watch', id, name, params })
      return () => {
        pushes.delete(id)
        post({ kind: 'stop', id })
      }
    },
    undo: (changeId) => call('undo', [changeId]),
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
    saveText: (sectionId, bytes, plain) => call('saveText', [sectionId, bytes, plain]),
    settled: () => call('settled', []),
    saveDraft: (key, value) => call('saveDraft', [key, value]),
    readDraft: (key) => call('readDraft', [key]),
    readSetting: (key) => call('readSetting', [key]),
    saveSetting: (key, value) => call('saveSetting', [key, value]),
    sync: {
      status: () => sync,
      onStatus(listener) {
        syncListeners.add(listener)
        return () => syncListeners.delete(listener)
      },
      check: (account) => call('sync.check', [account]),
      connect: (account) => call('sync.connect', [account]),
      account: () => call('sync.account', []),
      now: () => call('sync.now', []),
      allow: () => call('sync.allow', []),
    },
    laptops: {
      invite: (input) => call('laptops.invite', [input]),
      invites: () => call('laptops.invites', []),
      join: (input, options) => call('laptops.join', [input], options),
      confirm: (input) => call('laptops.confirm', [input]),
      newKey: (input) => call('laptops.newKey', [input]),
      reseal: (options) => call('laptops.reseal', [], options),
      keysCrossed: () => call('laptops.keysCrossed', []),
      keyless: () => call('laptops.keyless', []),
      letIn: (input) => call('laptops.letIn', [input]),
    },
    files: {
      add: (input, options) => call('files.add', [input], options),
      read: (id, options) => call('files.read', [id], options),
      usage: () => call('files.usage', []),
      fetchAll: () => call('files.fetchAll', []),
    },
    privacy: {
      erase: (input) => call('privacy.erase', [input]),
      erasures: () => call('privacy.erasures', []),
      heard: () => call('privacy.heard', []),
      compactServer: () => call('privacy.compactServer', []),
    },
    carry: {
      take: (input) => call('carry.take', [input]),
      look: (bytes) => call('carry.look', [bytes]),
      bring: (bytes, { allowed, ...options } = {}) =>
        call('carry.bring', [bytes, allowed === undefined ? {} : { allowed }], options),
    },
    backups: {
      status: () => call('backups.status', []),
      make: (purpose) => call('backups.make', [purpose]),
      kept: (input) => call('backups.kept', [input]),
      outOfDate: () => call('backups.outOfDate', []),
      rehearse: (input) => call('backups.rehearse', [input]),
      restore: (input, options) => call('backups.restore', [input], options),
    },
    hint: (what) => void call('sync.hint', [what]),
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
