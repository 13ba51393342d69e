/**
 * Who may be on the register twice. People are compared only where they share a key (email, phone, postcode, or whole name), so
 * that 10,000 rows against 10,000 members take well under a second. The answer is a question to a person, never a decision.
 */
import { emailKey } from './emails'
import { ALIKE, foldFamilyName, foldName, jaroWinkler, sameGivenName } from './names'
import { phoneKey } from './phones'
import { postcodeKey } from './postcodes'

/** What these rules need of a person. Lists may be empty; everything may be missing. */
export interface PersonFacts {
  readonly id: string
  readonly givenName?: string | undefined
  readonly familyName?: string | undefined
  readonly postcode?: string | undefined
  readonly phones: readonly string[]
  readonly emails: readonly string[]
}

/** Why two entries may be one person. `name` alone is the whole name, with nothing that speaks against it. */
export type DuplicateReason = 'email' | 'phone' | 'postcode' | 'name'

export interface Duplicate {
  readonly id: string
  /** `likely`: the name agrees and so does a key. `possible`: one of the two agrees, so it may be a relative or a namesake. */
  readonly strength: 'likely' | 'possible'
  readonly because: readonly DuplicateReason[]
}

/** People who can be asked for duplicates; grows as rows are added. */
export interface PersonIndex {
  readonly add: (person: PreparedPerson) => void
  /** The best match for a person, or undefined. The person need not be in the index. */
  readonly match: (person: PreparedPerson) => Duplicate | undefined
}

/** A person made ready for comparing: everything folded and normal, once. */
export interface PreparedPerson {
  readonly id: string
  readonly given: string
  readonly family: string
  readonly postcode: string
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

const REASONS: readonly DuplicateReason[] = ['email', 'phone', 'postcode', 'name']
/** No key of a real group is shared by more than this many people; beyond it the key tells nobody apart. */
const MOST_PER_KEY = 60
/** How many different family names of one postcode are looked at for slips of the pen. */
const MOST_NAMES = 200

/** Makes an index of people, empty at first. */
export function personIndex(people: Iterable<PersonFacts> = []): PersonIndex {
  const byEmail = new Map<string, PreparedPerson[]>()
  const byPhone = new Map<string, PreparedPerson[]>()
  const byName = new Map<string, PreparedPerson[]>()
  // By postcode and first letter, then by family name: slips are looked for among names that begin alike.
  const byPlace = new Map<string, Map<string, PreparedPerson[]>>()

  const add = (known: PreparedPerson): void => {
    for (const email of known.emails) push(byEmail, email, known)
    for (const phone of known.phones) push(byPhone, phone, known)
    if (known.given !== '' && known.family !== '') push(byName, `${known.family}|${known.given}`, known)
    if (known.postcode !== '' && known.family !== '') {
      const place = placeOf(known)
      const families = byPlace.get(place) ?? new Map<string, PreparedPerson[]>()
      byPlace.set(place, families)
      push(families, known.family, known)
    }
  }

  const match = (asked: PreparedPerson): Duplicate | undefined => {
    let best: Duplicate | undefined
    const consider = (known: PreparedPerson): boolean => {
      const found = compare(asked, known)
      if (found && (best === undefined || weight(found) > weight(best))) best = found
      return best?.strength === 'likely'
    }
    for (const email of asked.emails) if (byEmail.get(email)?.some(consider)) return best
    for (const phone of asked.phones) if (byPhone.get(phone)?.some(consider)) return best
    if (asked.family !== '' && byName.get(`${asked.family}|${asked.given}`)?.some(consider)) return best
    const families = asked.postcode === '' || asked.family === '' ? undefined : byPlace.get(placeOf(asked))
    if (families === undefined) return best
    if (families.get(asked.family)?.some(consider)) return best
    let looked = 0
    for (const [family, list] of families) {
      if (++looked > MOST_NAMES) break
      if (family !== asked.family && alike(family, asked.family) && list.some(consider)) return best
    }
    return best
  }

  for (const person of people) add(preparePerson(person))
  return { add, match }
}

/** Makes a person ready for comparing. */
export function preparePerson(person: PersonFacts): PreparedPerson {
  return {
    id: person.id,
    given: foldName(person.givenName ?? ''),
    family: foldFamilyName(person.familyName ?? ''),
    postcode: postcodeKey(person.postcode ?? ''),
    emails: person.emails.map(emailKey).filter((key) => key !== ''),
    phones: person.phones.map(phoneKey).filter((key) => key !== ''),
  }
}

function placeOf(person: PreparedPerson): string {
  return `${person.postcode}${person.family.charAt(0)}`
}

function push(map: Map<string, PreparedPerson[]>, key: string, known: PreparedPerson): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [known])
  else if (list.length < MOST_PER_KEY) list.push(known)
}

/** Alike enough to be one family name with a slip; a look at the lengths saves most of the work. */
function alike(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 3) return false
  return jaroWinkler(a, b) >= ALIKE
}

function compare(a: PreparedPerson, b: PreparedPerson): Duplicate | undefined {
  const email = a.emails.some((key) => b.emails.includes(key))
  const phone = a.phones.some((key) => b.phones.includes(key))
  const postcode = a.postcode !== '' && a.postcode === b.postcode
  const given = sameGivenName(a.given, b.given)
  const family = a.family !== '' && b.family !== '' && (a.family === b.family || alike(a.family, b.family))
  const nameless = (a.given === '' && a.family === '') || (b.given === '' && b.family === '')
  const reasons = { email, phone, postcode, name: given && family }
  const found = (strength: Duplicate['strength']): Duplicate => ({
    id: b.id,
    strength,
    because: REASONS.filter((reason) => reasons[reason]),
  })
  if (given && family && (email || phone || postcode)) return found('likely')
  // One email and one first name under another family name: somebody who married, or a slip.
  if (given && email) return found('likely')
  if (given && phone) return found('possible')
  // Relatives share an email, and so do two halves of one entry; a shared landline alone is a household and says nothing.
  if (email && (family || nameless || a.given === '' || b.given === '')) return found('possible')
  if (phone && nameless) return found('possible')
  // Namesakes: only where no address speaks against it, and the whole name agrees, not an initial.
  if (family && a.given === b.given && a.given !== '' && (a.postcode === '' || b.postcode === ''))
    return found('possible')
  return undefined
}

function weight(found: Duplicate): number {
  return (found.strength === 'likely' ? 10 : 0) + found.because.length
}
