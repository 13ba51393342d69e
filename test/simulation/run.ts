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
