/**
 * The façade's calls that take plain arguments and answer once: one line each. The screen's side (`client.ts`) and the worker's
 * (`workspace.ts`) are made from this list; the compiler says which of the façade's calls it lacks, and which has its options elsewhere.
 */
import type { RunOptions, Workspace } from './workspace-types'

/** What goes over messages of its own: what calls back, and what is known on the screen's side already. */
type OwnWay = 'state' | 'onState' | 'watch' | 'openText' | 'sync.status' | 'sync.onStatus'

/** Names of what can be called, with the group that it stands in: `create`, `sync.check`. */
type NamesIn<T, Group extends string = ''> = {
  [K in keyof T & string]: T[K] extends (...args: never[]) => unknown ? `${Group}${K}` : NamesIn<T[K], `${K}.`>
}[keyof T & string]

/** What stands under such a name. */
type Under<T, Name> = Name extends `${infer Group}.${infer Rest}`
  ? Group extends keyof T
    ? Under<T[Group], Rest>
    : never
  : Name extends keyof T
    ? T[Name]
    : never

/** Where a call takes `RunOptions`, its place among the arguments is part of its shape: functions cannot be sent. */
type ShapeOf<Call> = (Call extends (...args: infer Args) => unknown
  ? Required<Args> extends readonly [...infer Before, infer Last]
    ? [RunOptions, 'signal'] extends [Last, keyof Last]
      ? { readonly options: Before['length'] }
      : unknown
    : unknown
  : never) & {
  /** It keeps what a person did: whoever locks or closes waits for its answer. */
  readonly keeps?: true
}

/** What the core hears besides the façade. */
export interface Hints {
  /** A good moment for a pass; or none, for a while. */
  hint(what: 'online' | 'focus' | 'offline'): void
}

/** By name, as they go to the worker. */
export type CallName = Exclude<NamesIn<Workspace>, OwnWay> | keyof Hints

export const CALLS = {
  create: {},
  unlock: {},
  recover: {},
  lock: {},
  takeOver: {},
  openSample: {},
  leaveSample: {},
  changeUnlocking: { keeps: true },
  discardSample: {},
  run: { options: 2, keeps: true },
  query: {},
  undo: { keeps: true },
  saveText: { keeps: true },
  settled: {},
  saveDraft: { keeps: true },
  readDraft: {},
  readSetting: {},
  saveSetting: {},
  hint: {},
  'sync.check': {},
  'sync.connect': { keeps: true },
  'sync.account': {},
  'sync.history': {},
  'sync.now': {},
  'sync.allow': {},
  'laptops.invite': { keeps: true },
  'laptops.invites': {},
  'laptops.join': { options: 1 },
  'laptops.confirm': { keeps: true },
  'laptops.newKey': { keeps: true },
  'laptops.reseal': { options: 0 },
  'laptops.sheet': {},
  'laptops.sheetChecked': {},
  'laptops.holders': {},
  'laptops.letIn': { keeps: true },
  'files.add': { options: 1, keeps: true },
  'files.read': { options: 1 },
  'files.usage': {},
  'files.fetchAll': {},
  'privacy.erase': { keeps: true },
  'privacy.decide': { keeps: true },
  'privacy.erasures': {},
  'privacy.heard': {},
  'privacy.compactServer': {},
  'carry.take': {},
  'carry.look': {},
  'carry.bring': { options: 1, keeps: true },
  'backups.status': {},
  'backups.make': {},
  'backups.kept': {},
  'backups.outOfDate': {},
  'backups.rehearse': {},
  'backups.restore': { options: 1, keeps: true },
} as const satisfies { readonly [Name in CallName]: ShapeOf<Under<Workspace & Hints, Name>> }

interface Shape {
  readonly options?: number
  readonly keeps?: true
}
function shapeOf(name: CallName): Shape {
  if (!Object.hasOwn(CALLS, name)) throw new Error(`There is no call ${name}`)
  return CALLS[name]
}

/** Whether a call keeps what a person did. */
export function keeps(name: CallName): boolean {
  return shapeOf(name).keeps === true
}

/** Takes out of a call's arguments what cannot be sent. */
export function partsOf(
  name: CallName,
  args: readonly unknown[],
): { readonly plain: unknown[]; readonly run: RunOptions } {
  const at = shapeOf(name).options
  const plain = [...args]
  if (at === undefined) return { plain, run: {} }
  const { onProgress, signal, ...rest } = (args[at] ?? {}) as RunOptions
  plain[at] = rest
  return {
    plain,
    run: { ...(onProgress === undefined ? {} : { onProgress }), ...(signal === undefined ? {} : { signal }) },
  }
}

/** The call of a façade by its name, with what came beside it put back among its arguments. */
export function callOn(facade: Workspace & Hints, name: CallName, args: readonly unknown[], run: RunOptions): unknown {
  const at = shapeOf(name).options
  const whole = [...args]
  if (at !== undefined) whole[at] = { ...(args[at] as object | undefined), ...run }
  const [group, inner] = name.split('.') as [string, string?]
  const calls = facade as unknown as Readonly<Record<string, Call & Readonly<Record<string, Call>>>>
  return inner === undefined ? calls[group]?.(...whole) : calls[group]?.[inner]?.(...whole)
}

type Call = (...args: readonly unknown[]) => unknown

/** The part of the façade that is nothing but these calls. */
export type PlainFacade = {
  [K in keyof Workspace as K extends OwnWay ? never : K]: Workspace[K] extends (...args: never[]) => unknown
    ? Workspace[K]
    : { [M in keyof Workspace[K] as `${K}.${M & string}` extends OwnWay ? never : M]: Workspace[K][M] }
}

/** Makes that part out of what sends a call. */
export function plainFacade(send: (name: CallName, args: readonly unknown[]) => Promise<unknown>): PlainFacade {
  const facade: Record<string, unknown> = {}
  for (const name of Object.keys(CALLS) as CallName[]) {
    const [group, inner] = name.split('.') as [string, string?]
    const call = (...args: readonly unknown[]): Promise<unknown> => send(name, args)
    if (inner === undefined) facade[group] = call
    else facade[group] = { ...(facade[group] as object | undefined), [inner]: call }
  }
  return facade as unknown as PlainFacade
}
