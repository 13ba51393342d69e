/** Laptops of one group on a server, as far as a test needs them: made here, and closed after each test. */
import { afterEach } from 'vitest'
import type { change } from '@/core/commands/define'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import type { Opened } from '@/core/workspace/opened'
import { type TestServer, testServer } from './group-server'
import { present } from './present'
import { hostSecret, memoryWorkspace, newDisk, type Setup, testEnvironment, value } from './workspace'

export interface Laptops {
  /** A trial server with nothing on it. */
  server(): Promise<TestServer>
  /** A laptop on which a group was just started. */
  first(setup?: Setup): Promise<LocalWorkspace>
  /** Another laptop, which joins the group of this one by an invite. */
  joins(inviter: LocalWorkspace, setup?: Setup): Promise<LocalWorkspace>
  /** Nothing on it yet. */
  empty(setup?: Setup): Promise<LocalWorkspace>
  /** Closed after the test like the others. */
  keep(workspace: LocalWorkspace): LocalWorkspace
}

/** Call it at the top of a file of tests. */
export function laptopsOfTest(): Laptops {
  const open: LocalWorkspace[] = []
  const servers: TestServer[] = []
  afterEach(async () => {
    for (const workspace of open.splice(0)) await workspace.close()
    for (const server of servers.splice(0)) await server.close()
  })
  const laptops: Laptops = {
    async server() {
      const server = await testServer()
      servers.push(server)
      return server
    },
    first: async (setup) => laptops.keep((await memoryWorkspace(setup)).workspace),
    async joins(inviter, setup) {
      const { file } = value(await inviter.laptops.invite({ forWhom: 'Bela' }))
      const joining = await laptops.empty(setup)
      value(await joining.laptops.join(secondLaptop(file)))
      return joining
    },
    async empty(setup = {}) {
      const workspace = laptops.keep(createWorkspace(testEnvironment({ disk: newDisk(), ...setup })))
      await workspace.start()
      return workspace
    },
    keep(workspace) {
      open.push(workspace)
      return workspace
    },
  }
  return laptops
}

/** Bela's laptop, called Second, with an invite's file. */
export function secondLaptop(file: Uint8Array): Parameters<LocalWorkspace['laptops']['join']>[0] {
  return { invite: { file }, laptopName: 'Second', usedBy: 'Bela', unlocking: hostSecret }
}

/** How a laptop reaches a server. */
export function accountOn({ url, user, password }: TestServer): {
  readonly url: string
  readonly user: string
  readonly password: string
} {
  return { url, user, password }
}

export function openedOf(workspace: LocalWorkspace): Opened {
  return present(workspace.unlocked()).opened
}

/** Saves as a command does, on 22 November 2026. */
export async function save(workspace: LocalWorkspace, ...changes: ReturnType<typeof change>[]): Promise<void> {
  value(await openedOf(workspace).saver.save(changes, 'test', { today: '2026-11-22' }))
}
