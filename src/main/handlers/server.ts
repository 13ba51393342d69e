import { z } from 'zod'
import type { GroupServer } from '../group-server'
import type { Handlers } from '../ipc'

const accountSchema = z.strictObject({
  url: z.string().min(1).max(2000),
  user: z.string().min(1).max(200),
  password: z.string().max(1000),
})

export function serverHandlers(server: Pick<GroupServer, 'route'>): Handlers<'server.route'> {
  return {
    'server.route': { arguments: z.tuple([accountSchema.nullable()]), run: (account) => server.route(account) },
  }
}
