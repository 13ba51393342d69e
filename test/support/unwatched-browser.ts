/**
 * A Chromium whose service workers are left to themselves. Playwright looks into each of them as a debugger does; an older worker that
 * is told to give way then sometimes answers nobody any more, which it does not do for a person. Only the page is looked into here.
 */
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { startChromium } from './profile.ts'

export interface UnwatchedPage {
  /** The value of an expression in the page, awaited; undefined where the page was just going. */
  evaluate(expression: string): Promise<unknown>
  /** Errors of the console, and what nobody caught. */
  readonly faults: readonly string[]
  close(): Promise<void>
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Record<string, unknown>
  readonly result?: Record<string, unknown>
}

/** Opens an address in a Chromium of its own, with an empty profile. */
export async function openUnwatched(url: string): Promise<UnwatchedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'trestle-unwatched-'))
  const { child, kill } = startChromium(folder, '--remote-debugging-pipe')
  const faults: string[] = []
  const ask = speakTo(child, (told) => {
    const fault = faultIn(told)
    if (fault !== undefined) faults.push(fault)
  })
  const { targetId } = await ask('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true })
  const askPage = (method: string, params: object = {}) => ask(method, params, String(sessionId))
  await askPage('Runtime.enable')
  await askPage('Log.enable')
  await askPage('Page.navigate', { url })
  return {
    faults,
    async evaluate(expression) {
      const { result } = await askPage('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
      return (result as { readonly value?: unknown } | undefined)?.value
    },
    async close() {
      await kill()
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

type Ask = (method: string, params?: object, sessionId?: string) => Promise<Record<string, unknown>>

/** Chromium's DevTools protocol over two pipes: messages as JSON, each ended by a zero byte. An answer that is an error is an empty one. */
function speakTo(child: ChildProcess, onTold: (told: Message) => void): Ask {
  const [, , , into, outOf] = child.stdio as unknown as [null, null, null, Writable, Readable]
  const waiting = new Map<number, (result: Record<string, unknown>) => void>()
  let rest = ''
  let lastId = 0
  outOf.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\0')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const message = JSON.parse(part) as Message
      if (message.id === undefined) onTold(message)
      else waiting.get(message.id)?.(message.result ?? {})
    }
  })
  return (method, params = {}, sessionId) =>
    new Promise((resolve) => {
      const id = ++lastId
      waiting.set(id, resolve)
      into.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`)
    })
}

function faultIn({ method, params }: Message): string | undefined {
  if (method === 'Runtime.exceptionThrown') return `uncaught: ${JSON.stringify(params?.exceptionDetails)}`
  const entry = params?.entry as { readonly level?: string; readonly text?: string; readonly url?: string } | undefined
  if (method === 'Log.entryAdded' && entry?.level === 'error') return `console: ${entry.text} ${entry.url ?? ''}`
  if (method === 'Runtime.consoleAPICalled' && params?.type === 'error')
    return `console: ${JSON.stringify(params.args)}`
  return undefined
}
