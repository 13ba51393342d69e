import { sameValue } from '../../merge/merge'
import type { Json, StoredRecord } from '../../merge/record'

/** Whether two forms of a record are equal in every value, dot and what they have seen. */
export function same(a: StoredRecord, b: StoredRecord): boolean {
  return sameValue(a as unknown as Json, b as unknown as Json)
}
