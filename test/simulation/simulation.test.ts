/**
 * Many laptops, bad lines, forgetful servers, full disks, cut power: whatever happened, when the dust has settled all hold the
 * same, every acknowledged edit is there or was replaced by somebody who had seen it, and nothing readable was ever stored or sent.
 *
 * A failing run prints its seed; TRESTLE_SEED=n runs just that one again, exactly. TRESTLE_SEEDS=n sets how many.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestServer, testServer } from '../support/group-server'
import { World } from './world'

const only = process.env.TRESTLE_SEED
const count = Number(process.env.TRESTLE_SEEDS ?? 200)
const seeds = only === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [Number(only)]
const STEPS = 30

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

describe('a simulated group', () => {
  it.each(seeds)('seed %i', async (seed) => {
    await server.forget()
    const world = new World(seed, server)
    try {
      await world.begin()
      for (let step = 0; step < STEPS; step += 1) await world.step()
      const faults = await world.settle()
      expect(faults, `TRESTLE_SEED=${seed}\n${world.log.join('\n')}`).toEqual([])
    } finally {
      await world.end()
    }
  })
})
