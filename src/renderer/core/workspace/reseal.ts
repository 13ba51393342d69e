/**
 * Sealing everything anew after a new key: papers first, then the pieces of attached files, one at a time. What has the newest key is
 * passed over, so it can be stopped and begun again; each piece replaces its old body, so no room is needed for two.
 */
import { fail, ok, type Result } from '@host'
import { openChunk, sealChunk } from '../vault/chunk'
import { type AnyDocument, isEnvelope } from '../vault/envelope'
import type { Environment, Resealed, RunOptions } from '../workspace-types'
import { allFiles, fetchPiece, piecesNamedBy } from './file-pieces'
import type { Unlocked } from './lifecycle'
import type { SyncControl } from './sync-control'

/** Seals everything with the current key. Errors: cancelled, disk-full, storage-failed. */
export async function resealAll(
  env: Pick<Environment, 'pause'>,
  here: Unlocked,
  sync: SyncControl,
  options: RunOptions,
): Promise<Result<Resealed>> {
  const { engine } = here.opened
  await here.opened.ready()
  const signal = options.signal ?? new AbortController().signal
  const tell = options.onProgress ?? (() => undefined)
  const pieces = piecesNamedBy(allFiles(engine))
  const papers = await engine.reseal((done, total) => tell(done, total + pieces.length), signal)
  if (!papers.ok) return papers
  let piecesLeft = 0
  for (const [i, { fileId, id }] of pieces.entries()) {
    if (signal.aborted) return fail('cancelled')
    const done = await resealPiece(here, sync, fileId, id)
    if (!done.ok) return done
    if (!done.value) piecesLeft += 1
    tell(papers.value + i + 1, papers.value + pieces.length)
    await env.pause()
  }
  return ok({ papers: papers.value, pieces: pieces.length - piecesLeft, piecesLeft })
}

/** Whether the piece has the newest key now; false where it cannot be had just now, or does not open. */
async function resealPiece(here: Unlocked, sync: SyncControl, fileId: string, id: string): Promise<Result<boolean>> {
  const { engine, store } = here.opened
  const isNew = (doc: AnyDocument): boolean => isEnvelope(doc) && doc.k === engine.keyring.current.kid
  const standing = async () => (await engine.repository.leaves([id]))[0]
  const before = await standing()
  if (before?.deleted === true) return ok(true)
  if (before !== undefined && before.docs.length === 1 && before.docs.every(isNew)) return ok(true)
  // Another laptop may have sealed it anew already: then that is taken, and not a second form of it made.
  const come = await sync.fetchDocument(id)
  if (come.ok && come.value !== null) {
    const kept = before?.docs.some((doc) => doc._rev === come.value?._rev) === true
    if (!kept && (await openChunk(engine.keyring, fileId, come.value as AnyDocument)).ok)
      await store.putLeaves([come.value])
  } else if (before === undefined || before.docs.length === 0) {
    const fetched = await fetchPiece(here, sync, fileId, id)
    if (!fetched.ok) return ok(false)
    if (!fetched.value.kept.ok) return fetched.value.kept
  }
  return engine.exclusive(async () => {
    const leaves = await standing()
    if (leaves === undefined || leaves.docs.length === 0) return ok(leaves?.deleted === true)
    for (const doc of leaves.docs) {
      const piece = await openChunk(engine.keyring, fileId, doc)
      if (!piece.ok) continue
      const written = await engine.repository.resolve(leaves, await sealChunk(engine.keyring, id, piece.value))
      return written.ok ? ok(true) : written
    }
    return ok(false)
  })
}
