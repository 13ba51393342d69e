import { expect, it } from 'vitest'
import { importGroupKey, newKeyring } from '@/core/vault/keys'
import { environment } from '../bench/environment'
import { growth } from '../bench/growth'

// The full counts, 10,000 edits and 200 autosaves, are in `npm run bench`; the mechanism is the same.
it('stays within three times what is alive after many edits of one record and autosaves of one section', async () => {
  const key = await importGroupKey(crypto.getRandomValues(new Uint8Array(32)), 'growthkid', '2026-11-22T09:00:00.000Z')
  const { stored, live } = await growth(environment, newKeyring('growthgroup', key), {
    members: 120,
    edits: 400,
    autosaves: 120,
  })
  expect(live).toBeGreaterThan(120 * 1000)
  expect(stored).toBeGreaterThan(live)
  expect(stored / live).toBeLessThanOrEqual(3)
}, 120_000)
