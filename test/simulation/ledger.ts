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
  readonly #erased = new Map<string, 'surely' | 'perhaps'>()
  readonly #files = new Map<string, Uint8Array>()
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

  /** A record was erased; an unacknowledged erasure may or may not have been. */
  erased(id: string, acknowledged: boolean): void {
    if (this.#erased.get(id) !== 'surely') this.#erased.set(id, acknowledged ? 'surely' : 'perhaps')
  }

  attached(id: string, bytes: Uint8Array): void {
    this.#files.set(id, bytes)
    this.acknowledged += 1
  }

  /** A file whose attaching was undone. */
  withdrawn(id: string): void {
    this.#files.delete(id)
  }

  /** Attached files that nobody erased. */
  get files(): readonly (readonly [id: string, bytes: Uint8Array])[] {
    return [...this.#files].filter(([id]) => !this.#erased.has(id))
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
    for (const id of this.#erased.keys()) {
      const back = [...here.keys()].some((key) => key.startsWith(`${id} `))
      if (back && this.#erased.get(id) === 'surely') faults.push(`erased and back: ${id}`)
    }
    for (const edit of this.#edits.values()) {
      const id = edit.key.slice(0, edit.key.indexOf(' '))
      if (this.#erased.has(id)) continue
      // Equal values of two edits may be kept as one.
      if (edit.state === 'alive' && !here.has(edit.key) && !values.has(`${id} ${edit.value}`))
        faults.push(`lost: ${edit.key} ${edit.value}`)
      if (edit.state === 'dead' && here.has(edit.key)) faults.push(`came back: ${edit.key} ${edit.value}`)
    }
    return faults
  }
}
