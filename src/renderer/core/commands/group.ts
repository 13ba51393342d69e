/** Changing what is known of the group itself. */
import { fail } from '@host'
import { group } from '../records/group'
import { change, command, type Patch, type Saved } from './define'

export const groupCommands = {
  /** Sets fields of the group; `base`: what they were as the person saw them. Errors: not-found, invalid-value, and those of saving. */
  'group.update': command<{ readonly patch: Patch<typeof group>; readonly base?: Patch<typeof group> }, Saved>(
    async (ctx, { patch, base }) => {
      const ours = ctx.model.items(group)[0]
      if (ours === undefined) return fail('not-found')
      if (patch.name !== undefined && !patch.name?.trim())
        return fail('invalid-value', { field: 'Name of the group', problem: 'The group needs a name.' })
      return ctx.save([change(group, ours.id, patch, { base })], 'Change the group’s details')
    },
  ),
}
