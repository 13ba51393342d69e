/** The messages between the screen's thread and the core's worker. Plain data only; file bytes are transferred, not copied. */
import type { Result, ServerAccount, ServerRoute } from '@host'
import type { CallName } from './calls'
import type { Caret, Present } from './text/presence'
import type { SyncStatus, WorkspaceState } from './workspace-types'

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
