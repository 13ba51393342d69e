/** Restoring a backup: into an open group by merging, or onto an empty laptop by the recovery phrase. */
import { fail, ok, type Result } from '@host'
import { change } from '../commands/define'
import { readMeta, writeMeta } from '../desk/db'
import type { RecordType } from '../records/define'
import { recordType } from '../records/registry'
import { createLocalStore } from '../store/local-store'
import { readPack } from '../sync/pack'
import { checkUnlock } from '../vault/device'
import { forget, type RawKey } from '../vault/keys'
import { openKeysWithPhrase } from '../vault/open-keys'
import { parsePhrase } from '../vault/recovery'
import type {
  Environment,
  OpenReport,
  RehearsalReport,
  RunOptions,
  Space,
  Unlocking,
  Workspace,
} from '../workspace-types'
import type { Backups } from './backup'
import { type Carry, wouldEnd } from './carry'
import { piecesAmong } from './file-pieces'
import { settleDevice, type Unlocked } from './lifecycle'
import { isFixed, type Looked, lackingHere, lookInto, lookWith, papersIn, putAll } from './packing'
import { compare, failing, openBackup, removedSince } from './rehearse'
import { keyDocuments, META, type SpaceDatabases, whatStands } from './spaces'
import { told } from './told'

type RestoreInput = Parameters<Workspace['backups']['restore']>[0]
type Restored = Awaited<ReturnType<Workspace['backups']['restore']>>

export interface RestoreParts {
  readonly current: () => Unlocked | undefined
  readonly databases: (space: Space) => SpaceDatabases
  readonly reset: (space: Space) => Promise<SpaceDatabases>
  readonly opened: (unlocked: Unlocked, unlocking: Unlocking) => Promise<Result<OpenReport>>
  /** Locking waits for it. */
  readonly act: <T>(work: Promise<Result<T>>) => Promise<Result<T>>
  /** After what else opens or closes a group, and before the next that does. Errors: the work's own, disk-full, storage-failed. */
  readonly inTurn: <T>(work: () => Promise<Result<T>>) => Promise<Result<T>>
  readonly take: Carry['take']
  readonly isSafe: Backups['isSafe']
  readonly count: Backups['count']
}

/** The rehearsing and restoring half of backups. */
export function createRestore(
  env: Environment,
  parts: RestoreParts,
): Pick<Workspace['backups'], 'rehearse' | 'restore'> {
  const ready = async (): Promise<Unlocked | undefined> => {
    const here = parts.current()
    await here?.opened.ready()
    await here?.opened.engine.caughtUp()
    return here
  }

  const merge = async (here: Unlocked, input: RestoreInput, options: RunOptions): Promise<Restored> => {
    const looked = await lookInto(input.bytes, here, parts.databases(here.opened.space))
    if (!looked.ok) return looked
    // Whatever comes of it, how things stood before must lie somewhere else by now. (docs/guards.md, fault 7)
    if (!parts.isSafe(here)) return fail('safety-copy-failed')
    // A backup of another laptop may hold tombstones that have not come here yet (of papers erased there). Many of them wait
    // for a person who has seen the number, as everywhere else.
    const taken = await parts.take(here, looked.value, { ...options, allowed: input.allowed ?? 0 })
    if (!taken.ok) return taken
    const putBack = input.putBack === true ? await putBackRemoved(env, here, looked.value) : ok(0)
    if (!putBack.ok) return putBack
    return ok({ ...taken.value, putBack: putBack.value, records: here.opened.engine.model.size() })
  }

  const rebuild = async (input: RestoreInput, options: RunOptions): Promise<Restored> => {
    if (input.phrase === undefined || input.unlocking === undefined) return fail('locked')
    const strong = checkUnlock(input.unlocking)
    if (!strong.ok) return strong
    const opened = await openWithPhrase(input.bytes, input.phrase)
    if (!opened.ok) return opened
    const { looked, keys } = opened.value
    const { groupId } = looked.pack.header
    const standing = await whereTo(parts.databases('group'), groupId)
    if (standing === 'in use') {
      forget(...keys)
      return fail('laptop-has-group')
    }
    // Where only the database was lost, this laptop's own pages may know more than the backup: they are kept, and given back.
    const databases = standing === 'empty' ? await parts.reset('group') : parts.databases('group')
    if (standing === 'lost its database') await distrustPages(databases)
    const store = createLocalStore(databases.database)
    const papers = looked.sound.filter((leaf) => !isFixed(leaf._id))
    const put = await putAll(store, papers, (done) => options.onProgress?.(done, papers.length))
    // The group's mark and the keys come last: cut off before them, the laptop still counts as empty, never as a group with gaps.
    const fixed = await putAll(
      store,
      looked.sound.filter((leaf) => isFixed(leaf._id)),
    )
    const settled = await settleDevice(env, databases, {
      groupId,
      keys,
      unlocking: input.unlocking,
      named: { name: input.laptopName?.trim() || 'This laptop, restored from a backup' },
    })
    if (!settled.ok) return settled
    const here = settled.value
    await here.opened.engine.caughtUp()
    const { because, ...report } = here.report
    const records = here.opened.engine.model.size()
    // A desk that had nothing yet was not incomplete. One that had something and lost it is told of.
    const told = standing === 'empty' && because === 'missing' ? { ...report, from: 'new' as const } : here.report
    await parts.opened({ ...here, report: { ...told, records } }, input.unlocking)
    // What the group was built from is a backup that opens. Where it is not whole, or the disk is full, none is claimed.
    if (input.name !== undefined)
      await parts.count(here, looked, { name: input.name, size: input.bytes.length }).catch(() => undefined)
    const refused = looked.refused.length + put.failed.length + fixed.failed.length
    return ok({ received: papersIn(papers).size, refused, putBack: 0, records })
  }

  const restoring: Pick<Workspace['backups'], 'rehearse' | 'restore'> = {
    async rehearse({ bytes, phrase }) {
      const here = await ready()
      if (here === undefined && phrase === undefined) return fail('locked')
      if (here !== undefined && phrase === undefined) {
        const looked = await lookInto(bytes, here, parts.databases(here.opened.space))
        return ok(looked.ok ? await reportOn(looked.value, here, 'not-tried') : failing(looked.error))
      }
      // A slip in the six words is told before the file is blamed.
      const words = await parsePhrase(phrase ?? '')
      if (!words.ok) return words
      const opened = await openWithPhrase(bytes, phrase ?? '', here?.groupId)
      if (!opened.ok) return ok(failing(opened.error, isAboutPhrase(opened.error.kind) ? 'fails' : 'not-tried'))
      forget(...opened.value.keys)
      return ok(await reportOn(opened.value.looked, here, 'opens'))
    },
    async restore(input, options = {}) {
      const here = await ready()
      return here === undefined ? parts.inTurn(() => rebuild(input, options)) : parts.act(merge(here, input, options))
    },
  }
  return {
    rehearse: (input) => restoring.rehearse(input).catch(told),
    restore: (input, options) => restoring.restore(input, options).catch(told),
  }
}

