/** What a laptop says of itself, sealed for its note on the server. The server sees an opaque id and a size that tells little. */
import { type Said, saidFromBytes, saidToBytes } from '../text/presence'
import { openBlob, sealBlob } from '../vault/blob'
import { fromBase64, type RandomBytes, toBase64 } from '../vault/bytes'
import { deriveId, type Keyring } from '../vault/keys'

/** The id of a laptop's note: opaque to the server. */
export async function noteOf(keyring: Keyring, device: string): Promise<string> {
  return `live-${await deriveId(keyring.first, 'live', device)}`
}

function placeOf(keyring: Keyring, device: string): string {
  return `live/${keyring.groupId}/${device}`
}

/** Seals it with the current key, for this laptop's note alone: given out as another's it does not open. */
export async function sealSaid(
  keyring: Keyring,
  device: string,
  said: Said,
  randomBytes: RandomBytes,
): Promise<Readonly<Record<string, unknown>>> {
  const key = keyring.current
  const sealed = await sealBlob(key.desk, placeOf(keyring, device), saidToBytes(said), randomBytes)
  return { v: 1, k: key.kid, c: toBase64(sealed) }
}

/** Opens a note. Null where it cannot be read: another key, another version, damage. */
export async function openSaid(
  keyring: Keyring,
  device: string,
  note: Readonly<Record<string, unknown>>,
): Promise<Said | null> {
  const { k, c } = note
  const key = typeof k === 'string' ? keyring.get(k) : undefined
  const sealed = typeof c === 'string' ? fromBase64(c) : undefined
  if (key === undefined || sealed === undefined) return null
  const opened = await openBlob(key.desk, placeOf(keyring, device), sealed)
  return opened.ok ? (saidFromBytes(opened.value) ?? null) : null
}
