/** Wires the core; the one façade that screens use. It runs in the worker (or straight in a Node test). */
import { fail, ok, type Result, type ServerAccount } from '@host'
import { readMeta, writeMeta } from './desk/db'
import { readDraft, saveDraft } from './desk/drafts'
import { startFreshLog } from './desk/fresh-log'
import type { CallName } from './rpc'
import { storageFault } from './store/repository'
import { fromBase64, toBase64 } from './vault/bytes'
import { createBackups } from './workspace/backup'
import { createCarry } from './workspace/carry'
import { isMarkedCopied, markCopied } from './workspace/copied'
import { createFiles } from './workspace/files'
import { createLaptops } from './workspace/laptops'
import { type Opening, recoverGroup, relock, startGroup, type Unlocked, unlockGroup } from './workspace/lifecycle'
import { oneAtATime } from './workspace/one-at-a-time'
import { createPrivacy } from './workspace/privacy'
import { createRestore } from './workspace/restore'
import {
  clearDocuments,
  destroyDatabases,
  keyDocuments,
  lockedDevice,
  META,
  openDatabases,
  type SpaceDatabases,
} from './workspace/spaces'
import { createSyncControl, type SyncControl } from './workspace/sync-control'
import { openText, saveText } from './workspace/texts'
import type {
  CreateInput,
  Environment,
  OpenReport,
  RunOptions,
  Space,
  Unlocking,
  Workspace,
  WorkspaceState,
} from './workspace-types'

/** The façade with what only its owner calls. */
export interface LocalWorkspace extends Workspace {
  /** Looks what is on this laptop; call once. */
  start(): Promise<void>
  /** Runs a call by name, for the worker. */
  call(name: CallName, args: readonly unknown[], options: RunOptions): Promise<unknown>
  /** A good moment for a pass. */
  hint(what: 'online' | 'focus' | 'offline'): void
  /** Stops everything and closes the databases. */
  close(): Promise<void>
  /** What is open now, for tests and tools that look inside. */
  unlocked(): Unlocked | undefined
}

const SAMPLE_LAPTOP = 'This laptop'
/** How long the screens of a group may stay after locking was asked for. */
const LOCK_PATIENCE_MS = 5_000

