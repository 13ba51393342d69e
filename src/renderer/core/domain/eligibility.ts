/**
 * The two different 21s, and what a group's legal form lets it do. A nomination of an asset counts members on the electoral roll
 * here, or in one named neighbouring area; a forum counts members who live here, work here or are councillors here.
 * (SI 2012/2421 regulations 4 and 5; Town and Country Planning Act 1990 section 61F)
 */
import { addMonths } from './dates'
import { applies, clockOn, type FormRule, ruleNumber, ruleSets } from './rules'

/** The dated facts about a member. Pass current members only. */
export interface EligibleMember {
  readonly id: string
  readonly onRoll?:
    | {
        readonly answer: 'here' | 'neighbouring' | 'no'
        readonly area?: string | undefined
        readonly checkedOn?: string | undefined
      }
    | undefined
  readonly livesHere?: YesNo | undefined
  readonly worksHere?: YesNo | undefined
  readonly councillorHere?: YesNo | undefined
  readonly address1?: string | undefined
}
interface YesNo {
  readonly answer: 'yes' | 'no'
  readonly checkedOn?: string | undefined
}

/** Who counts, by member id. */
export interface EligibilityCount {
  readonly needed: number
  /** The law that asks for it. */
  readonly authority: string
  readonly counted: readonly string[]
  /** Nobody has asked them yet: they may count. */
  readonly unknown: readonly string[]
  /** Asked, and they do not count. */
  readonly notCounted: readonly string[]
  /** Of those counted: the check has no date or is older than 12 months. */
  readonly stale: readonly string[]
  readonly enough: boolean
}

/** `enough` goes by those that are sound: a nomination goes out with their addresses, and with checks that stand. */
export interface ElectorCount extends EligibilityCount {
  /** Of those counted: whose home address, which the council must be given, is blank. */
  readonly noAddress: readonly string[]
  /** Of those counted: looked up within the year, and with an address. */
  readonly sound: readonly string[]
  /** The one neighbouring area whose electors are counted, where that adds anybody. */
  readonly neighbouringArea?: string
  /** How many are on the roll of each neighbouring area, by its name as written. */
  readonly byArea: Readonly<Record<string, number>>
}

/** The oldest day on which a check still stands today. */
export function checkStandsSince(today: string): string {
  return addMonths(today, -(clockOn('good-practice', 'eligibility-check', today)?.length.months ?? 12))
}

/** Whether a check needs making again. One without a date does. `since` is `checkStandsSince(today)`. */
export function isStale(checkedOn: string | undefined, since: string): boolean {
  return checkedOn === undefined || checkedOn < since
}

const spaced = (text: string): string => text.trim().replaceAll(/\s+/g, ' ')

/** "Dunnock" and "Dunnock District Council" are one; "City of London" is nothing but such words, and stays as it is. */
function areaKey(area: string): string {
  const whole = area.toLowerCase()
  const name = whole.replaceAll(/\b(the|of|council|district|borough|city|royal|metropolitan|london)\b/g, ' ')
  return spaced(name) || spaced(whole)
}

/** The neighbouring area with the most electors; of equals the first by name. */
function largestArea(members: readonly EligibleMember[]): {
  readonly key?: string
  readonly byArea: Readonly<Record<string, number>>
} {
  const named = new Map<string, { readonly name: string; readonly count: number }>()
  for (const { onRoll } of members) {
    if (onRoll?.answer !== 'neighbouring' || !onRoll.area?.trim()) continue
    const key = areaKey(onRoll.area)
    const known = named.get(key)
    named.set(key, { name: known?.name ?? onRoll.area.trim(), count: (known?.count ?? 0) + 1 })
  }
  const ranked = [...named].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
  const byArea = Object.fromEntries(ranked.map(([, { name, count }]) => [name, count]))
  return ranked[0] === undefined ? { byArea } : { key: ranked[0][0], byArea }
}

/**
 * Counts the electors behind a nomination: those on the roll here and in one named neighbouring area (the one given, else the
 * one with the most). A neighbouring elector whose area nobody wrote down is unknown, since two areas may not be mixed.
 */
