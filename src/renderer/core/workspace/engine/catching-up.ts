/** Catching up after an opening: what PouchDB has and the desk has not is taken in, and what a power cut took from PouchDB is given back. */
import { type AppError, ok, type Result } from '@host'
import type { Checkpoint } from '../../desk/rows'
import type { StoredRecord } from '../../merge/record'
import { storageFault } from '../../store/repository'
import { isChunkId } from '../../vault/chunk'
import { sealMany } from '../../vault/envelope'
import { type Core, PORTION } from './core'
import type { Erasing } from './erasing'
import type { Owing } from './owing'
import type { TakingIn } from './taking-in'

/** How far the desk had come. */
export type From = Pick<Checkpoint, 'seq' | 'witness' | 'dirty' | 'aside'>

export interface CatchingUp {
  /** The first attempt, from where the desk had come. `tail`: records of which PouchDB may know nothing. */
  begin(from: From, tail: readonly StoredRecord[]): Promise<void>
  /** See `Engine.catchUp`. */
  again(): Promise<Result<void>>
  /** See `Engine.behind`. */
  behind(): AppError | undefined
}

export interface CatchingUpParts {
  readonly erasing: Erasing
  readonly taking: TakingIn
  readonly owing: Owing
}

/** Nothing is caught up with before `begin`. */
export function createCatchingUp(core: Core, parts: CatchingUpParts): CatchingUp {
  let begun: { readonly from: From; readonly tail: readonly StoredRecord[] } | undefined
  let fault: AppError | undefined
  let running: Promise<Result<void>> | undefined

  const attempt = async (from: From, tail: readonly StoredRecord[]): Promise<Result<void>> => {
    // A later attempt compares everything: what was saved meanwhile has moved PouchDB past where it may have gone back from.
    const at = fault === undefined ? from : { ...from, dirty: true }
    const done = await catchUp(core, parts, at, tail).catch(storageFault)
    // What is closed while it catches up did not fail.
    if (core.isClosed()) return ok(undefined)
    const before = fault
    fault = done.ok ? undefined : done.error
    if (before === undefined && fault !== undefined) await core.exclusive(core.rows.distrust).catch(() => undefined)
    core.heard.behind.tell()
    return done
  }
  const run = (): Promise<Result<void>> => {
    if (begun === undefined || core.isClosed()) return Promise.resolve(ok(undefined))
    running ??= attempt(begun.from, begun.tail).finally(() => {
      running = undefined
    })
    return running
  }

  return {
    async begin(from, tail) {
      begun = { from, tail }
      await run()
    },
    again() {
      if (fault === undefined) return Promise.resolve(ok(undefined))
      const answer = run()
      core.goesOn(answer.then(() => undefined))
      return answer
    },
    behind: () => fault,
  }
}

/** Safe to do twice: what was taken in and given back before a fault is no news the next time. */
async function catchUp(
  core: Core,
  { erasing, taking, owing }: CatchingUpParts,
  from: From,
  tail: readonly StoredRecord[],
): Promise<Result<void>> {
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
    if (core.isClosed()) return ok(undefined)
    const part = all.slice(at, at + PORTION)
    await core.exclusive(async () => {
      await taking.takeIn(part)
      taking.doubts.clear(part)
    })
    await core.pause()
  }
  return core.exclusive(async () => {
    const erased = await erasing.replay()
    if (!erased.ok) return erased
    owing.caughtUp()
    const { seq } = await repository.info()
    await owing.settle(seq, seq)
    return ok(undefined)
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
