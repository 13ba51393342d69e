/**
 * Who else has a text open, and where their caret stands: decided here, from what laptops say and when it came. No clock of another
 * laptop is believed: what counts is that a laptop has said something new, and when this one heard it. No timers, no requests.
 */
import { type Bytes, fromUtf8, utf8 } from '../vault/bytes'

/** A selection in a shared text: both ends as Yjs relative positions in JSON, so that they stay with their words. */
export interface Caret {
  readonly anchor: string
  readonly head: string
}

/** What one laptop says of itself. */
export interface Said {
  /** Random, new for every stretch of writing: with `count` it orders what that laptop says. */
  readonly run: string
  readonly count: number
  /** Ids of the sections that are open there. None: it has left. */
  readonly open: readonly string[]
  /** Where the caret stands, if in one of them. */
  readonly at: (Caret & { readonly sectionId: string }) | null
}

/** Another laptop that has a text open. */
export interface Present {
  readonly device: string
  /** Who uses it, as the group calls them. */
  readonly name: string
  /** Null: it has the text open, and its caret elsewhere. */
  readonly caret: Caret | null
  /** Nothing new has come for a while: it may be gone. */
  readonly faded: boolean
}

/** What was last heard of a laptop. */
export interface Sight {
  readonly said: Said | null
  /** Milliseconds: when something new was heard. Null: only what already lay there at the first look, which may be old. */
  readonly freshAt: number | null
}

/** Milliseconds. */
export const PRESENCE = {
  /** From a moved caret to saying so, in company; and the least between two sayings. */
  move: 120,
  between: 500,
  /** Says again that it is there. */
  keep: 8_000,
  /** Looks for those that are here too, and for those that may come. */
  lookInCompany: 1_500,
  lookAlone: 5_000,
  /** Without anything new a caret fades, and then goes. */
  fade: 17_000,
  gone: 30_000,
  /** A text that nobody has touched for so long, here or there, is left alone: no more is said or asked. */
  rest: 5 * 60_000,
} as const

/** Sizes tell nothing: everything that is said is padded to a multiple of this. */
const PAD = 512
const MOST_OPEN = 40
const LONGEST = 8_192

/** What is said, as bytes of a size that tells little. */
export function saidToBytes(said: Said): Bytes {
  const text = JSON.stringify({
    run: said.run,
    count: said.count,
    open: said.open.slice(0, MOST_OPEN),
    at: said.at === null ? null : { sectionId: said.at.sectionId, anchor: said.at.anchor, head: said.at.head },
  })
  const length = utf8(text).length
  return utf8(text + ' '.repeat((PAD - (length % PAD)) % PAD))
}

/** What another laptop said, or undefined where it makes no sense. */
export function saidFromBytes(bytes: Uint8Array): Said | undefined {
  if (bytes.length > LONGEST * 4) return undefined
  try {
    const { run, count, open, at } = JSON.parse(fromUtf8(bytes)) as Readonly<Record<string, unknown>>
    if (typeof run !== 'string' || typeof count !== 'number' || !Array.isArray(open)) return undefined
    if (!open.every((id) => typeof id === 'string')) return undefined
    return { run, count, open: open.slice(0, MOST_OPEN), at: toPlace(at) }
  } catch {
    return undefined
  }
}

function toPlace(at: unknown): Said['at'] {
  if (typeof at !== 'object' || at === null) return null
  const { sectionId, anchor, head } = at as Readonly<Record<string, unknown>>
  return typeof sectionId === 'string' && typeof anchor === 'string' && typeof head === 'string'
    ? { sectionId, anchor, head }
    : null
}

/** What is known of a laptop after a look at what it says now (null: nothing readable lies there). */
export function hear(before: Sight | undefined, said: Said | null, now: number): Sight {
  if (before === undefined) return { said, freshAt: null }
  if (said === null) return before
  const { said: last } = before
  // The same again, or something older that a server gives out once more.
  if (last !== null && last.run === said.run && said.count <= last.count) return before
  return { said, freshAt: now }
}

/** Whether a laptop has any of these sections open, as far as one can know. */
export function isHere(sight: Sight | undefined, sections: ReadonlySet<string>, now: number): boolean {
  if (sight === undefined || sight.freshAt === null || now - sight.freshAt >= PRESENCE.gone) return false
  return sight.said?.open.some((id) => sections.has(id)) ?? false
}

/** Who else has a section open, by name. `nameOf`: undefined for a laptop that is not the group's. */
export function presentIn(
  sights: ReadonlyMap<string, Sight>,
  sectionId: string,
  now: number,
  nameOf: (device: string) => string | undefined,
): readonly Present[] {
  const here: Present[] = []
  for (const [device, sight] of sights) {
    const name = nameOf(device)
    if (name === undefined || !isHere(sight, new Set([sectionId]), now)) continue
    const at = sight.said?.at ?? null
    here.push({
      device,
      name,
      caret: at?.sectionId === sectionId ? { anchor: at.anchor, head: at.head } : null,
      faded: now - (sight.freshAt ?? 0) >= PRESENCE.fade,
    })
  }
  return here.sort((a, b) => a.name.localeCompare(b.name, 'en-GB') || (a.device < b.device ? -1 : 1))
}

/** When this laptop is next to say where it is (milliseconds), or null while it need not. */
export function sayAt(facts: {
  /** Something changed since it last said so. */
  readonly changedAt: number | null
  readonly saidAt: number | null
  readonly inCompany: boolean
  readonly touchedAt: number
  readonly now: number
}): number | null {
  const { changedAt, saidAt, inCompany, touchedAt, now } = facts
  if (saidAt === null) return now
  if (now - touchedAt >= PRESENCE.rest) return null
  const kept = saidAt + PRESENCE.keep
  if (changedAt === null || !inCompany) return kept
  return Math.min(kept, Math.max(changedAt + PRESENCE.move, saidAt + PRESENCE.between))
}

/** When to look at what another laptop says, or null while that can wait for somebody to touch the text. */
export function lookAt(facts: {
  readonly lookedAt: number | null
  readonly isHere: boolean
  readonly touchedAt: number
  readonly now: number
}): number | null {
  if (facts.lookedAt === null) return facts.now
  if (facts.now - facts.touchedAt >= PRESENCE.rest) return null
  return facts.lookedAt + (facts.isHere ? PRESENCE.lookInCompany : PRESENCE.lookAlone)
}
