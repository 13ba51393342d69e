/** Two laptops of one group without a server: the second is made from the first one's backup and the six words. */
import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { present } from './present'
import { type Disk, hostSecret, memoryWorkspace, newDisk, testEnvironment, value } from './workspace'

export interface Pair {
  readonly first: LocalWorkspace
  readonly second: LocalWorkspace
  readonly phrase: string
  readonly backup: Uint8Array
  /** The first one's. */
  readonly disk: Disk
}

export async function emptyLaptop(disk: Disk = newDisk()): Promise<LocalWorkspace> {
  const workspace = createWorkspace(testEnvironment({ disk }))
  await workspace.start()
  return workspace
}

/** The first laptop has Robin and Amira; the second has the same. */
export async function pairOfLaptops(): Promise<Pair> {
  const made = await memoryWorkspace()
  const first = made.workspace
  await setMember(first, 'amira', { givenName: 'Amira', familyName: 'Shah' })
  const { bytes } = value(await first.backups.make('backup'))
  const second = await emptyLaptop()
  const phrase = made.phrase.join(' ')
  value(await second.backups.restore({ bytes, phrase, unlocking: hostSecret, laptopName: 'Second' }))
  return { first, second, phrase, backup: bytes, disk: made.disk }
}

export function deviceOf(workspace: LocalWorkspace): string {
  return present(workspace.unlocked()).device.deviceId
}

export function modelOf(workspace: LocalWorkspace) {
  return present(workspace.unlocked()).opened.engine.model
}

export async function setMember(
  workspace: LocalWorkspace,
  id: string,
  patch: Parameters<typeof change<typeof member.fields, 'member'>>[2],
  removed?: boolean,
): Promise<void> {
  const changes = [change(member, id, patch, removed === undefined ? {} : { removed })]
  value(await present(workspace.unlocked()).opened.saver.save(changes, 'test', { today: '2026-11-22' }))
}

/** Everything in the model, in an order of its own: equal on two laptops that have the same. */
export function contentsOf(workspace: LocalWorkspace): string {
  return JSON.stringify([...modelOf(workspace).all()].sort((a, b) => (a.id < b.id ? -1 : 1)))
}
