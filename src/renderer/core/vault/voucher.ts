/**
 * Vouchers: that whoever erased a record, or decided that it stays, held a certain group key. The ledger of erasures holds them, since what
 * it says cannot be taken back: once somebody has left, the keys that they took along vouch for nothing any more. A record
 * that is sealed anew gets another key around it; a voucher inside it stays what it was. (docs/adr/0034)
 */
import { toBase64Url, utf8 } from './bytes'
import { canonicalJson } from './canonical'
import type { GroupKey, Keyring } from './keys'

/** What is vouched for: that the record goes, or that it stays though an entry names it that nobody vouches for. */
export type Vouched = 'erase' | 'keep'

export interface Voucher {
  /** Of the record. */
  readonly id: string
  /** Of the group key. */
  readonly kid: string
}

/** Bytes of the keyed hash that are kept. */
const LENGTH = 16

/** Vouches for records by their ids. Each voucher is `id.kid.hash`, the hash being HMAC-SHA-256 under the key, cut to 16 bytes. */
export function vouch(
  key: Pick<GroupKey, 'kid' | 'mac'>,
  groupId: string,
  what: Vouched,
  ids: readonly string[],
): Promise<string[]> {
  return Promise.all(
    ids.map(async (id) => {
      const text = utf8(canonicalJson(['trestle1', 'ledger', groupId, key.kid, what, id]))
      const hash = new Uint8Array(await crypto.subtle.sign('HMAC', key.mac, text), 0, LENGTH)
      return `${id}.${key.kid}.${toBase64Url(hash)}`
    }),
  )
}

/** What a voucher says, believed or not; undefined where it is none. */
export function readVoucher(text: string): Voucher | undefined {
  const [id, kid, hash, ...more] = text.split('.')
  return id === undefined || kid === undefined || hash === undefined || more.length > 0 ? undefined : { id, kid }
}

/** Whether a voucher holds. False also where its key is not held. Never throws. */
export async function isSound(
  keyring: Pick<Keyring, 'groupId' | 'get'>,
  what: Vouched,
  voucher: string,
): Promise<boolean> {
  const said = readVoucher(voucher)
  const key = said === undefined ? undefined : keyring.get(said.kid)
  if (said === undefined || key === undefined) return false
  const [own] = await vouch(key, keyring.groupId, what, [said.id])
  return own === voucher
}
