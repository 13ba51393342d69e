/** Papers about one person, made off the screen's thread; and what stays though it names somebody who was erased. */
import { fail, ok } from '@host'
import { type PersonPaper, personDocx } from '../exchange/person-docx'
import { erasure } from '../records/erasure'
import { change, command, type Saved } from './define'

export const privacyCommands = {
  /**
   * Says that a record which came after an erasure stays: no laptop asks about it again. The ledger's entries are facts, so this is one
   * of its own, which erases nothing. Errors: not-found, and those of saving.
   */
  'privacy.keep': command<{ readonly id: string }, Saved>(async (ctx, { id }) => {
    if (ctx.model.stored(id) === undefined) return fail('not-found')
    return ctx.save([change(erasure, ctx.newId(), { kept: [id], on: ctx.today })], 'Keep what came after an erasure')
  }),

  /** The Word file of what is held on a person: its bytes. Made off the screen's thread; saves nothing. */
  'privacy.personWord': command<{ readonly paper: Omit<PersonPaper, 'madeOn'> }, { readonly bytes: Uint8Array }>(
    async (ctx, { paper }) => ok({ bytes: await personDocx({ ...paper, madeOn: ctx.today }) }),
  ),
} as const
