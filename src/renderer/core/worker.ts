/** The core in a module worker: the workspace behind messages. The screen's thread never waits for it. */
import type { Result, ServerAccount, ServerRoute } from '@host'
import { answerWith } from './client'
import { localDay } from './domain/local-day'
import type { FromWorker, ToWorker } from './rpc'
import { openIndexedDb } from './store/open'
import type { Caret } from './text/presence'
import { pooled } from './vault/bytes'
import { createWorkspace, type LocalWorkspace } from './workspace'
import type { Environment } from './workspace-types'

const scope = self as unknown as DedicatedWorkerGlobalScope
const routes = new Map<number, (route: Result<ServerRoute | null>) => void>()
const stops = new Map<number, () => void>()
const places = new Map<number, (caret: Caret | null) => void>()
const running = new Map<number, AbortController>()
/** How long locking waits to hear that the screens have gone: their thread may hang, and the keys must go all the same. */
const SCREENS_PATIENCE_MS = 8_000
let tellLeft: () => void = () => undefined
let left: Promise<void> = Promise.resolve()

const post = (message: FromWorker, transfer: Transferable[] = []): void => scope.postMessage(message, transfer)

/** Lets messages and IndexedDB's answers in between two pieces of long work, without a timer's minimum of 4 ms. */
function letOthersIn(): Promise<void> {
  const { scheduler } = globalThis as { readonly scheduler?: { readonly yield?: () => Promise<void> } }
  return scheduler?.yield === undefined ? new Promise((resolve) => setTimeout(resolve, 0)) : scheduler.yield()
}

const environment: Environment = {
  now: () => Date.now(),
  today: () => localDay(new Date()),
  randomBytes: pooled((bytes) => crypto.getRandomValues(bytes)),
  route: (account: ServerAccount | null) =>
    new Promise((resolve) => {
      const id = routes.size + 1 + Math.floor(performance.now() * 1000)
      routes.set(id, resolve)
      post({ kind: 'route', id, account })
    }),
  fetch: (input, init) => fetch(input, init),
  openDatabase: openIndexedDb,
  pause: () => letOthersIn(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  ...('locks' in navigator ? { locks: navigator.locks } : {}),
  tabs: new BroadcastChannel('trestle-writer'),
  screensGone: () => left,
  version: import.meta.env.VITE_TRESTLE_VERSION ?? '0.1.0',
}

const workspace: LocalWorkspace = createWorkspace(environment)
workspace.onState((state) => {
  if (state.kind === 'locking')
    left = new Promise((resolve) => {
      tellLeft = resolve
      setTimeout(resolve, SCREENS_PATIENCE_MS)
    })
  post({ kind: 'state', state })
})
workspace.sync.onStatus((status) => post({ kind: 'sync', status }))
void workspace.start()

/** A bug must not leave the screen waiting: it hears that the call threw, and the root boundary says so. */
async function answer(id: number, work: Promise<unknown>): Promise<void> {
  try {
    answerWith(post, id, await work)
  } catch (error) {
    post({ kind: 'threw', id, message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
  } finally {
    running.delete(id)
  }
}

scope.onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data
  switch (message.kind) {
    case 'call': {
      const controller = new AbortController()
      running.set(message.id, controller)
      const onProgress = (done: number, total: number): void => post({ kind: 'progress', id: message.id, done, total })
      void answer(message.id, workspace.call(message.name, message.args, { onProgress, signal: controller.signal }))
      break
    }
    case 'left':
      tellLeft()
      break
    case 'cancel':
      running.get(message.id)?.abort()
      break
    case 'watch':
      stops.set(
        message.id,
        workspace.watch(message.name as never, message.params as never, (value: unknown) =>
          post({ kind: 'push', id: message.id, value }),
        ),
      )
      break
    case 'text':
      void answer(
        message.id,
        workspace
          .openText(
            message.sectionId,
            (update) => post({ kind: 'push', id: message.id, value: update }),
            (present) => post({ kind: 'present', id: message.id, present }),
          )
          .then((opened) => {
            if (!opened.ok) return opened
            stops.set(message.id, opened.value.close)
            places.set(message.id, opened.value.place)
            return { ok: true, value: opened.value.state }
          }),
      )
      break
    case 'place':
      places.get(message.id)?.(message.caret)
      break
    case 'stop':
      stops.get(message.id)?.()
      stops.delete(message.id)
      places.delete(message.id)
      break
    case 'routed':
      routes.get(message.id)?.(message.route)
      routes.delete(message.id)
      break
  }
}

scope.addEventListener('unhandledrejection', (event) => {
  // Told on the console with its kind only: a message could hold somebody's data.
  console.error('Trestle: a promise failed', event.reason instanceof Error ? event.reason.name : typeof event.reason)
})
