/** Renaming, noting and removing files. Adding and reading are the workspace's own, since they move many bytes. */
import { fail } from '@host'
import { file } from '../records/file'
import { change, command, type Saved } from './define'

export const fileCommands = {
  'files.update': command<{ readonly id: string; readonly name?: string; readonly note?: string | null }, Saved>(
    async (context, input) => {
      if (context.model.item(file, input.id) === undefined) return fail('not-found')
      const patch = {
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.note === undefined ? {} : { note: input.note }),
      }
      return context.save([change(file, input.id, patch)], 'Change a file')
    },
  ),
  'files.remove': command<{ readonly id: string }, Saved>(async (context, { id }) => {
    if (context.model.item(file, id) === undefined) return fail('not-found')
    return context.save([change(file, id, {}, { removed: true })], 'Remove a file')
  }),
} as const
