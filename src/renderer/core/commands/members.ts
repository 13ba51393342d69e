/** The register: adding, changing, leaving, coming back, tags, the bin, and a CSV of what is on the screen. */
import { fail, ok, type Result } from '@host'
import { isIsoDate } from '../domain/dates'
import { membersCsv } from '../exchange/csv/member-columns'
import { memberName } from '../model/people'
import { listMembers, type MemberFilter } from '../model/register'
import type { MemberOrder } from '../model/register-order'
import { group } from '../records/group'
import { member } from '../records/member'
import { fileNamePart } from './checks'
import { type Change, type CommandContext, change, command, type Item, type Patch, type Saved } from './define'

type Member = Item<typeof member>
type MemberPatch = Patch<typeof member>

/** "Jane Smith", or "12 members": what an undo is called by. */
function who(people: readonly Member[]): string {
  const [first] = people
  return people.length === 1 && first !== undefined
    ? memberName(first)
    : `${people.length.toLocaleString('en-GB')} members`
}

/** The present members of the ids. Errors: not-found where there is none of them; some may have gone meanwhile. */
function present(ctx: CommandContext, ids: readonly string[]): Result<readonly Member[]> {
  const people = [...new Set(ids)].flatMap((id) => ctx.model.item(member, id) ?? [])
  return people.length === 0 ? fail('not-found') : ok(people)
}

/** Saves one patch for each of several people, leaving out those for whom there is nothing to change. */
async function saveEach(
  ctx: CommandContext,
  ids: readonly string[],
  label: (who: string) => string,
  patchFor: (person: Member) => MemberPatch | undefined,
  baseFor: (person: Member) => MemberPatch = () => ({}),
): Promise<Result<Saved>> {
  const people = present(ctx, ids)
  if (!people.ok) return people
  const changes = people.value.flatMap((person): Change[] => {
    const patch = patchFor(person)
    return patch === undefined ? [] : [change(member, person.id, patch, { base: baseFor(person) })]
  })
  return ctx.save(changes, label(who(people.value)))
}

/** Whether a patch says who somebody is: a name, or a way to reach them. */
function names(patch: MemberPatch): boolean {
  const filled = (text: unknown): boolean => typeof text === 'string' && text.trim() !== ''
  return (
    filled(patch.givenName) ||
    filled(patch.familyName) ||
    Object.values(patch.phones ?? {}).some((phone) => filled(phone.number)) ||
    Object.values(patch.emails ?? {}).some((email) => filled(email.address))
  )
}

function cleanTags(tags: readonly string[] | undefined): readonly string[] {
  return [...new Set((tags ?? []).map((tag) => tag.replace(/\s+/g, ' ').trim()).filter((tag) => tag !== ''))]
}

