import { describe, expect, it } from 'vitest'
import { holdsTheScreen, longTasks } from '../support/long-tasks.ts'

type Event = Parameters<typeof longTasks>[0][number]

const screen = { pid: 1, tid: 7 }
const ms = 1000
function event(name: string, part: Partial<Event>): Event {
  return { name, cat: 'devtools.timeline', ts: 0, args: {}, ...screen, ...part }
}
const ground: Event[] = [
  event('thread_name', { cat: '__metadata', args: { name: 'CrRendererMain' } }),
  event('trestle-page', { cat: 'blink.user_timing' }),
]
const task = (ts: number, dur: number, tdur: number): Event => event('RunTask', { ts, dur: dur * ms, tdur: tdur * ms })
const script = (ts: number, dur: number, tdur: number): Event =>
  event('FunctionCall', { ts, dur: dur * ms, tdur: tdur * ms, args: { data: { functionName: 'draw' } } })

describe('longTasks', () => {
  it('measures the time on the processor, not the waiting for it', () => {
    const waited = [task(100, 200, 30), script(101, 199, 29)]
    const worked = [task(900_000, 80, 60), script(900_001, 79, 58)]
    const found = longTasks([...ground, ...waited, ...worked], 50)
    expect(found).toEqual([{ cpu: 58, wall: 80, inside: 'FunctionCall (draw) 58 ms' }])
  })

  it('adds up what runs in one task, and counts what lies within another part once', () => {
    const parts = [
      task(100, 90, 80),
      script(101, 40, 35),
      script(102, 30, 30),
      event('Layout', { ts: 101 + 50 * ms, dur: 30 * ms, tdur: 28 * ms }),
    ]
    expect(longTasks([...ground, ...parts], 50).map(({ cpu }) => cpu)).toEqual([63])
  })

  it('leaves out other pages, guests, and what the test itself asks of the page', () => {
    const elsewhere = [task(100, 90, 80), script(101, 89, 79)].map((one) => ({ ...one, pid: 2 }))
    const guest = [
      event('trestle-guest-comes', { cat: 'blink.user_timing', ts: 1_000_000 }),
      task(1_100_000, 90, 80),
      script(1_100_001, 89, 79),
      event('trestle-guest-goes', { cat: 'blink.user_timing', ts: 1_300_000 }),
    ]
    const asked = [task(2_000_000, 90, 80)]
    expect(longTasks([...ground, ...elsewhere, ...guest, ...asked], 50)).toEqual([])
  })
})

describe('longTasks, while a page loads', () => {
  const stands = event('trestle-stands', { cat: 'blink.user_timing', ts: 500_000 })
  const loading = [task(100_000, 90, 80), script(100_001, 89, 79)]
  const after = [task(600_000, 90, 70), script(600_001, 89, 69)]
  it('leaves out what runs before its first heading stands, and nothing after', () => {
    expect(longTasks([...ground, stands, ...loading, ...after], 50).map(({ cpu }) => cpu)).toEqual([69])
  })
  it('leaves nothing out where no heading ever came', () => {
    expect(longTasks([...ground, ...loading, ...after], 50).map(({ cpu }) => cpu)).toEqual([79, 69])
  })
})

describe('holdsTheScreen', () => {
  const tasks = (...cpu: number[]): boolean => holdsTheScreen(cpu.map((each) => ({ cpu: each })))
  it('lets one freak of the machine pass, and neither a freeze nor a habit', () => {
    expect(tasks()).toBe(false)
    expect(tasks(100, 80, 60)).toBe(false)
    expect(tasks(251)).toBe(true)
    expect(tasks(100, 91)).toBe(true)
  })
})
