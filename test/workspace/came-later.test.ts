/** What names somebody who was erased and comes from a laptop that had not heard: shown, and not what was left on purpose. */
import { expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { consent } from '@/core/records/consent'
import { file } from '@/core/records/file'
import { signature } from '@/core/records/signature'
import type { LocalWorkspace } from '@/core/workspace'
import { deviceOf, pairOfLaptops } from '../support/carry'
import { laptopsOfTest, save } from '../support/laptops'
import { value } from '../support/workspace'

const laptops = laptopsOfTest()
const carry = async (from: LocalWorkspace, to: LocalWorkspace): Promise<void> => {
  value(await to.carry.bring(value(await from.carry.take({ for: deviceOf(to) })).bytes, { allowed: 3 }))
}
const listedOn = async (laptop: LocalWorkspace): Promise<readonly string[]> =>
  (await laptop.query('privacy.cameLater', {})).map(({ id }) => id).sort()

it('is listed on every laptop until it is erased as well', async () => {
  const { first, second } = await pairOfLaptops()
  laptops.keep(first)
  laptops.keep(second)
  await save(first, change(signature, 'kept', { memberId: 'amira', on: '2026-01-02' }))
  value(await first.privacy.erase({ ids: ['amira'], why: 'retention' }))
  await save(
    second,
    change(consent, 'late', { memberId: 'amira', purpose: 'newsletter', decision: 'given' }),
    change(file, 'sheet', { on: 'late', name: 'Signed sheet' }),
    change(file, 'picture', { on: 'amira', name: 'Amira at the fair' }),
    change(consent, 'other', { memberId: 'robin', purpose: 'newsletter', decision: 'given' }),
  )
  expect(await listedOn(second)).toEqual([])
  await carry(first, second)
  await carry(second, first)
  for (const laptop of [first, second]) expect(await listedOn(laptop)).toEqual(['late', 'picture', 'sheet'])
  expect((await first.query('privacy.cameLater', {})).map(({ why }) => why)).toEqual(Array(3).fill('retention'))

  value(await second.privacy.erase({ ids: ['late', 'picture', 'sheet'], why: 'retention' }))
  await carry(second, first)
  for (const laptop of [first, second]) expect(await listedOn(laptop)).toEqual([])
})

it('is asked about no more where somebody said that it stays, on any laptop, and again where they took that back', async () => {
  const { first, second } = await pairOfLaptops()
  laptops.keep(first)
  laptops.keep(second)
  value(await first.privacy.erase({ ids: ['amira'], why: 'retention' }))
  await save(
    second,
    change(consent, 'late', { memberId: 'amira', purpose: 'newsletter', decision: 'given' }),
    change(consent, 'later', { memberId: 'amira', purpose: 'photographs', decision: 'given' }),
  )
  await carry(first, second)
  expect(await listedOn(second)).toEqual(['late', 'later'])
  value(await second.run('privacy.keep', { id: 'late' }))
  await carry(second, first)
  for (const laptop of [first, second]) {
    expect(await listedOn(laptop)).toEqual(['later'])
    expect(await laptop.privacy.erasures()).toHaveLength(1)
  }
  value(await second.undo())
  await carry(second, first)
  for (const laptop of [first, second]) expect(await listedOn(laptop)).toEqual(['late', 'later'])
  expect(await second.run('privacy.keep', { id: 'nowhere' })).toMatchObject({ ok: false, error: { kind: 'not-found' } })
})
