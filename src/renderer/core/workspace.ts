/** Wires the core; the one façade that screens use. It runs in the worker (or straight in a Node test). */
import { fail, ok, type Result, type ServerAccount } from '@host'
import { type CallName, callOn, type Hints } from './calls'
import { readMeta, writeMeta } from './desk/db'
import { readDraft, saveDraft } from './desk/drafts'
import { startFreshLog } from './desk/fresh-log'
import { storageFault } from './store/repository'
import { fromBase64, toBase64 } from './vault/bytes'
import { createBackups } from './workspace/backup'
import { createCarry } from './workspace/carry'
import { isMarkedCopied, markCopied } from './workspace/copied'
import { type DoorEvent, LockedError, nextState, refusal, type Shut } from './workspace/door'
import { createFiles } from './workspace/files'
import { createLaptops } from './workspace/laptops'
import { type Opening, recoverGroup, relock, startGroup, type Unlocked, unlockGroup } from './workspace/lifecycle'
import { oneAtATime } from './workspace/one-at-a-time'
import { createPrivacy } from './workspace/privacy'
import { createRestore } from './workspace/restore'
import {
  destroyDatabases,
  isLeftover,
  lockedDevice,
  META,
  openDatabases,
  type SpaceDatabases,
  whatStands,
} from './workspace/spaces'
import { createSyncControl, type SyncControl } from './workspace/sync-control'
import { openText, saveText } from './workspace/texts'
import { told } from './workspace/told'
import { createWriter } from './workspace/writer'
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
export interface LocalWorkspace extends Workspace, Hints {
  /** Looks what is on this laptop; call once. */
  start(): Promise<void>
  /** Runs a call by name, for the worker. */
  call(name: CallName, args: readonly unknown[], options: RunOptions): Promise<unknown>
  /** Stops everything and closes the databases. */
  close(): Promise<void>
  /** What is open now, for tests and tools that look inside. */
  unlocked(): Unlocked | undefined
}

const SAMPLE_LAPTOP = 'Sample laptop'

const locked = (): Result<never> => fail('locked')
const unlessLocked = (error: unknown): undefined => {
  if (!(error instanceof LockedError)) throw error
}

