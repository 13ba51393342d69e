/** From the changes that a command asks for to records, checked; and the way back. */
import { fail, ok, type Result } from '@host'
import type { Change, Saved } from '../commands/define'
import { instantOf } from '../merge/clock'
import { applyOps, emptyRecord, opsFor } from '../merge/edit'
import { dotOf, valueKey } from '../merge/merge'
import { type Entry, type Json, type Op, REMOVED, type StoredRecord, UNDONE } from '../merge/record'
import { removalOf, valuesOf } from '../merge/view'
import type { RecordType } from '../records/define'
import type { Engine } from './engine'

/** How many batches can be undone. */
const KEPT = 50

interface Undoable {
  readonly changeId: string
  readonly label: string
  readonly back: readonly Step[]
}

/** What a batch did to one record: what it wrote with the way back of each, or, where it made the record, all it had seen of it then. */
type Step =
  | { readonly id: string; readonly written: readonly Written[] }
  | { readonly id: string; readonly made: StoredRecord['seen'] }

interface Written {
  readonly op: Op
  readonly back: Op
}

export interface Saver {
  /** See `CommandContext.save`. `undoable: false` for autosaved text, which has its own undo. */
  save(changes: readonly Change[], label: string, options: SaveOptions): Promise<Result<Saved>>
  /** See `Workspace.undo`. */
  undo(changeId?: string): Promise<Result<{ readonly label: string; readonly left: number }>>
  /** Nothing before this can be undone any more: it might hold what was erased. */
  forgetUndo(): void
}

