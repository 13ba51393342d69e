/** The breach register. Every breach is recorded; one that risks people's rights is reported within 72 hours. (UK GDPR art. 33) */
import { fail, ok } from '@host'
import { breach } from '../records/breach'
import { change, command, type Patch, type Saved } from './define'

export const breachCommands = {
  /** Opens a breach. `knownAt`: ISO instant from which the 72 hours run; now when absent. */
  'breaches.open': command<Patch<typeof breach> & { readonly title: string }, Saved & { readonly id: string }>(
    async (context, input) => {
      if (input.title.trim() === '')
        return fail('invalid-value', { field: breach.fields.title.label, problem: 'empty' })
      const id = context.newId()
      const saved = await context.save(
        [change(breach, id, { decision: 'undecided', ...input, knownAt: input.knownAt ?? context.now })],
        'Record a data breach',
      )
      return saved.ok ? ok({ ...saved.value, id }) : saved
    },
  ),
  /** Changes fields of a breach; `base`: what they were as the person saw them. Errors: not-found, and those of saving. */
  'breaches.update': command<
    { readonly id: string; readonly patch: Patch<typeof breach>; readonly base?: Patch<typeof breach> },
    Saved
  >(async (context, { id, patch, base }) => {
    if (context.model.item(breach, id) === undefined) return fail('not-found')
    return context.save([change(breach, id, patch, { base })], 'Change a data breach')
  }),
} as const