/** Makes the workspace of one laptop. Nothing is read before `start`. */
export function createWorkspace(env: Environment): LocalWorkspace {
  let state: WorkspaceState = { kind: 'starting' }
  /** The databases that are open: those of the group that is, and of another that was looked into. */
  const held = new Map<Space, SpaceDatabases>()
  let current: Unlocked | undefined
  let lastUnlocking: Unlocking | undefined
  let locking: Promise<void> | undefined
  let marking: Promise<void> | undefined
  let beginning: Promise<void> | undefined
  const stateListeners = new Set<(state: WorkspaceState) => void>()
  /** What opens or closes a group goes one after the other. */
  const inTurn = oneAtATime()
  /**
   * What opens one. Nothing is opened behind a lock; a fault of the storage on the way is told, not thrown: somebody waits at a form. What
   * did not come to stand may have a model open: the next attempt begins with databases that nothing else writes to.
   */
  const openInTurn = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> =>
    inTurn(async () => {
      const done = refusal(state) ?? (await work().catch(storageFault))
      if (!done.ok && current === undefined) {
        await closeCurrent()
        await lookAgain()
      }
      return done
    })
  /** What a person did and what does not stand yet: locking and closing wait for it. */
  const acts = new Set<Promise<unknown>>()
  const act = <T>(work: Promise<Result<T>>): Promise<Result<T>> => {
    const answer = work.catch((error: unknown): Result<T> => {
      if (error instanceof LockedError) return locked()
      throw error
    })
    const over = answer
      .catch(() => undefined)
      .finally(() => {
        acts.delete(over)
      })
    acts.add(over)
    return answer
  }
  /** The same for a whole call. */
  const acting =
    <A extends readonly unknown[], T>(does: (...args: A) => Promise<Result<T>>) =>
    (...args: A): Promise<Result<T>> =>
      act(does(...args))

  const show = (event: DoorEvent): void => {
    const next = nextState(state, event)
    if (next === state) return
    state = next
    for (const listener of stateListeners) listener(state)
  }
  /** This laptop was copied: it stops, and begins again under an id of its own when it is unlocked. */
  const copied = (): void => {
    const databases = current && held.get(current.opened.space)
    if (databases === undefined) return
    marking = markCopied(databases.desk).catch(() => undefined)
    // Not awaited: this is called from within a pass, which locking waits for.
    void lock()
  }
  const sync: SyncControl = createSyncControl(env, copied)
  const writer = createWriter(env, () => void giveWay())

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
    await marking
    // First of all, since what a person did may wait for the network.
    await sync.detach().catch(() => undefined)
    while (acts.size > 0) await Promise.all(acts)
    const open = current
    const all = [...held.values()]
    current = undefined
    lastUnlocking = undefined
    held.clear()
    for (const { space, desk, database } of all) {
      await (open?.opened.space === space ? open.opened : database).close().catch(() => undefined)
      desk.close()
    }
  }
  /** What stands on this laptop in the group's space, which is not open. */
  const found = async (): Promise<Shut> => {
    const here = inSpace('group')
    const device = await lockedDevice(here.desk)
    if (device !== undefined) {
      const because = (await isMarkedCopied(here.desk)) ? ({ because: 'copied' } as const) : {}
      return { kind: 'locked', unlock: device.unlock, ...because }
    }
    return (await whatStands(here)) === 'nothing' ? { kind: 'empty' } : { kind: 'locked', unlock: 'passphrase' }
  }
  const look = async (): Promise<void> =>
    show({
      event: 'looked',
      found: await found().catch((): Shut => ({ kind: 'failed', error: 'storage-failed' })),
    })
  /**
   * Nothing came to be open, and something else may stand than before. Where it cannot be seen just now, the form that somebody waits at
   * stays; what shows a group that is closed does not.
   */
  const lookAgain = async (): Promise<void> => {
    if (refusal(state) !== undefined) return
    const unseen: Shut | undefined = state.kind === 'open' ? { kind: 'failed', error: 'storage-failed' } : undefined
    const stands = await found().catch(() => unseen)
    if (stands !== undefined && stands.kind !== state.kind) show({ event: 'looked', found: stands })
  }
  /** The keys fit: screens may come, and get their glimpses while the model opens. */
  const opening = ({ opened: coming, device, groupId }: Opening): void => {
    if (refusal(state) !== undefined) throw new LockedError()
    const report: OpenReport = { from: 'pages', records: 0, quarantined: 0, newer: 0 }
    current = { opened: coming, device, groupId, report }
    show({ event: 'opened', space: coming.space, report })
  }
  const reportOf = ({ opened, report }: Unlocked): OpenReport => {
    const behind = opened.engine.behind()
    return behind === undefined ? report : { ...report, behind: behind.kind }
  }
  /** It is open, or was closed again for a fault of the storage. Where a lock was asked for meanwhile nothing shows and no pass begins: the lock closes it in its turn. */
  const opened = async (unlocked: Unlocked, unlocking: Unlocking): Promise<Result<OpenReport>> => {
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
    if (refusal(state) === undefined) {
      try {
        await sync.attach(unlocked, shown())
      } catch (error) {
        // It stands, and opens when somebody unlocks it.
        await leave()
        return storageFault(error)
      }
      void attaching.dropUnfinished(unlocked).catch(() => undefined)
      const { engine, space } = unlocked.opened
      const tell = (): void => show({ event: 'opened', space, report: reportOf(unlocked) })
      engine.onBehind(() => {
        if (current?.opened === unlocked.opened) tell()
      })
      tell()
    }
    return refusal(state) ?? ok(unlocked.report)
  }
  /** Closes what is open and shows what stands; a lock that was asked for does so itself, in its turn. */
  const leave = async (): Promise<void> => {
    await closeCurrent()
    await lookAgain()
  }
  /** The screens go at once, whatever is under way. In its turn all that was asked to be saved is, and the group is closed. */
  const shut = (then: () => Promise<void>): Promise<void> => {
    show({ event: 'lock' })
    if (acts.size === 0) current?.opened.halt()
    locking = inTurn(async () => {
      await env.screensGone?.()
      await closeCurrent()
      await then()
    }).finally(() => {
      locking = undefined
    })
    return locking
  }
  const lock = async (): Promise<void> => {
    if (state.kind !== 'starting' && state.kind !== 'elsewhere') await (locking ?? shut(look))
  }
  /** Locks, and lets the tab that asked for it write; opens again when that is closed or gives way in its turn. */
  const giveWay = async (): Promise<void> => {
    await beginning
    await locking
    if (state.kind === 'elsewhere') return
    await shut(async () => {
      show({ event: 'elsewhere' })
      writer.release()
    })
    await begin()
  }
  const begin = (): Promise<void> => {
    beginning = takeAndLook()
    return beginning
  }
  const takeAndLook = async (): Promise<void> => {
    let isNews = false
    try {
      await writer.take(() => {
        isNews = true
        show({ event: 'elsewhere' })
      })
      // Another tab may have put other databases in the place of those that a setting was read from meanwhile.
      if (isNews) await closeCurrent()
      await startFreshLog(env.desk)
      await look()
    } catch {
      show({ event: 'looked', found: { kind: 'failed', error: 'storage-failed' } })
    }
  }
  /** Where opening breaks off after screens have come, they go again: nothing that is shown would ever be answered. */
  const unlockIn = async (here: SpaceDatabases, unlocking: Unlocking): Promise<Result<OpenReport>> => {
    try {
      const unlocked = await unlockGroup(env, here, unlocking, opening)
      if (unlocked.ok) return await opened(unlocked.value, unlocking)
      if (current !== undefined) await leave()
      return unlocked
    } catch (error) {
      await leave()
      return error instanceof LockedError ? locked() : storageFault(error)
    }
  }
  /** One that is open is never opened a second time beside itself: each would fold away what the other has journalled. */
  const openGroup = (): Unlocked | undefined => (current?.opened.space === 'group' ? current : undefined)
  const need = (): Unlocked | undefined => current
  const reset = async (space: Space): Promise<SpaceDatabases> => {
    await destroy(space)
    return inSpace(space)
  }
  const carrying = createCarry(env, { current: need, databases: inSpace, arrived: () => sync.hint('focus'), copied })
  const attaching = createFiles(env, { current: () => current, sync })
  const privacy = createPrivacy(env, { current: need, sync })
  const laptops = createLaptops(env, { current: need, databases: inSpace, reset, sync, opened, inTurn: openInTurn })
  const backups = createBackups(env, { current: need, databases: inSpace, pack: carrying.pack, sync })

  const workspace: LocalWorkspace = {
    state: () => state,
    onState(listener) {
      stateListeners.add(listener)
      listener(state)
      return () => stateListeners.delete(listener)
    },
    unlocked: () => current,

    start: begin,
    async takeOver() {
      writer.ask()
    },

    create: (input: CreateInput) =>
      openInTurn(async () => {
        const here = inSpace(input.space)
        if ((await whatStands(here)) !== 'nothing') return fail('laptop-has-group')
        if (await isLeftover(here)) await destroy(input.space)
        const fresh = inSpace(input.space)
        const started = await startGroup(env, fresh, input)
        if (!started.ok) return started
        // Also where it is locked by now, or cannot be shown: it stands, and the phrase is shown this once.
        await opened(started.value, input.unlocking)
        return ok({ phrase: started.value.phrase })
      }),
    unlock: (unlocking) =>
      openInTurn(async () => {
        const here = openGroup()
        if (here !== undefined) return ok(here.report)
        // The sample: with it open, a wrong passphrase would close it, and a right one would leave it open behind the group.
        if (current !== undefined) await closeCurrent()
        return unlockIn(inSpace('group'), unlocking)
      }),
    recover: (input) =>
      openInTurn(async () => {
        const here = openGroup()
        if (here !== undefined) return ok(here.report)
        const unlocked = await recoverGroup(env, inSpace('group'), input)
        return unlocked.ok ? opened(unlocked.value, input.unlocking) : unlocked
      }),
    lock,
    openSample: () =>
      openInTurn(async () => {
        await closeCurrent()
        const here = inSpace('sample')
        const secret = await readMeta<string>(here.desk, META.sampleSecret)
        const kept = secret === undefined ? undefined : fromBase64(secret)
        if (kept !== undefined && (await lockedDevice(here.desk)) !== undefined) {
          const unlocking: Unlocking = { method: 'host', secret: kept }
          const unlocked = await unlockIn(here, unlocking)
          if (unlocked.ok || refusal(state) !== undefined) return unlocked
        }
        await destroy('sample')
        const fresh = inSpace('sample')
        const made = env.randomBytes(32)
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
        // Everything in the sample is invented, so its secret may lie beside it. It comes last: a sample of which the making broke off is made
        // anew, not opened half empty.
        await writeMeta(fresh.desk, META.sampleSecret, toBase64(made))
        const report = { ...started.value.report, records: started.value.opened.engine.model.size() }
        return opened({ ...started.value, report }, unlocking)
      }),
    leaveSample: () => inTurn(leave),
    discardSample: () =>
      inTurn(async () => {
        await closeCurrent()
        const gone = await destroy('sample').then(() => ok(undefined), storageFault)
        await leave()
        return gone
      }),
    changeUnlocking: (next) =>
      inTurn(async () => {
        if (current === undefined || lastUnlocking === undefined) return locked()
        const changed = await relock(env, shown(), lastUnlocking, next).catch(storageFault)
        if (changed.ok) lastUnlocking = next
        return changed
      }),

    async run(name, input, options) {
      const open = need()
      return (
        open === undefined ? locked() : await act(open.opened.run(name, input, options) as Promise<Result<unknown>>)
      ) as never
    },
    async query(name, params) {
      // Nobody looks any more where it was locked before it had opened.
      return (await need()?.opened.query(name, params).catch(unlessLocked)) as never
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
      const stands = await open.opened.ready().then(ok, told)
      if (!stands.ok) return stands
      const seat = sync.join(sectionId, onPresent ?? (() => undefined))
      const text = openText(open.opened.engine, sectionId, (update, fromElsewhere) => {
        if (fromElsewhere) seat.heard()
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
      if (open === undefined) return fail('draft-not-kept')
      const now = new Date(env.now()).toISOString()
      const { keyring } = open.opened.engine
      return act(saveDraft(shown().desk, keyring, env.randomBytes, key, value, now).then(ok, storageFault))
    },
    async readDraft(key) {
      const open = need()
      if (open === undefined) return locked()
      return readDraft(shown().desk, open.opened.engine.keyring, key).then(ok, told)
    },
    readSetting: async (key) => readMeta(shown().desk, META.setting(key)).catch(() => undefined),
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
      connect: async (account) => (current === undefined ? locked() : act(sync.connect(account).catch(told))),
      account: async () => {
        const account = await sync.account()
        return account === null ? null : { url: account.url, user: account.user }
      },
      history: () => sync.history(),
      now: async () => (current === undefined ? locked() : sync.now()),
      allow: async () => (current === undefined ? locked() : sync.allow()),
    },
    files: { ...attaching.files, add: acting(attaching.files.add) },
    privacy: { ...privacy, erase: acting(privacy.erase), decide: acting(privacy.decide) },
    laptops: {
      ...laptops,
      invite: acting(laptops.invite),
      confirm: acting(laptops.confirm),
      newKey: acting(laptops.newKey),
      letIn: acting(laptops.letIn),
    },
    carry: { ...carrying.carry, bring: acting(carrying.carry.bring) },
    backups: {
      status: backups.status,
      make: backups.make,
      kept: backups.kept,
      outOfDate: backups.outOfDate,
      ...createRestore(env, {
        count: backups.count,
        current: need,
        databases: inSpace,
        reset,
        opened,
        inTurn: openInTurn,
        act,
        take: carrying.take,
        isSafe: backups.isSafe,
      }),
    },
    hint: (what) => sync.hint(what),

    call: async (name, args, options) => callOn(workspace, name, args, options),
    close: () =>
      inTurn(async () => {
        await closeCurrent()
        writer.release()
      }),
  }
  return workspace
}
