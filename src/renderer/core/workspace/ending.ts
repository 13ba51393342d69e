/**
 * Pieces of erased files that were never fetched stand on the server only: each comes here, and since the ledger names it by then, it is
 * ended at once and its tombstone goes with the next pass. What is still to be done is kept until it is, through faults of line and disk.
 */
import { ok, type Result } from '@host'
import type { Leaf } from '../store/types'
import type { Opened } from './opened'

/** Ids of pieces that are to be ended on the server, in a `_local` document. */
const ENDING = 'ending'

/**
 * Ends these pieces, and those that an earlier time left. Answers how many came. Errors: those of the server; what could not be done is
 * done after a later pass. Without a line to the server, whichever laptop holds them does it. Faults of the storage are thrown.
 */
export async function endThere(
  { engine, store }: Pick<Opened, 'engine' | 'store'>,
  fetchDocument: (id: string) => Promise<Result<Leaf | null>>,
  pieces: readonly string[] = [],
): Promise<Result<number>> {
  const kept = (await store.readLocal(ENDING))?.pieces
  const before: readonly unknown[] = Array.isArray(kept) ? kept : []
  const standing = new Set(await engine.repository.standing(pieces))
  const left = new Set([...before.map(String), ...pieces.filter((id) => !standing.has(id))])
  if (left.size > before.length) await store.writeLocal(ENDING, { pieces: [...left] })
  if (left.size === 0) return ok(0)
  let came = 0
  let fault: Result<never> | undefined
  for (const id of [...left]) {
    const come = await fetchDocument(id)
    if (!come.ok) {
      fault = come
      break
    }
    if (come.value !== null) {
      await store.putLeaves([come.value])
      came += 1
    }
    left.delete(id)
  }
  await store.writeLocal(ENDING, { pieces: [...left] })
  return fault ?? ok(came)
}
