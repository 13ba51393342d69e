/** Records of the desk, many in one sealed piece: a page, or a row of the tail. */
import type { StoredRecord } from '../merge/record'
import { openBlob, sealBlob } from '../vault/blob'
import { fromUtf8, utf8 } from '../vault/bytes'
import type { Keyring } from '../vault/keys'

/** What stands in a row of the desk. */
export interface SealedRecords {
  /** The id of the group key whose desk key opens it. */
  readonly kid: string
  readonly bytes: Uint8Array
}

/** Seals records with the current key. `place`: `tail` or `page/<n>`; nothing that was moved to another one opens. */
export async function sealRecords(
  keyring: Keyring,
  place: string,
  records: readonly StoredRecord[],
  randomBytes: (count: number) => Uint8Array,
): Promise<SealedRecords> {
  const { kid, desk } = keyring.current
  return { kid, bytes: await sealBlob(desk, aad(keyring, place), utf8(JSON.stringify(records)), randomBytes) }
}

/** Opens what `sealRecords` made. Undefined where its key is missing, or it is damaged or was moved. */
export async function openRecords(
  keyring: Keyring,
  place: string,
  { kid, bytes }: SealedRecords,
): Promise<readonly StoredRecord[] | undefined> {
  const key = keyring.get(kid)
  if (key === undefined) return undefined
  const opened = await openBlob(key.desk, aad(keyring, place), bytes)
  return opened.ok ? (JSON.parse(fromUtf8(opened.value)) as StoredRecord[]) : undefined
}

function aad(keyring: Keyring, place: string): string {
  return `desk/${keyring.groupId}/${place}`
}
