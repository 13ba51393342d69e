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
import { oneAtATime } from './one-at-a-time'
import type { SyncControl } from './sync-control'
import { told } from './told'

/** A `_local` document: of this laptop only, and never sent. */
const UNFINISHED = 'adding-file'

interface Unfinished {
  /** Id of the file's record. */
  readonly file: string
  readonly pieces: readonly string[]
}

type AddInput = Parameters<Workspace['files']['add']>[0]
type Added = Awaited<ReturnType<Workspace['files']['add']>>

export interface FileParts {
  readonly current: () => Unlocked | undefined
  readonly sync: SyncControl
}

export interface Files {
  readonly files: Workspace['files']
  /** Takes out the pieces of a file that was being added when Trestle stopped. For an opening. */
  readonly dropUnfinished: (here: Unlocked) => Promise<void>
}

/** The files part of the façade. */
export function createFiles(env: Environment, parts: FileParts): Files {
  /** One file is added after the other: what is noted is the one that is unfinished. */
  const inTurn = oneAtATime()

  const add = async (here: Unlocked, input: AddInput, options: RunOptions): Promise<Added> => {
    const { engine, saver, database, store } = here.opened
    const id = randomId(env.randomBytes)
    const pieces = piecesOf(input.bytes)
    const chunks: string[] = []
    for (const piece of pieces) chunks.push(await chunkId(engine.keyring, id, piece))
    const stop = async (fault: Result<never>): Promise<Added> => {
      await dropUnfinished(here).catch(() => undefined)
      return fault
    }
    try {
      await dropUnfinished(here)
      await store.writeLocal(UNFINISHED, { file: id, pieces: chunks })
      for (const [i, piece] of pieces.entries()) {
        if (options.signal?.aborted === true) return stop(fail('cancelled'))
        // Two pieces of one file that are alike are one.
        if (chunks.indexOf(chunks[i] ?? '') === i)
          await database.put((await sealChunk(engine.keyring, chunks[i] ?? '', piece)) as never)
        options.onProgress?.(i + 1, pieces.length)
        await env.pause()
      }
    } catch (error) {
      return stop(storageFault(error))
    }
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
    return saved.ok ? ok({ id, changeId: saved.value.changeId }) : stop(saved)
  }

  const files: Workspace['files'] = {
    async add(input, options = {}) {
      const here = parts.current()
      if (here === undefined) return fail('locked')
      if (input.bytes.length === 0) return fail('file-empty')
      if (input.bytes.length > FILE_LIMIT)
        return fail('file-too-large', { limit: FILE_LIMIT, size: input.bytes.length })
      await here.opened.ready()
      if (here.opened.engine.model.stored(input.on) === undefined) return fail('not-found')
      return inTurn(() => add(here, input, options))
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
        const piece = await fetchPiece(here, parts.sync, id, chunk)
        if (!piece.ok) return piece
        const part = piece.value.bytes
        if (at + part.length > bytes.length) return fail('damaged-record')
        bytes.set(part, at)
        at += part.length
        options.onProgress?.(i + 1, item.chunks.length)
      }
      // The kind in the record is another laptop's word: what is handed out is judged by the bytes themselves.
      return at === bytes.length ? ok({ name: item.name ?? '', kind: kindOf(bytes), bytes }) : fail('damaged-record')
    },
    async fetchAll() {
      const here = parts.current()
      if (here === undefined) return fail('locked')
      await here.opened.ready()
      await fetchAllPieces(here, parts.sync)
      return ok(undefined)
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
  return {
    files: {
      ...files,
      add: (input, options) => files.add(input, options).catch(told),
      read: (id, options) => files.read(id, options).catch(told),
      fetchAll: () => files.fetchAll().catch(told),
    },
    dropUnfinished: (here) => inTurn(() => dropUnfinished(here)),
  }
}

/**
 * Ends the pieces of a file whose record never came to stand: no file would ever name them, and so no erasing would find them.
 * A record that stands after all (its save was answered with a fault, or Trestle stopped just then) keeps its pieces.
 */
async function dropUnfinished({ opened: { engine, store } }: Unlocked): Promise<void> {
  const noted = (await store.readLocal(UNFINISHED)) as Unfinished | null
  if (noted === null || noted.pieces.length === 0) return
  const [leaves] = await engine.repository.leaves([noted.file])
  if (leaves?.isPartly) return
  if (engine.model.stored(noted.file) === undefined && leaves?.docs.length === 0) {
    const ended = await engine.exclusive(() => engine.repository.erase(noted.pieces))
    if (!ended.ok) return
  }
  await store.writeLocal(UNFINISHED, { file: '', pieces: [] })
}
