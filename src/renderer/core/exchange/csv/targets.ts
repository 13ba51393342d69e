/** Where a column of a list can go on the register, and how a heading says so. */

/** The parts of a member that a column can fill, as people look for them. `fullName` and `address` hold several parts in one cell. */
export const TARGET_GROUPS = {
  name: ['fullName', 'honorific', 'givenName', 'familyName', 'addressAs'],
  address: ['address', 'address1', 'address2', 'town', 'county', 'postcode'],
  reach: ['phone', 'email'],
  membership: ['kind', 'joinedOn', 'leftOn', 'leftReason', 'tags', 'howHeard'],
  law: [
    'onRoll',
    'onRollArea',
    'onRollOn',
    'onRollHow',
    'livesHere',
    'livesHereOn',
    'livesHereHow',
    'worksHere',
    'worksHereOn',
    'worksHereHow',
    'councillorHere',
    'councillorHereOn',
    'councillorHereHow',
  ],
  other: ['notes', 'skip'],
} as const

export type TargetGroup = keyof typeof TARGET_GROUPS
export type MemberTarget = (typeof TARGET_GROUPS)[TargetGroup][number]

/** One target per column, in the order of the columns. */
export type ColumnMapping = readonly MemberTarget[]

/** Targets that several columns may share: their cells are put together. */
const SHARED: ReadonlySet<MemberTarget> = new Set([
  'givenName',
  'address1',
  'address2',
  'phone',
  'email',
  'tags',
  'notes',
  'skip',
])

export function mayShare(target: MemberTarget): boolean {
  return SHARED.has(target)
}

export function isMemberTarget(text: unknown): text is MemberTarget {
  return (
    typeof text === 'string' &&
    Object.values<readonly string[]>(TARGET_GROUPS).some((targets) => targets.includes(text))
  )
}

/** Lower case, marks to single spaces: "E-mail Address:" is "e mail address". */
function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim()
}

/** Headings to leave out unless a person chooses: what a small group should not hold without need. (UK GDPR art. 5(1)(c), art. 9) */
const PRIVATE =
  /\bdob\b|date of birth|birth ?da(?:y|te)|^age$|gender|\bsex\b|ethnic|religio|faith|disab|health|medical|allerg|sexual|nationality|national insurance|\bni (?:no|number)\b|bank|sort code|account (?:no|number)|iban|card (?:no|number)|passport|\bdbs\b|\bcrb\b/
