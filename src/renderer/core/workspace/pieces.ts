import { openChunk } from '../vault/chunk'
import type { Engine } from './engine'

/** A piece of a file as it stands on this laptop; undefined where it is not here or does not open. */
export async function readPiece(engine: Engine, id: string): Promise<Uint8Array | undefined> {
  const kept = await engine.repository.get(id)
  const opened = kept === undefined ? undefined : await openChunk(engine.keyring, kept)
  return opened?.ok === true ? opened.value : undefined
}
