/** Erasing a person: ledger first, then every leaf here, then the server, then whoever else held it. (UK GDPR art. 17; issue 3) */
import { fail, ok, type Result } from '@host'
import { change } from '../commands/define'
import { erasure } from '../records/erasure'
import { laptop } from '../records/laptop'
import { recordType } from '../records/registry'
import { isChunkId } from '../vault/chunk'
import { randomId } from '../vault/keys'
import type { Environment, ErasureState, Workspace } from '../workspace-types'
import { allFiles, piecesNamedBy } from './file-pieces'
import { heardFrom } from './heartbeats'
import type { Unlocked } from './lifecycle'
import type { SyncControl } from './sync-control'

export interface PrivacyParts {
  readonly current: () => Unlocked | undefined
  readonly sync: SyncControl
}

/** The privacy part of the façade. */
export function createPrivacy(env: Environment, parts: PrivacyParts): Workspace['privacy'] {
  return {
    async erase({ ids, why }) {
      const here = parts.current()
      if (here === undefined) return fail('locked')
      const { engine, saver } = here.opened
      await here.opened.ready()
      const records = ids.filter((id) => engine.model.stored(id) !== undefined)
      if (records.length === 0) return fail('not-found')
      const files = allFiles(engine).filter((each) => records.includes(each.id))
      const known = [...records, ...piecesNamedBy(files).map((piece) => piece.id)]
      const entry = randomId(env.randomBytes)
      // The entry stands before anything is gone: whatever happens next, every laptop ends up without the records.
      const noted = await saver.save(
        [change(erasure, entry, { ids: known, on: env.today(), why, summary: summaryOf(here, records) })],
        '',
        { undoable: false, today: env.today() },
      )
      if (!noted.ok) return noted
      await endThere(here, parts.sync, known.filter(isChunkId))
      const erased = await engine.erase(known)
      if (!erased.ok) return erased
      return ok({ erasureId: entry, erased: records.length, server: await compactedThere(parts.sync) })
    },
    async erasures() {
      const here = parts.current()
      if (here === undefined) return []
      const { model } = here.opened.engine
      const heard = await heardFrom(here)
      const laptops = model.items(laptop).filter((each) => each.closedOn === undefined)
      const states: ErasureState[] = model.items(erasure).map((entry) => ({
        id: entry.id,
        on: entry.on ?? '',
        why: entry.why ?? 'other',
        summary: entry.summary ?? '',
        pending: laptops
          .filter(
            (each) =>
              each.device !== here.device.deviceId &&
              !(heard.get(each.device ?? '')?.erasures.includes(entry.id) ?? false),
          )
          .map((each) => each.name ?? ''),
      }))
      return states.sort((a, b) => (a.on < b.on ? 1 : -1))
    },
    async heard() {
      const here = parts.current()
      return here === undefined ? [] : [...(await heardFrom(here)).values()].map(({ device, at }) => ({ device, at }))
    },
    async compactServer() {
      return parts.current() === undefined ? fail('locked') : parts.sync.compactServer()
    },
  }
}

/**
 * Pieces that were never fetched stand on the server only: each comes here, and since the ledger names it by now, it is ended at once and
 * its tombstone goes with the next pass. Without a line to the server, whichever laptop holds them does it.
 */
async function endThere({ opened }: Unlocked, sync: SyncControl, pieces: readonly string[]): Promise<void> {
  const standing = new Set(await opened.engine.repository.standing(pieces))
  for (const id of pieces) {
    if (standing.has(id)) continue
    const come = await sync.fetchDocument(id)
    if (!come.ok) return
    if (come.value !== null) await opened.store.putLeaves([come.value])
  }
}

/** Sends the tombstones, then asks the server to drop what it still holds of the bodies. */
async function compactedThere(
  sync: SyncControl,
): Promise<'compacted' | 'ask-administrator' | 'not-reached' | 'no-server'> {
  if ((await sync.account()) === null) return 'no-server'
  if (!(await sync.now()).ok) return 'not-reached'
  const compacted: Result<void> = await sync.compactServer()
  if (compacted.ok) return 'compacted'
  return compacted.error.kind === 'server-unreachable' ? 'not-reached' : 'ask-administrator'
}

/** "1 member, 2 consents": types and counts, never a name. */
function summaryOf(here: Unlocked, ids: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const id of ids) {
    const type = here.opened.engine.model.stored(id)?.type ?? ''
    counts.set(type, (counts.get(type) ?? 0) + 1)
  }
  return [...counts]
    .map(([type, count]) => {
      const label = recordType(type)?.label
      return `${count} ${(count === 1 ? label?.one : label?.many) ?? 'records'}`
    })
    .join(', ')
}
