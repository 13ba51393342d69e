/**
 * Legal rules as dated data (resources/rules): each set says which law it comes from and between which days it applies, so that
 * an old nomination keeps its own rules and a new law is a new file. Only what was read in a source is there.
 */
import acv2011 from '@resources/rules/acv-2011.json'
import dataProtection from '@resources/rules/data-protection.json'
import goodPractice from '@resources/rules/good-practice.json'
import planning2012 from '@resources/rules/neighbourhood-planning-2012.json'
import rightToBuy2026 from '@resources/rules/right-to-buy-2026.json'
import { type Counting, type Length, onOrNextWorkingDay, periodEnd } from './dates'

export interface Clock {
  readonly id: string
  readonly label: string
  /** What happens on the first day. */
  readonly from: string
  readonly length: Length
  readonly counting: Counting
  /** `next`: an end on a weekend or bank holiday moves to the next working day. */
  readonly workingDay?: 'next'
  /** Said instead, as long as the fact on which the clock depends is not recorded. */
  readonly unsure?: { readonly label?: string; readonly from?: string }
  readonly authority: string
  readonly note?: string
}

export interface RuleNumber {
  readonly id: string
  readonly value: number
  readonly label: string
  readonly authority: string
  readonly note?: string
}

/** What a legal form may do: nominate an asset, and ask to be treated as a bidder (which starts the six months). */
export interface FormRule {
  readonly form: string
  readonly nominate: 'yes' | 'with-electors' | 'if-no-profit-shared' | 'no'
  readonly trigger: 'yes' | 'if-no-profit-shared' | 'no'
}

export interface RuleSet {
  readonly id: string
  readonly title: string
  readonly country: string
  readonly law: string
  /** The first day it applies; `null` while that day is not known: then it never applies. */
  readonly commencement: string | null
  /** The first day it no longer applies. */
  readonly endedOn: string | null
  /** The id of the rule set whose place it takes. */
  readonly replaces?: string
  /** When somebody last read the sources. */
  readonly checkedOn: string
  readonly note?: string
  readonly numbers: readonly RuleNumber[]
  readonly clocks: readonly Clock[]
  readonly forms: readonly FormRule[]
}

// JSON gives wide types (`string` for `counting`); test/domain/rules.test.ts checks every file against the shape.
export const ruleSets = [
  acv2011,
  rightToBuy2026,
  planning2012,
  dataProtection,
  goodPractice,
] as unknown as readonly RuleSet[]

/** Whether a rule set applies on a day. */
export function applies(rules: RuleSet, on: string): boolean {
  return rules.commencement !== null && rules.commencement <= on && (rules.endedOn === null || on < rules.endedOn)
}

/** How far a rule set can be relied on. */
export interface LawStanding {
  readonly law: string
  /** When somebody last read its sources. */
  readonly checkedOn: string
  /** The laws that are to take its place and do not apply yet. */
  readonly coming: readonly RuleSet[]
}

/** When a rule set was last checked, and what is to take its place after a day; undefined where there is no such set. */
export function lawStanding(ruleSetId: string, on: string): LawStanding | undefined {
  const rules = ruleSets.find((set) => set.id === ruleSetId)
  if (rules === undefined) return undefined
  const coming = ruleSets.filter(
    (set) => set.replaces === ruleSetId && (set.commencement === null || on < set.commencement),
  )
  return { law: rules.law, checkedOn: rules.checkedOn, coming }
}

/** A clock that applies on the day it starts, by the ids of its rule set and itself. */
export function clockOn(ruleSetId: string, clockId: string, startsOn: string): Clock | undefined {
  const rules = ruleSets.find((set) => set.id === ruleSetId)
  return rules !== undefined && applies(rules, startsOn)
    ? rules.clocks.find((clock) => clock.id === clockId)
    : undefined
}

/** A number of a rule set that applies on a day. */
export function ruleNumber(ruleSetId: string, numberId: string, on: string): RuleNumber | undefined {
  const rules = ruleSets.find((set) => set.id === ruleSetId)
  return rules !== undefined && applies(rules, on) ? rules.numbers.find((number) => number.id === numberId) : undefined
}

/** Where a clock ends, and why. */
export interface ClockEnd {
  readonly endsOn: string
  /** `published`: the date that the council gave, which goes before ours. */
  readonly by: 'counted' | 'published'
  readonly authority: string
}

/** Runs a clock from a day. `published` is the date that the authority itself gave. `holidays` matter to working-day clocks. */
export function runClock(
  clock: Clock,
  startsOn: string,
  options: { readonly published?: string | undefined; readonly holidays?: ReadonlySet<string> } = {},
): ClockEnd {
  if (options.published !== undefined) return { endsOn: options.published, by: 'published', authority: clock.authority }
  const end = periodEnd(startsOn, clock.length, clock.counting)
  const endsOn = clock.workingDay === 'next' ? onOrNextWorkingDay(end, options.holidays ?? new Set()) : end
  return { endsOn, by: 'counted', authority: clock.authority }
}
