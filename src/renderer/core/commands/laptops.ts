/** Changes to the list of laptops. Joining and inviting are the workspace's own, since they deal in keys. */
import { fail } from '@host'
import type { Patch } from '../records/define'
import { laptop } from '../records/laptop'
import { change, command } from './define'

type Names = Pick<Patch<typeof laptop>, 'name' | 'usedBy'>

export const laptopCommands = {
  /** Renames a laptop or says who uses it. Errors: not-found. */
  'laptops.update': command(
    async (ctx, input: { readonly id: string; readonly patch: Names; readonly base?: Names }) => {
      const found = ctx.model.item(laptop, input.id)
      if (found === undefined) return fail('not-found')
      return ctx.save([change(laptop, input.id, input.patch, { base: input.base })], 'Change a laptop’s name')
    },
  ),
} as const
