/**
 * What must still be there at the end: every acknowledged edit, until somebody who had seen it replaced it. Kept by edit (laptop
 * and counter), apart from the merge that is on trial: it only notes what each laptop showed before and after its own saves.
 */
import type { Json, StoredRecord } from '@/core/merge/record'

interface Edit {
  readonly key: string
  readonly value: string
  /** `perhaps`: the save was not acknowledged, or an edit that was not acknowledged replaced it. */
  state: 'alive' | 'dead' | 'perhaps'
}

/** The standing edits of a record: `id path device counter value`, and the value. */
export function standing(record: StoredRecord | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (record === undefined) return found
  for (const [path, entries] of Object.entries(record.fields)) {
    for (const [value, at] of entries) {
      const [device, counter] = record.dots[at] ?? ['?', 0]
      found.set(`${record.id} ${path} ${device} ${counter} ${text(value)}`, text(value))
    }
  }
  return found
}

function text(value: Json): string {
  return JSON.stringify(value)
}

export class Ledger {
  readonly #edits = new Map<string, Edit>()
  readonly #words = new Map<string, Set<string>>()
  acknowledged = 0

  /** A save of a record on one laptop: what stood before it and after it. */
  saved(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, acknowledged: boolean): void {
    for (const key of before.keys()) {
      const edit = this.#edits.get(key)
      if (edit !== undefined && !after.has(key)) edit.state = acknowledged ? 'dead' : 'perhaps'
    }
    for (const [key, value] of after) {
      if (before.has(key)) continue
      this.#edits.set(key, { key, value, state: acknowledged ? 'alive' : 'perhaps' })
      if (acknowledged) this.acknowledged += 1
    }
  }

  /** A save that failed or was cut off: what it would have replaced may be gone, what it brought may be there. */
  unsure(before: ReadonlyMap<string, string>): void {
    for (const key of before.keys()) {
      const edit = this.#edits.get(key)
      if (edit?.state === 'alive') edit.state = 'perhaps'
    }
  }

  wrote(sectionId: string, word: string): void {
    this.#words.set(sectionId, (this.#words.get(sectionId) ?? new Set()).add(word))
    this.acknowledged += 1
  }

  get sections(): readonly string[] {
    return [...this.#words.keys()]
  }

  /** How many words were written into a section. */
  words(sectionId: string): number {
    return this.#words.get(sectionId)?.size ?? 0
  }

  /** What is wrong with a laptop's records, in words; nothing when all is well. */
  faults(records: Iterable<StoredRecord>): readonly string[] {
    const here = new Map<string, string>()
    const values = new Set<string>()
    for (const record of records) {
      for (const [key, value] of standing(record)) {
        here.set(key, value)
        values.add(`${record.id} ${value}`)
      }
    }
    const faults: string[] = []
    for (const edit of this.#edits.values()) {
      const id = edit.key.slice(0, edit.key.indexOf(' '))
      // Equal values of two edits may be kept as one.
      if (edit.state === 'alive' && !here.has(edit.key) && !values.has(`${id} ${edit.value}`))
        faults.push(`lost: ${edit.key} ${edit.value}`)
      if (edit.state === 'dead' && here.has(edit.key)) faults.push(`came back: ${edit.key} ${edit.value}`)
    }
    return faults
  }
}
