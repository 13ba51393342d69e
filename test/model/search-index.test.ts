import { expect, it } from 'vitest'
import { applyOps, emptyRecord } from '@/core/merge/edit'
import type { StoredRecord } from '@/core/merge/record'
import { createModel } from '@/core/model/live-model'
import { createSearch } from '@/core/model/search-index'
import { member } from '@/core/records/member'
import { present } from '../support/present'

it('finds by its new words, and by no old ones, what changed while the index was built', async () => {
  const model = createModel()
  const search = createSearch(model)
  model.onChange((change) => search.apply(change))
  const named = (before: StoredRecord, familyName: string): StoredRecord =>
    applyOps(before, [{ op: 'put', path: 'familyName', value: familyName }], {
      device: 'd',
      at: '2026-11-22T09:00:00.000Z',
    })
  model.put(Array.from({ length: 900 }, (_, at) => named(emptyRecord(member as never, `m${at}`), `Okoro${at}`)))
  let turns = 0
  await search.build(async () => {
    turns += 1
    if (turns > 1) return
    model.put([named(present(model.stored('m3')), 'Fletcher')])
    model.put([named(emptyRecord(member as never, 'late'), 'Carver')])
  })
  const found = (words: string): readonly string[] => search.find(words).map(({ id }) => id)
  expect([found('Fletcher'), found('Carver'), found('Okoro899')]).toEqual([['m3'], ['late'], ['m899']])
  expect(found('Okoro3')).not.toContain('m3')
})
