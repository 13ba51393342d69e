/** A laptop with its disk, that can be switched off and on again, also on storage that fails. */
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { setMember } from './carry'
import type { FailingStorage } from './failing-storage'
import { type Disk, memoryWorkspace, newDisk, testEnvironment, testGroup, value } from './workspace'

export interface OnDisk {
  readonly disk: Disk
  workspace: LocalWorkspace
}

/** The laptop of this disk, switched on. Passes go only when they are asked for. */
export async function laptopOn(disk: Disk, storage?: FailingStorage): Promise<OnDisk> {
  const setup = { disk, automaticSync: false }
  const workspace = createWorkspace(storage?.environment(setup) ?? testEnvironment(setup))
  await workspace.start()
  return { disk, workspace }
}

/** Nothing on it yet. */
export const emptyOn = (storage: FailingStorage): Promise<OnDisk> => laptopOn(newDisk(), storage)

/** A group that was just started, with Amira in it. */
export async function groupOn(storage: FailingStorage): Promise<OnDisk> {
  const one = await emptyOn(storage)
  value(await one.workspace.create(testGroup))
  await setMember(one.workspace, 'amira', { givenName: 'Amira', familyName: 'Shah' })
  await one.workspace.settled()
  return one
}

/** The laptop after it was switched off and on, with storage that is well. */
export async function switchedOnAgain(one: OnDisk): Promise<LocalWorkspace> {
  await one.workspace.close()
  one.workspace = (await laptopOn(one.disk)).workspace
  return one.workspace
}

export const closeLaptop = ({ workspace }: OnDisk): Promise<void> => workspace.close()

/** A group with one member more, Amira, locked. */
export async function closedGroup(storage: FailingStorage): Promise<OnDisk & { readonly phrase: string }> {
  const made = await memoryWorkspace({ automaticSync: false })
  await setMember(made.workspace, 'amira', { givenName: 'Amira' })
  await made.workspace.close()
  return { ...(await laptopOn(made.disk, storage)), phrase: made.phrase.join(' ') }
}
