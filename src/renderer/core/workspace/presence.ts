/**
 * Tells the group's other laptops that a text is open here and where the caret stands, and hears the same of them, through one sealed
 * `_local` note for each laptop on the group's server: it never replicates, is in no audit and leaves no history. Decisions are in
 * `text/presence.ts`; the timers are here. While no text is open nothing at all is asked or said. (ADR 16)
 */
import { laptop } from '../records/laptop'
import type { Notes } from '../sync/engine'
import {
  type Caret,
  hear,
  isHere,
  lookAt,
  PRESENCE,
  type Present,
  presentIn,
  type Said,
  type Sight,
  sayAt,
} from '../text/presence'
import { randomId } from '../vault/keys'
import type { Environment } from '../workspace-types'
import type { Engine } from './engine'
import { noteOf, openSaid, sealSaid } from './presence-notes'

/** The open group, as far as presence needs it. */
export interface PresenceGroup {
  readonly engine: Pick<Engine, 'model' | 'keyring' | 'device'>
  readonly notes: Notes
}

/** One open text. */
export interface Seat {
  /** The caret moved; null: it is in no text. */
  place(caret: Caret | null): void
  /** Words came from another laptop: somebody writes there. */
  heard(): void
  leave(): void
}

export interface Presence {
  /** A text was opened. The listener hears who else has it open, whenever that changes. */
  join(sectionId: string, listener: (present: readonly Present[]) => void): Seat
  /** A group was opened: a text may have been before it. */
  begin(): void
  /** Forgets what was heard: another group, or none, is open now. */
  forget(): void
}

interface OpenSeat {
  readonly sectionId: string
  readonly listener: (present: readonly Present[]) => void
  told: string
}

const NOBODY = '[]'

