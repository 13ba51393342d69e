/** Where the leader's details are published, and when somebody last looked. */
import { fail, ok } from '@host'
import { publication } from '../records/publication'
import { pastDay, termInOrder } from './checks'
import { change, command, type Patch, type Saved } from './define'

const LAST_CHECKED = 'Last checked on'

export const publicationCommands = {
  /** Adds a place. It counts as checked on the day it is added, unless said. Errors: invalid-value, and those of saving. */
  'publications.add': command<
    Pick<Patch<typeof publication>, 'medium' | 'place' | 'roleId' | 'since' | 'lastCheckedOn' | 'checkedBy' | 'notes'>,
    Saved & { readonly id: string }
  >(async (ctx, input) => {
    if (!input.place?.trim())
      return fail('invalid-value', { field: 'Where exactly', problem: 'Say where exactly it is.' })
    const lastCheckedOn = input.lastCheckedOn ?? ctx.today
    const wrong = pastDay(lastCheckedOn, LAST_CHECKED, ctx.today)
    if (wrong !== undefined) return wrong
    const id = ctx.newId()
    const { medium, roleId, since, checkedBy, notes } = input
    const saved = await ctx.save(
      [
        change(publication, id, {
          medium,
          place: input.place.trim(),
          roleId,
          since,
          lastCheckedOn,
          checkedBy,
          notes,
        }),
      ],
      'Add a place of publication',
    )
    return saved.ok ? ok({ ...saved.value, id }) : saved
  }),

  /** "I checked it": today, unless another day is given. Errors: not-found, invalid-value, and those of saving. */
  'publications.check': command<{ readonly id: string; readonly on?: string; readonly by?: string | null }, Saved>(
    async (ctx, { id, on, by }) => {
      if (ctx.model.item(publication, id) === undefined) return fail('not-found')
      const day = on ?? ctx.today
      const wrong = pastDay(day, LAST_CHECKED, ctx.today)
      return (
        wrong ??
        ctx.save(
          [change(publication, id, { lastCheckedOn: day, ...(by === undefined ? {} : { checkedBy: by }) })],
          'Note that a place was checked',
        )
      )
    },
  ),

  /** The details are no longer there. Errors: not-found, invalid-value, and those of saving. */
  'publications.end': command<{ readonly id: string; readonly on?: string }, Saved>(async (ctx, { id, on }) => {
    const known = ctx.model.item(publication, id)
    if (known === undefined) return fail('not-found')
    const endedOn = on ?? ctx.today
    return (
      termInOrder(known.since, endedOn) ??
      ctx.save([change(publication, id, { endedOn })], 'Note that details were taken down')
    )
  }),

  /** Changes what is known of a place. Errors: not-found, invalid-value, and those of saving. */
  'publications.update': command<
    { readonly id: string; readonly patch: Patch<typeof publication>; readonly base?: Patch<typeof publication> },
    Saved
  >(async (ctx, { id, patch, base }) => {
    const known = ctx.model.item(publication, id)
    if (known === undefined) return fail('not-found')
    if (patch.place !== undefined && !patch.place?.trim())
      return fail('invalid-value', { field: 'Where exactly', problem: 'Say where exactly it is.' })
    const wrong = patch.lastCheckedOn ? pastDay(patch.lastCheckedOn, LAST_CHECKED, ctx.today) : undefined
    return wrong ?? ctx.save([change(publication, id, patch, { base })], 'Change a place of publication')
  }),
}
