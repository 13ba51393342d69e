/** Requests for a copy of what is held on somebody: when they asked, what moved the last day, when they had it. (UK GDPR art. 12(3), 15) */
import { fail, ok, type Result } from '@host'
import { type AccessRequestFacts, subjectAccessClock } from '../domain/subject-access'
import { accessRequest } from '../records/access-request'
import { member } from '../records/member'
import { pastDay } from './checks'
import { change, command, type Patch, type Saved } from './define'

type RequestPatch = Patch<typeof accessRequest>

const { receivedOn, identifiedOn, extendedOn, answeredOn } = accessRequest.fields

/** What is wrong with the days as they would stand, or undefined. */
function wrongDays(days: AccessRequestFacts, today: string): Result<never> | undefined {
  const asked = pastDay(days.receivedOn, receivedOn.label, today)
  if (asked !== undefined) return asked
  const later = [
    [days.identifiedOn, identifiedOn.label],
    [days.extendedOn, extendedOn.label],
    [days.answeredOn, answeredOn.label],
  ] as const
  for (const [day, field] of later) {
    if (day === undefined) continue
    const wrong = pastDay(day, field, today)
    if (wrong !== undefined) return wrong
    if (day < (days.receivedOn ?? ''))
      return fail('invalid-value', {
        field,
        problem: 'That is before they asked. Choose the day they asked or a later one.',
      })
  }
  const clock = subjectAccessClock(days)
  return days.extendedOn !== undefined && clock?.extended === false
    ? fail('invalid-value', {
        field: extendedOn.label,
        problem: 'The month was over by then: the law gives longer only to a group that says so within it.',
      })
    : undefined
}

/** Whoever is not on the register needs a name: nobody could be answered without. */
function nameMissing(name: string | null | undefined): Result<never> | undefined {
  return (name ?? '').trim() === ''
    ? fail('invalid-value', { field: accessRequest.fields.name.label, problem: 'Write down who asked.' })
    : undefined
}

export const accessRequestCommands = {
  /** Writes down that a member asked, or somebody by name who is not on the register. Errors: not-found, invalid-value, and those of saving. */
  'accessRequests.record': command<
    { readonly memberId?: string } & Pick<RequestPatch, 'name' | 'contact' | 'receivedOn' | 'how' | 'note'>,
    Saved & { readonly id: string }
  >(async (ctx, { memberId, name, contact, receivedOn: day, how, note }) => {
    if (memberId !== undefined && ctx.model.stored(memberId)?.type !== member.type) return fail('not-found')
    const nameless = memberId === undefined ? nameMissing(name) : undefined
    if (nameless !== undefined) return nameless
    const who = memberId === undefined ? { name: name?.trim(), contact } : { memberId }
    const wrong = wrongDays({ receivedOn: day ?? undefined }, ctx.today)
    if (wrong !== undefined) return wrong
    const id = ctx.newId()
    const saved = await ctx.save(
      [change(accessRequest, id, { ...who, receivedOn: day, how, note })],
      'Record a request for a copy',
    )
    return saved.ok ? ok({ ...saved.value, id }) : saved
  }),

  /** Changes what is known of a request: answered, above all; `base`: what it was as the person saw it. Errors: not-found, invalid-value, and those of saving. */
  'accessRequests.update': command<
    {
      readonly id: string
      readonly patch: Omit<RequestPatch, 'memberId'>
      readonly base?: Omit<RequestPatch, 'memberId'>
    },
    Saved
  >(async (ctx, { id, patch, base }) => {
    const known = ctx.model.item(accessRequest, id)
    if (known === undefined) return fail('not-found')
    const nameless = known.memberId === undefined && patch.name !== undefined ? nameMissing(patch.name) : undefined
    if (nameless !== undefined) return nameless
    const day = (name: 'receivedOn' | 'identifiedOn' | 'extendedOn' | 'answeredOn'): string | undefined =>
      (patch[name] === undefined ? known[name] : patch[name]) ?? undefined
    const days = {
      receivedOn: day('receivedOn'),
      identifiedOn: day('identifiedOn'),
      extendedOn: day('extendedOn'),
      answeredOn: day('answeredOn'),
    }
    return (
      wrongDays(days, ctx.today) ??
      ctx.save([change(accessRequest, id, patch, { base })], 'Change a request for a copy')
    )
  }),

  /** Takes out a request that was written down by mistake. Errors: not-found, and those of saving. */
  'accessRequests.remove': command<{ readonly id: string }, Saved>(async (ctx, { id }) => {
    if (ctx.model.item(accessRequest, id) === undefined) return fail('not-found')
    return ctx.save([change(accessRequest, id, {}, { removed: true })], 'Remove a request for a copy')
  }),
} as const
