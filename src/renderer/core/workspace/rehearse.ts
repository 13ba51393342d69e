/** Opening a backup beside the live data: what is in it, how that stands here now, and whether restoring it would work. */
import type { AppError } from '@host'
import { mergeAll, valueKey } from '../merge/merge'
import type { Json, StoredRecord } from '../merge/record'
import { removalOf, valuesOf } from '../merge/view'
import type { RecordType } from '../records/define'
import { file } from '../records/file'
import { recordType, recordTypes } from '../records/registry'
import { isChunkId } from '../vault/chunk'
import { isEnvelope, openMany } from '../vault/envelope'
import type { RehearsalReport } from '../workspace-types'
import { filesLacking, type PiecedFile, piecesAmong } from './file-pieces'
import type { Looked } from './packing'

/** Records named in a report: a few are enough to see that it is the right backup. */
const SAMPLE = 8
/** Trestle's own notes, which no person would look for. */
const INTERNAL = new Set(['text', 'heartbeat'])
/** Types whose title says something to a person. */
const NAMED = ['member', 'bid', 'plan', 'code-version', 'role']

/** What is in a backup, opened: one record per document, its leaves merged. */
export interface OpenedBackup {
  readonly records: ReadonlyMap<string, StoredRecord>
  readonly unopened: readonly string[]
  /** Ids of the pieces of attached files in it. */
  readonly pieces: ReadonlySet<string>
}

/** Opens every envelope of a file with the keys that it was looked through with. */
export async function openBackup(looked: Looked): Promise<OpenedBackup> {
  const envelopes = looked.sound.filter((leaf) => isEnvelope(leaf) && !isChunkId(leaf._id))
  const records = new Map<string, StoredRecord>()
  // A damaged piece of a file is told with its file.
  const unopened = new Set(looked.refused.filter((id) => !isChunkId(id)))
  for (const [i, opened] of (await openMany(looked.keyring, envelopes)).entries()) {
    const id = envelopes[i]?._id ?? ''
    if (!opened.ok) {
      unopened.add(id)
      continue
    }
    const before = records.get(id)
    records.set(id, before === undefined ? opened.value : mergeAll([before, opened.value]))
  }
  return { records, unopened: [...unopened], pieces: piecesAmong(looked.sound) }
}

/** Records that are live in the backup and were removed here since. */
export function removedSince(
  backup: OpenedBackup,
  here: (id: string) => StoredRecord | undefined,
): readonly StoredRecord[] {
  return [...backup.records.values()].filter((record) => {
    const now = here(record.id)
    return now !== undefined && removalOf(record).kind === 'present' && removalOf(now).kind === 'removed'
  })
}

/** How things stand on this laptop now: its records, and the pieces of files that it has never had and the backup brings. */
export interface Standing {
  readonly all: () => Iterable<StoredRecord>
  readonly get: (id: string) => StoredRecord | undefined
  readonly piecesToCome: ReadonlySet<string>
}

/** The report on a backup that could be opened. */
export function compare(
  backup: OpenedBackup,
  here: Standing,
): Omit<RehearsalReport, 'because' | 'madeAt' | 'phrase' | 'takesAway'> {
  const now = tally(here.all())
  const then = tally(backup.records.values())
  const lost = tally([...backup.records.values()].filter((record) => here.get(record.id) === undefined))
  const counts = (recordTypes as unknown as readonly RecordType[])
    .map(({ type, label }) => ({
      type,
      label: label.many,
      backup: then.get(type) ?? 0,
      here: now.get(type) ?? 0,
      lost: lost.get(type) ?? 0,
    }))
    .filter((row) => !INTERNAL.has(row.type) && (row.backup > 0 || row.here > 0))
  const files = filesIn(backup)
  const torn = filesLacking(files, backup.pieces)
  const comingBack = files.filter(({ chunks }) => chunks?.some((chunk) => here.piecesToCome.has(chunk)))
  const partly = backup.unopened.length > 0 || torn.length > 0
  return {
    counts,
    files: { whole: files.length - torn.length, torn: torn.length, comingBack: comingBack.length },
    sample: sampleOf(backup, here.get),
    unopened: backup.unopened.length,
    ahead: [...backup.records.values()].filter((record) => hasNews(record, here.get(record.id))).length,
    removedSince: removedSince(backup, here.get).length,
    verdict: backup.records.size === 0 ? 'fails' : partly ? 'partly' : 'works',
  }
}

/** The report on a file that cannot be restored. */
export function failing(because: AppError, phrase: RehearsalReport['phrase'] = 'not-tried'): RehearsalReport {
  const files = { whole: 0, torn: 0, comingBack: 0 }
  const counted = { counts: [], files, sample: [], unopened: 0, ahead: 0, removedSince: 0, takesAway: 0 }
  return { verdict: 'fails', because, phrase, ...counted }
}

/** The attached files of a backup that nobody has removed. */
export function filesIn(backup: OpenedBackup): readonly PiecedFile[] {
  return [...backup.records.values()]
    .filter((record) => record.type === file.type && removalOf(record).kind === 'present')
    .map((record) => ({ id: record.id, chunks: valuesOf(file, record).chunks as PiecedFile['chunks'] }))
}

/** Whether a record holds an edit that the one here has not seen. */
function hasNews(then: StoredRecord, now: StoredRecord | undefined): boolean {
  if (now === undefined || INTERNAL.has(then.type)) return false
  return Object.entries(then.seen).some(([device, counter]) => counter > (now.seen[device] ?? 0))
}

function tally(records: Iterable<StoredRecord>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const record of records) {
    if (removalOf(record).kind !== 'removed') counts.set(record.type, (counts.get(record.type) ?? 0) + 1)
  }
  return counts
}

/** Some records of each named type, spread over all of them rather than the first ones. */
function sampleOf(backup: OpenedBackup, here: (id: string) => StoredRecord | undefined): RehearsalReport['sample'] {
  const byType = NAMED.map((type) =>
    [...backup.records.values()]
      .filter((record) => record.type === type && removalOf(record).kind === 'present')
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  ).filter((records) => records.length > 0)
  const each = Math.max(1, Math.floor(SAMPLE / Math.max(1, byType.length)))
  return byType
    .flatMap((records) => spread(records, each))
    .slice(0, SAMPLE)
    .map((record) => ({ type: record.type, title: titleOf(record), now: standing(record, here(record.id)) }))
}

function spread<T>(all: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, all.length / count)
  return all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step)).slice(0, count)
}

function standing(then: StoredRecord, now: StoredRecord | undefined): RehearsalReport['sample'][number]['now'] {
  if (now === undefined) return 'missing'
  if (removalOf(now).kind === 'removed') return 'removed'
  return valueKey(then.fields as unknown as Json) === valueKey(now.fields as unknown as Json) &&
    valueKey(then.dots as unknown as Json) === valueKey(now.dots as unknown as Json)
    ? 'same'
    : 'changed'
}

function titleOf(record: StoredRecord): string {
  const type = recordType(record.type)
  return type === undefined ? '' : type.title(valuesOf(type, record) as never)
}
