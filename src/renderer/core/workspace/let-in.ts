/**
 * Who has the group's keys. Laptops that a new key missed and that nothing proves to belong: the key closed another laptop, and its maker
 * had not heard of this one. A closed laptop could make up such a record, so a person compares four words on both screens. (docs/adr/0020)
 */
import { fail, ok, type Result } from '@host'
import { laptop } from '../records/laptop'
import { checkWords } from '../vault/invite'
import { closedIn, letIn, type Standing } from '../vault/standing'
import type { Publics } from '../vault/statement'
import type { Environment, Holders, NamedLaptop } from '../workspace-types'
import type { Unlocked } from './lifecycle'
import { keyDocuments, type SpaceDatabases } from './spaces'
import { keepStanding, passKeysOn, readStanding } from './standing'

/** Which laptops get a new key, lack one, or are out, as this laptop sees it. */
export async function keyHolders(here: Unlocked, databases: SpaceDatabases): Promise<Holders> {
  await here.opened.ready()
  const { engine } = here.opened
  const docs = (await keyDocuments(databases)).filter((doc) => doc.groupId === here.groupId)
  // It may be one that never was: anybody may name a key on the server. So others are let in all the same, to the keys that are here.
  const lacks = docs.some((doc) => engine.keyring.get(doc.kid) === undefined)
  const standing = await readStanding(databases.desk)
  const lacking = await Promise.all(
    strangers(here, standing).map(async ({ id, name, usedBy, publics }) => ({
      id,
      name,
      usedBy,
      check: await wordsOf(publics),
    })),
  )
  return { here: lacks ? await wordsOf(here.device) : null, lacking, ...inAndOut(here, standing) }
}

/** What the keys say of each laptop on the list, and where its record alone says something else. */
function inAndOut(here: Unlocked, standing: Standing | undefined): Pick<Holders, 'getting' | 'closed' | 'marked'> {
  const out = new Set(standing === undefined ? [] : closedIn(standing))
  const getting: NamedLaptop[] = []
  const closed: NamedLaptop[] = []
  const marked: Holders['marked'][number][] = []
  for (const { id, device, name = '', usedBy = '', closedOn } of here.opened.engine.model.items(laptop)) {
    const named = { id, name, usedBy }
    if (device === undefined) continue
    // Nobody closes the laptop at which they sit.
    if (device === here.device.deviceId) getting.unshift(named)
    else if (out.has(device)) closed.push(named)
    else if (closedOn !== undefined) marked.push({ ...named, closedOn })
    else if (standing?.members[device] !== undefined) getting.push(named)
  }
  return { getting, closed, marked }
}

/**
 * Lets a laptop in and wraps every key for it. `check`: the four words that were compared; whoever holds an old key may have changed what
 * the record says since. `again`: it broke off before, perhaps when the laptop counted as let in already. Errors: not-found, also where the
 * words are no longer those; disk-full, storage-failed.
 */
export async function letLaptopIn(
  env: Pick<Environment, 'randomBytes' | 'today'>,
  here: Unlocked,
  databases: SpaceDatabases,
  { id, check, again }: { readonly id: string; readonly check: readonly string[]; readonly again: boolean },
): Promise<Result<void>> {
  const standing = await readStanding(databases.desk)
  const candidates = standing && again ? listed(here, standing) : strangers(here, standing)
  const found = candidates.find((each) => each.id === id)
  if (standing === undefined || found === undefined) return fail('not-found')
  if ((await wordsOf(found.publics)).join(' ') !== check.join(' ')) return fail('not-found')
  const { deviceId, publicKey, signingKey } = found.publics
  const known = standing.members[deviceId]
  if (known === undefined) await keepStanding(databases.desk, letIn(standing, found.publics))
  else if (known.publicKey !== publicKey || known.signingKey !== signingKey) return fail('not-found')
  const passed = await passKeysOn(env, here, databases)
  return passed.ok ? ok(undefined) : passed
}

interface Stranger {
  readonly id: string
  readonly name: string
  readonly usedBy: string
  readonly publics: Publics
}

/** Laptops that have a record, are not closed, and are not known to belong. */
function strangers(here: Unlocked, standing: Standing | undefined): readonly Stranger[] {
  if (standing === undefined) return []
  return listed(here, standing).filter(({ publics }) => standing.members[publics.deviceId] === undefined)
}

/** Laptops that have a record and are not closed. */
function listed(here: Unlocked, standing: Standing): readonly Stranger[] {
  const closed = closedIn(standing)
  return here.opened.engine.model.items(laptop).flatMap((each): readonly Stranger[] => {
    const { id, device, publicKey, signingKey, name, usedBy } = each
    if (device === undefined || publicKey === undefined || signingKey === undefined) return []
    if (each.closedOn !== undefined || closed.includes(device)) return []
    return [{ id, name: name ?? '', usedBy: usedBy ?? '', publics: { deviceId: device, publicKey, signingKey } }]
  })
}

/** Both keys are in the words: whoever signs in that laptop's name must be the one that gets the key. */
function wordsOf({ deviceId, publicKey, signingKey }: Publics): Promise<string[]> {
  return checkWords(`laptop:${deviceId}`, `${publicKey} ${signingKey}`)
}
