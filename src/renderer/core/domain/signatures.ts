/**
 * Who has signed which version of the code of conduct. A signature is a fact that is never edited: a correction is a new fact
 * that supersedes it, and a mistake is superseded by one that is `voided`.
 */
import { addMonths } from './dates'

/** What these rules need of a version of the code. */
export interface CodeVersionFacts {
  readonly id: string
  readonly effectiveOn?: string | undefined
}

/** What these rules need of a signature. */
export interface SignatureFacts {
  readonly id: string
  readonly memberId?: string | undefined
  readonly codeVersionId?: string | undefined
  readonly on?: string | undefined
  readonly supersedes?: string | undefined
  readonly voided?: boolean | undefined
}

/** One member's standing towards a version: signed; signed, but due again; or not signed. */
export type SignatureState = 'signed' | 'due' | 'unsigned'

/** What the Word register shows. Names and dates are ready to show; dates are `YYYY-MM-DD`. */
export interface SignatureRegister {
  readonly groupName: string
  readonly versionTitle: string
  /** Absent while the version has no date yet. */
  readonly effectiveOn?: string
  readonly rows: readonly {
    readonly name: string
    readonly signedOn: string
    readonly how: string
    readonly witness: string
  }[]
  /** Names of members who have not signed. */
  readonly unsigned: readonly string[]
  readonly madeOn: string
}

const later = (a: string | undefined, b: string | undefined): number =>
  (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0

/** The version in force: the one that took effect last, on or before today. Drafts have no date and are never in force. */
export function codeInForce<V extends CodeVersionFacts>(versions: readonly V[], today: string): V | undefined {
  return versions
    .filter((version) => version.effectiveOn !== undefined && version.effectiveOn <= today)
    .reduce<V | undefined>((best, version) => {
      if (best === undefined) return version
      // Equal dates: by id, so that every laptop answers the same.
      return (later(best.effectiveOn, version.effectiveOn) || later(best.id, version.id)) < 0 ? version : best
    }, undefined)
}

/** The signatures that stand: neither voided nor superseded by another. */
export function standingSignatures<S extends SignatureFacts>(signatures: readonly S[]): readonly S[] {
  const superseded = new Set(signatures.map((signature) => signature.supersedes).filter((id) => id !== undefined))
  return signatures.filter((signature) => signature.voided !== true && !superseded.has(signature.id))
}

/** For one version, each signer's latest standing signature by member id. One pass: fit for 10,000 members. */
export function signaturesByMember<S extends SignatureFacts>(
  signatures: readonly S[],
  versionId: string,
): ReadonlyMap<string, S> {
  const byMember = new Map<string, S>()
  for (const signature of standingSignatures(signatures)) {
    if (signature.codeVersionId !== versionId || signature.memberId === undefined) continue
    const known = byMember.get(signature.memberId)
    if (known === undefined || (later(known.on, signature.on) || later(known.id, signature.id)) < 0) {
      byMember.set(signature.memberId, signature)
    }
  }
  return byMember
}

/** Those of the given members (pass current ones only) who have no standing signature of the version. */
export function unsigned<M extends { readonly id: string }>(
  members: readonly M[],
  signatures: readonly SignatureFacts[],
  versionId: string,
): readonly M[] {
  const signed = signaturesByMember(signatures, versionId)
  return members.filter((member) => !signed.has(member.id))
}

/** The day on which a signature is due again, where the group has people sign again after so many months (0 = never). */
export function resignDueOn(signedOn: string | undefined, resignMonths: number | undefined): string | undefined {
  return signedOn === undefined || !resignMonths ? undefined : addMonths(signedOn, resignMonths)
}

/** Works out when signatures are due again; many sign on one evening, so each day is worked out once. */
export type ResignCalendar = (signedOn: string | undefined) => string | undefined

/** Makes a calendar for one pass over many signatures. */
export function resignCalendar(resignMonths: number | undefined): ResignCalendar {
  const known = new Map<string, string | undefined>()
  return (signedOn) => {
    if (signedOn === undefined || !resignMonths) return undefined
    if (!known.has(signedOn)) known.set(signedOn, resignDueOn(signedOn, resignMonths))
    return known.get(signedOn)
  }
}

/** Where a signature leaves its signer today. `resign`: months, or a calendar where many signatures are gone through. */
export function signatureState(
  signature: SignatureFacts | undefined,
  resign: number | ResignCalendar | undefined,
  today: string,
): SignatureState {
  if (signature === undefined) return 'unsigned'
  const due = typeof resign === 'function' ? resign(signature.on) : resignDueOn(signature.on, resign)
  return due !== undefined && due <= today ? 'due' : 'signed'
}
