/**
 * Whose word counts in the ledger of erasures, after the group has closed a laptop. What counted until then is vouched for anew with a key
 * that the closed laptop has not got, so that it goes on counting on every laptop. (docs/adr/0034)
 */
import { change } from '../commands/define'
import { type DeskDb, readMeta, writeMeta } from '../desk/db'
import { erasure } from '../records/erasure'
import { deriveId, type Keyring } from '../vault/keys'
import type { Standing } from '../vault/standing'
import { vouch } from '../vault/voucher'
import type { Environment } from '../workspace-types'
import type { Opened } from './opened'
import { META } from './spaces'

/** Vouchers in one record: some 70 bytes each. */
const AT_ONCE = 500

/** The keys that vouch, as this laptop last settled it; undefined while the group never closed a laptop. */
export function readTrusted(desk: DeskDb): Promise<readonly string[] | undefined> {
  return readMeta<readonly string[]>(desk, META.ledger)
}

/** A laptop that joins, or begins with the six words, has nothing that could have counted before. */
export async function beginTrust(desk: DeskDb, standing: Standing): Promise<void> {
  if (standing.closings.length > 0 && (await readTrusted(desk)) === undefined)
    await writeMeta(desk, META.ledger, [...standing.writable])
}

/**
 * Lets the ledger follow the standing. While this laptop holds no key that may vouch, and where the disk has no room, all stays as it was:
 * it is tried again whenever keys are looked at.
 */
export async function settleTrust(
  env: Pick<Environment, 'today'>,
  { engine, saver }: Pick<Opened, 'engine' | 'saver'>,
  desk: DeskDb,
  standing: Standing,
): Promise<void> {
  const { keyring } = engine
  if (standing.closings.length === 0 || !standing.writable.includes(keyring.current.kid)) return
  const before = await readTrusted(desk)
  if (before !== undefined && before.join() === standing.writable.join()) return
  const unsaid = await engine.trustLedger(standing.writable)
  for (let at = 0; at < unsaid.length; at += AT_ONCE) {
    const ids = unsaid.slice(at, at + AT_ONCE)
    const { id, vouched } = await vouchAll(keyring, ids)
    // Said before, and cut off before it was noted that all is said.
    if (engine.model.stored(id) !== undefined) continue
    const today = env.today()
    const saved = await saver.save([change(erasure, id, { vouched })], '', { undoable: false, today })
    if (!saved.ok) return
  }
  await writeMeta(desk, META.ledger, [...standing.writable])
}

/** The same for the same ids, so that laptops that hear of a closing together say it once. */
async function vouchAll(
  keyring: Keyring,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly vouched: readonly string[] }> {
  const sorted = [...ids].sort()
  const id = await deriveId(keyring.first, 'record', 'vouchers', keyring.current.kid, ...sorted)
  return { id, vouched: await vouch(keyring.current, keyring.groupId, 'erase', sorted) }
}
