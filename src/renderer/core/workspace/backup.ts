/** Backups: made here, written by the host outside the browser's storage, and counted only once they are read back. */
import { fail, ok, type Result } from '@host'
import { readMeta, writeMeta } from '../desk/db'
import { isChunkId } from '../vault/chunk'
import type { BackupKept, BackupStatus, Environment, Space, Workspace } from '../workspace-types'
import type { Carry } from './carry'
import { fetchAllPieces, filesLacking } from './file-pieces'
import type { Unlocked } from './lifecycle'
import { fileStamp, type Looked, lookInto } from './packing'
import { filesIn, openBackup } from './rehearse'
import type { SpaceDatabases } from './spaces'
import type { SyncControl } from './sync-control'
import { told } from './told'

const MADE = 'backup/made'
const CHECKED = 'backup/checked'
const PAST = 'backup/past'
/** Backups that stay in any case; and how long the others do. A quarter of a year, at one a week. */
const STAY = 12
const STAY_MS = STAY * 7 * 24 * 60 * 60_000
/** So many are remembered: what is older was taken out long ago, or is in another folder. */
const REMEMBERED = 200
/** A safety copy speaks of how things stood just before; an older one is no reason to go on. */
const SAFE_FOR_MS = 15 * 60_000

/** A backup, and no safety copy, that this laptop made and read back. */
interface Past {
  readonly name: string
  /** ISO instant. */
  readonly at: string
}

export interface BackupParts {
  readonly current: () => Unlocked | undefined
  readonly databases: (space: Space) => SpaceDatabases
  readonly pack: Carry['pack']
  readonly sync: SyncControl
}

export interface Backups {
  readonly make: Workspace['backups']['make']
  readonly kept: Workspace['backups']['kept']
  readonly status: Workspace['backups']['status']
  readonly outOfDate: Workspace['backups']['outOfDate']
  /** Counts a file that was looked through as made and checked, where it is whole. Errors: file-wrong-type, file-damaged { count }. */
  readonly count: (
    here: Unlocked,
    looked: Looked,
    file: { readonly name: string; readonly size: number },
  ) => Promise<Result<void>>
  /** Whether this laptop's own copy of everything was made and read back a moment ago. (docs/guards.md, fault 7) */
  readonly isSafe: (here: Unlocked) => boolean
}

