/** Changes to the list of laptops. Joining and inviting are the workspace's own, since they deal in keys. */
import { fail } from '@host'
import type { Patch } from '../records/define'
import { laptop } from '../records/laptop'
import { change, command } from './define'

export const laptopCommands = {
  /** Renames a laptop or says who uses it. Errors: not-found. */
  'laptops.update': command(
    async (ctx, input: { readonly id: string; readonly patch: Pick<Patch<typeof laptop>, 'name' | 'usedBy'> }) => {
      const found = ctx.model.item(laptop, input.id)
      if (found === undefined) return fail('not-found')
      const { name, usedBy } = { name: found.name, usedBy: found.usedBy, ...input.patch }
      return ctx.save(
        [change(laptop, input.id, { name: name ?? null, usedBy: usedBy ?? null })],
        'Change a laptop’s name',
      )
    },
  ),
} as const
