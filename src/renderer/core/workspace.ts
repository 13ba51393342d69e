/** Wires the core; the one façade that screens use. It runs in the worker (or straight in a Node test). */
import { fail, ok, type Result } from '@host'
import { type CallName, callOn, type Hints } from './calls'
import { readMeta, writeMeta } from './desk/db'
import { readDraft, saveDraft } from './desk/drafts'
import { storageFault } from './store/repository'
import { createBackups } from './workspace/backup'
import { createCarry } from './workspace/carry'
import { LockedError } from './workspace/door'
import { createFiles } from './workspace/files'
import { createLaptops } from './workspace/laptops'
import type { Unlocked } from './workspace/lifecycle'
import { createPrivacy } from './workspace/privacy'
import { createRestore } from './workspace/restore'
import { createRoom } from './workspace/room'
import { META } from './workspace/spaces'
import { openText, saveText } from './workspace/texts'
import { told } from './workspace/told'
import { createWaysIn } from './workspace/ways-in'
import type { Environment, RunOptions, Workspace } from './workspace-types'

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

const locked = (): Result<never> => fail('locked')
const unlessLocked = (error: unknown): undefined => {
  if (!(error instanceof LockedError)) throw error
}

/** Makes the workspace of one laptop. Nothing is read before `start`. */
export function createWorkspace(env: Environment): LocalWorkspace {
  const room = createRoom(env)
  const { sync, current, shown, act, acting } = room
  const carrying = createCarry(env, { ...room, arrived: () => sync.hint('focus') })
  const attaching = createFiles(env, room)
  const privacy = createPrivacy(env, room)
  const laptops = createLaptops(env, room)
  const backups = createBackups(env, { ...room, pack: carrying.pack })
  room.onOpened((unlocked) => void attaching.dropUnfinished(unlocked).catch(() => undefined))

  const workspace: LocalWorkspace = {
    state: room.state,
    onState: room.onState,
    unlocked: current,

    start: room.begin,
    async takeOver() {
      room.ask()
    },
    ...createWaysIn(env, room),
    lock: room.lock,
    changeUnlocking: room.relock,

    async run(name, input, options) {
      const open = current()
      return (
        open === undefined ? locked() : await act(open.opened.run(name, input, options) as Promise<Result<unknown>>)
      ) as never
    },
    async query(name, params) {
      // Nobody looks any more where it was locked before it had opened.
      return (await current()?.opened.query(name, params).catch(unlessLocked)) as never
    },
    watch(name, params, listener) {
      return current()?.opened.watch(name, params, listener as (value: unknown) => void) ?? (() => undefined)
    },
    async undo(changeId) {
      const open = current()
      return open === undefined ? locked() : act(open.opened.saver.undo(changeId))
    },

    async openText(sectionId, onUpdate, onPresent) {
      const open = current()
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
      const open = current()
      if (open === undefined) return locked()
      return act(saveText(open.opened.engine, open.opened.saver, env.today(), { sectionId, state: bytes, plain }))
    },
    settled: room.settled,

    async saveDraft(key, value) {
      const open = current()
      if (open === undefined) return fail('draft-not-kept')
      const now = new Date(env.now()).toISOString()
      const { keyring } = open.opened.engine
      return act(saveDraft(shown().desk, keyring, env.randomBytes, key, value, now).then(ok, storageFault))
    },
    async readDraft(key) {
      const open = current()
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
      check: async (account) => (current() === undefined ? locked() : sync.check(account)),
      connect: async (account) => (current() === undefined ? locked() : act(sync.connect(account).catch(told))),
      account: async () => {
        const account = await sync.account()
        return account === null ? null : { url: account.url, user: account.user }
      },
      history: () => sync.history(),
      now: async () => (current() === undefined ? locked() : sync.now()),
      allow: async () => (current() === undefined ? locked() : sync.allow()),
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
      ...createRestore(env, { ...room, count: backups.count, take: carrying.take, isSafe: backups.isSafe }),
    },
    hint: (what) => sync.hint(what),

    call: async (name, args, options) => callOn(workspace, name, args, options),
    close: room.close,
  }
  return workspace
}
