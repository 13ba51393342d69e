import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEngine, type EngineOptions, type SyncEngine } from '@/core/sync/engine'
import { testServer } from '../support/group-server'
import { seeded } from '../support/random'
import { serverOfFile } from '../support/server-of-file'
import { GROUP_ID, type SyncLaptop, signingOf, syncLaptop } from '../support/sync-laptop'

const server = await serverOfFile()
const engines: SyncEngine[] = []
afterEach(async () => {
  server.setFault(null)
  for (const engine of engines.splice(0)) await engine.stop()
})

function engineOf(laptop: SyncLaptop, options: Partial<EngineOptions> = {}): SyncEngine {
  const random = seeded(laptop.deviceId.length)
  const engine = createEngine({
    store: laptop.store,
    groupId: GROUP_ID,
    deviceId: laptop.deviceId,
    fetch,
    now: Date.now,
    randomBytes: random.bytes,
    signing: signingOf(laptop.deviceId),
    automatic: false,
    ...options,
  })
  engines.push(engine)
  return engine
}

describe('the engine', () => {
  it('passes after connecting, after a save, and when another laptop has written, all by itself', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const raj = await syncLaptop('raj')
    const annSync = engineOf(ann, { automatic: true })
    await annSync.connect(server.route)
    await vi.waitFor(() => expect(annSync.status()).toMatchObject({ kind: 'idle', pending: 0 }), 5_000)
    const rajSync = engineOf(raj, { automatic: true })
    await rajSync.connect(server.route)
    await vi.waitFor(() => expect(rajSync.status().kind).toBe('idle'), 5_000)
    annSync.setLively(true)
    const savedAt = Date.now()
    await ann.save('m1')
    annSync.saved()
    expect(annSync.status().pending).toBe(1)
    await vi.waitFor(async () => expect(await raj.leaves()).toHaveProperty('m1'), { timeout: 10_000, interval: 20 })
    // With nobody else on the machine this takes about a third of a second.
    expect(Date.now() - savedAt).toBeLessThan(10_000)
    await vi.waitFor(() => expect(annSync.status()).toMatchObject({ kind: 'idle', pending: 0 }), 5_000)
  })

  it('when nothing happens leaves the server alone (no endless exchange over a long poll)', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const raj = await syncLaptop('raj')
    for (const laptop of [ann, raj]) {
      await laptop.save(`from-${laptop.deviceId}`).catch(() => undefined)
      const engine = engineOf(laptop, { automatic: true })
      await engine.connect(server.route)
      await vi.waitFor(() => expect(engine.status().kind).toBe('idle'), 5_000)
    }
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    server.forgetRequests()
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(server.requests.length).toBeLessThanOrEqual(2)
  })

  it('tells when the server is gone, and finds its way back', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const engine = engineOf(ann)
    await engine.connect(server.route)
    await engine.now()
    const { allSentAt } = engine.status()
    await server.stop()
    await ann.save('m1')
    expect(await engine.now()).toEqual({ ok: false, error: { kind: 'server-unreachable' } })
    expect(engine.status()).toMatchObject({ kind: 'offline', pending: 1, allSentAt })
    await server.start()
    expect(await engine.now()).toMatchObject({ ok: true, value: { kind: 'idle', pending: 0 } })
  })

  it('bug 11: pauses when records have vanished since the last use, and goes on when a person says so', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const engine = engineOf(ann, { countBefore: 412 })
    await engine.connect(server.route)
    expect(await engine.now()).toEqual({
      ok: false,
      error: { kind: 'sync-paused-loss', detail: { before: 412, after: 1 } },
    })
    expect(engine.status().kind).toBe('paused')
    expect(await server.leaves()).toEqual({})
    expect(await engine.allow()).toMatchObject({ ok: true, value: { kind: 'idle' } })
  })

  it('runs one pass at a time, however many are asked for', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const engine = engineOf(ann)
    await engine.connect(server.route)
    const kinds: string[] = []
    engine.onStatus((status) => kinds.push(status.kind))
    await Promise.all([engine.now(), engine.now(), engine.now()])
    const turns = kinds.filter((kind, i) => kind !== kinds[i - 1])
    expect(turns).toEqual(['working', 'idle', 'working', 'idle', 'working', 'idle'])
  })

  it('a disconnection in mid-pass ends it, and nothing of it shows', async () => {
    const ann = await syncLaptop('ann', { first: true })
    const engine = engineOf(ann)
    await engine.connect(server.route)
    server.setFault(() => ({ kind: 'delay', ms: 300 }))
    const asked = engine.now()
    await engine.connect(null)
    await asked
    expect(engine.status()).toEqual({ kind: 'off', pending: 0 })
  })

  it('knows nothing about a fresh server', async () => {
    const ann = await syncLaptop('ann', { first: true })
    await ann.save('m1')
    const engine = engineOf(ann)
    await engine.connect(server.route)
    await engine.now()
    const another = await testServer()
    await engine.connect(another.route, true)
    expect(engine.status()).toMatchObject({ kind: 'waiting', pending: 2 })
    expect(engine.status()).not.toHaveProperty('allSentAt')
    expect(await engine.now()).toMatchObject({ ok: true, value: { kind: 'idle' } })
    expect(await another.leaves()).toEqual(await ann.leaves())
    await another.close()
  })
})
