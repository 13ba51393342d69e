/** The messages between the screen's thread and the core's worker. Plain data only; file bytes are transferred, not copied. */
import type { Result, ServerAccount, ServerRoute } from '@host'
import type { Caret, Present } from './text/presence'
import type { SyncStatus, WorkspaceState } from './workspace-types'

/** Calls that take plain arguments and answer once, by name. */
export type CallName =
  | 'create'
  | 'unlock'
  | 'recover'
  | 'lock'
  | 'takeOver'
  | 'openSample'
  | 'leaveSample'
  | 'changeUnlocking'
  | 'discardSample'
  | 'run'
  | 'query'
  | 'undo'
  | 'saveText'
  | 'settled'
  | 'saveDraft'
  | 'readDraft'
  | 'readSetting'
  | 'saveSetting'
  | 'sync.check'
  | 'sync.connect'
  | 'sync.account'
  | 'sync.history'
  | 'sync.now'
  | 'sync.allow'
  | 'sync.hint'
  | 'laptops.invite'
  | 'laptops.invites'
  | 'laptops.join'
  | 'laptops.confirm'
  | 'laptops.newKey'
  | 'laptops.reseal'
  | 'laptops.sheet'
  | 'laptops.sheetChecked'
  | 'laptops.holders'
  | 'laptops.letIn'
  | 'files.add'
  | 'files.read'
  | 'files.usage'
  | 'files.fetchAll'
  | 'privacy.erase'
  | 'privacy.decide'
  | 'privacy.erasures'
  | 'privacy.heard'
  | 'privacy.compactServer'
  | 'carry.take'
  | 'carry.look'
  | 'carry.bring'
  | 'backups.status'
  | 'backups.make'
  | 'backups.kept'
  | 'backups.outOfDate'
  | 'backups.rehearse'
  | 'backups.restore'

/** Calls that keep what a person did: whoever locks or closes waits for their answers. */
export const KEEPING: ReadonlySet<CallName> = new Set([
  'changeUnlocking',
  'run',
  'undo',
  'saveText',
  'saveDraft',
  'sync.connect',
  'laptops.invite',
  'laptops.confirm',
  'laptops.newKey',
  'laptops.letIn',
  'files.add',
  'privacy.erase',
  'privacy.decide',
  'carry.bring',
  'backups.restore',
] satisfies CallName[])

export type ToWorker =
  | { readonly kind: 'call'; readonly id: number; readonly name: CallName; readonly args: readonly unknown[] }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'watch'; readonly id: number; readonly name: string; readonly params: unknown }
  | { readonly kind: 'text'; readonly id: number; readonly sectionId: string }
  | { readonly kind: 'place'; readonly id: number; readonly caret: Caret | null }
  | { readonly kind: 'stop'; readonly id: number }
  | { readonly kind: 'routed'; readonly id: number; readonly route: Result<ServerRoute | null> }
  // The screens have gone, and all that they wanted saved has been answered.
  | { readonly kind: 'left' }

export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'threw'; readonly id: number; readonly message: string }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: 'push'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'present'; readonly id: number; readonly present: readonly Present[] }
  | { readonly kind: 'state'; readonly state: WorkspaceState }
  | { readonly kind: 'sync'; readonly status: SyncStatus }
  | { readonly kind: 'route'; readonly id: number; readonly account: ServerAccount | null }

/** Buffers inside a message's first level, to hand over without copying. Answers of commands hold at most a few. */
export function buffersIn(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const look = (part: unknown, depth: number): void => {
    if (part instanceof Uint8Array && part.buffer instanceof ArrayBuffer && part.byteLength === part.buffer.byteLength)
      found.add(part.buffer)
    else if (depth > 0 && typeof part === 'object' && part !== null && !Array.isArray(part)) {
      for (const inner of Object.values(part)) look(inner, depth - 1)
    }
  }
  look(value, 3)
  return [...found]
}
