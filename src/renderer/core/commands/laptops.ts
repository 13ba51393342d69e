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

  /**
   * A person says that a laptop which is marked as closed is the group's still: it gets new keys again. Where a key was made without it,
   * it stays out all the same. Errors: not-found, also where it is not marked.
   */
  'laptops.keep': command(async (ctx, { id }: { readonly id: string }) => {
    if (ctx.model.item(laptop, id)?.closedOn === undefined) return fail('not-found')
    return ctx.save([change(laptop, id, { closedOn: null, closedReason: null })], 'Keep a laptop')
  }),
} as const
