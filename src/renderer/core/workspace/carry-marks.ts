/**
 * What two laptops have told each other by stick. Kept in the database's own `_local/carry`: it never replicates, and it is lost
 * together with the database that it speaks of, so it can never claim too much.
 *
 * A file that was made may be lost on the bus. So nothing counts as received because it was sent: only a later file from the
 * other laptop, which says how far it has heard us, moves the point from which we send changes.
 */

import type { LocalStore } from '../store/types'
import type { PackHeader, Position } from '../sync/pack-header'

export interface CarryMarks {
  /** The name of this database: random, made with the first file. */
  readonly epoch: string
  /** Up to where files of other laptops have been brought in, by device id. */
  readonly heard: Readonly<Record<string, Position>>
  /** What other laptops said that they have of ours: the sequence, and when they said it (ISO instant). */
  readonly told: Readonly<Record<string, { readonly seq: number; readonly at: string }>>
  /** When the latest files were made here (ISO instants). One that bears our id and is not among them was made by a copy of us. */
  readonly made: readonly string[]
}

const MADE_KEPT = 500

/** The marks after a file was made here. */
export function afterMaking(marks: CarryMarks, madeAt: string): CarryMarks {
  return { ...marks, made: [...marks.made, madeAt].slice(-MADE_KEPT) }
}

/** Whether a file says that this laptop made it, and it did not. */
export function isCopysFile(marks: CarryMarks, header: PackHeader, self: string): boolean {
  return header.purpose === 'usb' && header.madeBy === self && !marks.made.includes(header.madeAt)
}

const ID = 'carry'

/** Reads the marks, or starts them. */
export async function readCarryMarks(store: LocalStore, newEpoch: () => string): Promise<CarryMarks> {
  const stored = (await store.readLocal(ID)) as Partial<CarryMarks> | null
  if (typeof stored?.epoch === 'string') {
    return { epoch: stored.epoch, heard: stored.heard ?? {}, told: stored.told ?? {}, made: stored.made ?? [] }
  }
  const fresh: CarryMarks = { epoch: newEpoch(), heard: {}, told: {}, made: [] }
  await writeCarryMarks(store, fresh)
  return fresh
}

export function writeCarryMarks(store: LocalStore, marks: CarryMarks): Promise<void> {
  return store.writeLocal(ID, {
    epoch: marks.epoch,
    heard: marks.heard,
    told: marks.told,
    made: marks.made,
  })
}

/** Whether a file of changes begins after what this laptop has from its maker: something in between is missing. */
export function leavesGap(marks: CarryMarks, header: PackHeader): boolean {
  if (header.scope === 'all' || header.since === undefined) return false
  const heard = marks.heard[header.madeBy]
  return heard === undefined || heard.epoch !== header.upTo?.epoch || heard.seq < header.since
}

/** The marks after a file was brought in whole. `self`: this laptop's device id. */
export function afterBringing(marks: CarryMarks, header: PackHeader, self: string): CarryMarks {
  if (header.madeBy === self) return marks
  let { heard, told } = marks
  const before = heard[header.madeBy]
  if (header.upTo !== undefined && !leavesGap(marks, header)) {
    const same = before?.epoch === header.upTo.epoch
    const seq = same ? Math.max(before.seq, header.upTo.seq) : header.upTo.seq
    heard = { ...heard, [header.madeBy]: { epoch: header.upTo.epoch, seq } }
  }
  const earlier = told[header.madeBy]
  // Its newest word counts, even where it is less: its storage may have been lost and begun again.
  if (earlier === undefined || header.madeAt > earlier.at) {
    const ours = header.heard?.[self]
    const { [header.madeBy]: _, ...others } = told
    told = ours?.epoch === marks.epoch ? { ...others, [header.madeBy]: { seq: ours.seq, at: header.madeAt } } : others
  }
  return { ...marks, heard, told }
}