/** Makes the workspace of one laptop. Nothing is read before `start`. */
export function createWorkspace(env: Environment): LocalWorkspace {
  let state: WorkspaceState = { kind: 'starting' }
  /** The databases that are open: those of the group that is, and of another that was looked into. */
  const held = new Map<Space, SpaceDatabases>()
  let current: Unlocked | undefined
  let lastUnlocking: Unlocking | undefined
  let release: (() => void) | undefined
  const stateListeners = new Set<(state: WorkspaceState) => void>()
  /** Opening and closing: a lock that is asked for while the group is being opened comes after it, and is not overtaken by it. */
  const inTurn = oneAtATime()
  /** A fault of the storage on the way is told, not thrown: somebody waits at a form. */
  const startInTurn = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> =>
    inTurn(async () => {
      const done = await work().catch(storageFault)
      // What did not come to stand may have a model open: the next attempt begins with databases that nothing else writes to.
      if (!done.ok && current === undefined) await closeCurrent()
      return done
    })
  let locking: Promise<void> = Promise.resolve()
  /** What a person did and what does not stand yet: whoever closes the window waits for it. */
  const acts = new Set<Promise<unknown>>()
  const act = <T>(work: Promise<T>): Promise<T> => {
    const over = work
      .catch(() => undefined)
      .finally(() => {
        acts.delete(over)
      })
    acts.add(over)
    return work
  }
  /** This laptop was copied: it stops, and begins again under an id of its own when it is unlocked. */
  const copied = (): void => {
    const open = current
    const databases = open && held.get(open.opened.space)
    if (open === undefined || databases === undefined) return
    // Not awaited: this is called from within a pass, which locking waits for.
    locking = markCopied(databases.desk)
      .then(() => inTurn(async () => (current?.opened === open.opened ? lockNow() : undefined)))
      .catch(() => undefined)
  }
  const sync: SyncControl = createSyncControl(env, copied)

  const setState = (next: WorkspaceState): void => {
    state = next
    for (const listener of stateListeners) listener(next)
  }
  const inSpace = (space: Space): SpaceDatabases => {
    const here = held.get(space) ?? openDatabases(env, space)
    held.set(space, here)
    return here
  }
  /** Of the space that is shown. */
  const shown = (): SpaceDatabases => inSpace(current?.opened.space ?? 'group')
  const destroy = async (space: Space): Promise<void> => {
    const here = inSpace(space)
    held.delete(space)
    await destroyDatabases(here)
  }
  /** What cannot be closed (the browser took the storage away) is left: locking must never fail for it. */
  const closeCurrent = async (): Promise<void> => {
    await sync.detach().catch(() => undefined)
    const open = current
    const all = [...held.values()]
    current = undefined
    lastUnlocking = undefined
    held.clear()
    for (const { space, desk, database } of all) {
      await (open?.opened.space === space ? open.opened : database).close().catch(() => undefined)
      desk.close()
    }
    // What has not ended by now never will: it waited for a group whose opening broke off.
    acts.clear()
  }
  /** Shows what stands on this laptop in a space that is not open. */
  const look = async (space: Space): Promise<void> => {
    const here = inSpace(space)
    const locked = await lockedDevice(here.desk)
    if (locked !== undefined) {
      const copied = await isMarkedCopied(here.desk)
      return setState({ kind: 'locked', unlock: locked.unlock, ...(copied ? { because: 'copied' } : {}) })
    }
    const marks = await clearDocuments(here.database, 'group')
    const sheets = marks.length === 0 ? [] : await keyDocuments(here)
    // The desk was wiped but the records are there: the recovery phrase opens them.
    setState(sheets.length > 0 ? { kind: 'locked', unlock: 'passphrase' } : { kind: 'empty' })
  }
  /** The keys fit: screens may come, and get their glimpses while the model opens. */
  const opening = ({ opened: coming, device, groupId }: Opening): void => {
    const report: OpenReport = { from: 'pages', records: 0, quarantined: 0, newer: 0 }
    current = { opened: coming, device, groupId, report }
    setState({ kind: 'open', space: coming.space, report })
  }
  const opened = async (unlocked: Unlocked, unlocking: Unlocking): Promise<OpenReport> => {
    const before = current
    if (before !== undefined && before.opened !== unlocked.opened) {
      // The sample, which somebody left by joining or starting a group from it.
      await sync.detach().catch(() => undefined)
      await before.opened.close().catch(() => undefined)
      held.get(before.opened.space)?.desk.close()
      held.delete(before.opened.space)
    }
    current = unlocked
    lastUnlocking = unlocking
    await sync.attach(unlocked, inSpace(unlocked.opened.space))
    void attaching.dropUnfinished(unlocked).catch(() => undefined)
    setState({ kind: 'open', space: unlocked.opened.space, report: unlocked.report })
    return unlocked.report
  }
  const lockNow = async (): Promise<void> => {
    const space = current?.opened.space ?? 'group'
    await closeCurrent()
    await look(space === 'sample' ? 'group' : space).catch(() => setState({ kind: 'failed', error: 'storage-failed' }))
  }
  /**
   * Whatever hangs, the screens go: a connection that the browser took away in the middle of reading never answers, and closing waits
   * for it. Starting again from that page begins anew.
   */
  const lock = (): Promise<void> => {
    const cancel = env.later(() => setState({ kind: 'failed', error: 'storage-failed' }), LOCK_PATIENCE_MS)
    return inTurn(lockNow).finally(cancel)
  }
  /** Where opening breaks off after screens have come, they go again: nothing that is shown would ever be answered. */
  const unlockIn = async (here: SpaceDatabases, unlocking: Unlocking): Promise<Result<OpenReport>> => {
    try {
      const unlocked = await unlockGroup(env, here, unlocking, opening)
      if (unlocked.ok) return ok(await opened(unlocked.value, unlocking))
      if (current !== undefined) await lockNow()
      return unlocked
    } catch (error) {
      await lockNow()
      return storageFault(error)
    }
  }
  /** One that is open is never opened a second time beside itself: each would fold away what the other has journalled. */
  const openGroup = (): Unlocked | undefined => (current?.opened.space === 'group' ? current : undefined)
  const need = (): Unlocked | undefined => current
  const locked = (): Result<never> => fail('locked')
  const reset = async (space: Space): Promise<SpaceDatabases> => {
    await destroy(space)
    return inSpace(space)
  }
  const carrying = createCarry(env, { current: need, databases: inSpace, arrived: () => sync.hint('focus'), copied })
  const attaching = createFiles(env, { current: () => current, sync })
  const backups = createBackups(env, { current: need, databases: inSpace, pack: carrying.pack, sync })

  const workspace: LocalWorkspace = {
    state: () => state,
    onState(listener) {
      stateListeners.add(listener)
      listener(state)
      return () => stateListeners.delete(listener)
    },
    unlocked: () => current,

    async start() {
      try {
        if (env.locks !== undefined) {
          const taken = await new Promise<boolean>((resolve) => {
            const hold = (lock: Lock | null): Promise<void> | undefined => {
              resolve(lock !== null)
              return lock === null ? undefined : new Promise((done) => (release = done))
            }
            void env.locks?.request('trestle-writer', { ifAvailable: true }, hold)
          })
          if (!taken) {
            setState({ kind: 'elsewhere' })
            // When the other window closes, this one takes over.
            await new Promise<void>((resolve) => {
              void env.locks?.request('trestle-writer', () => {
                resolve()
                return new Promise<void>((done) => (release = done))
              })
            })
          }
        }
        await startFreshLog(env.desk)
        await look('group')
      } catch {
        setState({ kind: 'failed', error: 'storage-failed' })
      }
    },

    create: (input: CreateInput) =>
      startInTurn(async () => {
        const here = inSpace(input.space)
        if ((await lockedDevice(here.desk)) !== undefined) return fail('already-open-elsewhere')
        if ((await here.database.info()).doc_count > 0) {
          // An earlier start or restore was interrupted before it had keys of its own: nothing of it could ever be opened.
          await destroy(input.space)
        }
        const fresh = inSpace(input.space)
        const started = await startGroup(env, fresh, input)
        if (!started.ok) return started
        await opened(started.value, input.unlocking)
        return ok({ phrase: started.value.phrase })
      }),
    unlock: (unlocking) =>
      inTurn(async () => {
        const here = openGroup()
        return here === undefined ? unlockIn(inSpace('group'), unlocking) : ok(here.report)
      }),
    recover: (input) =>
      startInTurn(async () => {
        const here = openGroup()
        if (here !== undefined) return ok(here.report)
        const unlocked = await recoverGroup(env, inSpace('group'), input)
        return unlocked.ok ? ok(await opened(unlocked.value, input.unlocking)) : unlocked
      }),
    lock,
    openSample: () =>
      startInTurn(async () => {
        await closeCurrent()
        const here = inSpace('sample')
        const secret = await readMeta<string>(here.desk, META.sampleSecret)
        const kept = secret === undefined ? undefined : fromBase64(secret)
        if (kept !== undefined && (await lockedDevice(here.desk)) !== undefined) {
          const unlocking: Unlocking = { method: 'host', secret: kept }
          const unlocked = await unlockIn(here, unlocking)
          if (unlocked.ok) return unlocked
        }
        await destroy('sample')
        // Everything in the sample is invented, so its secret may lie beside it.
        const fresh = inSpace('sample')
        const made = env.randomBytes(32)
        await writeMeta(fresh.desk, META.sampleSecret, toBase64(made))
        const unlocking: Unlocking = { method: 'host', secret: made }
        const started = await startGroup(env, fresh, {
          space: 'sample',
          group: { name: 'Sample group', kind: 'place' },
          you: { givenName: '', familyName: '' },
          laptopName: SAMPLE_LAPTOP,
          unlocking,
        })
        if (!started.ok) return started
        const loaded = (await started.value.opened.run('sample.load', {})) as Result<unknown>
        if (!loaded.ok) return loaded
        const report = { ...started.value.report, records: started.value.opened.engine.model.size() }
        return ok(await opened({ ...started.value, report }, unlocking))
      }),
    leaveSample: () =>
      inTurn(async () => {
        await closeCurrent()
        await look('group')
      }),
    discardSample: () =>
      inTurn(async () => {
        await closeCurrent()
        await destroy('sample')
        await look('group')
        return ok(undefined)
      }),
    changeUnlocking: (next) =>
      startInTurn(async () => {
        if (current === undefined || lastUnlocking === undefined) return locked()
        const changed = await relock(env, shown(), lastUnlocking, next)
        if (changed.ok) lastUnlocking = next
        return changed
      }),

    async run(name, input, options) {
      const open = need()
      return (open === undefined ? locked() : await act(open.opened.run(name, input, options))) as never
    },
    async query(name, params) {
      return need()?.opened.query(name, params) as never
    },
    watch(name, params, listener) {
      return need()?.opened.watch(name, params, listener as (value: unknown) => void) ?? (() => undefined)
    },
    async undo(changeId) {
      const open = need()
      return open === undefined ? locked() : act(open.opened.saver.undo(changeId))
    },

    async openText(sectionId, onUpdate, onPresent) {
      const open = need()
      if (open === undefined) return locked()
      await open.opened.ready()
      const seat = sync.join(sectionId, onPresent ?? (() => undefined))
      const text = openText(open.opened.engine, sectionId, (update) => {
        seat.heard()
        onUpdate(update)
      })
      const close = (): void => {
        text.close()
        seat.leave()
      }
      return ok({ state: text.state, place: seat.place, close })
    },
    async saveText(sectionId, bytes, plain) {
      const open = need()
      if (open === undefined) return locked()
      return act(saveText(open.opened.engine, open.opened.saver, env.today(), { sectionId, state: bytes, plain }))
    },
    async settled() {
      await locking
      await need()?.opened.ready()
      await Promise.all(acts)
      await need()?.opened.engine.caughtUp()
    },

    async saveDraft(key, value) {
      const open = need()
      if (open === undefined) return
      const now = new Date(env.now()).toISOString()
      await act(saveDraft(shown().desk, open.opened.engine.keyring, env.randomBytes, key, value, now))
    },
    async readDraft(key) {
      const open = need()
      return open === undefined ? undefined : readDraft(shown().desk, open.opened.engine.keyring, key)
    },
    readSetting: async (key) => readMeta(shown().desk, META.setting(key)),
    async saveSetting(key, value) {
      const { desk } = shown()
      // A full disk may cost how a list was arranged; it must not break off what the person is doing.
      return writeMeta(desk, META.setting(key), value).then(
        () => true,
        () => false,
      )
    },

    sync: {
      status: () => sync.status(),
      onStatus: (listener) => sync.onStatus(listener),
      check: async (account: ServerAccount) => (current === undefined ? locked() : sync.check(account)),
      connect: async (account) => (current === undefined ? locked() : sync.connect(account)),
      account: async () => {
        const account = await sync.account()
        return account === null ? null : { url: account.url, user: account.user }
      },
      now: async () => (current === undefined ? locked() : sync.now()),
      allow: async () => (current === undefined ? locked() : sync.allow()),
    },
    files: attaching.files,
    privacy: createPrivacy(env, { current: () => current, sync }),
    laptops: createLaptops(env, { current: need, databases: inSpace, reset, sync, opened, inTurn: startInTurn }),
    carry: carrying.carry,
    backups: {
      status: backups.status,
      make: backups.make,
      kept: backups.kept,
      outOfDate: backups.outOfDate,
      ...createRestore(env, {
        current: need,
        databases: inSpace,
        reset,
        opened,
        inTurn: startInTurn,
        take: carrying.take,
        isSafe: backups.isSafe,
      }),
    },
    hint: (what) => sync.hint(what),

    call(name, args, options) {
      const [a, b, c] = args as [never, never, never]
      const calls: Readonly<Record<CallName, () => Promise<unknown>>> = {
        create: () => workspace.create(a),
        unlock: () => workspace.unlock(a),
        recover: () => workspace.recover(a),
        lock: () => workspace.lock(),
        openSample: () => workspace.openSample(),
        leaveSample: () => workspace.leaveSample(),
        changeUnlocking: () => workspace.changeUnlocking(a),
        discardSample: () => workspace.discardSample(),
        run: () => workspace.run(a, b, options),
        query: () => workspace.query(a, b),
        undo: () => workspace.undo(a),
        saveText: () => workspace.saveText(a, b, c),
        settled: () => workspace.settled(),
        saveDraft: () => workspace.saveDraft(a, b),
        readDraft: () => workspace.readDraft(a),
        readSetting: () => workspace.readSetting(a),
        saveSetting: () => workspace.saveSetting(a, b),
        'sync.check': () => workspace.sync.check(a),
        'sync.connect': () => workspace.sync.connect(a),
        'sync.account': () => workspace.sync.account(),
        'sync.now': () => workspace.sync.now(),
        'sync.allow': () => workspace.sync.allow(),
        'sync.hint': async () => workspace.hint(a),
        'laptops.invite': () => workspace.laptops.invite(a),
        'laptops.invites': () => workspace.laptops.invites(),
        'laptops.join': () => workspace.laptops.join(a, options),
        'laptops.confirm': () => workspace.laptops.confirm(a),
        'laptops.newKey': () => workspace.laptops.newKey(a),
        'laptops.reseal': () => workspace.laptops.reseal(options),
        'laptops.keysCrossed': () => workspace.laptops.keysCrossed(),
        'laptops.keyless': () => workspace.laptops.keyless(),
        'laptops.letIn': () => workspace.laptops.letIn(a),
        'files.add': () => workspace.files.add(a, options),
        'files.read': () => workspace.files.read(a, options),
        'files.usage': () => workspace.files.usage(),
        'files.fetchAll': () => workspace.files.fetchAll(),
        'privacy.erase': () => workspace.privacy.erase(a),
        'privacy.erasures': () => workspace.privacy.erasures(),
        'privacy.heard': () => workspace.privacy.heard(),
        'privacy.compactServer': () => workspace.privacy.compactServer(),
        'carry.take': () => workspace.carry.take(a),
        'carry.look': () => workspace.carry.look(a),
        'carry.bring': () => workspace.carry.bring(a, { ...(b as object), ...options }),
        'backups.status': () => workspace.backups.status(),
        'backups.make': () => workspace.backups.make(a),
        'backups.kept': () => workspace.backups.kept(a),
        'backups.outOfDate': () => workspace.backups.outOfDate(),
        'backups.rehearse': () => workspace.backups.rehearse(a),
        'backups.restore': () => workspace.backups.restore(a, options),
      }
      return calls[name]()
    },
    close: () =>
      inTurn(async () => {
        await closeCurrent()
        release?.()
      }),
  }
  return workspace
}