/** Nobody is here yet. `group`: the one that is open, if any. `onCompany`: whether another laptop has one of the open texts open. */
export function createPresence(
  env: Pick<Environment, 'now' | 'later' | 'randomBytes'>,
  group: () => PresenceGroup | undefined,
  onCompany: (inCompany: boolean) => void,
): Presence {
  const { now } = env
  const seats = new Set<OpenSeat>()
  const sights = new Map<string, Sight>()
  const lookedAt = new Map<string, number>()
  const looking = new Set<string>()
  let at: Said['at'] = null
  let run = ''
  let count = 0
  let rev: string | undefined
  let saying = false
  let saidAt: number | null = null
  let saidOpen = false
  let changedAt: number | null = null
  let touchedAt = 0
  let heardAt = Number.NEGATIVE_INFINITY
  let company = false
  let cancel: () => void = () => undefined

  const sections = (): ReadonlySet<string> => new Set([...seats].map((seat) => seat.sectionId))
  const others = (): readonly string[] =>
    group() === undefined
      ? []
      : [...names(group() as PresenceGroup).keys()].filter((each) => each !== group()?.engine.device)

  const say = async (): Promise<void> => {
    const here = group()
    if (here === undefined) return
    const said: Said = { run, count: ++count, open: [...sections()], at }
    changedAt = null
    saidAt = now()
    saidOpen = seats.size > 0
    saying = true
    try {
      const { keyring, device } = here.engine
      const id = await noteOf(keyring, device)
      const note = await sealSaid(keyring, device, said, env.randomBytes)
      let written = await here.notes.putLocal(id, note, rev)
      if (written.ok && written.value === null) {
        // A revision from an earlier time stands there.
        const standing = await here.notes.getLocal(id)
        const found = standing.ok ? standing.value?._rev : undefined
        written = await here.notes.putLocal(id, note, typeof found === 'string' ? found : undefined)
      }
      rev = written.ok && written.value !== null ? written.value : undefined
    } finally {
      saying = false
      settle()
    }
  }

  const look = async (device: string): Promise<void> => {
    const here = group()
    if (here === undefined) return
    looking.add(device)
    lookedAt.set(device, now())
    try {
      const { keyring } = here.engine
      const note = await here.notes.getLocal(await noteOf(keyring, device))
      if (note.ok && here.engine === group()?.engine) {
        const said = note.value === null ? null : await openSaid(keyring, device, note.value)
        sights.set(device, hear(sights.get(device), said, now()))
      }
    } finally {
      looking.delete(device)
      settle()
    }
  }

  /** Tells the editors who is here, and sets the next time to look or to say something. */
  const settle = (): void => {
    const here = group()
    const time = now()
    const nameOf = here === undefined ? new Map<string, string>() : names(here)
    for (const seat of seats) {
      const present = presentIn(sights, seat.sectionId, time, (device) => nameOf.get(device))
      const text = JSON.stringify(present)
      if (text === seat.told) continue
      seat.told = text
      seat.listener(present)
    }
    const open = sections()
    const inCompany =
      seats.size > 0 &&
      (time - heardAt < PRESENCE.fade || [...sights.values()].some((sight) => isHere(sight, open, time)))
    if (inCompany !== company) {
      company = inCompany
      onCompany(inCompany)
    }
    cancel()
    const due = nextDue(time, open)
    if (due !== null) cancel = env.later(turn, Math.max(0, due - time))
  }

  const sayDue = (time: number): number | null => {
    if (saying || group() === undefined) return null
    if (seats.size === 0) return saidOpen ? time : null
    return sayAt({ changedAt, saidAt, inCompany: company, touchedAt, now: time })
  }
  const lookDue = (device: string, time: number, open: ReadonlySet<string>): number | null => {
    if (seats.size === 0 || looking.has(device)) return null
    const facts = { isHere: isHere(sights.get(device), open, time), touchedAt, now: time }
    return lookAt({ ...facts, lookedAt: lookedAt.get(device) ?? null })
  }
  const nextDue = (time: number, open: ReadonlySet<string>): number | null => {
    // Carets that nobody moves fade and go by the clock alone.
    const fading = [...sights.values()].flatMap(({ freshAt }) =>
      freshAt === null ? [] : [freshAt + PRESENCE.fade, freshAt + PRESENCE.gone].filter((moment) => moment > time),
    )
    const dues = [sayDue(time), ...others().map((device) => lookDue(device, time, open)), ...fading]
    const times = dues.filter((due) => due !== null)
    return times.length === 0 || (seats.size === 0 && !saidOpen) ? null : Math.min(...times)
  }

  const turn = (): void => {
    const time = now()
    const open = sections()
    const isDue = (due: number | null): boolean => due !== null && due <= time
    if (isDue(sayDue(time))) void say()
    for (const device of others()) if (isDue(lookDue(device, time, open))) void look(device)
    settle()
  }

  return {
    join(sectionId, listener) {
      const seat: OpenSeat = { sectionId, listener, told: NOBODY }
      if (seats.size === 0) {
        run = randomId(env.randomBytes)
        count = 0
        saidAt = null
      }
      seats.add(seat)
      changedAt = now()
      touchedAt = now()
      settle()
      return {
        place(caret) {
          const next = caret === null ? null : { sectionId, anchor: caret.anchor, head: caret.head }
          touchedAt = now()
          // A text that has lost the focus says nothing about where it has gone.
          if (!seats.has(seat) || (next === null && at?.sectionId !== sectionId)) return
          if (JSON.stringify(next) === JSON.stringify(at)) return
          at = next
          changedAt ??= now()
          settle()
        },
        heard() {
          heardAt = now()
          touchedAt = now()
          const open = sections()
          const here = others().filter((device) => isHere(sights.get(device), open, now()))
          for (const device of here.length > 0 ? here : others()) lookedAt.delete(device)
          settle()
        },
        leave() {
          if (!seats.delete(seat)) return
          if (at?.sectionId === sectionId) at = null
          changedAt = now()
          settle()
        },
      }
    },
    begin: settle,
    forget() {
      cancel()
      sights.clear()
      lookedAt.clear()
      rev = undefined
      saidAt = null
      saidOpen = false
      company = false
    },
  }
}

/** The group's laptops, by device: who uses each. Closed ones are left out. */
function names({ engine }: PresenceGroup): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { device, usedBy, name, closedOn } of engine.model.items(laptop)) {
    if (device === undefined || closedOn !== undefined) continue
    found.set(device, usedBy || name || '')
  }
  return found
}
