import { expect, it } from 'vitest'
import { connectWorkspace } from '@/core/client'
import type { FromWorker, ToWorker } from '@/core/rpc'

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
