import { expect, it } from 'vitest'
import { changedParts } from '@/core/domain/changed'

it('leaves out what a form was opened with, and keeps what was emptied', () => {
  const opened = { place: 'example.org', since: '2026-01-01', checkedBy: null }
  expect(changedParts<Record<string, string | null>>(opened, { ...opened, place: 'example.org/contact' })).toEqual({
    place: 'example.org/contact',
  })
  expect(changedParts<Record<string, string | null>>(opened, { ...opened, since: null })).toEqual({ since: null })
  expect(changedParts(opened, opened)).toEqual({})
})