/** Making and keeping backups. */
export function createBackups(env: Environment, parts: BackupParts): Backups {
  let latest: (BackupKept & { readonly purpose: 'backup' | 'safety' }) | undefined
  /** When this laptop's copy that was last read back was made, in milliseconds. Gone with the session. */
  let safe: { readonly device: string; readonly at: number } | undefined

  const statusIn = async ({ desk }: SpaceDatabases): Promise<BackupStatus> => ({
    made: (await readMeta<BackupKept>(desk, MADE)) ?? null,
    checked: (await readMeta<BackupKept>(desk, CHECKED)) ?? null,
  })
  const note = async (databases: SpaceDatabases, key: string, kept: BackupKept): Promise<void> => {
    const before = await readMeta<BackupKept>(databases.desk, key)
    // One from a time to come was noted while this laptop's clock was wrong.
    if (before === undefined || before.at <= kept.at || Date.parse(before.at) > env.now())
      await writeMeta(databases.desk, key, {
        at: kept.at,
        name: kept.name,
        size: kept.size,
        ...(kept.filesTorn === undefined ? {} : { filesTorn: kept.filesTorn }),
      })
  }

  const count: Backups['count'] = async (here, looked, { name, size }) => {
    const whole = isWhole(looked, here.opened.engine.quarantine)
    if (!whole.ok) return whole
    const databases = parts.databases(here.opened.space)
    const backup = await openBackup(looked)
    const filesTorn = filesLacking(filesIn(backup), backup.pieces).length
    const kept = { at: looked.pack.header.madeAt, name, size, ...(filesTorn > 0 ? { filesTorn } : {}) }
    await note(databases, MADE, kept)
    await note(databases, CHECKED, kept)
    return whole
  }

  const backups: Backups = {
    count,
    async status() {
      const here = parts.current()
      return ok(here === undefined ? { made: null, checked: null } : await statusIn(parts.databases(here.opened.space)))
    },
    async make(purpose) {
      const here = parts.current()
      if (here === undefined) return fail('locked')
      await here.opened.ready()
      await here.opened.engine.caughtUp()
      // A safety copy stands for what is here now; a backup for the group.
      if (purpose === 'backup') await fetchAllPieces(here, parts.sync)
      const packed = await parts.pack(here, 'backup')
      if (!packed.ok) return packed
      const { bytes, madeAt, papers } = packed.value
      const what = purpose === 'safety' ? 'Trestle safety copy' : 'Trestle backup'
      const name = `${what} ${fileStamp(Date.parse(madeAt), true)}.trestle`
      latest = { at: madeAt, name, size: bytes.length, purpose }
      return ok({ name, bytes, counts: { papers, records: here.opened.engine.model.size() } })
    },
    async kept({ name, bytes }) {
      const here = parts.current()
      if (here === undefined) return fail('locked')
      const databases = parts.databases(here.opened.space)
      if (bytes === undefined) {
        if (latest === undefined) return fail('not-found')
        if (latest.purpose === 'backup') await note(databases, MADE, { ...latest, name })
        return ok({ ...(await statusIn(databases)), isLatest: false })
      }
      const looked = await lookInto(bytes, here, databases)
      if (!looked.ok) return looked
      const { madeAt, madeBy } = looked.value.pack.header
      const isLatest = madeBy === here.device.deviceId && madeAt === latest?.at
      const isBackup = !isLatest || latest?.purpose === 'backup'
      const whole = isBackup
        ? await count(here, looked.value, { name, size: bytes.length })
        : isWhole(looked.value, here.opened.engine.quarantine)
      if (!whole.ok) return whole
      // The newest copy, no other: whatever was saved after an older one would not be in it.
      if (isLatest) safe = { device: madeBy, at: Date.parse(madeAt) }
      if (isLatest && isBackup) {
        const past = (await readMeta<readonly Past[]>(databases.desk, PAST)) ?? []
        const others = past.filter((each) => each.name !== name)
        await writeMeta(databases.desk, PAST, [...others, { name, at: madeAt }].slice(-REMEMBERED))
      }
      return ok({ ...(await statusIn(databases)), isLatest })
    },
    async outOfDate() {
      const here = parts.current()
      if (here === undefined) return []
      const past = (await readMeta<readonly Past[]>(parts.databases(here.opened.space).desk, PAST)) ?? []
      return past.slice(0, -STAY).flatMap(({ name, at }) => (env.now() - Date.parse(at) > STAY_MS ? [name] : []))
    },
    isSafe: (here) =>
      safe !== undefined && safe.device === here.device.deviceId && Math.abs(env.now() - safe.at) <= SAFE_FOR_MS,
  }
  return {
    ...backups,
    status: () => backups.status().catch(told),
    outOfDate: () => backups.outOfDate().catch(() => []),
    make: (purpose) => backups.make(purpose).catch(told),
    kept: (file) => backups.kept(file).catch(told),
  }
}

/**
 * Whether a file can stand in for everything: all of it, and nothing that does not open but what did not open on this laptop
 * either. Errors: file-wrong-type, file-damaged { count }.
 */
function isWhole(looked: Looked, quarantine: ReadonlyMap<string, unknown>): Result<void> {
  if (looked.pack.header.scope !== 'all') return fail('file-wrong-type')
  // A piece that was damaged here is damaged in the copy too: its file counts as torn, and the rest is still worth keeping.
  const broken = looked.refused.filter((id) => !quarantine.has(id) && !isChunkId(id))
  return broken.length > 0 ? fail('file-damaged', { count: broken.length }) : ok(undefined)
}
