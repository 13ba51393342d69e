/** Opening: the model from the desk's pages or anew from PouchDB, and then catching up with what either has and the other has not. */
import type { Quarantined } from '../../desk/rows'
import { mergeRecords } from '../../merge/merge'
import type { StoredRecord } from '../../merge/record'
import { isEnvelope, openMany } from '../../vault/envelope'
import type { OpenReport } from '../../workspace-types'
import { type BeginningAgain, mendCopied } from '../copied'
import { LockedError } from '../door'
import type { CatchingUp } from './catching-up'
import type { Core } from './core'
import type { TakingIn } from './taking-in'

/** Opens the model. Catching up goes on after it answers. */
export async function openEngine(
  core: Core,
  parts: { readonly taking: TakingIn; readonly catching: CatchingUp },
  again: BeginningAgain | undefined,
): Promise<OpenReport> {
  const { model, rows, repository, quarantine } = core
  const loaded = await rows.load()
  if (core.isClosed()) throw new LockedError()
  const mend = async (seq: number): Promise<void> => {
    if (again === undefined) return
    parts.taking.setMended(await mendCopied(core, again))
    // Pages and tail hold the old dots: merged in at the next start, they would bring them back.
    await rows.rebuild(model.all(), seq)
  }
  /** Puts in what was saved since the pages, one after the other: a record may be there several times. Answers them as they stand now. */
  const putTail = (): readonly StoredRecord[] =>
    loaded.tail.map((record) => {
      const ours = model.stored(record.id)
      const whole = ours === undefined ? record : mergeRecords(ours, record)
      model.put([whole])
      return whole
    })
  const { ledger } = core
  let catchingUp: Promise<void>
  if (loaded.kind === 'loaded') {
    model.put(loaded.records)
    putTail()
    for (const [id, why] of Object.entries(loaded.checkpoint.aside)) if (why !== 'coming') quarantine.set(id, why)
    await ledger.learn()
    await mend(loaded.checkpoint.seq)
    catchingUp = parts.catching.begin(loaded.checkpoint, loaded.tail)
  } else {
    const since = await rebuild(core, parts.taking)
    const lost = putTail()
    // With what only the tail had: PouchDB may have lost it in a power cut.
    await rows.rebuild(model.all(), since)
    const { seq } = await repository.info()
    await mend(0)
    catchingUp = parts.catching.begin({ seq, witness: seq, dirty: false, aside: {} }, lost)
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

/** The model and what is set aside, from PouchDB alone. Answers the local sequence up to which it is. */
async function rebuild(core: Core, { takeIn }: TakingIn): Promise<number> {
  const { keyring, repository, quarantine } = core
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
  return since
}

/** What makes later work quick, when there is time. */
async function afterwards({ rows, search, repository, pause, exclusive, isClosed }: Core): Promise<void> {
  // A tail that a full disk keeps long is folded later: people are to be found all the same.
  if (rows.isLong()) await exclusive(() => rows.fold()).catch(() => undefined)
  await search.build(pause)
  if (!isClosed()) await repository.learnRevisions(pause)
}