async function reportOn(
  looked: Looked,
  here: Unlocked | undefined,
  phrase: RehearsalReport['phrase'],
): Promise<RehearsalReport> {
  const { header } = looked.pack
  // A file of changes holds no whole group: it can be brought in, but nothing can be rebuilt from it.
  if (header.scope !== 'all') return { ...failing({ kind: 'file-wrong-type' }, phrase), madeAt: header.madeAt }
  const model = here?.opened.engine.model
  const lacking = here === undefined ? [] : await lackingHere(here.opened.store, looked.sound)
  const found = compare(await openBackup(looked), {
    all: () => model?.all() ?? [],
    get: (id) => model?.stored(id),
    piecesToCome: piecesAmong(lacking),
  })
  const takesAway = here === undefined ? [] : await wouldEnd(here, looked, lacking)
  const because = found.verdict === 'fails' ? ({ kind: 'file-damaged' } as const) : undefined
  return {
    ...found,
    takesAway: takesAway.length,
    phrase,
    madeAt: header.madeAt,
    ...(because === undefined ? {} : { because }),
  }
}

/** Reads a file with nothing but the six words. The caller forgets the keys. */
async function openWithPhrase(
  bytes: Uint8Array,
  phrase: string,
  groupId?: string,
): Promise<Result<{ readonly looked: Looked; readonly keys: readonly RawKey[] }>> {
  const words = await parsePhrase(phrase)
  if (!words.ok) return words
  const read = await readPack(bytes, groupId)
  if (!read.ok) return read
  const { header } = read.value
  const keys = await openKeysWithPhrase(
    header.keyDocs.filter((doc) => doc.groupId === header.groupId),
    words.value,
    // Whoever made the file wrote with it.
    { newest: header.sealedBy },
  )
  if (!keys.ok) return keys
  const looked = await lookWith(read.value, keys.value)
  return looked.ok ? ok({ looked: looked.value, keys: keys.value }) : looked
}

function isAboutPhrase(kind: string): boolean {
  return kind === 'wrong-recovery-phrase' || kind === 'recovery-phrase-old' || kind === 'key-missing'
}

/** What stands on a laptop that is to be given a group. Only where nothing could be lost may one be built on it. */
async function whereTo(databases: SpaceDatabases, groupId: string): Promise<'empty' | 'lost its database' | 'in use'> {
  const standing = await whatStands(databases)
  if (standing === 'nothing') return 'empty'
  if (standing !== 'group' || (await keyDocuments(databases)).length > 0) return 'in use'
  return (await readMeta<string>(databases.desk, META.groupId)) === groupId ? 'lost its database' : 'in use'
}

/** The next opening compares every page with the database, and gives the database what it lacks. (docs/guards.md, fault 11) */
async function distrustPages({ desk }: SpaceDatabases): Promise<void> {
  const checkpoint = await readMeta<Readonly<Record<string, unknown>>>(desk, 'checkpoint')
  if (checkpoint !== undefined) await writeMeta(desk, 'checkpoint', { ...checkpoint, seq: 0, dirty: true })
}

/** Restores, as new edits that can be undone together, what was removed since the backup was made. */
async function putBackRemoved(env: Environment, here: Unlocked, looked: Looked): Promise<Result<number>> {
  const { engine, saver } = here.opened
  const changes = removedSince(await openBackup(looked), engine.model.stored).flatMap((record) => {
    const type = recordType(record.type)
    const newer = type === undefined || (engine.model.stored(record.id)?.schema ?? 0) > type.schema
    if (newer || engine.quarantine.has(record.id)) return []
    return [change(type as unknown as RecordType, record.id, {}, { removed: false })]
  })
  if (changes.length === 0) return ok(0)
  const label =
    changes.length === 1 ? 'Put back 1 paper from a backup' : `Put back ${changes.length} papers from a backup`
  const saved = await saver.save(changes, label, { today: env.today() })
  return saved.ok ? ok(changes.length) : saved
}
