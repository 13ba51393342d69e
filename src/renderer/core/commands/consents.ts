/** Consents are facts: given, refused, or taken back, each with its words, date and way. Never edited. (UK GDPR article 7) */
import { fail, ok, type Result } from '@host'
import type { PublicDetail } from '../domain/consent'
import { consent } from '../records/consent'
import { member } from '../records/member'
import { pastDay } from './checks'
import { type Change, type CommandContext, change, command, type Saved } from './define'

export interface ConsentInput {
  readonly memberId: string
  readonly purpose?: 'publish-contact' | 'newsletter' | 'photographs' | 'other'
  /** What it covers, for publishing contact details. Refusing or withdrawing nothing in particular covers everything. */
  readonly details?: readonly PublicDetail[]
  readonly decision: 'given' | 'refused'
  /** The words that the person agreed to. */
  readonly wording: string
  readonly on: string
  readonly how: 'form' | 'email' | 'spoken' | 'meeting' | 'other'
  readonly recordedBy?: string | null
}

/** The fact as a change, checked: who, what, in which words, when and how are all there. */
export function consentChange(ctx: CommandContext, input: ConsentInput): Result<Change> {
  if (ctx.model.item(member, input.memberId) === undefined) return fail('not-found')
  const wrongDay = pastDay(input.on, 'Date', ctx.today)
  if (wrongDay !== undefined) return wrongDay
  const purpose = input.purpose ?? 'publish-contact'
  const details = input.details ?? []
  if (input.decision === 'given') {
    if (input.wording.trim() === '')
      return fail('invalid-value', {
        field: 'The words they agreed to',
        problem: 'Write the words that they agreed to.',
      })
    if (purpose === 'publish-contact' && details.length === 0)
      return fail('invalid-value', { field: 'Details covered', problem: 'Say which details the consent covers.' })
  }
  const { memberId, decision, on, how } = input
  const recordedBy = input.recordedBy?.trim() || null
  return ok(
    change(consent, ctx.newId(), {
      memberId,
      purpose,
      details,
      decision,
      wording: input.wording.trim(),
      on,
      how,
      recordedBy,
    }),
  )
}

export const consentCommands = {
  /** Records that somebody agreed, or refused. Errors: not-found, invalid-value, and those of saving. */
  'consents.record': command<ConsentInput, Saved>(async (ctx, input) => {
    const fact = consentChange(ctx, input)
    return fact.ok ? ctx.save([fact.value], 'Record a consent') : fact
  }),

  /** Records that somebody took their consent back: for some details, or for all where none are named. */
  'consents.withdraw': command<
    Pick<ConsentInput, 'memberId' | 'purpose' | 'details' | 'on' | 'how' | 'recordedBy'>,
    Saved
  >(async (ctx, input) => {
    if (ctx.model.item(member, input.memberId) === undefined) return fail('not-found')
    const wrongDay = pastDay(input.on, 'Date', ctx.today)
    if (wrongDay !== undefined) return wrongDay
    const { memberId, on, how } = input
    const fact = {
      memberId,
      purpose: input.purpose ?? 'publish-contact',
      details: input.details ?? [],
      decision: 'withdrawn' as const,
      on,
      how,
      recordedBy: input.recordedBy?.trim() || null,
    }
    return ctx.save([change(consent, ctx.newId(), fact)], 'Record that consent was taken back')
  }),
}
