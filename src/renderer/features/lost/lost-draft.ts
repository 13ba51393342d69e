import { z } from 'zod'

/** How far the steps for one laptop have got. Kept sealed on this laptop; never the new words. */
const lostDraft = z.object({
  what: z.enum(['lost', 'leaves']).optional(),
  locked: z.enum(['locked', 'open', 'unknown']).optional(),
  accountDone: z.boolean().default(false),
  /** How many laptops the new key was made for. */
  keyFor: z.number().int().optional(),
  /** Two of the new words were asked back and were right. */
  wordsKept: z.boolean().default(false),
  /** How many papers were sealed anew. */
  sealed: z.number().int().optional(),
  seen: z.boolean().default(false),
  /** ISO instant: when the group became aware. */
  knownAt: z.string(),
  /** The note as somebody changed it. */
  note: z.string().optional(),
  breachId: z.string().optional(),
  skipped: z.boolean().default(false),
})
export type LostDraft = z.infer<typeof lostDraft>

/** A list that nobody has begun: the group knows since now. */
export function emptyLost(now: string): LostDraft {
  return { accountDone: false, wordsKept: false, seen: false, skipped: false, knownAt: now }
}

/** What was kept, or a new list where nothing was or it does not fit. */
export function readLost(stored: unknown, now: string): LostDraft {
  const read = lostDraft.safeParse(stored)
  return read.success && !Number.isNaN(Date.parse(read.data.knownAt)) ? read.data : emptyLost(now)
}

/** The place of a laptop's list among the drafts. */
export function lostPlace(laptopId: string): string {
  return `lost/${laptopId}`
}

/** Which of the six steps are done. */
export function stepsDone(draft: LostDraft, hasServer: boolean): readonly boolean[] {
  return [
    draft.what !== undefined && draft.locked !== undefined,
    draft.accountDone || !hasServer,
    draft.keyFor !== undefined && draft.wordsKept,
    draft.sealed !== undefined,
    draft.seen,
    draft.breachId !== undefined || draft.skipped,
  ]
}