export const memberCommands = {
  /**
   * Adds somebody. Without a day of joining, today is taken. Errors: invalid-value (no name, phone or email; a value that does
   * not fit its field), and those of saving.
   */
  'members.create': command<{ readonly patch: MemberPatch }, Saved & { readonly id: string }>(
    async (ctx, { patch }) => {
      if (!names(patch))
        return fail('invalid-value', {
          field: 'Name',
          problem: 'A new member needs a name, a phone or an email address.',
        })
      const id = ctx.newId()
      const full = { joinedOn: ctx.today, ...patch }
      const label = memberName({ ...(patch as Member), id })
      const saved = await ctx.save([change(member, id, full)], `Add ${label}`)
      return saved.ok ? ok({ ...saved.value, id }) : saved
    },
  ),

  /** Changes fields of one member; `base`: what they were as the person saw them; `settle` names fields whose clash this ends. Errors: not-found, invalid-value, newer-record, and those of saving. */
  'members.update': command<
    {
      readonly id: string
      readonly patch: MemberPatch
      readonly base?: MemberPatch
      readonly settle?: readonly string[]
    },
    Saved
  >(async (ctx, { id, patch, base: seen, settle }) => {
    const person = ctx.model.item(member, id)
    if (person === undefined) return fail('not-found')
    const base = { tags: person.tags ?? [], phones: person.phones ?? {}, emails: person.emails ?? {}, ...seen }
    return ctx.save([change(member, id, patch, { base, settle })], `Change ${memberName(person)}`)
  }),

  /**
   * Notes that people have left, on a day and why. They stay on the register under "Left". Errors: invalid-value (no day, or
   * one before somebody joined), not-found, and those of saving.
   */
  'members.markLeft': command<
    { readonly ids: readonly string[]; readonly on: string; readonly reason?: string | null },
    Saved
  >(async (ctx, { ids, on, reason }) => {
    if (!isIsoDate(on)) return fail('invalid-value', { field: 'Left on', problem: 'Give the day on which they left.' })
    const people = present(ctx, ids)
    if (!people.ok) return people
    const later = people.value.find((person) => person.joinedOn !== undefined && person.joinedOn > on)
    if (later !== undefined) {
      return fail('invalid-value', { field: 'Left on', problem: 'That day comes before the day on which they joined.' })
    }
    const leftReason = reason?.trim() || null
    return saveEach(
      ctx,
      ids,
      (name) => `Mark ${name} as left`,
      () => ({ leftOn: on, leftReason }),
    )
  }),

  /** Takes people who had left back as current members. Errors: not-found, and those of saving. */
  'members.rejoin': command<{ readonly ids: readonly string[] }, Saved>(async (ctx, { ids }) =>
    saveEach(
      ctx,
      ids,
      (name) => `Take ${name} back`,
      (person) => (person.leftOn === undefined ? undefined : { leftOn: null, leftReason: null }),
    ),
  ),

  /** Adds and takes off tags for several people. Errors: invalid-value (no tag), not-found, and those of saving. */
  'members.tag': command<
    { readonly ids: readonly string[]; readonly add?: readonly string[]; readonly remove?: readonly string[] },
    Saved
  >(async (ctx, input) => {
    const add = cleanTags(input.add)
    const remove = new Set(cleanTags(input.remove).filter((tag) => !add.includes(tag)))
    if (add.length === 0 && remove.size === 0)
      return fail('invalid-value', { field: 'Tags', problem: 'Give at least one tag.' })
    return saveEach(
      ctx,
      input.ids,
      (name) => `Tag ${name}`,
      (person) => {
        const before = person.tags ?? []
        const tags = [...new Set([...before.filter((tag) => !remove.has(tag)), ...add])]
        return tags.length === before.length && tags.every((tag) => before.includes(tag)) ? undefined : { tags }
      },
      (person) => ({ tags: person.tags ?? [] }),
    )
  }),

  /** Says which phone or email of a member to use first; `key` is its key in the record, null for none. Errors: not-found, and those of saving. */
  'members.setPreferred': command<
    { readonly id: string; readonly what: 'phone' | 'email'; readonly key: string | null },
    Saved
  >(async (ctx, { id, what, key }) => {
    const person = ctx.model.item(member, id)
    const entries = what === 'phone' ? person?.phones : person?.emails
    if (person === undefined || (key !== null && !Object.hasOwn(entries ?? {}, key))) return fail('not-found')
    const patch = what === 'phone' ? { preferredPhone: key } : { preferredEmail: key }
    return ctx.save([change(member, id, patch)], `Change ${memberName(person)}`)
  }),

  /** Puts people in the bin, from where they can be restored. Errors: not-found, and those of saving. */
  'members.remove': command<{ readonly ids: readonly string[]; readonly reason?: string }, Saved>(
    async (ctx, { ids, reason }) => {
      const people = present(ctx, ids)
      if (!people.ok) return people
      const removed = reason === undefined || reason.trim() === '' ? true : { reason: reason.trim() }
      return ctx.save(
        people.value.map((person) => change(member, person.id, {}, { removed })),
        `Remove ${who(people.value)}`,
      )
    },
  ),

  /** Takes people out of the bin. Errors: not-found, and those of saving. */
  'members.restore': command<{ readonly ids: readonly string[] }, Saved>(async (ctx, { ids }) => {
    const wanted = new Set(ids)
    const people = ctx.model.removed(member).filter((person) => wanted.has(person.id))
    if (people.length === 0) return fail('not-found')
    return ctx.save(
      people.map((person) => change(member, person.id, {}, { removed: false })),
      `Restore ${who(people)}`,
    )
  }),

  /**
   * A CSV of people, by ids in their order or by a filter. A search text needs ids (`members.ids`). Errors: not-found when
   * nobody fits.
   */
  'members.exportCsv': command<
    { readonly ids?: readonly string[]; readonly filter?: MemberFilter; readonly order?: MemberOrder },
    { readonly name: string; readonly bytes: Uint8Array; readonly count: number }
  >(async (ctx, { ids, filter, order }) => {
    const people =
      ids === undefined
        ? listMembers({ model: ctx.model, today: ctx.today }, { filter, order })
        : ids.flatMap((id) => ctx.model.item(member, id) ?? [])
    if (people.length === 0) return fail('not-found')
    const groupName = ctx.model.items(group)[0]?.name ?? ''
    return ok({
      name: `${fileNamePart(groupName)}-members-${ctx.today}.csv`,
      bytes: membersCsv(people),
      count: people.length,
    })
  }),
}
