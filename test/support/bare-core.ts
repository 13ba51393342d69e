/**
 * The core's real worker from the production build, without screens, for journeys that must be quick: a page that starts it and
 * speaks its messages (src/renderer/core/rpc.ts). What the worker answers is told to the test at once, before anything else.
 */
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import type { FromWorker, ToWorker } from '@/core/rpc'
import type {
  CommandInput,
  CommandName,
  QueryName,
  QueryParams,
  QueryResult,
  WorkspaceState,
} from '@/core/workspace-types'

export interface BareCore {
  /** Calls the façade by name. Rejects when the page is gone. */
  call<T>(name: (ToWorker & { kind: 'call' })['name'], ...args: readonly unknown[]): Promise<T>
  run<K extends CommandName>(
    name: K,
    input: CommandInput<K>,
  ): Promise<{ readonly ok: boolean; readonly value?: unknown }>
  query<K extends QueryName>(name: K, params: QueryParams<K>): Promise<QueryResult<K>>
  state(): Promise<WorkspaceState>
}

interface Inside {
  readonly call: (name: string, args: readonly unknown[]) => Promise<unknown>
  readonly state: () => WorkspaceState
}

/** The worker's file in a build of the web edition. */
async function workerFile(): Promise<string> {
  const built = process.env.TRESTLE_WEB ?? fileURLToPath(new URL('../../dist-web', import.meta.url))
  const name = (await readdir(`${built}/assets`)).find((file) => /^worker-.*\.js$/.test(file))
  if (name === undefined) throw new Error('no worker in the build: npm run build:web')
  return `assets/${name}`
}

/** Starts the core on an empty page of the site. */
export async function startCore(page: Page, site: string): Promise<BareCore> {
  await page.goto(`${site}icon.svg`)
  await page.evaluate(
    (file) => {
      const worker = new Worker(new URL(file, location.href), { type: 'module' })
      const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
      let state: WorkspaceState = { kind: 'starting' }
      let nextId = 1
      const post = (message: ToWorker): void => worker.postMessage(message)
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind === 'answer') pending.get(data.id)?.resolve(data.value)
        else if (data.kind === 'threw') pending.get(data.id)?.reject(new Error(data.message))
        else if (data.kind === 'state') state = data.state
        else if (data.kind === 'route') {
          const { account } = data
          const headers = { authorization: `Basic ${btoa(`${account?.user}:${account?.password}`)}` }
          const route = account === null ? null : { baseUrl: account.url, headers }
          post({ kind: 'routed', id: data.id, route: { ok: true, value: route } })
        }
      }
      const inside: Inside = {
        state: () => state,
        call: (name, args) =>
          new Promise((resolve, reject) => {
            const id = nextId++
            pending.set(id, { resolve, reject })
            post({ kind: 'call', id, name: name as never, args })
          }),
      }
      Object.assign(window, { core: inside })
    },
    await workerFile(),
  )
  const call = <T>(name: string, ...args: readonly unknown[]): Promise<T> =>
    page.evaluate(
      ([wanted, given]) => {
        // Bytes do not pass between the test and the page as they are.
        const revive = (part: unknown): unknown =>
          typeof part === 'object' && part !== null && !Array.isArray(part)
            ? 'text64' in part
              ? Uint8Array.from(atob(String(part.text64)), (letter) => letter.charCodeAt(0))
              : Object.fromEntries(Object.entries(part).map(([key, value]) => [key, revive(value)]))
            : part
        return (window as unknown as { readonly core: Inside }).core.call(wanted, given.map(revive))
      },
      [name, args] as const,
    ) as Promise<T>
  return {
    call,
    run: (name, input) => call('run', name, input),
    query: (name, params) => call('query', name, params),
    state: () => page.evaluate(() => (window as unknown as { readonly core: Inside }).core.state()),
  }
}

/** Bytes for a call, such as a file's. */
export const asBytes = (text: string): Uint8Array =>
  ({ text64: Buffer.from(text).toString('base64') }) as unknown as Uint8Array
