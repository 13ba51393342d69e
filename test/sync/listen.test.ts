import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createBell } from '@/core/sync/bell'
import { createEngine, type SyncEngine } from '@/core/sync/engine'
import { listen } from '@/core/sync/listen'
import { type TestServer, testServer } from '../support/group-server'
import { seeded } from '../support/random'
import { GROUP_ID, type SyncLaptop, signingOf, syncLaptop } from '../support/sync-laptop'

describe('a bell', () => {
  it('wakes everyone who waits, once', async () => {
    const bell = createBell()
    const { signal } = new AbortController()
    const both = Promise.all([bell.wait(signal), bell.wait(signal, 60_000)])
    bell.ring()
    expect(await both).toEqual([true, true])
    expect(await bell.wait(signal, 5)).toBe(false)
  })

  it('lets go when the waiting is ended, before or meanwhile', async () => {
    const bell = createBell()
    const line = new AbortController()
    const waiting = bell.wait(line.signal)
    line.abort()
    expect(await waiting).toBe(false)
    expect(await bell.wait(line.signal)).toBe(false)
  })
})

describe('listening', () => {
  /** A server that answers as told, and passes that end when told. */
  function scene(answers: readonly ('news' | 'fault')[], moved = true) {
    const line = new AbortController()
    const passed = createBell()
    const log: string[] = []
    const left = [...answers]
    let since = 's0'
    let end: () => void = () => undefined
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const done = listen({
      signal: line.signal,
      passed,
      remote: {
        waitForChange: async (from) => {
          log.push(`ask ${from}`)
          const next = left.shift()
          if (next === undefined) {
            end()
            await new Promise((resolve) => line.signal.addEventListener('abort', resolve))
          }
          return next === 'fault'
            ? { ok: false, error: { kind: 'server-unreachable' } }
            : { ok: true, value: undefined }
        },
      },
      settled: () => true,
      running: () => false,
      moved: () => moved,
      since: async () => since,
      want: (heard) => {
        log.push(heard ? 'look' : 'doubt')
        setTimeout(() => {
          if (heard) since = `s${Number(since.slice(1)) + 1}`
          passed.ring()
        }, 1)
      },
      random: () => 0,
    })
    const stop = (): Promise<void> => {
      line.abort()
      return done
    }
    return { log, ended, stop }
  }

  it('asks again at once when the pass has moved on', async () => {
    const { log, ended, stop } = scene(['news', 'news'])
    await ended
    await stop()
    expect(log).toEqual(['ask s0', 'look', 'ask s1', 'look', 'ask s2'])
  })

  it('asks again later and later where the pass found nothing, though the server says that it has gone on', async () => {
    vi.useFakeTimers()
    const began = Date.now()
    const { log, ended, stop } = scene(['news', 'news', 'news', 'news', 'news', 'news'], false)
    let over = false
    void ended.then(() => {
      over = true
    })
    while (!over) await vi.advanceTimersByTimeAsync(100)
    const took = Date.now() - began
    vi.useRealTimers()
    await stop()
    expect(log.filter((line) => line === 'look')).toHaveLength(6)
    // 1.5, 3, 6, 12, 24 and 30 seconds, a quarter less at most.
    expect(took).toBeGreaterThan(0.75 * 76_500)
  })

  it('has a pass find out what is wrong after a fault, soon', async () => {
    const began = Date.now()
    const { log, ended, stop } = scene(['fault', 'news'])
    await ended
    await stop()
    expect(log).toEqual(['ask s0', 'doubt', 'ask s0', 'look', 'ask s1'])
    expect(Date.now() - began).toBeLessThan(10_000)
  })
})

describe('after a fault', () => {
  let server: TestServer
  const engines: SyncEngine[] = []
  beforeAll(async () => {
    server = await testServer()
  })
  afterEach(async () => {
    for (const engine of engines.splice(0)) await engine.stop()
  })
  afterAll(() => server.close())

  async function connected(laptop: SyncLaptop): Promise<SyncEngine> {
    const random = seeded(3)
    const engine = createEngine({
      store: laptop.store,
      groupId: GROUP_ID,
      deviceId: laptop.deviceId,
      fetch,
      now: Date.now,
      randomBytes: random.bytes,
      signing: signingOf(laptop.deviceId),
    })
    engines.push(engine)
    await engine.connect(server.route)
    await vi.waitFor(() => expect(engine.status().kind).toBe('idle'), 10_000)
    return engine
  }

  it('a laptop says that it is offline by itself, and hears of news soon after the line is back, with nobody’s help', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const raj = await syncLaptop('raj')
    const engine = await connected(ann)
    await raj.pass(server)
    await server.stop()
    // Nothing was saved and nobody pressed anything: the waiting request broke off, and a pass looked why.
    await vi.waitFor(() => expect(engine.status().kind).toBe('offline'), { timeout: 15_000, interval: 20 })
    await server.start()
    const back = Date.now()
    await raj.save('m1')
    await raj.pass(server)
    await vi.waitFor(async () => expect(await ann.leaves()).toHaveProperty('m1'), { timeout: 20_000, interval: 20 })
    // Two or three seconds with nobody else on the machine; it was half a minute.
    expect(Date.now() - back).toBeLessThan(15_000)
    // And listening works again: the next news come without a timer.
    await raj.save('m2')
    await raj.pass(server)
    await vi.waitFor(async () => expect(await ann.leaves()).toHaveProperty('m2'), { timeout: 15_000, interval: 20 })
  })

  it('offers notes beside the papers, but not while the line is known to be down', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const engine = await connected(ann)
    const first = await engine.notes.putLocal('live-x', { v: 1 })
    expect(first).toMatchObject({ ok: true })
    expect(await engine.notes.getLocal('live-x')).toMatchObject({ ok: true, value: { v: 1 } })
    // Written with another revision than the one that stands there: not taken, and no fault. (CouchDB takes notes whatever comes with them.)
    const taken = server.isCouch ? expect.stringMatching(/^0-/) : null
    expect(await engine.notes.putLocal('live-x', { v: 2 }, '0-99')).toEqual({ ok: true, value: taken })
    expect(await server.leaves()).not.toHaveProperty('live-x')
    await server.stop()
    await engine.now()
    server.forgetRequests()
    expect(await engine.notes.getLocal('live-x')).toEqual({ ok: false, error: { kind: 'not-available-here' } })
    await server.start()
  })
})
