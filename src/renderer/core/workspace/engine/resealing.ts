/** Sealing every record with the current key anew, in portions. Other records go on being saved meanwhile. */
import { fail, ok, type Result } from '@host'
import { sealMany } from '../../vault/envelope'
import type { Core } from './core'
import type { Owing } from './owing'
import type { TakingIn } from './taking-in'

/** Records sealed anew at once: small, so that a save in between hardly waits. */
const RESEAL = 100

/** See `Engine.reseal`. */
export async function resealRecords(
  core: Core,
  { taking, owing }: { readonly taking: TakingIn; readonly owing: Owing },
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Result<number>> {
  const { keyring, repository, model, rows, quarantine, exclusive } = core
  const ids = [...model.all()].map((record) => record.id)
  for (let at = 0; at < ids.length; at += RESEAL) {
    if (signal.aborted || core.isClosed()) return fail('cancelled')
    const saved = await exclusive(async () => {
      // What has the newest key already is passed over: begun again, it goes on from where it stopped.
      const old = (await repository.leaves(ids.slice(at, at + RESEAL))).filter(
        ({ docs }) => docs.length !== 1 || docs.some((doc) => doc.k !== keyring.current.kid),
      )
      // What others wrote meanwhile is taken in first: sealed over, it would be gone.
      const sure = await taking.makeSure(old.map(({ id }) => id))
      if (!sure.ok) return sure
      // Nor is a leaf that does not open: nobody knows what it says.
      const records = old.flatMap(({ id }) => (quarantine.has(id) ? [] : (model.stored(id) ?? [])))
      return repository.save(await sealMany(keyring, records))
    })
    if (!saved.ok) return saved
    if (saved.value.stale.length > 0) await exclusive(() => taking.takeIn(saved.value.stale))
    onProgress(Math.min(at + RESEAL, ids.length), ids.length)
    await core.pause()
  }
  const given = await exclusive(async () => {
    // What a full disk kept from PouchDB meanwhile stands in the desk alone: it is given before that is written anew.
    const owed = await owing.give()
    if (owed.ok) await rows.rebuild(model.all(), (await repository.info()).seq)
    return owed
  })
  if (!given.ok) return given
  core.heard.commit.tell()
  return ok(ids.length)
}
