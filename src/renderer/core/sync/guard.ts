/**
 * The brakes: pure decisions over facts, "go on" or "pause, because". A file that would take much away, or a laptop that
 * has lost records without reason, asks a person first (docs/guards.md, faults 8 and 11).
 */

export type Brake =
  | { readonly go: true }
  | { readonly go: false; readonly because: 'removals'; readonly count: number; readonly of: number }
  | { readonly go: false; readonly because: 'loss'; readonly before: number; readonly after: number }

const MOST_REMOVALS = 10
const MOST_REMOVED_PART = 0.2
const GO: Brake = { go: true }

/**
 * Whether a file from another laptop may end so many records. `live`: records that stand here now. `allowed`: how many a person has
 * agreed to after seeing the number; more than that asks again.
 */
export function mayRemove(facts: {
  readonly removals: number
  readonly live: number
  readonly allowed?: number
}): Brake {
  const { removals, live, allowed = 0 } = facts
  if (removals === 0 || removals <= allowed) return GO
  if (removals > MOST_REMOVALS || removals > live * MOST_REMOVED_PART) {
    return { go: false, because: 'removals', count: removals, of: live }
  }
  return GO
}

/**
 * Whether sync may start. `before`: records that stood here when this laptop was last used, kept outside the database;
 * `erased`: those that people erased since. A count that fell without reason means that storage was wiped or restored: then a
 * pass could spread the loss, or tell the group that all is well.
 */
export function mayStart(facts: { readonly before: number; readonly after: number; readonly erased?: number }): Brake {
  const { before, after, erased = 0 } = facts
  const lost = before - erased - after
  if (lost > MOST_REMOVALS || (lost > 0 && lost > before * MOST_REMOVED_PART)) {
    return { go: false, because: 'loss', before, after }
  }
  return GO
}
