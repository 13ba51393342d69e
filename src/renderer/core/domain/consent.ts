/**
 * What may be published about a person: only what they agreed to and have not taken back. Consents are facts that are never
 * edited; the latest decision about each detail counts. (UK GDPR articles 4(11) and 7)
 */

export type PublicDetail = 'name' | 'phone' | 'email' | 'address'
export const PUBLIC_DETAILS: readonly PublicDetail[] = ['name', 'phone', 'email', 'address']

/** What these rules need of a consent. */
export interface ConsentFacts {
  readonly id: string
  readonly memberId?: string | undefined
  readonly purpose?: string | undefined
  readonly details?: readonly string[] | undefined
  readonly decision?: 'given' | 'withdrawn' | 'refused' | undefined
  readonly on?: string | undefined
  /** When it was written down, by the clock of the laptop that did: orders decisions of one day. */
  readonly recordedAt?: string | undefined
  readonly supersedes?: string | undefined
}

export interface ConsentState {
  readonly state: 'given' | 'withdrawn' | 'refused' | 'none'
  readonly on?: string
  readonly consentId?: string
}

/** The consents that stand: not corrected by a later fact. */
function standingConsents<C extends ConsentFacts>(consents: readonly C[]): readonly C[] {
  const superseded = new Set(consents.map((consent) => consent.supersedes).filter((id) => id !== undefined))
  return consents.filter((consent) => !superseded.has(consent.id))
}

/** Consent must name what it covers; a withdrawal or refusal that names nothing covers everything. */
function covers(consent: ConsentFacts, detail: PublicDetail): boolean {
  const details = consent.details ?? []
  return details.length === 0 ? consent.decision !== 'given' : details.includes(detail)
}

/**
 * Whether `a` goes before `b`: the later day; on one day the one written down later; where that cannot be told, a "no" before a
 * "yes"; then by id, so that all laptops agree.
 */
function outranks(a: ConsentFacts, b: ConsentFacts): boolean {
  if ((a.on ?? '9999') !== (b.on ?? '9999')) return (a.on ?? '9999') > (b.on ?? '9999')
  if (a.recordedAt !== undefined && b.recordedAt !== undefined && a.recordedAt !== b.recordedAt)
    return a.recordedAt > b.recordedAt
  if ((a.decision === 'given') !== (b.decision === 'given')) return a.decision !== 'given'
  return a.id > b.id
}

/**
 * Where a person stands on one detail today. A "yes" counts only with its date, and not before it; a "no" without a date counts
 * as the latest word, since doubt must not publish anybody.
 */
export function consentFor(
  consents: readonly ConsentFacts[],
  memberId: string,
  detail: PublicDetail,
  today: string,
): ConsentState {
  const latest = standingConsents(consents)
    .filter(
      (consent) => consent.memberId === memberId && consent.purpose === 'publish-contact' && covers(consent, detail),
    )
    .filter((consent) =>
      consent.decision === 'given' ? consent.on !== undefined && consent.on <= today : consent.decision !== undefined,
    )
    .reduce<ConsentFacts | undefined>(
      (best, consent) => (best === undefined || outranks(consent, best) ? consent : best),
      undefined,
    )
  if (latest?.decision === undefined) return { state: 'none' }
  return { state: latest.decision, consentId: latest.id, ...(latest.on === undefined ? {} : { on: latest.on }) }
}

/** The details of a role that may be published today: those chosen for the role and covered by a consent that stands. */
export function publishable(
  role: { readonly memberId?: string | undefined; readonly publicDetails?: readonly PublicDetail[] | undefined },
  consents: readonly ConsentFacts[],
  today: string,
): readonly PublicDetail[] {
  const { memberId, publicDetails = [] } = role
  if (memberId === undefined) return []
  return PUBLIC_DETAILS.filter(
    (detail) => publicDetails.includes(detail) && consentFor(consents, memberId, detail, today).state === 'given',
  )
}