export function countElectors(members: readonly EligibleMember[], today: string, neighbouring?: string): ElectorCount {
  const rule = ruleNumber('acv-2011', 'local-electors', today)
  const largest = largestArea(members)
  const area = neighbouring?.trim() ? areaKey(neighbouring) : largest.key
  const judge = ({ onRoll }: EligibleMember): Verdict => {
    if (onRoll === undefined) return 'unknown'
    if (onRoll.answer !== 'neighbouring') return onRoll.answer === 'here' ? 'counted' : 'notCounted'
    if (!onRoll.area?.trim()) return 'unknown'
    return areaKey(onRoll.area) === area ? 'counted' : 'notCounted'
  }
  const since = checkStandsSince(today)
  const count = tally(members, judge, (member) => isStale(member.onRoll?.checkedOn, since), rule)
  const addressed = new Set(members.filter(({ address1 }) => address1?.trim()).map(({ id }) => id))
  const stale = new Set(count.stale)
  const sound = count.counted.filter((id) => addressed.has(id) && !stale.has(id))
  const name = Object.keys(largest.byArea).find((known) => areaKey(known) === area)
  return {
    ...count,
    noAddress: count.counted.filter((id) => !addressed.has(id)),
    sound,
    enough: sound.length >= count.needed,
    byArea: largest.byArea,
    ...(name === undefined ? {} : { neighbouringArea: name }),
  }
}

/** Counts the members behind a neighbourhood forum: one "yes" is enough; unknown while none is and one is not answered. */
export function countForumMembers(members: readonly EligibleMember[], today: string): EligibilityCount {
  const facts = (member: EligibleMember): readonly (YesNo | undefined)[] => [
    member.livesHere,
    member.worksHere,
    member.councillorHere,
  ]
  const judge = (member: EligibleMember): Verdict => {
    if (facts(member).some((fact) => fact?.answer === 'yes')) return 'counted'
    return facts(member).some((fact) => fact === undefined) ? 'unknown' : 'notCounted'
  }
  const since = checkStandsSince(today)
  // One fresh "yes" is enough, however old the others are.
  const stale = (member: EligibleMember): boolean =>
    facts(member).every((fact) => fact?.answer !== 'yes' || isStale(fact.checkedOn, since))
  return tally(members, judge, stale, ruleNumber('neighbourhood-planning-2012', 'forum-members', today))
}

type Verdict = 'counted' | 'unknown' | 'notCounted'

function tally(
  members: readonly EligibleMember[],
  judge: (member: EligibleMember) => Verdict,
  stale: (member: EligibleMember) => boolean,
  rule: { readonly value: number; readonly authority: string } | undefined,
): EligibilityCount {
  const found: Record<Verdict | 'stale', string[]> = { counted: [], unknown: [], notCounted: [], stale: [] }
  for (const member of members) {
    const verdict = judge(member)
    found[verdict].push(member.id)
    if (verdict === 'counted' && stale(member)) found.stale.push(member.id)
  }
  const needed = rule?.value ?? 21
  return { needed, authority: rule?.authority ?? '', ...found, enough: found.counted.length >= needed }
}

/** What a legal form lets the group do about assets; `unknown` where the form is not set or no rule speaks of it. */
export interface FormStanding {
  readonly nominate: FormRule['nominate'] | 'unknown'
  /** Whether the group may ask to be treated as a bidder, which starts the six months. */
  readonly trigger: FormRule['trigger'] | 'unknown'
  /** It may nominate, but cannot start the six months until it incorporates. */
  readonly mustIncorporate: boolean
  /** It counts only where its rules keep any surplus from its members: unincorporated bodies, companies by guarantee, societies. */
  readonly mayNotShareSurplus: boolean
}

/** The legal-form gate on a day. (Localism Act 2011 s.95(3), in the narrower reading of who is a "community interest group") */
export function formStanding(legalForm: string | undefined, on: string): FormStanding {
  const rules = ruleSets.find((set) => set.id === 'acv-2011' && applies(set, on))
  const rule = rules?.forms.find((entry) => entry.form === legalForm)
  if (rule === undefined)
    return { nominate: 'unknown', trigger: 'unknown', mustIncorporate: false, mayNotShareSurplus: false }
  return {
    nominate: rule.nominate,
    trigger: rule.trigger,
    mustIncorporate: rule.nominate !== 'no' && rule.trigger === 'no',
    mayNotShareSurplus: rule.nominate === 'with-electors' || rule.nominate === 'if-no-profit-shared',
  }
}
