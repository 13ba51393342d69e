/**
 * A laptop that was copied, profile or disk: both have one device id, and a dot used twice hides an edit. Whichever finds out first stops,
 * locks, and when it is unlocked begins again under an id of its own, before anything more is written or sent. (docs/adr/0021)
 */
import { type DeskDb, readMeta, writeMeta } from '../desk/db'
import { compareTimes } from '../merge/clock'
import { applyOps, emptyRecord } from '../merge/edit'
import { mergeRecords } from '../merge/merge'
import type { Json, Op, StoredRecord } from '../merge/record'
import { hasUnsent, type Renaming, renamed, seenTogether, withoutUnsent } from '../merge/rename'
import type { LiveModel } from '../model/live-model'
import type { RecordType } from '../records/define'
import { heartbeat } from '../records/heartbeat'
import { text } from '../records/text'
import type { Leaves, Repository } from '../store/repository'
import type { LocalStore } from '../store/types'
import { readMarks, startAgain, writeMarks } from '../sync/marks'
import { openMany, sealMany } from '../vault/envelope'
import type { Keyring } from '../vault/keys'
import { readCarryMarks, writeCarryMarks } from './carry-marks'
import { META } from './spaces'
import { textId } from './texts'

/** Thrown where edits turn up that this laptop seems to have made and has not: nothing may be stored or sent on top of them. */
export class CopiedError extends Error {
  override readonly name = 'laptop-copied'
}

/** Notes that this laptop has to take another device id. It does when it is next unlocked. */
export function markCopied(desk: DeskDb): Promise<void> {
  return writeMeta(desk, META.copied, true)
}

export async function isMarkedCopied(desk: DeskDb): Promise<boolean> {
  return (await readMeta<boolean>(desk, META.copied)) === true
}

/** What was renamed, for as long as other laptops' forms of it may still come. */
export interface Mended extends Renaming {
  /** Records that were given new dots. */
  readonly ids: readonly string[]
}

/** A renaming that is to be done. `ids`: what an attempt that broke off may have renamed already. */
export interface BeginningAgain extends Mended {
  /** Writes down what is renamed: before any of it is, since what has been cannot be told from the records any more. */
  readonly note: (mended: Mended) => Promise<void>
}

/** What is to be renamed: everything that was not with the group at the last clean pass. */
export async function beginningAgain(
  { store, desk }: { readonly store: LocalStore; readonly desk: DeskDb },
  from: string,
  to: string,
): Promise<{ readonly again: BeginningAgain; readonly brokenOff: Mended | undefined }> {
  const before = await readMeta<Mended>(desk, META.mended)
  const brokenOff = before?.from === from ? before : undefined
  const goodAt = (await readMarks(store)).allSentAt ?? ''
  const note = (mended: Mended): Promise<void> => writeMeta(desk, META.mended, mended)
  return { again: { from, to, goodAt, ids: brokenOff?.ids ?? [], note }, brokenOff }
}

/** Gives this laptop's unsent edits new dots, in the model and in the database. Answers what was renamed, here and before. */
export async function mendCopied(
  parts: { readonly model: LiveModel; readonly repository: Repository; readonly keyring: Keyring },
  { note, ...renaming }: BeginningAgain,
): Promise<Mended> {
  const { model, repository, keyring } = parts
  const unsent = [...model.all()].filter((record) => hasUnsent(record, renaming)).map((record) => record.id)
  const noted = { ...renaming, ids: [...new Set([...renaming.ids, ...unsent])] }
  await note(noted)
  const mended: StoredRecord[] = []
  // Words first: they leave the old laptop's record only when they stand in the new one's.
  for (const record of [...model.all()]) {
    if (record.type !== text.type || !hasUnsent(record, renaming)) continue
    const moved = await movedText(parts, record, renaming)
    const [envelope] = await sealMany(keyring, moved === undefined ? [] : [moved])
    if (moved === undefined || envelope === undefined) continue
    const written = await repository.save([envelope])
    if (!written.ok) throw new Error(written.error.kind)
    mended.push(moved)
  }
  for (const record of [...model.all()]) {
    if (!hasUnsent(record, renaming)) continue
    const oneWriter = record.type === text.type || record.type === heartbeat.type
    const ours = oneWriter ? withoutUnsent(record, renaming) : renamed(record, renaming)
    const [leaves] = await repository.leaves([record.id])
    const { merged, opened } = await withOthers(keyring, leaves, record, ours, renaming)
    const [envelope] = await sealMany(keyring, [merged])
    if (envelope === undefined) continue
    const written =
      leaves === undefined || leaves.docs.length === 0
        ? await repository.save([envelope])
        : // A leaf that does not open is never ended. Where none does, the pages hold ours until one can be read.
          await repository.resolve({ ...leaves, docs: opened }, envelope)
    if (!written.ok) throw new Error(written.error.kind)
    mended.push(merged)
  }
  model.put(mended)
  return noted
}

/** This laptop's words of a section, as the text of its new id: with all that it had stored, so nothing is parted. */
async function movedText(
  { model, keyring }: { readonly model: LiveModel; readonly keyring: Keyring },
  record: StoredRecord,
  { from, to }: Renaming,
): Promise<StoredRecord | undefined> {
  const item = model.item(text, record.id)
  if (item?.sectionId === undefined || item.device !== from || item.state === undefined) return undefined
  const values: Readonly<Record<string, Json>> = {
    sectionId: item.sectionId,
    device: to,
    state: item.state,
    plain: item.plain ?? '',
  }
  const ops = Object.entries(values).map(([path, value]): Op => ({ op: 'put', path, value }))
  const id = await textId({ keyring }, item.sectionId, to)
  const at =
    record.dots
      .map((dot) => dot[2])
      .sort(compareTimes)
      .at(-1) ?? ''
  return applyOps(emptyRecord(text as unknown as RecordType, id), ops, { device: to, at })
}

/**
 * Another laptop's leaf may stand here already: what it holds stays. Our own is dropped, since its dots are the ones in doubt. Answers
 * the leaves that opened, too.
 */
async function withOthers(
  keyring: Keyring,
  leaves: Leaves | undefined,
  before: StoredRecord,
  ours: StoredRecord,
  renaming: Renaming,
): Promise<{ readonly merged: StoredRecord; readonly opened: Leaves['docs'] }> {
  const docs = leaves?.docs ?? []
  const results = await openMany(keyring, docs)
  let merged = ours
  for (const result of results) {
    if (!result.ok || JSON.stringify(mergeRecords(before, result.value)) === JSON.stringify(before)) continue
    merged = mergeRecords(seenTogether(merged, result.value, renaming), result.value)
  }
  return { merged, opened: docs.filter((_, i) => results[i]?.ok === true) }
}

/** Marks speak of the old id and of a database that is no longer this one alone. */
export async function forgetMarks(store: LocalStore, newEpoch: () => string): Promise<void> {
  await writeMarks(store, startAgain(await readMarks(store)))
  const carry = await readCarryMarks(store, newEpoch)
  await writeCarryMarks(store, { ...carry, epoch: newEpoch(), told: {}, made: [] })
}
