import { defineConfig } from '@playwright/test'
import type { JourneyOptions } from './test/support/journey.ts'

const desktop = process.env.TRESTLE_EDITION === 'desktop'

// The journeys run in the browser edition, built for production and served with its real headers. `npm run test:electron`
// runs the same files in Electron, and test/electron besides. `npm run bench` measures screens in the same way: TRESTLE_BENCH.
export default defineConfig<JourneyOptions>({
  testDir: process.env.TRESTLE_BENCH === undefined ? 'test' : 'test/bench',
  testMatch: testMatch(),
  outputDir: 'test-results/journeys',
  // Two cores: one browser for each. Electron windows share the display's focus, so one at a time.
  workers: desktop ? 1 : 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.TRESTLE_JSON ?? 'test-results/journeys.json' }]],
  use: { edition: desktop ? 'desktop' : 'browser', locale: 'en-GB', timezoneId: 'Europe/London' },
})

// Beneath `test`: a clone may lie in a folder that is called bench or e2e itself.
function testMatch(): string[] {
  if (process.env.TRESTLE_BENCH !== undefined) return ['**/*.spec.ts']
  return desktop ? ['**/test/e2e/**/*.spec.ts', '**/test/electron/**/*.spec.ts'] : ['**/test/e2e/**/*.spec.ts']
}