/** Headings of columns that a computer made for itself. */
const MACHINE =
  /^(?:#|id|no|row|row (?:no|number)|record|record id|index|uuid|guid|timestamp|created(?: at| on)?|modified(?: at| on)?|updated(?: at| on)?|last (?:modified|updated|login|changed)|optin (?:time|ip)|confirm (?:time|ip)|latitude|longitude|gmtoff|dstoff|time ?zone|leid|euid|member rating|(?:e ?mail|phone|address|website|organization|relation|event|im|custom field) \d+ (?:type|label))$/

/** From the particular to the general: the first that fits counts. */
const HEADINGS: readonly (readonly [MemberTarget, RegExp])[] = [
  // Somebody else's number is not the member's.
  ['notes', /emergency|next of kin|\bice\b|\bcarer\b|guardian|\bparents?\b/],
  ['fullName', /^(?:sur|last|family) ?name (?:and )?(?:(?:first|fore|given|christian) ?names?|initials?)$/],
  ['fullName', /^(?:(?:first|fore|given|christian) ?names?|initials?) (?:and )?(?:sur|last|family) ?name$/],
  ['onRollArea', /elector.*\barea\b/],
  ['onRollOn', /elector.*\b(?:checked|date|on$)/],
  ['onRollHow', /elector.*\bhow\b/],
  ['onRoll', /elector|registered to vote|on the roll|voter/],
  ['livesHereOn', /^(?:lives|resident).*(?:checked|date)/],
  ['livesHereHow', /^(?:lives|resident).*\bhow\b/],
  ['livesHere', /^lives?\b|\bresident\b/],
  ['worksHereOn', /^works.*(?:checked|date)/],
  ['worksHereHow', /^works.*\bhow\b/],
  ['worksHere', /^works?\b(?!.*(?:phone|tel|mail|number|no$))/],
  ['councillorHereOn', /councillor.*(?:checked|date)/],
  ['councillorHereHow', /councillor.*\bhow\b/],
  ['councillorHere', /councillor|^cllr$/],
  ['howHeard', /how.*(?:hear|find|found)|heard (?:of|about)|^source$|referred by/],
  ['leftReason', /why.*(?:left|leav)|reason/],
  ['email', /e ?mail/],
  ['postcode', /post(?:al)? ?code|^pc$|^zip/],
  ['notes', /country/],
  ['familyName', /sur ?name|(?:last|family|second) ?name|^last$|^family$/],
  ['addressAs', /known as|likes? to be called|preferred (?:first )?name|nick ?name|goes by|called|^dear$/],
  ['givenName', /(?:first|given|christian|fore|middle) ?names?|^first$|^given$|^middle$/],
  ['honorific', /^(?:title|honorific|prefix|mr mrs.*|salutation|form of address)$/],
  [
    'phone',
    /phone|\btel\b|mobile|\bmob\b|\bcell\b|land ?line|contact (?:no|number)|^(?:home|work|daytime|evening|day|eve)(?: (?:no|number))?$/,
  ],
  ['address1', /address (?:line )?(?:1|one)$|^addr?(?:ess)? ?1$|house(?!hold)|street|^road|first line/],
  [
    'address2',
    /address (?:line )?(?:[2-9]|two|three)$|^addr?(?:ess)? ?[2-9]$|second (?:address )?line|second address|local(?:ity| area)/,
  ],
  ['town', /town|city|village/],
  ['county', /county|region|^(?:home |business |other )?(?:state|province)$/],
  ['address', /address|^addr?$/],
  ['leftOn', /\bleft\b|leav|lapsed|resign|^end(?:ed)?(?: (?:date|on))?$|ceased|expir/],
  [
    'joinedOn',
    /join|member since|^since$|^start(?:ed)?(?: (?:date|on))?$|enrol|registered|registration|signed up|^date$|date of membership/,
  ],
  [
    'notes',
    /(?:member|membership) (?:no|number|id|ref)|\bnotes?\b|comment|remark|other info|additional|^details$|^misc/,
  ],
  [
    'kind',
    /^membership$|(?:membership|member|subscription) (?:type|category|class|kind|level|grade|status)|type of member|^(?:type|category|class|grade|kind)$/,
  ],
  [
    'tags',
    /^tags?$|groups?$|^group membership$|interests?|skills?|labels?|keywords?|^status$|^roles?$|^positions?$|activities|committee/,
  ],
  [
    'fullName',
    /^(?:full |whole )?names?$|^members?(?: s)?(?: name)?$|^name of|^contact(?: name| person)?$|^person$|^volunteer(?: name)?$/,
  ],
]

/** What a heading says its column is; undefined when it says nothing that we know. */
export function targetFromHeading(heading: string): MemberTarget | 'private' | 'machine' | undefined {
  const plain = plainHeading(heading)
  if (plain === '') return undefined
  if (PRIVATE.test(plain)) return 'private'
  if (MACHINE.test(plain)) return 'machine'
  return HEADINGS.find(([, pattern]) => pattern.test(plain))?.[0]
}

/** The label of a phone or email from its column's heading: "Mobile number" is "mobile". */
export function labelFromHeading(heading: string): string | undefined {
  const plain = plainHeading(heading)
  if (/mobile|\bmob\b|\bcell\b/.test(plain)) return 'mobile'
  if (/work|office|business|daytime/.test(plain)) return 'work'
  if (/home|landline|land line|evening/.test(plain)) return 'home'
  return undefined
}

/**
 * A short, one-way mark of a list's headings, by which a mapping is remembered. It holds no heading and no data. (64 bits by two
 * runs of FNV-1a; a clash would only offer a wrong guess, which is shown before anything happens.)
 */
export function headingFingerprint(headings: readonly string[]): string {
  const text = headings.map(plainHeading).join('\u001f')
  return [0x811c9dc5, 0x9747b28c].map((seed) => fnv(text, seed)).join('')
}

function fnv(text: string, seed: number): string {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
