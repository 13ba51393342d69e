import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyOps, emptyRecord } from '@/core/merge/edit'
import { mergeRecords, valueKey } from '@/core/merge/merge'
import type { StoredRecord } from '@/core/merge/record'
import { hasUnsent, isReused, renamed, seenTogether, withoutUnsent } from '@/core/merge/rename'
import { recordType } from '@/core/records/registry'
import { present } from '../support/present'

const type = present(recordType('member'))
const RENAMING = { from: 'twin', to: 'other', goodAt: '2026-01-02T00:00:00.000Z' } as const
const paths = ['givenName', 'familyName', 'notes', 'town'] as const
const edits = (max: number) => fc.array(fc.tuple(fc.constantFrom(...paths), fc.nat(99)), { maxLength: max })

type Edits = readonly (readonly [string, number])[]
/** Edits by the device that two laptops share, from some day on. */
function played(start: StoredRecord, list: Edits, day: string, mark: string): StoredRecord {
  return list.reduce(
    (record, [path, value], i) =>
      applyOps(record, [{ op: 'put', path, value: `${mark}${i} ${value}` }], {
        device: 'twin',
        at: `2026-01-${day}T00:00:${String(i).padStart(2, '0')}.000Z`,
      }),
    start,
  )
}
const standing = (record: StoredRecord, path: string): string[] =>
  (record.fields[path] ?? []).map((entry) => valueKey(entry[0])).sort()

describe('two laptops with one device id', () => {
  it('after renaming, what either wrote since stands: beside the other’s where both wrote, alone where one did', () =>
    fc.assert(
      fc.property(edits(5), edits(4), edits(4), (before, here, there) => {
        const common = played(emptyRecord(type, 'r'), before, '01', 'common')
        const ours = played(common, here, '03', 'ours')
        const theirs = played(common, there, '04', 'theirs')
        const mine = renamed(ours, RENAMING)
        const merged = mergeRecords(seenTogether(mine, theirs, RENAMING), theirs)
        for (const path of paths) {
          const [mineNow, theirsNow, was] = [ours, theirs, common].map((each) => standing(each, path))
          const wroteHere = here.some(([each]) => each === path)
          const wroteThere = there.some(([each]) => each === path)
          const wanted = [
            ...(wroteHere ? present(mineNow) : []),
            ...(wroteThere ? present(theirsNow) : []),
            ...(wroteHere || wroteThere ? [] : present(was)),
          ].sort()
          for (const value of wanted) expect(standing(merged, path)).toContain(value)
          // Nothing that both had before and one has replaced comes back, unless the other never touched this record.
          if (there.length === 0) expect(standing(merged, path)).toEqual(wanted)
        }
      }),
      { numRuns: 3_000 },
    ))

  it('without it, an edit would be lost: this is what it is for', () => {
    const common = played(emptyRecord(type, 'r'), [['notes', 1]], '01', 'common')
    const ours = played(common, [['notes', 2]], '03', 'ours')
    const theirs = played(common, [['town', 3]], '04', 'theirs')
    const merged = mergeRecords(ours, theirs)
    expect(standing(merged, 'notes').length + standing(merged, 'town').length).toBeLessThan(2)
    expect(isReused(ours, theirs, 'twin')).toBe(true)
    expect(isReused(ours, common, 'twin')).toBe(false)
    expect(isReused(common, ours, 'twin')).toBe(true)
  })

  it('takes unsent edits out of a record that only one laptop writes, and covers nothing of the other’s', () => {
    const common = played(emptyRecord(type, 'r'), [['notes', 1]], '01', 'common')
    const ours = played(common, [['notes', 2]], '03', 'ours')
    const theirs = played(common, [['notes', 3]], '04', 'theirs')
    expect(hasUnsent(ours, RENAMING)).toBe(true)
    const bare = withoutUnsent(ours, RENAMING)
    expect(hasUnsent(bare, RENAMING)).toBe(false)
    expect(standing(mergeRecords(seenTogether(bare, theirs, RENAMING), theirs), 'notes')).toEqual(
      standing(theirs, 'notes'),
    )
  })
})
