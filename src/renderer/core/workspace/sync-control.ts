/** Passes for whatever group is open: its account, kept sealed on this laptop, and what a pass brings, taken into the model. */
import { fail, ok, type Result, type ServerAccount } from '@host'
import { readMeta, writeMeta } from '../desk/db'
import { storageFault } from '../store/repository'
import type { Leaf } from '../store/types'
import { readAddress } from '../sync/check'
import { createEngine, type SyncEngine } from '../sync/engine'
import { addNote, type PassNote, toNotes } from '../sync/history'
import { openingOf } from '../sync/inspect'
import { SYNC_OFF } from '../sync/state'
import { openBlob, sealBlob } from '../vault/blob'
import { fromUtf8, utf8 } from '../vault/bytes'
import { isSignedBy, signAs } from '../vault/device'
import type { Environment, SyncStatus } from '../workspace-types'
import { endThere } from './ending'
import { watchPieces } from './file-pieces'
import { beat } from './heartbeats'
import { markJoined } from './joined'
import type { Unlocked } from './lifecycle'
import { type KeyWatch, watchForKeys } from './new-keys'
import { createPresence, type Presence, type Seat } from './presence'
import { META, type SpaceDatabases } from './spaces'

export interface SyncControl {
  status(): SyncStatus
  onStatus(listener: (status: SyncStatus) => void): () => void
  /** A group was opened: passes start where it has an account. */
  attach(unlocked: Unlocked, databases: SpaceDatabases): Promise<void>
  detach(): Promise<void>
  check(account: ServerAccount): Promise<Result<{ readonly database: 'empty' | 'this-group' }>>
  connect(account: ServerAccount | null): Promise<Result<void>>
  account(): Promise<ServerAccount | null>
  /** Keeps the account of a group that is not attached yet. Faults of the storage are thrown. */
  keepAccount(unlocked: Unlocked, databases: SpaceDatabases, account: ServerAccount): Promise<void>
  /** What happened to this laptop's work, the latest first. */
  history(): Promise<readonly PassNote[]>
  now(): Promise<Result<SyncStatus>>
  allow(): Promise<Result<SyncStatus>>
  hint(what: 'online' | 'focus' | 'offline'): void
  /** Passing keys on broke off: it goes on after the next pass. */
  keysAreDue(): void
  /** A text was opened: others who have it open are heard of, and hear of this laptop. Passes follow closely while there are any. */
  join: Presence['join']
  compactServer(): Promise<Result<void>>
  /** One document of the group's copy, with its revision; null where it has none. */
  fetchDocument(id: string): Promise<Result<Leaf | null>>
}

/** How long after connecting broke off it is tried again. */
const CONNECT_AGAIN_MS = 30_000

/** Where nothing goes by itself, nobody hears of anybody. */
const NO_SEAT: Seat = { place: () => undefined, heard: () => undefined, leave: () => undefined }

interface Attached {
  readonly unlocked: Unlocked
  readonly databases: SpaceDatabases
  readonly sync: SyncEngine
  readonly watch: KeyWatch
  notes: readonly PassNote[]
  /** Resolves when all that happened until now is noted. */
  noting: Promise<void>
  /** Resolves when the account that was kept is connected, where there is one. What broke off is tried again. Throws faults of the storage. */
  readonly connected: () => Promise<void>
  /** Connecting is not tried again by itself. */
  cancelAgain: () => void
}

/** What is kept sealed on this laptop beside its papers. */
type SealedName = 'account' | 'history'
interface SealedValue {
  readonly kid: string
  readonly bytes: Uint8Array
}

