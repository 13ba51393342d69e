/** Runs with every file of tests that shares its process with others: the next one finds everything as this one found it. */
import { afterAll, vi } from 'vitest'
import { stretchAsInLife } from './quick-stretching'

afterAll(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  stretchAsInLife()
})
