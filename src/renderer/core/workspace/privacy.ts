/** Erasing a person: ledger first, then every leaf here, then the server, then whoever else held it. (UK GDPR art. 17; issue 3) */
import { fail, ok, type Result } from '@host'
import { change, type Patch } from '../commands/define'
import { recordsAbout } from '../model/queries/privacy'
import { erasure } from '../records/erasure'
import { laptop } from '../records/laptop'
import { recordType } from '../records/registry'
import { storageFault } from '../store/repository'
import { isChunkId } from '../vault/chunk'
import { randomId } from '../vault/keys'
import { vouch } from '../vault/voucher'
import type { Environment, ErasureState, Workspace } from '../workspace-types'
import { endThere } from './ending'
import { allFiles, piecesNamedBy } from './file-pieces'
import { heardFrom } from './heartbeats'
import type { Unlocked } from './lifecycle'
import type { SyncControl } from './sync-control'
import { told } from './told'

export interface PrivacyParts {
  readonly current: () => Unlocked | undefined
  readonly sync: SyncControl
}

/** The privacy part of the façade. */
export function createPrivacy(env: Environment, parts: PrivacyParts): Workspace['privacy'] {
  const erase: Workspace['privacy']['erase'] = async ({ ids, why }) => {
    const here = parts.current()
    if (here === undefined) return fail('locked')
    const { engine } = here.opened
    await here.opened.ready()
    // What the ledger names already was begun before, and may have broken off: it is gone on with, under the entry that stands.
    const named = engine.erased()
    const begun = ids.filter((id) => named.has(id))
    const records = ids.filter((id) => !named.has(id) && engine.model.stored(id) !== undefined)
    if (records.length === 0 && begun.length === 0) return fail('not-found')
    const noted = await note(env, here, records, { why, summary: summaryOf(here, records) })
    if (!noted.ok) return noted
    const { entries, done } = await carryOut(here, ids)
    if (!done.ok) return done
    return ok({
      ...done.value,
      erasureId: noted.value ?? entries[0]?.id ?? '',
      erased: records.length + begun.length,
      wentOn: begun.length > 0,
    })
  }

  /** Ends everything that the ledger's entries about these name, here and on the server. */
  const carryOut = async (here: Unlocked, ids: readonly string[]) => {
    const { engine } = here.opened
    // All that an entry names goes together: pieces of files too. What it names without anybody's word does not.
    const entries = engine.erasures().filter((each) => each.ids?.some((id) => ids.includes(id)))
    const named = engine.erased()
    const going = [...new Set(entries.flatMap((each) => each.ids ?? []))].filter((id) => named.has(id))
    const done = await end(here, going)
    return { entries, done }
  }
  const end = async (here: Unlocked, going: readonly string[]): Promise<Result<{ readonly server: OnServer }>> => {
    const ended = await endThere(here.opened, parts.sync.fetchDocument, going.filter(isChunkId)).catch(storageFault)
    const erased = await here.opened.engine.erase(going)
    if (!erased.ok) return erased
    const server = await compactedThere(parts.sync)
    // What is not ended there yet must not be called gone: it goes after a later pass.
    return ok({ server: ended.ok || server === 'no-server' ? server : 'not-reached' })
  }

  const decide: Workspace['privacy']['decide'] = async ({ id, as }) => {
    const here = parts.current()
    if (here === undefined) return fail('locked')
    const { engine, saver } = here.opened
    await here.opened.ready()
    const held = engine.held()
    const open = (engine.model.item(erasure, id)?.ids ?? []).filter((each) => held.has(each))
    if (open.length === 0) return fail('not-found')
    const records = open.filter((each) => engine.model.stored(each) !== undefined).length
    const today = env.today()
    const vouchers = await vouch(engine.keyring.current, engine.keyring.groupId, as, open)
    // Facts are not changed: it is said in an entry of its own, about the one that stands.
    const said = as === 'keep' ? { stays: vouchers } : { vouched: vouchers }
    const word = change(erasure, randomId(env.randomBytes), said)
    const saved = await saver.save([word], '', { undoable: false, today })
    if (!saved.ok) return saved
    if (as === 'keep') return ok({ records })
    const { done } = await carryOut(here, open)
    return done.ok ? ok({ records }) : done
  }

  return {
    // A fault of the storage on the way is told: the ledger names everything, and the next pass goes on with it.
    erase: (input) => erase(input).catch(told),
    decide: (input) => decide(input).catch(told),
    async erasures() {
      const here = parts.current()
      if (here === undefined) return []
      const { engine } = here.opened
      const { model } = engine
      const heard = await heardFrom(here)
      const others = model.items(laptop).filter((each) => each.device !== here.device.deviceId)
      const states: ErasureState[] = engine.erasures().map((entry) => {
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

/**
 * Writes what is to be erased into the ledger, with what names it and stays. It stands before anything is gone: whatever happens next,
 * every laptop ends up without the records. Answers the entry's id; undefined where there was nothing to write.
 */
async function note(
  env: Environment,
  { opened }: Unlocked,
  records: readonly string[],
  patch: Pick<Patch<typeof erasure>, 'why' | 'summary'>,
): Promise<Result<string | undefined>> {
  if (records.length === 0) return ok(undefined)
  const { model, keyring } = opened.engine
  const files = allFiles(opened.engine).filter((each) => records.includes(each.id))
  const ids = [...records, ...piecesNamedBy(files).map((piece) => piece.id)]
  const going = new Set(ids)
  const kept = recordsAbout(model, new Set(records)).flatMap(({ item }) => (going.has(item.id) ? [] : [item.id]))
  const entry = randomId(env.randomBytes)
  const on = env.today()
  const vouched = await vouch(keyring.current, keyring.groupId, 'erase', ids)
  const noted = await opened.saver.save([change(erasure, entry, { ...patch, ids, vouched, kept, on })], '', {
    undoable: false,
    today: on,
  })
  return noted.ok ? ok(entry) : noted
}

/** What became of the group's copy. */
type OnServer = 'compacted' | 'ask-administrator' | 'not-reached' | 'no-server'

/** Sends the tombstones, then asks the server to drop what it still holds of the bodies. */
async function compactedThere(sync: SyncControl): Promise<OnServer> {
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
