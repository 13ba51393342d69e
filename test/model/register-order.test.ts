import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyOps, emptyRecord, opsFor } from '@/core/merge/edit'
import type { StoredRecord } from '@/core/merge/record'
import { createModel } from '@/core/model/live-model'
import { MEMBER_SORTS, type MemberSort, sortedMembers } from '@/core/model/register-order'
import type { AnyFields, RecordType } from '@/core/records/define'
import { member } from '@/core/records/member'

const type = member as unknown as RecordType<AnyFields, string>
const edit = (
  before: StoredRecord | undefined,
  id: string,
  patch: Record<string, string>,
  removed: boolean,
): StoredRecord => {
  const record = before ?? emptyRecord(type, id)
  return applyOps(record, opsFor(type, record, { patch, removed }, '2026-11-22'), { device: 'd', at: '0' })
}
const change = fc.record({
  id: fc.integer({ min: 0, max: 12 }).map(String),
  patch: fc.record(
    {
      givenName: fc.constantFrom('Ann', 'ann', 'Bob', 'Åsa', 'Zoë'),
      familyName: fc.constantFrom('', 'Adams', 'Östlund', "O'Neill", 'van der Berg', 'Quill'),
      address1: fc.constantFrom('2 High Street', '10 High Street', '1 Low Road', 'The Forge'),
    },
    { requiredKeys: [] },
  ),
  removed: fc.boolean(),
})

it('an order mended change by change is the order made anew', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
      fc.constantFrom<MemberSort>(...MEMBER_SORTS),
      (rounds, by) => {
        const model = createModel()
        sortedMembers(model, by)
        for (const round of rounds) {
          for (const { id, patch, removed } of round)
            model.put([edit(model.stored(id), id, patch as Record<string, string>, removed)])
          const anew = createModel()
          anew.put([...model.all()])
          expect(sortedMembers(model, by).map((person) => person.id)).toEqual(
            sortedMembers(anew, by).map((person) => person.id),
          )
        }
      },
    ),
    { numRuns: 300 },
  )
})

it('puts a house in its street, by number, and those without an address last', () => {
  const model = createModel()
  const street = (id: string, address1: string): StoredRecord =>
    edit(undefined, id, address1 === '' ? { givenName: 'x' } : { address1 }, false)
  model.put([
    street('a', '10 High Street'),
    street('b', ''),
    street('c', '2 High Street'),
    street('d', '12a Green Lane'),
    street('e', 'The Forge'),
  ])
  expect(sortedMembers(model, 'address').map((person) => person.id)).toEqual(['d', 'c', 'a', 'e', 'b'])
})
