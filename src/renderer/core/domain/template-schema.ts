/**
 * The shape of a template (`resources/templates/*.json`), checked by the tests: what ships is sound, so no laptop spends its time on
 * checking it again at each start. (`templates.ts`; CONTRIBUTING.md, "A new template of a bid")
 */
import { z } from 'zod'
import { countingRules } from './counting'
import { factKeys } from './fact-keys'

const key = z.string().regex(/^[a-z][A-Za-z0-9]*$/)
const limit = z.number().int().min(1)

/** How a field is answered. `rich` has its own section record; all others are answers of the bid or plan. */
const fieldTypes = [
  'rich', // long text with headings, lists, links and tables
  'short', // one line
  'lines', // several lines without formatting
  'date',
  'money', // whole pence
  'number',
  'choice',
  'yes-no',
  'list', // short lines, one under the other
  'budget', // what the money is for, line by line
  'match', // volunteer hours at a rate: two answers, `<key>Hours` and `<key>RatePence`
  'facts', // drawn from the register, never typed
  'priorities', // of a plan
  'years', // of a plan: its budget by year
  'awards', // of a plan
] as const

const field = z.strictObject({
  /** Names the answer in the bid for good: never reuse one for something else. */
  key,
  label: z.string().min(1).max(120),
  help: z.string().max(600).optional(),
  type: z.enum(fieldTypes),
  required: z.boolean().default(false),
  /** The least and the most, in `unit`. */
  min: limit.optional(),
  max: limit.optional(),
  unit: z.enum(['words', 'characters']).optional(),
  /** How the reader counts words; see `countWords`. */
  counting: z.enum(countingRules).optional(),
  /** `form` is the legal form that a choice stands for, as in `resources/rules`. */
  choices: z.array(z.strictObject({ value: key, label: z.string().min(1), form: key.optional() })).optional(),
  /** For a match field: what an hour is worth to a funder, in pence, and who says so. Offered, never filled in unasked. */
  rates: z.array(z.strictObject({ pence: limit, label: z.string().min(1) })).optional(),
  facts: z.array(z.enum(factKeys)).optional(),
  /** False keeps it out of the pack that others may see: it goes into the private appendix, a file of its own. */
  published: z.boolean().default(true),
  /** What to have at hand to prove it. */
  evidence: z.array(z.string().min(1)).default([]),
  /** First words of a rich field, to be written over: `## ` starts a heading, `- ` an item; anything else is a paragraph. */
  startText: z.array(z.string().min(1)).optional(),
  /** For a yes-no that must be yes before the form may go in. */
  mustBeYes: z.boolean().default(false),
  /** Another field whose answer may not be the same, such as the email of a second contact. */
  differsFrom: key.optional(),
})
export type TemplateField = z.infer<typeof field>

const section = z.strictObject({
  key,
  heading: z.string().min(1).max(120),
  help: z.string().max(800).optional(),
  fields: z.array(field).min(1),
})
export type TemplateSection = z.infer<typeof section>

/** What the funder allows; each is checked while people write. Money in pence. */
const rules = z.strictObject({
  askMinPence: limit.optional(),
  askMaxPence: limit.optional(),
  wholePounds: z.boolean().optional(),
  maxLines: limit.optional(),
  itemMaxCharacters: limit.optional(),
  /** The money field that holds the whole cost: at least what is asked for. */
  totalCostField: key.optional(),
  /** The match field whose hours must, with cash and gifts, come to what is asked for. */
  matchField: key.optional(),
  startField: key.optional(),
  endField: key.optional(),
  maxMonths: limit.optional(),
  /** Send it at least so many weeks before the work starts. */
  weeksAhead: limit.optional(),
  /** At least so many members on the electoral roll, for a body that is not incorporated. (SI 2012/2421, reg 5) */
  membersOnRoll: limit.optional(),
  /** The choice that says which legal form the group has: it decides whether the electors count, and what else it may do. */
  formField: key.optional(),
  /** The answer that names the one neighbouring council whose roll counts too. */
  councilField: key.optional(),
  /** The yes-no whether the rules forbid sharing out a surplus: some legal forms may not nominate without. (SI 2012/2421, reg 5) */
  surplusField: key.optional(),
  /** The rule set in `resources/rules` whose clocks run once the paper is sent. */
  clocks: z.enum(['acv-2011']).optional(),
})
export type TemplateRules = z.infer<typeof rules>

export const templateSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Raised when a field is added or a limit changes; a bid remembers which version it was started from. */
  version: z.number().int().min(1),
  title: z.string().min(1),
  kind: z.enum(['bid', 'plan']),
  /** Where the headings and limits come from, for people to check. */
  source: z.string().min(1),
  checkedOn: z.iso.date(),
  about: z.string().min(1),
  whoMayUse: z.array(z.string().min(1)).min(1),
  haveReady: z.array(z.string().min(1)),
  /** Filled in as the addressee of a new bid, where the form always goes to the same kind of body. */
  funder: z.string().optional(),
  rules: rules.default({}),
  sections: z.array(section).min(1),
})
/** As it is written: what is left out has its usual value. */
export type WrittenTemplate = z.input<typeof templateSchema>
export type Template = z.infer<typeof templateSchema>
