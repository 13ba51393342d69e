/** Runs the bench's worker and keeps its rows where the script can read them. Counts long tasks of the screen's thread meanwhile. */
import type { BenchMessage, BenchOrder, BenchRow } from './rows'

const state: {
  rows: BenchRow[]
  done: boolean
  error: string | null
  longest: number
  /** The worker waits to be told how many bytes live objects take. */
  asksMemory: boolean
  tellMemory: (bytes: number) => void
} = {
  rows: [],
  done: false,
  error: null,
  longest: 0,
  asksMemory: false,
  tellMemory(bytes) {
    state.asksMemory = false
    worker.postMessage({ bytes } satisfies BenchOrder)
  },
}
Object.assign(window, { bench: state })
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) state.longest = Math.max(state.longest, entry.duration)
}).observe({ entryTypes: ['longtask'] })

const asked = new URLSearchParams(location.search)
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
worker.onmessage = (event: MessageEvent<BenchMessage>) => {
  const message = event.data
  if (message.kind === 'row') state.rows.push(message.row)
  else if (message.kind === 'memory') state.asksMemory = true
  else if (message.kind === 'done') state.done = true
  else state.error = message.message
}
worker.onerror = (event) => {
  state.error = event.message
}
worker.postMessage({
  size: Number(asked.get('size') ?? 1000),
  server: JSON.parse(asked.get('server') ?? 'null'),
  only: asked.get('only'),
} satisfies BenchOrder)
