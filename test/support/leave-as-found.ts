/**
 * Runs at the beginning of every file of tests that shares its process with others: each finds everything as the first one did, whatever
 * was put in the place of something. What a file of helpers does when it is taken in is done once in a process: it counts for nothing here.
 */
import { afterAll, vi } from 'vitest'
import { stretchInNoTime } from './quick-stretching'

stretchInNoTime()
afterAll(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})
