/** Who leads, what of theirs is public, and where. */
import { fail, ok, type Result } from '@host'
import type { PublicDetail } from '../domain/consent'
import { addDays } from '../domain/dates'
import type { LeaderCard } from '../domain/leader-card'
import { isCurrent } from '../domain/membership'
import { currentRoles } from '../domain/terms'
import { leaderCardHtml } from '../exchange/leader-html'
import { vcardBytes } from '../exchange/vcard'
import { cardOf } from '../model/queries/leaders'
import { member } from '../records/member'
import { role } from '../records/role'
import { fileNamePart, termInOrder } from './checks'
import { type ConsentInput, consentChange } from './consents'
import { type Change, type CommandContext, change, command, type Patch, type Saved } from './define'

export interface AppointInput {
  readonly memberId: string
  readonly office: 'leader' | 'deputy' | 'chair' | 'secretary' | 'treasurer' | 'committee' | 'other'
  readonly officeName?: string | null
  readonly startsOn?: string | null
  readonly endsOn?: string | null
  /** Ends the term of whoever holds the same office now, on the day before this one begins. */
  readonly endPrevious?: boolean
}

/** A file for the host to save. */
export interface MadeFile {
  readonly name: string
  readonly bytes: Uint8Array
}

function endings(ctx: CommandContext, input: AppointInput): readonly Change[] {
  if (!input.endPrevious) return []
  const startsOn = input.startsOn ?? ctx.today
  return currentRoles(ctx.model.items(role), ctx.today)
    .filter((held) => held.office === input.office)
    .map((held) => change(role, held.id, { endsOn: addDays(startsOn, -1) }))
}

function file(
  ctx: CommandContext,
  roleId: string,
  extension: string,
  make: (card: LeaderCard) => Uint8Array,
): Result<MadeFile> {
  const card = cardOf(ctx.model, roleId, ctx.today)
  if (card === undefined) return fail('not-found')
  return ok({ name: `${fileNamePart(card.groupName)}-${fileNamePart(card.office)}.${extension}`, bytes: make(card) })
}

type Term = Pick<Patch<typeof role>, 'office' | 'officeName' | 'startsOn' | 'endsOn'>

export const leaderCommands = {
  /** Gives a member an office. Errors: not-found (no such current member), invalid-value, and those of saving. */
  'leaders.appoint': command<AppointInput, Saved & { readonly roleId: string }>(async (ctx, input) => {
    const person = ctx.model.item(member, input.memberId)
    if (person === undefined || !isCurrent(person, ctx.today)) return fail('not-found')
    const wrong = termInOrder(input.startsOn, input.endsOn)
    if (wrong !== undefined) return wrong
    const roleId = ctx.newId()
    const { memberId, office, officeName, startsOn, endsOn } = input
    const saved = await ctx.save(
      [...endings(ctx, input), change(role, roleId, { memberId, office, officeName, startsOn, endsOn })],
      `Appoint ${member.title(person)}`,
    )
    return saved.ok ? ok({ ...saved.value, roleId }) : saved
  }),

  /** Changes a term: office, what it is called, dates; `base`: what they were as the person saw them. Errors: not-found, invalid-value, and those of saving. */
  'leaders.update': command<
    {
      readonly roleId: string
      readonly patch: Term
      readonly base?: Term
    },
    Saved
  >(async (ctx, { roleId, patch, base }) => {
    const held = ctx.model.item(role, roleId)
    if (held === undefined) return fail('not-found')
    const wrong = termInOrder(
      'startsOn' in patch ? patch.startsOn : held.startsOn,
      'endsOn' in patch ? patch.endsOn : held.endsOn,
    )
    return wrong ?? ctx.save([change(role, roleId, patch, { base })], 'Change a term of office')
  }),

  /** Ends a term; the role stays in the history. Errors: not-found, invalid-value, and those of saving. */
  'leaders.end': command<{ readonly roleId: string; readonly on: string }, Saved>(async (ctx, { roleId, on }) => {
    const held = ctx.model.item(role, roleId)
    if (held === undefined) return fail('not-found')
    return termInOrder(held.startsOn, on) ?? ctx.save([change(role, roleId, { endsOn: on })], 'End a term of office')
  }),

  /** Takes a term out of the history altogether: for one that was written down by mistake. It can be undone. */
  'leaders.remove': command<{ readonly roleId: string }, Saved>(async (ctx, { roleId }) => {
    if (ctx.model.item(role, roleId) === undefined) return fail('not-found')
    return ctx.save([change(role, roleId, {}, { removed: { reason: 'by mistake' } })], 'Remove a term of office')
  }),

  /**
   * Chooses which of the person's details this role may show, and records their consent with it where one is given.
   * What has no consent stays hidden whatever is chosen. Errors: not-found, invalid-value, and those of saving.
   */
  'leaders.setPublicDetails': command<
    {
      readonly roleId: string
      readonly details: readonly PublicDetail[]
      readonly consent?: Omit<ConsentInput, 'memberId' | 'details'> & { readonly details: readonly PublicDetail[] }
    },
    Saved
  >(async (ctx, { roleId, details, consent }) => {
    const held = ctx.model.item(role, roleId)
    if (held?.memberId === undefined) return fail('not-found')
    const changes: Change[] = [
      change(role, roleId, { publicDetails: details }, { base: { publicDetails: held.publicDetails ?? [] } }),
    ]
    if (consent !== undefined) {
      const fact = consentChange(ctx, { ...consent, memberId: held.memberId })
      if (!fact.ok) return fact
      changes.push(fact.value)
    }
    return ctx.save(changes, 'Choose public details')
  }),

  /** The leader card as a small web page. Errors: not-found. */
  'leaders.exportHtml': command<{ readonly roleId: string }, MadeFile>(async (ctx, { roleId }) =>
    file(ctx, roleId, 'html', leaderCardHtml),
  ),

  /** The leader card as a vCard. Errors: not-found. */
  'leaders.exportVcard': command<{ readonly roleId: string }, MadeFile>(async (ctx, { roleId }) =>
    file(ctx, roleId, 'vcf', vcardBytes),
  ),
}
