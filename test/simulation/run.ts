/**
 * Many laptops, bad lines, forgetful servers, full disks, cut power: whatever happened, when the dust has settled all hold the
 * same, every acknowledged edit is there or was replaced by somebody who had seen it, and nothing readable was ever stored or sent.
 *
 * A failing run prints its seed; TRESTLE_SEED=n runs just that one again, exactly. TRESTLE_SEEDS=n sets how many, TRESTLE_FROM=n
 * the first. `npm run soak -- --hours n` goes on with new ones.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestServer, testServer } from '../support/group-server'
import { World } from './world'

const STEPS = 30
const STUCK_MS = 170_000
const ABANDONED_MS = 5_000

/** Registers one test per seed. Seeds are dealt out to `files` files, so that they run on all cores: each gets as many with many keys, every fourth. */
export function simulate(file: number, files: number): void {
  const only = process.env.TRESTLE_SEED
  const count = Number(process.env.TRESTLE_SEEDS ?? 200)
  const from = Number(process.env.TRESTLE_FROM ?? 1)
  const all = only === undefined ? Array.from({ length: count }, (_, i) => from + i) : [Number(only)]
  const seeds = all.filter((seed) => Math.floor(seed / 4) % files === file)

  describe.runIf(seeds.length > 0)('a simulated group', () => {
    let server: TestServer
    beforeAll(async () => {
      server = await testServer()
    })
    afterAll(() => server.close())

    it.each(seeds)(
      'seed %i',
      async (seed) => {
        const faults = await play(seed, server)
        expect(faults.found, `TRESTLE_SEED=${seed}\n${faults.log.join('\n')}`).toEqual([])
      },
      180_000,
    )

    if (file > 0) return
    it('plays a seed the same way twice', async () => {
      const seed = seeds[0] ?? 1
      const once = await play(seed, server)
      expect((await play(seed, server)).log).toEqual(once.log)
    }, 120_000)
  })
}

/** Plays one seed on an emptied server. Answers what is wrong, in words, and what happened. */
export async function play(
  seed: number,
  server: TestServer,
  steps = STEPS,
): Promise<{ readonly found: readonly string[]; readonly log: readonly string[] }> {
  await server.forget()
  const world = new World(seed, server)
  const played = async (): Promise<readonly string[]> => {
    try {
      await world.begin()
      for (let step = 0; step < steps; step += 1) await world.step()
      return await world.settle()
    } catch (error) {
      return [`threw: ${error instanceof Error ? error.stack : String(error)}`]
    } finally {
      await world.end()
    }
  }
  const rejections: string[] = []
  const rejected = (reason: unknown): void => void rejections.push(`nobody caught: ${String(reason)}`)
  process.on('unhandledRejection', rejected)
  let timer: ReturnType<typeof setTimeout> | undefined
  const stuck = new Promise<readonly string[]>((resolve) => {
    timer = setTimeout(() => resolve(['stuck: the last step did not come to an end']), STUCK_MS)
  })
  const playing = played()
  const found = await Promise.race([playing, stuck])
  clearTimeout(timer)
  // A run that is only slow would go on, and write into the database of the next one.
  world.abandon()
  await Promise.race([playing.catch(() => undefined), pause(ABANDONED_MS, undefined, { ref: false })])
  process.off('unhandledRejection', rejected)
  return { found: [...found, ...rejections], log: world.log }
}
