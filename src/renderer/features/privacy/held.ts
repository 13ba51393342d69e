import { longDate } from '@/components/when'
import type { HeldRecord } from '@/core/model/queries/privacy'
import { file } from '@/core/records/file'
import { recordType } from '@/core/records/registry'
import { bytes } from '@/messages/settings'

export interface HeldGroup {
  readonly type: string
  /** "members", "consents". */
  readonly many: string
  readonly records: readonly HeldRecord[]
}

/** Records by type, in the order in which the types first come: the person's own entry is the first. */
export function groupHeld(records: readonly HeldRecord[]): readonly HeldGroup[] {
  const groups = new Map<string, HeldRecord[]>()
  for (const record of records) groups.set(record.type, [...(groups.get(record.type) ?? []), record])
  return [...groups].map(([type, each]) => ({
    type,
    many: recordType(type)?.label.many ?? each[0]?.typeLabel ?? type,
    records: each,
  }))
}

/** What is ticked to begin with: everything that nothing speaks for keeping. */
export function firstTicked(records: readonly HeldRecord[]): ReadonlySet<string> {
  return new Set(records.filter((record) => record.keep === undefined).map((record) => record.id))
}

/** Whether the person's own entry goes while records that point to it stay. */
export function leavesNameless(records: readonly HeldRecord[], ticked: ReadonlySet<string>, memberId: string): boolean {
  return ticked.has(memberId) && records.some((record) => record.id !== memberId && !ticked.has(record.id))
}

/** A record's fields, for reading: dates and sizes in words. */
export function fieldWords(record: HeldRecord): HeldRecord['fields'] {
  return record.fields.map(({ label, value }) => ({
    label,
    value: record.type === file.type && label === file.fields.size.label ? bytes(Number(value)) : valueWords(value),
  }))
}

/** A value as people write it: the dates in it in words. */
export function valueWords(value: string): string {
  return value.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => longDate(day) || day)
}