export interface SaveOptions {
  readonly undoable?: boolean
  readonly today: string
  /** Ids that were drawn at random for these changes. */
  readonly fresh?: ReadonlySet<string>
  /** Makes a change anew when its turn has come: what it was made from may be old by then. Its record stays the same. */
  readonly atTurn?: (change: Change) => Change
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

/** Makes the saver of one open engine. */
export function createSaver(engine: Engine, newId: () => string, today: () => string): Saver {
  const undoables: Undoable[] = []

  const save: Saver['save'] = (changes, label, options) =>
    engine.exclusive(async () => {
      const sure = await engine.makeSure(changes.map((change) => change.id))
      if (!sure.ok) return sure
      const stamp = engine.stamp()
      const latest = new Map<string, StoredRecord>()
      const back: Step[] = []
      const made = new Set<string>()
      for (const asked of changes) {
        const change = options.atTurn?.(asked) ?? asked
        const type = change.type as unknown as RecordType
        const before = latest.get(change.id) ?? engine.model.stored(change.id)
        const refused = refusal(engine, type, change, before)
        if (refused !== undefined) return refused
        const current = before ?? emptyRecord(type, change.id)
        const ops = opsFor(
          type,
          current,
          change as { patch: Readonly<Record<string, Json | undefined>> },
          options.today,
          stamp.device,
        )
        if (ops.length === 0 && before !== undefined) continue
        latest.set(change.id, applyOps(current, ops, stamp, type.schema))
        if (before === undefined) made.add(change.id)
        else if (!made.has(change.id)) back.unshift({ id: change.id, written: withWayBack(type, current, ops) })
      }
      if (options.signal?.aborted === true) return fail('cancelled')
      const done = await engine.commit([...latest.values()], {
        ...(options.fresh && { fresh: options.fresh }),
        ...(options.onProgress && { onProgress: options.onProgress }),
      })
      if (!done.ok) return done
      const changeId = newId()
      if (options.undoable !== false && latest.size > 0) {
        for (const id of made) back.push({ id, made: latest.get(id)?.seen ?? {} })
        undoables.push({ changeId, label, back })
        if (undoables.length > KEPT) undoables.shift()
      }
      return ok({ changeId, savedAt: instantOf(stamp.at), ids: [...latest.keys()] })
    })

  return {
    save,
    forgetUndo: () => void undoables.splice(0),
    undo: (changeId) =>
      engine.exclusive(async () => {
        const at =
          changeId === undefined ? undoables.length - 1 : undoables.findIndex((each) => each.changeId === changeId)
        const batch = undoables[at]
        if (batch === undefined) return fail('nothing-to-undo')
        const sure = await engine.makeSure(batch.back.map(({ id }) => id))
        if (!sure.ok) return sure
        const aside = batch.back.flatMap(({ id }) => engine.quarantine.get(id) ?? [])[0]
        if (aside !== undefined) return fail(aside)
        const stamp = engine.stamp()
        const latest = new Map<string, StoredRecord>()
        const left = new Set<string>()
        const changedAfter = new Set(undoables.slice(at + 1).flatMap(({ back }) => back.map(({ id }) => id)))
        for (const step of batch.back) {
          const { id } = step
          const current = latest.get(id) ?? engine.model.stored(id)
          if (current === undefined) continue
          if ('written' in step) {
            const { ops, isWhole } = waysBack(current, step.written, engine.device)
            if (!isWhole) left.add(id)
            if (ops.length > 0) latest.set(id, applyOps(current, ops, stamp))
          } else if (removalOf(current).kind !== 'removed') {
            // What was made is removed again; it waits with the other removed records. Of what came since, the removal covers only
            // what was itself taken back here: anything else stands against it, and a person is asked.
            const taken = changedAfter.has(id) ? {} : { [engine.device]: current.seen[engine.device] ?? 0 }
            const value = { on: today(), reason: UNDONE, seen: { ...step.made, ...taken } }
            const removed = applyOps(current, [{ op: 'put', path: REMOVED, value }], stamp)
            if (removalOf(removed).kind !== 'removed') left.add(id)
            latest.set(id, removed)
          }
        }
        const done = await engine.commit([...latest.values()])
        if (!done.ok) return done
        undoables.splice(at, 1)
        if (latest.size === 0 && left.size > 0) return fail('nothing-to-undo')
        return ok({ label: batch.label, left: left.size })
      }),
  }
}

/** Why a change may not be made: the record is erased, newer or damaged, a fact, or a value does not fit its field. */
function refusal(
  engine: Engine,
  type: RecordType,
  change: Change,
  before: StoredRecord | undefined,
): Result<never> | undefined {
  // Erased while the change waited its turn: an edit would begin the record anew, under an id that the ledger says is gone.
  if (engine.erased().has(change.id)) return fail('not-found')
  const set = engine.quarantine.get(change.id)
  if (set !== undefined) return fail(set)
  if (before !== undefined && before.schema > type.schema) return fail('newer-record')
  if (before !== undefined && type.fact && Object.keys(change.patch).length > 0) return fail('fact-is-append-only')
  for (const [name, value] of Object.entries(change.patch)) {
    const field = Object.hasOwn(type.fields, name) ? type.fields[name] : undefined
    if (field === undefined) return fail('invalid-value', { field: name, problem: 'unknown' })
    if (value === null || value === undefined) continue
    const parts: readonly unknown[] =
      field.merge === 'one'
        ? [value]
        : field.merge === 'set'
          ? Array.isArray(value)
            ? value
            : [value]
          : Object.values(value as object)
    for (const part of parts) {
      // An entry that a map no longer has: what is left where one laptop removed it and another changed it.
      if (part === null && field.merge === 'map') continue
      const checked = field.schema.safeParse(part)
      if (!checked.success)
        return fail('invalid-value', { field: field.label, problem: checked.error.issues[0]?.message ?? '' })
    }
  }
  return undefined
}

/** What stood at a path as a clash with this value: whoever takes a choice back has it to make again. */
function othersAt(before: StoredRecord, path: string, value: Json): readonly Json[] {
  const standing = new Map((before.fields[path] ?? []).map(([each]) => [valueKey(each), each]))
  standing.delete(valueKey(value))
  return [...standing.values()]
}

/** Each operation with the one that brings back what was shown before. */
function withWayBack(type: RecordType, before: StoredRecord, ops: readonly Op[]): readonly Written[] {
  const shown = valuesOf(type, before) as Readonly<Record<string, Json | undefined>>
  const valueAt = (path: string): Json => {
    if (path === REMOVED) return before.fields[REMOVED]?.[0]?.[0] ?? null
    const slash = path.indexOf('/')
    if (slash < 0) return shown[path] ?? null
    const map = shown[path.slice(0, slash)] as Readonly<Record<string, Json>> | undefined
    return map?.[path.slice(slash + 1)] ?? null
  }
  const backOf = (op: Op): Op => {
    if (op.op === 'add') return { op: 'drop', path: op.path, member: op.member }
    if (op.op === 'drop') return { op: 'add', path: op.path, member: op.member }
    const value = valueAt(op.path)
    const beside = op.path === REMOVED ? [] : othersAt(before, op.path, value)
    return { op: 'put', path: op.path, value, ...(beside.length === 0 ? {} : { beside }) }
  }
  return ops.map((op) => ({ op, back: backOf(op) }))
}

/**
 * What still leads back from what was written: where somebody has written since, here or elsewhere, the newer words stay. `isWhole`:
 * nothing was left.
 */
function waysBack(
  current: StoredRecord,
  written: readonly Written[],
  device: string,
): { readonly ops: readonly Op[]; readonly isWhole: boolean } {
  const ways = written.filter(({ back }) => !isThere(current, back))
  const ops = ways.filter(({ op }) => isThere(current, op) && isBy(current, op, device)).map(({ back }) => back)
  return { ops, isWhole: ops.length === ways.length }
}

/** Whether a record stands as if the operation had just been made. */
function isThere(record: StoredRecord, op: Op): boolean {
  const standing = new Set(entriesAt(record, op).map(([value]) => valueKey(value)))
  if (op.op === 'add') return standing.size > 0
  if (op.op !== 'put') return standing.size === 0
  const wanted = new Set([op.value, ...(op.beside ?? []), ...(op.unseen ?? [])].map(valueKey))
  return wanted.size === standing.size && [...wanted].every((key) => standing.has(key))
}

/** Whether this laptop wrote all that stands where the operation is made, but for what had come unseen and stayed. */
function isBy(record: StoredRecord, op: Op, device: string): boolean {
  const unseen = new Set(op.op === 'put' ? op.unseen?.map(valueKey) : [])
  return entriesAt(record, op).every(
    (entry) => unseen.has(valueKey(entry[0])) || dotOf(entry, record.dots)[0] === device,
  )
}

/** The entries that an operation is about: those of its path; in a set, those of its member. */
function entriesAt(record: StoredRecord, op: Op): readonly Entry[] {
  const entries = record.fields[op.path] ?? []
  return op.op === 'add' || op.op === 'drop' ? entries.filter(([value]) => value === op.member) : entries
}