/** Nothing is attached yet. */
export function createSyncControl(env: Environment, onCopied: () => void): SyncControl {
  let attached: Attached | undefined
  const listeners = new Set<(status: SyncStatus) => void>()
  const tell = (status: SyncStatus): void => {
    for (const listener of listeners) listener(status)
  }

  const presence = createPresence(
    env,
    () =>
      attached === undefined ? undefined : { engine: attached.unlocked.opened.engine, notes: attached.sync.notes },
    (inCompany) => attached?.sync.setLively(inCompany),
  )

  const readSealed = async ({ unlocked, databases }: Attached, name: SealedName): Promise<unknown> => {
    const sealed = await readMeta<SealedValue>(databases.desk, META[name])
    const key = sealed === undefined ? undefined : unlocked.opened.engine.keyring.get(sealed.kid)
    if (sealed === undefined || key === undefined) return null
    const opened = await openBlob(key.desk, placeOf(unlocked.groupId, name), sealed.bytes)
    return opened.ok ? JSON.parse(fromUtf8(opened.value)) : null
  }
  const keepSealed = async (
    { unlocked, databases }: Pick<Attached, 'unlocked' | 'databases'>,
    name: SealedName,
    value: unknown,
  ): Promise<void> => {
    if (value === null) return databases.desk.meta.delete(META[name])
    const key = unlocked.opened.engine.keyring.current
    const plain = utf8(JSON.stringify(value))
    const bytes = await sealBlob(key.desk, placeOf(unlocked.groupId, name), plain, env.randomBytes)
    await writeMeta(databases.desk, META[name], { kid: key.kid, bytes })
  }
  const readAccount = async (here: Attached): Promise<ServerAccount | null> =>
    (await readSealed(here, 'account')) as ServerAccount | null

  /** One note after the other: what was kept is read before the first is added. */
  const noteWhatHappens = (here: Attached): void => {
    let before: SyncStatus | undefined
    here.noting = readSealed(here, 'history').then((kept) => {
      here.notes = toNotes(kept)
    })
    here.noting.catch(() => undefined)
    here.sync.onStatus((status) => {
      const last = before
      before = status
      const at = new Date(env.now()).toISOString()
      here.noting = here.noting
        .catch(() => undefined)
        .then(async () => {
          const notes = addNote(here.notes, last, status, at)
          if (notes === here.notes) return
          here.notes = notes
          await keepSealed(here, 'history', notes)
        })
      // A disk that is full keeps no history; whoever asks for it has it from memory.
      here.noting.catch(() => undefined)
    })
  }
  const connectAccount = async (here: Attached): Promise<void> => {
    const account = await readAccount(here)
    if (account === null) return
    // Passes wait until the model has caught up: only then is everything that this laptop knows in PouchDB.
    await here.unlocked.opened.engine.caughtUp()
    if (attached !== here) return
    const route = await env.route(account)
    if (route.ok && route.value !== null && attached === here) await here.sync.connect(route.value)
  }
  const tidyAddress = (account: ServerAccount): Result<ServerAccount> => {
    const url = readAddress(account.url)
    return url.ok ? ok({ url: url.value, user: account.user, password: account.password }) : url
  }

  return {
    status: () => attached?.sync.status() ?? SYNC_OFF,
    onStatus(listener) {
      listeners.add(listener)
      listener(attached?.sync.status() ?? SYNC_OFF)
      return () => listeners.delete(listener)
    },
    async attach(unlocked, databases) {
      const { engine } = unlocked.opened
      const countBefore = await readMeta<number>(databases.desk, META.count)
      const watch = watchForKeys(env, unlocked, databases)
      const pieces = watchPieces(engine)
      const sync = createEngine({
        store: unlocked.opened.store,
        groupId: unlocked.groupId,
        deviceId: unlocked.device.deviceId,
        fetch: env.fetch,
        now: env.now,
        randomBytes: env.randomBytes,
        signing: {
          sign: (text) => signAs(unlocked.device, text),
          isOwn: (text, signature) => isSignedBy(unlocked.device.signingKey, text, signature),
        },
        automatic: env.automaticSync !== false,
        opens: async (docs) => (await engine.look(docs)).map(openingOf),
        keys: { has: (kid) => engine.keyring.get(kid) !== undefined, taken: watch.taken },
        ledger: () => ({
          named: engine.erased(),
          held: engine.held(),
          whole: ![...engine.quarantine.values()].some((why) => why !== 'damaged-record'),
          pieces: pieces(),
        }),
        allHeard: async () => {
          await watch.taken()
          await engine.hearLedger()
        },
        ...(countBefore === undefined ? {} : { countBefore }),
        onCopied,
        onPass: async (report) => {
          if (report.allSentAt !== null) engine.allSentAt(report.allSentAt)
          if (report.clean) await beat(unlocked, env.now(), env.today())
          if (report.clean) {
            const passed = await watch.passOn()
            if (passed.ok && passed.value > 0) sync.saved()
          }
          if (report.error === undefined) {
            if (await markJoined(unlocked, env.now())) sync.saved()
            const ended = await endThere(unlocked.opened, sync.fetchDocument)
            if (ended.ok && ended.value > 0) sync.saved()
          }
          await unlocked.opened.tidy()
          await writeMeta(databases.desk, META.count, (await engine.repository.info()).count)
        },
      })
      const now: Attached = {
        unlocked,
        databases,
        sync,
        watch,
        notes: [],
        noting: Promise.resolve(),
        connected: () => connectKept(),
        cancelAgain: () => undefined,
      }
      let connecting: Promise<void> | undefined
      const connectKept = (): Promise<void> => {
        now.cancelAgain()
        connecting ??= connectAccount(now).catch((error: unknown) => {
          connecting = undefined
          if (attached === now)
            now.cancelAgain = env.later(() => void connectKept().catch(() => undefined), CONNECT_AGAIN_MS)
          throw error
        })
        return connecting
      }
      attached = now
      noteWhatHappens(now)
      presence.begin()
      sync.onStatus(tell)
      tell(sync.status())
      engine.onCommit(() => sync.saved())
      engine.onCopied(onCopied)
      void connectKept().catch(() => undefined)
    },
    async detach() {
      const leaving = attached
      attached = undefined
      presence.forget()
      if (leaving === undefined) return
      leaving.cancelAgain()
      await leaving.sync.stop()
      await leaving.noting.catch(() => undefined)
      await env.route(null)
      tell(SYNC_OFF)
    },
    async check(account) {
      const tidy = tidyAddress(account)
      if (!tidy.ok) return tidy
      if (attached === undefined) return fail('locked')
      const route = await env.route(tidy.value)
      if (!route.ok) return route
      return route.value === null ? fail('not-available-here') : attached.sync.check(route.value)
    },
    async connect(account) {
      const here = attached
      if (here === undefined) return fail('locked')
      if (account === null) {
        await keepSealed(here, 'account', null)
        await env.route(null)
        await here.sync.connect(null)
        return ok(undefined)
      }
      const tidy = tidyAddress(account)
      if (!tidy.ok) return tidy
      const before = await readAccount(here)
      const route = await env.route(tidy.value)
      if (!route.ok) return route
      if (route.value === null) return fail('not-available-here')
      await keepSealed(here, 'account', tidy.value)
      await here.unlocked.opened.engine.caughtUp()
      await here.sync.connect(route.value, before?.url !== tidy.value.url)
      return ok(undefined)
    },
    keepAccount: (unlocked, databases, account) => keepSealed({ unlocked, databases }, 'account', account),
    account: async () => (attached === undefined ? null : readAccount(attached)),
    async history() {
      const here = attached
      await here?.noting.catch(() => undefined)
      return here?.notes ?? []
    },
    async now() {
      // Just after opening the account is still being connected.
      const connected = (await attached?.connected().catch(storageFault)) ?? ok(undefined)
      return connected.ok ? (attached?.sync.now() ?? fail('locked')) : connected
    },
    allow: async () => attached?.sync.allow() ?? fail('locked'),
    hint(what) {
      if (what !== 'offline') attached?.sync.wake()
    },
    keysAreDue: () => attached?.watch.due(),
    join: (sectionId, listener) => (env.automaticSync === false ? NO_SEAT : presence.join(sectionId, listener)),
    fetchDocument: async (id) => attached?.sync.fetchDocument(id) ?? fail('locked'),
    compactServer: async () => attached?.sync.compactServer() ?? fail('locked'),
  }
}

function placeOf(groupId: string, name: SealedName): string {
  return `desk/${groupId}/${name}`
}
