/** Files on records: cut, sealed and stored in chunks; fetched from the group's copy when somebody opens them. */
import { fail, ok, type Result } from '@host'
import { change } from '../commands/define'
import { FILE_LIMIT, kindOf } from '../domain/file-kinds'
import { file } from '../records/file'
import { storageFault } from '../store/repository'
import { chunkId, piecesOf, sealChunk } from '../vault/chunk'
import { randomId } from '../vault/keys'
import type { Environment, RunOptions, Workspace } from '../workspace-types'
import { fetchAllPieces, fetchPiece, filesLacking, piecesHere } from './file-pieces'
import type { Unlocked } from './lifecycle'
import type { SyncControl } from './sync-control'

export interface FileParts {
  readonly current: () => Unlocked | undefined
  readonly sync: SyncControl
}

/** The files part of the façade. */
export function createFiles(env: Environment, parts: FileParts): Workspace['files'] {
  return {
    async add(input, options: RunOptions = {}) {
      const here = parts.current()
      if (here === undefined) return fail('locked')
      if (input.bytes.length === 0) return fail('file-empty')
      if (input.bytes.length > FILE_LIMIT)
        return fail('file-too-large', { limit: FILE_LIMIT, size: input.bytes.length })
      await here.opened.ready()
      const { engine, saver, database } = here.opened
      if (engine.model.stored(input.on) === undefined) return fail('not-found')
      const pieces = piecesOf(input.bytes)
      const chunks: string[] = []
      for (const [i, piece] of pieces.entries()) {
        if (options.signal?.aborted === true) return fail('cancelled')
        const id = await chunkId(engine.keyring, piece)
        chunks.push(id)
        const stored = await putChunk(database, id, () => sealChunk(engine.keyring, id, piece))
        if (!stored.ok) return stored
        options.onProgress?.(i + 1, pieces.length)
        await env.pause()
      }
      const id = randomId(env.randomBytes)
      const values = {
        on: input.on,
        name: input.name.slice(0, 500),
        kind: kindOf(input.bytes),
        size: input.bytes.length,
        chunks,
        addedOn: env.today(),
        ...(input.thumbnail === undefined ? {} : { thumbnail: input.thumbnail }),
      }
      const saved = await saver.save([change(file, id, values)], `Attach ${input.name}`, { today: env.today() })
      return saved.ok ? ok({ id, changeId: saved.value.changeId }) : saved
    },
    async read(id, options: RunOptions = {}) {
      const here = parts.current()
      if (here === undefined) return fail('locked')
      await here.opened.ready()
      const item = here.opened.engine.model.item(file, id)
      if (item?.chunks === undefined || item.size === undefined) return fail('not-found')
      const bytes = new Uint8Array(item.size)
      let at = 0
      for (const [i, chunk] of item.chunks.entries()) {
        if (options.signal?.aborted === true) return fail('cancelled')
        const piece = await fetchPiece(here, parts.sync, chunk)
        if (!piece.ok) return piece
        if (at + piece.value.length > bytes.length) return fail('damaged-record')
        bytes.set(piece.value, at)
        at += piece.value.length
        options.onProgress?.(i + 1, item.chunks.length)
      }
      // The kind in the record is another laptop's word: what is handed out is judged by the bytes themselves.
      return at === bytes.length ? ok({ name: item.name ?? '', kind: kindOf(bytes), bytes }) : fail('damaged-record')
    },
    async fetchAll() {
      const here = parts.current()
      if (here === undefined) return
      await here.opened.ready()
      await fetchAllPieces(here, parts.sync)
    },
    async usage() {
      const here = parts.current()
      if (here === undefined) return { files: 0, bytes: 0, bytesHere: 0 }
      await here.opened.ready()
      const items = here.opened.engine.model.items(file)
      const sizeOf = (some: readonly { readonly size?: number | undefined }[]): number =>
        some.reduce((sum, item) => sum + (item.size ?? 0), 0)
      const lacking = new Set(filesLacking(items, await piecesHere(here)).map((item) => item.id))
      const bytesHere = sizeOf(items.filter((item) => !lacking.has(item.id)))
      return { files: items.length, bytes: sizeOf(items), bytesHere }
    },
  }
}

/** Stores a chunk that is not here yet. One that was removed with an earlier file is stored again on top of its tombstone. */
async function putChunk(
  database: Unlocked['opened']['database'],
  id: string,
  seal: () => Promise<object>,
): Promise<Result<void>> {
  try {
    const known = await database.allDocs({ keys: [id] })
    const row = known.rows[0]
    if (row !== undefined && 'value' in row && row.value !== null && row.value !== undefined && !row.value.deleted)
      return ok(undefined)
    await database.put((await seal()) as never)
    return ok(undefined)
  } catch (error) {
    return (error as { status?: number }).status === 409 ? ok(undefined) : storageFault(error)
  }
}

/** The chunks of files among these records that no other file uses: what goes when the files are erased. */
export function orphanedChunks(here: Unlocked, ids: readonly string[]): readonly string[] {
  const going = new Set(ids)
  const files = here.opened.engine.model.items(file)
  const gone = here.opened.engine.model.removed(file)
  const all = [...files, ...gone]
  const used = new Set(all.filter((item) => !going.has(item.id)).flatMap((item) => item.chunks ?? []))
  return [...new Set(all.filter((item) => going.has(item.id)).flatMap((item) => item.chunks ?? []))].filter(
    (chunk) => !used.has(chunk),
  )
}
