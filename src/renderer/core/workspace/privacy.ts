/** Erasing a person: ledger first, then every leaf here, then the server, then whoever else held it. (UK GDPR art. 17; issue 3) */
import { fail, ok, type Result } from '@host'
import { change } from '../commands/define'
import { recordsAbout } from '../model/queries/privacy'
import { erasure } from '../records/erasure'
import { laptop } from '../records/laptop'
import { recordType } from '../records/registry'
import { storageFault } from '../store/repository'
import { isChunkId } from '../vault/chunk'
import { randomId } from '../vault/keys'
import type { Environment, ErasureState, Workspace } from '../workspace-types'
import { endThere } from './ending'
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
  const erase: Workspace['privacy']['erase'] = async ({ ids, why }) => {
    const here = parts.current()
    if (here === undefined) return fail('locked')
    const { engine, saver } = here.opened
    await here.opened.ready()
    const records = ids.filter((id) => engine.model.stored(id) !== undefined)
    if (records.length === 0) return fail('not-found')
    const files = allFiles(engine).filter((each) => records.includes(each.id))
    const known = [...records, ...piecesNamedBy(files).map((piece) => piece.id)]
    const going = new Set(known)
    const kept = recordsAbout(engine.model, new Set(records)).flatMap(({ item }) =>
      going.has(item.id) ? [] : [item.id],
    )
    const entry = randomId(env.randomBytes)
    // The entry stands before anything is gone: whatever happens next, every laptop ends up without the records.
    const noted = await saver.save(
      [change(erasure, entry, { ids: known, kept, on: env.today(), why, summary: summaryOf(here, records) })],
      '',
      { undoable: false, today: env.today() },
    )
    if (!noted.ok) return noted
    const ended = await endThere(here.opened, parts.sync.fetchDocument, known.filter(isChunkId)).catch(storageFault)
    const erased = await engine.erase(known)
    if (!erased.ok) return erased
    const server = await compactedThere(parts.sync)
    // What is not ended there yet must not be called gone: it goes after a later pass.
    const isDone = ended.ok || server === 'no-server'
    return ok({ erasureId: entry, erased: records.length, server: isDone ? server : 'not-reached' })
  }

  return {
    // A fault of the storage on the way is told: the ledger names everything, and the next pass goes on with it.
    erase: (input) => erase(input).catch(storageFault),
    async erasures() {
      const here = parts.current()
      if (here === undefined) return []
      const { model } = here.opened.engine
      const heard = await heardFrom(here)
      const others = model.items(laptop).filter((each) => each.device !== here.device.deviceId)
      // What only says that something stays is no erasure.
      const entries = model.items(erasure).filter((entry) => (entry.ids ?? []).length > 0)
      const states: ErasureState[] = entries.map((entry) => {
        const notYet = others.filter((each) => heard.get(each.device ?? '')?.erasures.includes(entry.id) !== true)
        const named = (closed: boolean): readonly string[] =>
          notYet.filter((each) => (each.closedOn !== undefined) === closed).map((each) => each.name ?? '')
        return {
          id: entry.id,
          on: entry.on ?? '',
          why: entry.why ?? 'other',
          summary: entry.summary ?? '',
          pending: named(false),
          outOfReach: named(true),
        }
      })
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
