/**
 * What is open on this laptop: one group at a time, opened, locked and closed in turn, in one tab at a time. Where it stands is the pure
 * machine of `door.ts`. (docs/adr/0031)
 */
import { fail, ok, type Result } from '@host'
import { startFreshLog } from '../desk/fresh-log'
import { storageFault } from '../store/repository'
import type { Environment, OpenReport, Space, Unlocking, WorkspaceState } from '../workspace-types'
import { type Acts, createActs } from './acts'
import { isMarkedCopied, markCopied } from './copied'
import { type DoorEvent, LockedError, nextState, refusal, type Shut } from './door'
import { type Opening, relock, type Unlocked, unlockGroup } from './lifecycle'
import { oneAtATime } from './one-at-a-time'
import { createOpenSpaces, lockedDevice, type SpaceDatabases, whatStands } from './spaces'
import { createSyncControl, type SyncControl } from './sync-control'
import { createWriter } from './writer'

export interface Room extends Pick<Acts, 'act' | 'acting'> {
  state(): WorkspaceState
  onState(listener: (state: WorkspaceState) => void): () => void
  /** What is open now. */
  current(): Unlocked | undefined
  readonly sync: SyncControl
  databases(space: Space): SpaceDatabases
  /** Of the space that is shown. */
  shown(): SpaceDatabases
  destroy(space: Space): Promise<void>
  reset(space: Space): Promise<SpaceDatabases>
  /**
   * What opens a group, one after the other. Nothing is opened behind a lock; a fault of the storage on the way is told, not thrown: somebody
   * waits at a form.
   */
  inTurn<T>(work: () => Promise<Result<T>>): Promise<Result<T>>
  /** What closes one, in the same turn. */
  closing<T>(work: () => Promise<T>): Promise<T>
  /** Opens the group that stands in these databases. In its turn. */
  unlockIn(here: SpaceDatabases, unlocking: Unlocking): Promise<Result<OpenReport>>
  /**
   * A group came to be open in its turn, or is closed again for a fault of the storage. Where a lock was asked for meanwhile nothing shows
   * and no pass begins: the lock closes it.
   */
  opened(unlocked: Unlocked, unlocking: Unlocking): Promise<Result<OpenReport>>
  /** Called for each group that is shown. */
  onOpened(listener: (unlocked: Unlocked) => void): void
  /** Gives the group that is open another passphrase or way of unlocking. */
  relock(next: Unlocking): Promise<Result<void>>
  /** Closes what is open. In its turn. */
  empty(): Promise<void>
  /** The same, and shows what stands; a lock that was asked for does so itself. */
  leave(): Promise<void>
  lock(): Promise<void>
  /** This laptop was copied: it stops, and begins again under an id of its own when it is unlocked. */
  copied(): void
  /** Becomes the tab that writes, and looks what stands here. */
  begin(): Promise<void>
  /** Asks the tab that writes to give way. */
  ask(): void
  /** Resolves when all that was begun is done. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Nothing is read before `begin`. */
export function createRoom(env: Environment): Room {
  let state: WorkspaceState = { kind: 'starting' }
  let current: Unlocked | undefined
  let lastUnlocking: Unlocking | undefined
  let locking: Promise<void> | undefined
  let marking: Promise<void> | undefined
  let beginning: Promise<void> | undefined
  const stateListeners = new Set<(state: WorkspaceState) => void>()
  const openedListeners = new Set<(unlocked: Unlocked) => void>()
  const spaces = createOpenSpaces(env)
  const acts = createActs()
  const closing = oneAtATime()

  const show = (event: DoorEvent): void => {
    const next = nextState(state, event)
    if (next === state) return
    state = next
    for (const listener of stateListeners) listener(state)
  }
  const shown = (): SpaceDatabases => spaces.of(current?.opened.space ?? 'group')
  const copied = (): void => {
    if (current === undefined) return
    marking = markCopied(shown().desk).catch(() => undefined)
    // Not awaited: this is called from within a pass, which locking waits for.
    void lock()
  }
  const sync: SyncControl = createSyncControl(env, copied)
  const writer = createWriter(env, () => void giveWay())

  /** What cannot be closed (the browser took the storage away) is left: locking must never fail for it. */
  const empty = async (): Promise<void> => {
    await marking
    // First of all, since what a person did may wait for the network.
    await sync.detach().catch(() => undefined)
    while (acts.isBusy()) await acts.ended()
    const open = current
    current = undefined
    lastUnlocking = undefined
    for (const { space, desk, database } of spaces.takeAll()) {
      await (open?.opened.space === space ? open.opened : database).close().catch(() => undefined)
      desk.close()
    }
  }
  /** What stands on this laptop in the group's space, which is not open. */
  const found = async (): Promise<Shut> => {
    const here = spaces.of('group')
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
  const leave = async (): Promise<void> => {
    await empty()
    await lookAgain()
  }

  /** What did not come to stand may have a model open: the next attempt begins with databases that nothing else writes to. */
  const inTurn: Room['inTurn'] = (work) =>
    closing(async () => {
      const done = refusal(state) ?? (await work().catch(storageFault))
      if (!done.ok && current === undefined) await leave()
      return done
    })
  /** The keys fit: screens may come, and get their glimpses while the model opens. */
  const opening = ({ opened: coming, device, groupId }: Opening): void => {
    if (refusal(state) !== undefined) throw new LockedError()
    const report: OpenReport = { from: 'pages', records: 0, quarantined: 0, newer: 0 }
    current = { opened: coming, device, groupId, report }
    show({ event: 'opened', space: coming.space, report })
  }
  const opened: Room['opened'] = async (unlocked, unlocking) => {
    const before = current
    if (before !== undefined && before.opened !== unlocked.opened) {
      // The sample, which somebody left by joining or starting a group from it.
      await sync.detach().catch(() => undefined)
      await before.opened.close().catch(() => undefined)
      spaces.leave(before.opened.space)
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
      for (const listener of openedListeners) listener(unlocked)
      const { engine, space } = unlocked.opened
      const tell = (): void => show({ event: 'opened', space, report: reportOf(unlocked) })
      engine.onBehind(() => {
        if (current?.opened === unlocked.opened) tell()
      })
      tell()
    }
    return refusal(state) ?? ok(unlocked.report)
  }
  /** Where opening breaks off after screens have come, they go again: nothing that is shown would ever be answered. */
  const unlockIn: Room['unlockIn'] = async (here, unlocking) => {
    try {
      const unlocked = await unlockGroup(env, here, unlocking, opening)
      if (unlocked.ok) return await opened(unlocked.value, unlocking)
      if (current !== undefined) await leave()
      return unlocked
    } catch (error) {
      await leave()
      return error instanceof LockedError ? fail('locked') : storageFault(error)
    }
  }

  /** The screens go at once, whatever is under way. In its turn all that was asked to be saved is, and the group is closed. */
  const shut = (then: () => Promise<void>): Promise<void> => {
    show({ event: 'lock' })
    if (!acts.isBusy()) current?.opened.halt()
    locking = closing(async () => {
      await env.screensGone?.()
      await empty()
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
  const takeAndLook = async (): Promise<void> => {
    let isNews = false
    try {
      await writer.take(() => {
        isNews = true
        show({ event: 'elsewhere' })
      })
      // Another tab may have put other databases in the place of those that a setting was read from meanwhile.
      if (isNews) await empty()
      await startFreshLog(env.desk)
      await look()
    } catch {
      show({ event: 'looked', found: { kind: 'failed', error: 'storage-failed' } })
    }
  }
  const begin = (): Promise<void> => {
    beginning = takeAndLook()
    return beginning
  }

  return {
    state: () => state,
    onState(listener) {
      stateListeners.add(listener)
      listener(state)
      return () => stateListeners.delete(listener)
    },
    current: () => current,
    sync,
    databases: spaces.of,
    shown,
    destroy: spaces.destroy,
    reset: spaces.reset,
    act: acts.act,
    acting: acts.acting,
    inTurn,
    closing,
    unlockIn,
    opened,
    onOpened: (listener) => void openedListeners.add(listener),
    relock: (next) =>
      closing(async () => {
        if (current === undefined || lastUnlocking === undefined) return fail('locked')
        const changed = await relock(env, shown(), lastUnlocking, next).catch(storageFault)
        if (changed.ok) lastUnlocking = next
        return changed
      }),
    empty,
    leave,
    lock,
    copied,
    begin,
    ask: writer.ask,
    async settled() {
      await locking
      await current?.opened.ready()
      await acts.ended()
      await current?.opened.engine.caughtUp()
    },
    close: () =>
      closing(async () => {
        await empty()
        writer.release()
      }),
  }
}

function reportOf({ opened, report }: Unlocked): OpenReport {
  const behind = opened.engine.behind()
  return behind === undefined ? report : { ...report, behind: behind.kind }
}
