import { expect, it } from 'vitest'
import { changedParts } from '@/core/domain/changed'

it('leaves out what a form was opened with, keeps what was emptied, and says what stood there', () => {
  const opened = { place: 'example.org', since: '2026-01-01', checkedBy: null }
  expect(changedParts<Record<string, string | null>>(opened, { ...opened, place: 'example.org/contact' })).toEqual({
    patch: { place: 'example.org/contact' },
    base: { place: 'example.org' },
  })
  expect(changedParts<Record<string, string | null>>(opened, { ...opened, since: null, checkedBy: 'Raj' })).toEqual({
    patch: { since: null, checkedBy: 'Raj' },
    base: { since: '2026-01-01', checkedBy: null },
  })
  expect(changedParts(opened, opened)).toEqual({ patch: {}, base: {} })
})
