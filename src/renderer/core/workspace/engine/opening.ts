/** Opening: the model from the desk's pages or anew from PouchDB, and then catching up with what either has and the other has not. */
import type { Checkpoint, Quarantined } from '../../desk/rows'
import { mergeRecords } from '../../merge/merge'
import type { StoredRecord } from '../../merge/record'
import type { Renaming } from '../../merge/rename'
import { isChunkId } from '../../vault/chunk'
import { isEnvelope, openMany, sealMany } from '../../vault/envelope'
import type { OpenReport } from '../../workspace-types'
import { mendCopied } from '../copied'
import { LockedError } from '../door'
import { type Core, PORTION } from './core'
import type { Erasing } from './erasing'
import type { Owing } from './owing'
import type { TakingIn } from './taking-in'

/** How far the desk had come. */
type From = Pick<Checkpoint, 'seq' | 'witness' | 'dirty' | 'aside'>

/** Opens the model. Catching up goes on after it answers. */
export async function openEngine(
  core: Core,
  parts: { readonly erasing: Erasing; readonly taking: TakingIn; readonly owing: Owing },
  renaming: Renaming | undefined,
): Promise<OpenReport> {
  const { model, rows, repository, quarantine } = core
  const loaded = await rows.load()
  if (core.isClosed()) throw new LockedError()
  const mend = async (seq: number): Promise<void> => {
    if (renaming === undefined) return
    const records = await mendCopied(core, renaming)
    parts.taking.setMended({ ...renaming, ids: records.map((record) => record.id) })
    // Pages and tail hold the old dots: merged in at the next start, they would bring them back.
    await rows.rebuild(model.all(), seq)
  }
  const merged = (record: StoredRecord): StoredRecord => {
    const ours = model.stored(record.id)
    return ours === undefined ? record : mergeRecords(ours, record)
  }
  let catchingUp: Promise<void>
  if (loaded.kind === 'loaded') {
    model.put(loaded.records)
    for (const record of loaded.tail) model.put([merged(record)])
    for (const [id, why] of Object.entries(loaded.checkpoint.aside)) if (why !== 'coming') quarantine.set(id, why)
    await mend(loaded.checkpoint.seq)
    catchingUp = catchUp(core, parts, loaded.checkpoint, loaded.tail)
  } else {
    await rebuild(core, parts.taking)
    const lost = loaded.tail.map(merged)
    model.put(lost)
    const { seq } = await repository.info()
    await mend(0)
    catchingUp = catchUp(core, parts, { seq, witness: seq, dirty: false, aside: {} }, lost)
  }
  core.goesOn(catchingUp.then(() => afterwards(core)).catch(() => undefined))
  const isNew = loaded.kind === 'unusable' && loaded.because === 'missing' && model.size() === 0
  return {
    from: loaded.kind === 'loaded' ? 'pages' : isNew ? 'new' : 'rebuilt',
    records: model.size(),
    ...(loaded.kind === 'unusable' && !isNew ? { because: loaded.because } : {}),
    quarantined: quarantine.size,
    newer: model.newer().length,
  }
}

async function catchUp(
  core: Core,
  { erasing, taking, owing }: Parameters<typeof openEngine>[1],
  from: From,
  tail: readonly StoredRecord[],
): Promise<void> {
  const { keyring, model, repository } = core
  const listing = listChanged(core, taking, from)
  taking.doubts.listedBy(listing)
  const { lost, ids } = await listing
  const { standing, missing } = await compare(core, lost ? [...model.all()] : tail)
  for (const id of standing) ids.add(id)
  if (missing.length > 0) {
    const lacking = new Set(missing.map((record) => record.id))
    const given = await repository.save(await sealMany(keyring, missing))
    if (!given.ok) owing.add(lacking)
  }
  const all = [...ids].filter((id) => !id.startsWith('_design/') && !isChunkId(id))
  for (let at = 0; at < all.length; at += PORTION) {
    if (core.isClosed()) return
    const part = all.slice(at, at + PORTION)
    await core.exclusive(async () => {
      await taking.takeIn(part)
      taking.doubts.clear(part)
    })
    await core.pause()
  }
  await core.exclusive(async () => {
    await erasing.replay()
    owing.caughtUp()
    const { seq } = await repository.info()
    await owing.settle(seq, seq)
  })
}

/** What changed in PouchDB since the desk was last complete; all of it where PouchDB went back in time. */
async function listChanged(
  { repository, model }: Core,
  { doubts }: TakingIn,
  from: From,
): Promise<{ readonly lost: boolean; readonly ids: Set<string> }> {
  try {
    const info = await repository.info()
    const lost = from.dirty || info.seq < Math.max(from.seq, from.witness)
    const ids = new Set((await repository.changedSince(lost ? 0 : from.seq)).ids)
    for (const id of Object.keys(from.aside)) ids.add(id)
    doubts.add(ids)
    return { lost, ids }
  } catch (error) {
    doubts.add([...model.all()].map((record) => record.id))
    throw error
  }
}

/** Which of these records PouchDB has, and which a power cut took from it. */
async function compare(
  { repository, model }: Core,
  suspects: readonly StoredRecord[],
): Promise<{ readonly standing: readonly string[]; readonly missing: readonly StoredRecord[] }> {
  const known = new Set<string>()
  for (let at = 0; at < suspects.length; at += PORTION) {
    const part = suspects.slice(at, at + PORTION).map((record) => record.id)
    for (const leaves of await repository.leaves(part))
      if (leaves.docs.length > 0 || leaves.deleted || leaves.isPartly) known.add(leaves.id)
  }
  const missing = suspects.filter((record) => !known.has(record.id))
  return { standing: [...known], missing: missing.map((record) => model.stored(record.id) ?? record) }
}

/** The model, the desk's pages and what is set aside, from PouchDB alone. */
async function rebuild(core: Core, { takeIn }: TakingIn): Promise<void> {
  const { keyring, repository, model, rows, quarantine } = core
  const conflicts: string[] = []
  const since = (await repository.info()).seq
  await repository.readAll(async (docs, conflicted) => {
    if (core.isClosed()) throw new LockedError()
    conflicts.push(...conflicted)
    const envelopes = docs.filter((doc) => isEnvelope(doc) || typeof doc.v === 'number')
    const records: StoredRecord[] = []
    for (const [i, result] of (await openMany(keyring, envelopes)).entries()) {
      const id = envelopes[i]?._id ?? ''
      if (result.ok) records.push(result.value)
      else if (isEnvelope(envelopes[i]) || result.error.kind === 'newer-record')
        quarantine.set(id, result.error.kind as Quarantined)
    }
    core.show(records)
  })
  if (conflicts.length > 0) await takeIn(conflicts)
  await rows.rebuild(model.all(), since)
}

/** What makes later work quick, when there is time. */
async function afterwards({ rows, search, repository, pause, exclusive, isClosed }: Core): Promise<void> {
  if (rows.isLong()) await exclusive(() => rows.fold())
  await search.build(pause)
  if (!isClosed()) await repository.learnRevisions(pause)
}
