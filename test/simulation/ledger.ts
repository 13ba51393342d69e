/**
 * What must still be there at the end: every acknowledged edit, until somebody who had seen it replaced it. Kept by edit (laptop
 * and counter), apart from the merge that is on trial: it only notes what each laptop showed before and after its own saves.
 */
import type { Dot, Json, StoredRecord } from '@/core/merge/record'

interface Edit {
  key: string
  readonly value: string
  /** `perhaps`: the save was not acknowledged, or an edit that was not acknowledged replaced it. */
  state: 'alive' | 'dead' | 'perhaps'
  /** The laptop on which it was replaced first, and the edits that took its place. */
  replaced?: { readonly by: string; readonly later: readonly Edit[] }
  /** Not yet sent when the laptop that had made it was copied: it stands on both. */
  onBoth?: true
  /** May stand again beside what replaced it. (`Ledger.renamed`) */
  mayStandAgain?: true
}

/** The standing edits of a record, all or those whose dot fits: `id path device counter value`, and the value. */
export function standing(
  record: StoredRecord | undefined,
  fits: (dot: Dot) => boolean = () => true,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (record === undefined) return found
  for (const [path, entries] of Object.entries(record.fields)) {
    for (const [value, at] of entries) {
      const dot = record.dots[at] ?? (['?', 0, ''] as const)
      if (!fits(dot)) continue
      const [device, counter] = dot
      found.set(`${record.id} ${path} ${device} ${counter} ${text(value)}`, text(value))
    }
  }
  return found
}

/** The record and path of a standing edit. */
function placeOf(key: string): string {
  return key.split(' ', 2).join(' ')
}

function deviceOf(key: string): string {
  return key.split(' ', 3)[2] ?? ''
}

/** Whether what replaced an edit, or what replaced that in turn, stands in its place. What was taken out of a list has nothing in its place. */
function isReplacedStill(edit: Edit, places: ReadonlySet<string>): boolean {
  const later = edit.replaced?.later ?? []
  return later.some((each) => places.has(`${placeOf(each.key)} ${each.value}`) || isReplacedStill(each, places))
}

function isTakenOut(edit: Edit): boolean {
  return edit.replaced?.later.length === 0
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
  saved(
    before: ReadonlyMap<string, string>,
    after: ReadonlyMap<string, string>,
    acknowledged: boolean,
    by: string,
  ): void {
    const made: Edit[] = []
    for (const [key, value] of after) {
      if (before.has(key)) continue
      const edit: Edit = { key, value, state: acknowledged ? 'alive' : 'perhaps' }
      made.push(edit)
      this.#edits.set(key, edit)
      if (acknowledged) this.acknowledged += 1
    }
    for (const key of before.keys()) {
      const edit = this.#edits.get(key)
      if (edit === undefined || after.has(key)) continue
      // It was replaced, came back, and somebody settled that: once is what ADR 21 grants.
      if (edit.state === 'dead') delete edit.mayStandAgain
      edit.state = acknowledged ? 'dead' : 'perhaps'
      edit.replaced ??= { by, later: made.filter((each) => placeOf(each.key) === placeOf(key)) }
    }
  }

  /** A laptop was copied: which of its standing edits were not yet sent, and so are now on both. */
  copied(unsent: Iterable<string>): void {
    for (const key of unsent) {
      const edit = this.#edits.get(key)
      if (edit !== undefined) edit.onBoth = true
    }
  }

  /**
   * A copied laptop took a new device id: its unsent edits bear new dots from here on. What it had replaced until then of the
   * edits that were not yet sent when it was copied may stand again beside the later value, since it may no longer claim to have
   * seen them: a person is asked once too often, and what was taken out of a list is in it again. That is the consequence that docs/adr/0021 names, and all that is allowed.
   */
  renamed(by: string, from: string, to: string, now: ReadonlyMap<string, string>): void {
    for (const edit of this.#edits.values()) {
      if (edit.onBoth && edit.state === 'dead' && edit.replaced?.by === by) edit.mayStandAgain = true
    }
    for (const [key, value] of now) {
      if (deviceOf(key) !== to || this.#edits.has(key)) continue
      const old = this.#edits.get(key.replace(` ${to} `, ` ${from} `))
      if (old === undefined) continue
      // What both had stands under the old dot on the other laptop: two edits from here on.
      if (old.onBoth) this.#edits.set(key, { key, value, state: old.state === 'perhaps' ? 'perhaps' : 'alive' })
      else {
        this.#edits.delete(old.key)
        old.key = key
        this.#edits.set(key, old)
      }
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

  /** For certain: it was acknowledged. */
  isErased(id: string): boolean {
    return this.#erased.get(id) === 'surely'
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
    const places = new Set<string>()
    for (const record of records) {
      for (const [key, value] of standing(record)) {
        here.set(key, value)
        values.add(`${record.id} ${value}`)
        places.add(`${placeOf(key)} ${value}`)
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
      const isAsked = edit.mayStandAgain === true && (isTakenOut(edit) || isReplacedStill(edit, places))
      if (edit.state === 'dead' && here.has(edit.key) && !isAsked) faults.push(`came back: ${edit.key} ${edit.value}`)
    }
    return faults
  }
}
