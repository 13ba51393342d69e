/**
 * The invite by which this laptop joined, until it is marked as used: then no keys are left in it, and its maker's screen shows the four
 * words. The mark is made after the first pass that comes to its end, also where that is after a restart.
 */
import { inviteDocument } from '../records/invite'
import type { LocalStore } from '../store/types'
import { usedInviteOf } from '../vault/invite'
import type { Unlocked } from './lifecycle'

/** A `_local` document: of this laptop only, and never sent. */
const JOINED = 'joined-by'

/** Notes the invite (id of its document). Faults of the storage are thrown. */
export function noteJoined(store: LocalStore, inviteId: string): Promise<void> {
  return store.writeLocal(JOINED, { invite: inviteId })
}

/**
 * Puts "used by this laptop" in the invite's place, where that is still to be done and the invite stands; `now`: milliseconds since 1970.
 * One that was taken back or changed meanwhile is left as it is. Call it when a pass has brought everything. Answers whether there is
 * something to send. Faults of the storage are thrown: the next pass tries again.
 */
export async function markJoined({ opened, device }: Unlocked, now: number): Promise<boolean> {
  const noted = (await opened.store.readLocal(JOINED))?.invite
  if (typeof noted !== 'string' || noted === '') return false
  const written = await markUsed(opened.database, noted, device.deviceId, now)
  await opened.store.writeLocal(JOINED, { invite: '' })
  return written
}

async function markUsed(
  database: Unlocked['opened']['database'],
  id: string,
  deviceId: string,
  now: number,
): Promise<boolean> {
  try {
    const stored = await database.get(id)
    const invite = inviteDocument.parse(stored)
    if (invite?.state !== 'open') return false
    await database.put({ ...usedInviteOf(invite, deviceId, now), _rev: stored._rev } as never)
    return true
  } catch (error) {
    const { status } = error as { readonly status?: number }
    if (status !== 404 && status !== 409) throw error
    return false
  }
}
