import { describe, expect, it } from 'vitest'
import { applyOps, emptyRecord, opsFor } from '@/core/merge/edit'
import { mergeRecords } from '@/core/merge/merge'
import type { Json, StoredRecord } from '@/core/merge/record'
import { clashesOf } from '@/core/merge/view'
import type { RecordType } from '@/core/records/define'
import { member } from '@/core/records/member'

const type = member as unknown as RecordType
type Values = Readonly<Record<string, Json>>
let ticks = 0
function edit(
  on: StoredRecord,
  device: string,
  patch: Values,
  base?: Values,
  settle?: readonly string[],
): StoredRecord {
  const wanted = { patch, ...(base === undefined ? {} : { base }), ...(settle === undefined ? {} : { settle }) }
  ticks += 1
  return applyOps(on, opsFor(type, on, wanted, '2026-11-22', device), {
    device,
    at: `2026-11-22T09:00:${10 + ticks}.000Z`,
  })
}
const clashing = (record: StoredRecord): unknown =>
  clashesOf(type, record).map(({ path, values }) => [path, values.map(({ value, device }) => [value, device])])

describe('an edit made from a value that stands no more', () => {
  const before = edit(emptyRecord(type, 'gwen'), 'ours', { notes: 'Old', phones: { a: { number: '01632 960001' } } })
  const came = edit(before, 'theirs', { notes: 'Theirs', phones: { a: { number: '01632 960002' } } })

  it('keeps what others wrote since, each under whoever wrote it, and the same on every laptop', () => {
    const made = edit(came, 'ours', { notes: 'Ours' }, { notes: 'Old' })
    expect(clashing(made)).toEqual([
      [
        'notes',
        [
          ['Ours', 'ours'],
          ['Theirs', 'theirs'],
        ],
      ],
    ])
    expect(mergeRecords(made, came)).toEqual(made)
    expect(mergeRecords(before, made)).toEqual(made)
  })

  it('writes over what the person saw, what was theirs already, and what they choose', () => {
    expect(clashing(edit(came, 'ours', { notes: 'Ours' }, { notes: 'Theirs' }))).toEqual([])
    expect(clashing(edit(came, 'ours', { notes: 'Ours' }))).toEqual([])
    expect(clashing(edit(came, 'ours', { notes: 'Ours' }, { notes: 'Old' }, ['notes']))).toEqual([])
    const typed = edit(before, 'ours', { notes: 'Ou' }, { notes: 'Old' })
    expect(clashing(edit(typed, 'ours', { notes: 'Ours' }, { notes: 'Old' }))).toEqual([])
  })

  it('keeps it while somebody types on, pause after pause', () => {
    const paused = edit(came, 'ours', { notes: 'Ou' }, { notes: 'Old' })
    const made = edit(paused, 'ours', { notes: 'Ours' }, { notes: 'Old' })
    expect(clashing(made)).toEqual([
      [
        'notes',
        [
          ['Ours', 'ours'],
          ['Theirs', 'theirs'],
        ],
      ],
    ])
  })

  it('does so where nothing stood, and where it is cleared', () => {
    const first = edit(emptyRecord(type, 'gwen'), 'theirs', { town: 'Theirs' })
    expect(clashing(edit(first, 'ours', { town: 'Ours' }, { town: null }))).toEqual([
      [
        'town',
        [
          ['Ours', 'ours'],
          ['Theirs', 'theirs'],
        ],
      ],
    ])
    expect(clashing(edit(came, 'ours', { notes: null }, { notes: 'Old' }))).toEqual([
      [
        'notes',
        [
          [null, 'ours'],
          ['Theirs', 'theirs'],
        ],
      ],
    ])
  })

  it('does so for an entry of a map that is changed or taken out', () => {
    const saw = { phones: { a: { number: '01632 960001' } } }
    for (const after of [{ a: { number: '01632 960003' } }, {}]) {
      const made = edit(came, 'ours', { phones: after as Json }, saw)
      expect(clashesOf(type, made).map(({ path, values }) => [path, values.length])).toEqual([['phones/a', 2]])
    }
  })
})
