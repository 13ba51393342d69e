/**
 * The sealed pieces of attached files as a whole: which stand on this laptop, which file is whole, and fetching what is missing.
 * A laptop that joined by the server holds only the pieces of files that somebody opened there.
 */
import { fail, ok, type Result } from '@host'
import { filesOf } from '../model/queries/files'
import { file } from '../records/file'
import { storageFault } from '../store/repository'
import { isChunkId, openChunk } from '../vault/chunk'
import type { AnyDocument } from '../vault/envelope'
import type { Engine } from './engine'
import type { Unlocked } from './lifecycle'
import type { SyncControl } from './sync-control'

/** A file's list of pieces, as its record names them. */
export interface PiecedFile {
  readonly id: string
  readonly chunks?: readonly string[] | undefined
}

/** Every piece that these files name, once, with its file. */
export function piecesNamedBy(
  files: readonly PiecedFile[],
): readonly { readonly fileId: string; readonly id: string }[] {
  return files.flatMap((each) => [...new Set(each.chunks ?? [])].map((id) => ({ fileId: each.id, id })))
}

/** Files of the group, those in the bin too. */
export function allFiles({ model }: Pick<Engine, 'model'>): readonly PiecedFile[] {
  return filesOf(model)
}

/** Every piece that a file of the group names, those in the bin too; worked out again when a file comes or changes. */
export function watchPieces({ model }: Pick<Engine, 'model'>): () => ReadonlySet<string> {
  let then: readonly unknown[] = []
  let pieces: ReadonlySet<string> = new Set()
  return () => {
    const now = [model.items(file), model.removed(file)]
    if (now.some((files, i) => files !== then[i])) {
      then = now
      pieces = new Set(piecesNamedBy(now.flat()).map(({ id }) => id))
    }
    return pieces
  }
}

/** Ids of the pieces that stand on this laptop. Nothing is opened. */
export async function piecesHere({ opened }: Pick<Unlocked, 'opened'>): Promise<ReadonlySet<string>> {
  const found = await opened.database.allDocs({ startkey: 'f:', endkey: 'f:\uffff' })
  return new Set(found.rows.map((row) => row.id))
}

/** Files of which at least one piece is not among these. */
export function filesLacking(files: readonly PiecedFile[], pieces: ReadonlySet<string>): readonly PiecedFile[] {
  return files.filter(({ chunks }) => chunks?.some((chunk) => !pieces.has(chunk)) === true)
}

/** A piece of a file as it stands on this laptop; undefined where it is not here or does not open. */
export async function readPiece(engine: Engine, fileId: string, id: string): Promise<Uint8Array | undefined> {
  const kept = await engine.repository.get(id)
  const opened = kept === undefined ? undefined : await openChunk(engine.keyring, fileId, kept)
  return opened?.ok === true ? opened.value : undefined
}

/** A piece that was fetched. */
export interface FetchedPiece {
  readonly bytes: Uint8Array
  /** Whether it stands on this laptop now. Errors: disk-full, storage-failed. */
  readonly kept: Result<void>
}

/**
 * A piece of a file from this laptop, or else from the group's server (and then kept here, unless the file was erased meanwhile; a disk
 * that is full keeps nobody from seeing what has come). Errors: file-part-missing, damaged-record, key-missing, not-available-here without a
 * server, not-found where the file was erased meanwhile, and those of the server.
 */
export async function fetchPiece(
  here: Unlocked,
  sync: SyncControl,
  fileId: string,
  id: string,
): Promise<Result<FetchedPiece>> {
  const { engine, store } = here.opened
  const standing = await readPiece(engine, fileId, id)
  if (standing !== undefined) return ok({ bytes: standing, kept: ok(undefined) })
  const come = await sync.fetchDocument(id)
  if (!come.ok) return come
  if (come.value === null) return fail('file-part-missing')
  const opened = await openChunk(engine.keyring, fileId, come.value as AnyDocument)
  if (!opened.ok) return engine.model.stored(fileId) === undefined ? fail('not-found') : opened
  const kept = await store.putLeaves([come.value]).then(() => ok(undefined), storageFault)
  return engine.model.stored(fileId) === undefined ? fail('not-found') : ok({ bytes: opened.value, kept })
}

/**
 * Fetches every piece that is not here, so that a backup holds the files as well as their names. Stops at the first fault of the
 * line: a backup without some files is better than none, and says so.
 */
export async function fetchAllPieces(here: Unlocked, sync: SyncControl): Promise<void> {
  const pieces = await piecesHere(here)
  const lacking = filesLacking(here.opened.engine.model.items(file), pieces)
  for (const { fileId, id } of piecesNamedBy(lacking)) {
    if (pieces.has(id)) continue
    const piece = await fetchPiece(here, sync, fileId, id)
    if (piece.ok && !piece.value.kept.ok) return
    if (!piece.ok && !ABOUT_ONE_PIECE.has(piece.error.kind)) return
  }
}

const ABOUT_ONE_PIECE: ReadonlySet<string> = new Set([
  'file-part-missing',
  'damaged-record',
  'key-missing',
  'not-found',
])

/** Ids of the pieces among documents. */
export function piecesAmong(
  docs: readonly { readonly _id: string; readonly _deleted?: boolean }[],
): ReadonlySet<string> {
  return new Set(docs.filter((doc) => isChunkId(doc._id) && doc._deleted !== true).map((doc) => doc._id))
}
