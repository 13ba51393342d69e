/** Papers about one person, made off the screen's thread. They save nothing. */
import { ok } from '@host'
import { type PersonPaper, personDocx } from '../exchange/person-docx'
import { command } from './define'

export const privacyCommands = {
  /** The Word file of what is held on a person: its bytes. */
  'privacy.personWord': command<{ readonly paper: Omit<PersonPaper, 'madeOn'> }, { readonly bytes: Uint8Array }>(
    async (ctx, { paper }) => ok({ bytes: await personDocx({ ...paper, madeOn: ctx.today }) }),
  ),
} as const
