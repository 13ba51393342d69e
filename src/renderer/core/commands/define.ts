/**
 * A command is a change with rules: it checks, decides what changes, and saves once. Screens call it by name through the
 * workspace; everything it needs from outside (today, ids, the model) is in the context.
 */

import type { Result } from '@host'
import type { ReadModel } from '../model/model'
import type { AnyFields, Item, Patch, RecordType } from '../records/define'

/** One record to change. A new record when `id` is not in the model yet. */
export interface Change<D extends RecordType = RecordType> {
  readonly type: D
  readonly id: string
  /** Fields to set; `null` clears. Sets and maps are given whole: the differences become edits. */
  readonly patch: Patch<D>
  /**
   * What the patch was made from: the values as the person saw them. Saving takes its turn: without this, an entry of a set or map that
   * another command added meanwhile would look like one that this patch took out, and a value that came from another laptop while
   * somebody typed would be written over unseen. With it, both values stay until a person chooses.
   */
  readonly base?: Patch<D> | undefined
  /** Fields whose clash this value settles: written even where it equals the value shown. */
  readonly settle?: readonly string[] | undefined
  /** `true` removes the record (it can be restored); `false` restores it. */
  readonly removed?: boolean | { readonly reason: string }
}

/** Makes a `Change` with the patch checked against the type. */
export function change<F extends AnyFields, N extends string>(
  type: RecordType<F, N>,
  id: string,
  patch: Patch<RecordType<F, N>>,
  more: {
    readonly base?: Patch<RecordType<F, N>> | undefined
    readonly settle?: readonly string[] | undefined
    readonly removed?: boolean | { readonly reason: string }
  } = {},
): Change {
  return { type, id, patch, ...more } as unknown as Change
}

/** What `save` answers: an id to undo it with, and when it was saved (ISO instant). */
export interface Saved {
  readonly changeId: string
  readonly savedAt: string
  readonly ids: readonly string[]
}

export interface CommandContext {
  readonly model: ReadModel
  /** The local date, `YYYY-MM-DD`. */
  readonly today: string
  /** The instant, ISO UTC. */
  readonly now: string
  /** This laptop's id. */
  readonly device: string
  /** A new random record id. */
  readonly newId: () => string
  /** A short random key for an entry of a map field. */
  readonly newKey: () => string
  /**
   * Seals and stores all changes, then shows them in the model. All or nothing as far as a person can see; undoable as one
   * batch under `label` ("Import 120 members"). Errors: storage-failed, disk-full, newer-record, cancelled.
   */
  readonly save: (changes: readonly Change[], label: string) => Promise<Result<Saved>>
  /** The id of this laptop's `text` record of a section. */
  readonly textId: (sectionId: string) => Promise<string>
  /** One piece of an attached file as it stands on this laptop; undefined where it is not here or does not open. */
  readonly readPiece: (fileId: string, id: string) => Promise<Uint8Array | undefined>
  /** Shows how far long work is. */
  readonly progress: (done: number, total: number) => void
  /** Aborted when the person cancels. */
  readonly signal: AbortSignal
}

/** A command: input in, result out. */
export type Command<I, O> = (context: CommandContext, input: I) => Promise<Result<O>>

/** Declares a command (for its types). */
export function command<I, O>(run: Command<I, O>): Command<I, O> {
  return run
}

export type { Item, Patch }
