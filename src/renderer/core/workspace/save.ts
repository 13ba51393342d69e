/** From the changes that a command asks for to records, checked; and the way back. */
import { fail, ok, type Result } from '@host'
import type { Change, Saved } from '../commands/define'
import { instantOf } from '../merge/clock'
import { applyOps, emptyRecord, opsFor } from '../merge/edit'
import { type Json, type Op, REMOVED, type StoredRecord } from '../merge/record'
import { valuesOf } from '../merge/view'
import type { RecordType } from '../records/define'
import type { Engine } from './engine'

/** How many batches can be undone. */
const KEPT = 50

interface Undoable {
  readonly changeId: string
  readonly label: string
  readonly back: readonly { readonly id: string; readonly ops: readonly Op[] }[]
}

export interface Saver {
  /** See `CommandContext.save`. `undoable: false` for autosaved text, which has its own undo. */
  save(changes: readonly Change[], label: string, options: SaveOptions): Promise<Result<Saved>>
  undo(changeId?: string): Promise<Result<{ readonly label: string }>>
  /** Nothing before this can be undone any more: it might hold what was erased. */
  forgetUndo(): void
}

export interface SaveOptions {
  readonly undoable?: boolean
  readonly today: string
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
      const back: { id: string; ops: readonly Op[] }[] = []
      for (const change of changes) {
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
        )
        if (ops.length === 0 && before !== undefined) continue
        latest.set(change.id, applyOps(current, ops, stamp, type.schema))
        back.unshift({ id: change.id, ops: before === undefined ? [] : backOps(type, current, ops) })
      }
      if (options.signal?.aborted === true) return fail('cancelled')
      const done = await engine.commit([...latest.values()], {
        ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      })
      if (!done.ok) return done
      const changeId = newId()
      if (options.undoable !== false && latest.size > 0) {
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
        for (const { id, ops } of batch.back) {
          const current = latest.get(id) ?? engine.model.stored(id)
          if (current === undefined) continue
          // What was made is removed again; it waits with the other removed records.
          const removal: Op = {
            op: 'put',
            path: REMOVED,
            value: { on: today(), reason: 'undone', seen: { ...current.seen } },
          }
          latest.set(id, applyOps(current, ops.length === 0 ? [removal] : ops, stamp))
        }
        const done = await engine.commit([...latest.values()])
        if (!done.ok) return done
        undoables.splice(at, 1)
        return ok({ label: batch.label })
      }),
  }
}

/** Why a change may not be made: the record is newer or damaged, a fact, or a value does not fit its field. */
function refusal(
  engine: Engine,
  type: RecordType,
  change: Change,
  before: StoredRecord | undefined,
): Result<never> | undefined {
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
      const checked = field.schema.safeParse(part)
      if (!checked.success)
        return fail('invalid-value', { field: field.label, problem: checked.error.issues[0]?.message ?? '' })
    }
  }
  return undefined
}

/** The operations that bring back what was shown before. */
function backOps(type: RecordType, before: StoredRecord, ops: readonly Op[]): readonly Op[] {
  const shown = valuesOf(type, before) as Readonly<Record<string, Json | undefined>>
  const valueAt = (path: string): Json => {
    if (path === REMOVED) return before.fields[REMOVED]?.[0]?.[0] ?? null
    const slash = path.indexOf('/')
    if (slash < 0) return shown[path] ?? null
    const map = shown[path.slice(0, slash)] as Readonly<Record<string, Json>> | undefined
    return map?.[path.slice(slash + 1)] ?? null
  }
  return ops.map((op): Op => {
    if (op.op === 'add') return { op: 'drop', path: op.path, member: op.member }
    if (op.op === 'drop') return { op: 'add', path: op.path, member: op.member }
    return { op: 'put', path: op.path, value: valueAt(op.path) }
  })
}
