/**
 * Tasks of the screen's thread, measured by Chromium itself in each task's own time on the processor: waiting for a core
 * does not count, so two journeys beside each other on a busy computer measure what one on a quiet one does.
 */
import type { Browser, Page } from '@playwright/test'

/** The goal, ms on the processor (issue 2). What is over it is told in the run's last lines, with what ran. */
export const GOAL_MS = 50

/**
 * When a journey fails: a freeze that everybody would feel, or more than one task well over the goal. One alone may be the
 * machine's: a task of 30 ms was once told as 100 on a rented computer whose core was given to somebody else meanwhile, which
 * also counts as time on the processor.
 */
const LONG_MS = 90
const FREEZE_MS = 250

/** Whether these tasks of one journey are Trestle's fault beyond doubt. */
export function holdsTheScreen(tasks: readonly Pick<LongTask, 'cpu'>[]): boolean {
  return tasks.some(({ cpu }) => cpu > FREEZE_MS) || tasks.filter(({ cpu }) => cpu > LONG_MS).length > 1
}

export interface LongTask {
  /** Time on the processor, ms. */
  readonly cpu: number
  /** From start to end, ms: with the waiting. */
  readonly wall: number
  /** What ran in it longest, from the outside in. */
  readonly inside: string
}

interface TraceEvent {
  readonly name: string
  readonly cat: string
  readonly pid: number
  readonly tid: number
  /** Microseconds on the computer's clock. */
  readonly ts: number
  readonly dur?: number
  /** Of it, on the processor. */
  readonly tdur?: number
  readonly args: {
    readonly name?: string
    readonly data?: { readonly url?: string; readonly functionName?: string; readonly type?: string }
  }
}

const OURS = 'trestle-page'
const STANDS = 'trestle-stands'
const GUEST_COMES = 'trestle-guest-comes'
const GUEST_GOES = 'trestle-guest-goes'
const categories = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'blink.user_timing']

/** Starts the measure for every page of a browser. One at a time. */
export async function watchTasks(browser: Browser): Promise<void> {
  await browser.startTracing(undefined, { categories })
}

/** For `context.addInitScript`: tells whose page it is, for Chromium has pages of its own, and when its first heading stands. */
export function markPage(names: { readonly ours: string; readonly stands: string }): void {
  if (window !== window.top) return
  performance.mark(names.ours)
  new MutationObserver((_, watch) => {
    if (document.querySelector('h1') === null) return
    watch.disconnect()
    performance.mark(names.stands)
  }).observe(document, { childList: true, subtree: true })
}
export const PAGE_MARK = { ours: OURS, stands: STANDS }

/** Runs what is no part of Trestle in its page, such as axe: its tasks do not count. */
export async function asGuest<T>(page: Page, run: () => Promise<T>): Promise<T> {
  await page.evaluate((name) => void performance.mark(name), GUEST_COMES)
  try {
    return await run()
  } finally {
    await page.evaluate((name) => void performance.mark(name), GUEST_GOES).catch(() => undefined)
  }
}

/** Ends the measure. Answers the tasks of Trestle's pages that took at least so long, the longest first. */
export async function tasksOf(browser: Browser, atLeastMs: number): Promise<readonly LongTask[]> {
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as { readonly traceEvents: TraceEvent[] }
  return longTasks(trace.traceEvents, atLeastMs)
}

/** The same from the events of a trace. */
export function longTasks(events: readonly TraceEvent[], atLeastMs: number): readonly LongTask[] {
  const screens = new Set<string>()
  const marks = events.filter((event) => event.cat === 'blink.user_timing')
  const ours = new Set(marks.filter((event) => event.name === OURS).map((event) => event.pid))
  for (const event of events) {
    if (event.name === 'thread_name' && event.args.name === 'CrRendererMain' && ours.has(event.pid))
      screens.add(`${event.pid} ${event.tid}`)
  }
  const here = events.filter((event) => screens.has(`${event.pid} ${event.tid}`))
  // Before a screen stands nobody can be kept waiting by it: how long that takes is for the first load's own measures.
  const apart = [...spans(marks, GUEST_COMES, GUEST_GOES), ...spans(marks, OURS, STANDS)]
  return here
    .filter((event) => event.name === 'RunTask' && timeOf(event) >= atLeastMs * 1000)
    .filter((task) => !apart.some((span) => span.pid === task.pid && overlaps(span, task)))
    .map((task) => {
      const inside = within(task, here)
      return { cpu: workedIn(inside) / 1000, wall: (task.dur ?? 0) / 1000, inside: told(inside) }
    })
    .filter(({ cpu }) => cpu >= atLeastMs)
    .sort((one, other) => other.cpu - one.cpu)
}

interface Span {
  readonly pid: number
  readonly ts: number
  readonly end: number
}

/** From each mark of one name to the next of the other in the same process; none where that does not come. */
function spans(marks: readonly TraceEvent[], from: string, to: string): readonly Span[] {
  const inOrder = marks.toSorted((one, other) => one.ts - other.ts)
  return inOrder
    .filter((mark) => mark.name === from)
    .flatMap(({ pid, ts }) => {
      const end = inOrder.find((mark) => mark.name === to && mark.pid === pid && mark.ts > ts)?.ts
      return end === undefined ? [] : [{ pid, ts, end }]
    })
}

const overlaps = (span: Span, task: TraceEvent): boolean => task.ts < span.end && task.ts + (task.dur ?? 0) > span.ts

/** Time on the processor, microseconds. */
const timeOf = (event: TraceEvent): number => event.tdur ?? event.dur ?? 0

/** What ran in a task, the outer before the inner. */
function within(task: TraceEvent, events: readonly TraceEvent[]): readonly TraceEvent[] {
  const end = task.ts + (task.dur ?? 0)
  return events
    .filter((event) => event !== task && event.name !== 'RunTask' && event.dur !== undefined)
    .filter((event) => event.pid === task.pid && event.tid === task.tid)
    .filter((event) => event.ts >= task.ts && event.ts + (event.dur ?? 0) <= end)
    .sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0))
}

/**
 * The time of the outermost parts: scripts, styles, layout, painting, collecting garbage. What else is in a task is the test's
 * own: Playwright bringing in its tools and asking the page.
 */
function workedIn(parts: readonly TraceEvent[]): number {
  let until = 0
  let sum = 0
  for (const part of parts) {
    if (part.ts < until) continue
    until = part.ts + (part.dur ?? 0)
    sum += timeOf(part)
  }
  return sum
}

function told(parts: readonly TraceEvent[]): string {
  return parts
    .filter((part) => timeOf(part) > 3000)
    .slice(0, 12)
    .map((part) => {
      const { url, functionName, type } = part.args.data ?? {}
      const what = [functionName, type, url?.split('/').at(-1)].filter((each) => each !== undefined && each !== '')
      return `${part.name}${what.length > 0 ? ` (${what.join(', ')})` : ''} ${(timeOf(part) / 1000).toFixed(0)} ms`
    })
    .join('; ')
}
