/**
 * Which laptops belong to the group, and which keys this laptop writes with: worked out from what laptops said with the keys,
 * kept on this laptop only. Pure. (docs/adr/0020, docs/threat-model.md)
 *
 * While nobody was ever closed, whoever proves to hold a key belongs. Once a laptop was closed that proves nothing, since the closed one
 * holds the older keys too and could make up laptops with them. Then a laptop belongs if the closer listed it, if it proves
 * to hold a key made since, or if somebody let it in who knew of the closing.
 */
import type { Proved, Publics } from './statement'

export interface Standing {
  /** Laptops that get every key, this one included, by device id. */
  readonly members: Readonly<Record<string, Publics>>
  /** Each closing: the laptops closed by then, and those that stayed. */
  readonly closings: readonly Closing[]
  /** Laptops let in since, with what was known to be closed at the time. */
  readonly letIn: Readonly<Record<string, readonly string[]>>
  /** Keys made by a member: ids of records derive from the oldest, and they are passed on. */
  readonly accepted: readonly string[]
  /** Of these, the keys that no closed laptop was given: the newest of them is written with. */
  readonly writable: readonly string[]
}

export interface Closing {
  readonly without: readonly string[]
  readonly with: readonly string[]
}

/** Where a laptop begins: it trusts the keys that it made, or was given by an invite or the six words. */
export function firstStanding(self: Publics, kids: readonly string[], from?: Standing): Standing {
  const members = { ...from?.members, [self.deviceId]: self }
  return {
    members,
    closings: from?.closings ?? [],
    // It was let in by somebody who knew all that is in `from`.
    letIn: { ...from?.letIn, [self.deviceId]: from === undefined ? [] : closedIn(from) },
    accepted: from?.accepted ?? [...kids],
    writable: from?.writable ?? [...kids],
  }
}

/**
 * The standing of a laptop that has nothing but the six words: whoever speaks under the newest key is believed, since only who
 * holds that key can.
 */
export function standingFromPhrase(self: Publics, said: readonly Proved[], kids: readonly string[]): Standing {
  const newest = kids.at(-1)
  let standing: Standing = { ...firstStanding(self, kids), writable: newest === undefined ? [] : [newest] }
  for (const one of said) {
    if (one.kid !== newest || one.as !== 'make') continue
    const members = Object.fromEntries([one.by, ...one.with].map((each) => [each.deviceId, each]))
    // Others hang on the group's keys too: a leaver has an old one, and can make more with it.
    const accepted = one.keys === undefined ? standing.accepted : kids.filter((kid) => one.keys?.includes(kid))
    standing = { ...standing, accepted, members: { ...members, ...standing.members } }
    if (one.without.length > 0) {
      const stay = [...one.with.map((each) => each.deviceId), self.deviceId]
      standing = { ...standing, closings: [{ without: one.without, with: stay }] }
    }
  }
  return advance(standing, said, self.deviceId)
}

/** Every laptop that was closed. */
export function closedIn(standing: Standing): readonly string[] {
  return [...new Set(standing.closings.flatMap((closing) => closing.without))].sort()
}

/** Takes in everything that was said (proved), until nothing more follows. Order does not matter beyond the keys' own dates. */
export function advance(standing: Standing, said: readonly Proved[], self: string): Standing {
  const inOrder = [...said].sort((a, b) => (a.createdAt === b.createdAt ? 0 : a.createdAt < b.createdAt ? -1 : 1))
  let now = standing
  for (let before: Standing | undefined; before !== now; ) {
    before = now
    for (const one of inOrder) now = heard(now, one, self)
    now = withWritable(now, inOrder)
  }
  return now
}

/** A person here compared the words on both screens: that laptop belongs. */
export function letIn(standing: Standing, laptop: Publics): Standing {
  if (closedIn(standing).includes(laptop.deviceId)) return standing
  return admitted(standing, laptop, closedIn(standing))
}

function heard(standing: Standing, one: Proved, self: string): Standing {
  const closed = closedIn(standing)
  const { deviceId } = one.by
  if (closed.includes(deviceId)) return standing
  let now = standing
  const known = now.members[deviceId]
  if (known === undefined && now.writable.includes(one.kid)) now = admitted(now, one.by, closed)
  if (now.members[deviceId]?.signingKey !== one.by.signingKey) return now
  if (one.as === 'make' && !now.accepted.includes(one.kid)) now = accepted(now, one, self)
  if (!now.accepted.includes(one.kid)) return now
  const all = closedIn(now)
  for (const laptop of one.with) {
    if (now.members[laptop.deviceId] !== undefined || all.includes(laptop.deviceId)) continue
    const knowing = all.every((id) => one.without.includes(id))
    if (knowing) now = admitted(now, laptop, one.without)
    else if (isListed(now, laptop.deviceId)) now = { ...now, members: { ...now.members, [laptop.deviceId]: laptop } }
  }
  return now
}

function admitted(standing: Standing, laptop: Publics, knowing: readonly string[]): Standing {
  return {
    ...standing,
    members: { ...standing.members, [laptop.deviceId]: laptop },
    letIn: { ...standing.letIn, [laptop.deviceId]: [...knowing] },
  }
}

function accepted(standing: Standing, one: Proved, self: string): Standing {
  const next = { ...standing, accepted: [...standing.accepted, one.kid] }
  const closed = closedIn(standing)
  // Nobody is closed by a key that it was given: that is how it knows.
  const without = one.without.filter((id) => id !== self)
  if (without.every((id) => closed.includes(id))) return next
  const stay = [self, one.by.deviceId, ...one.with.map((each) => each.deviceId)]
  // Until it is worked out anew, nothing made before the closing proves anything.
  const writable = one.with.every((each) => !without.includes(each.deviceId)) ? [one.kid] : []
  const shut: Standing = { ...next, writable, closings: [...next.closings, { without, with: stay }] }
  const members = Object.entries(shut.members).filter(([id]) => isListed(shut, id))
  return { ...shut, members: Object.fromEntries(members) }
}

/** Whether every closing left this laptop in, or it was let in by somebody who knew of it. */
function isListed(standing: Standing, deviceId: string): boolean {
  if (closedIn(standing).includes(deviceId)) return false
  const knowing = standing.letIn[deviceId] ?? []
  return standing.closings.every(
    (closing) => closing.with.includes(deviceId) || closing.without.every((id) => knowing.includes(id)),
  )
}

/** A key is for writing while its maker knew of every closing by now, and gave it to none of them. */
function withWritable(standing: Standing, said: readonly Proved[]): Standing {
  const closed = closedIn(standing)
  const known = new Set(standing.writable)
  const writable = standing.accepted.filter((kid) => {
    if (closed.length === 0) return true
    const made = said.filter((one) => one.kid === kid && one.as === 'make')
    // The statement may not have come yet; what the inviter said of the key stands till then.
    if (made.length === 0) return known.has(kid)
    return made.some(
      (one) =>
        standing.members[one.by.deviceId]?.signingKey === one.by.signingKey &&
        closed.every((id) => one.without.includes(id)) &&
        one.with.every((each) => !closed.includes(each.deviceId)),
    )
  })
  const same = writable.length === standing.writable.length && writable.every((kid) => known.has(kid))
  return same ? standing : { ...standing, writable }
}
