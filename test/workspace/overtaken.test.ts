/**
 * A save or a new sealing whose turn comes after others' edit was written to PouchDB, and before the model has it: the edit is taken in
 * first, never written over. (docs/guards.md, fault 5)
 */
import { afterEach, describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { member } from '@/core/records/member'
import type { Leaf } from '@/core/store/types'
import { open as openEnvelope } from '@/core/vault/envelope'
import type { LocalWorkspace } from '@/core/workspace'
import { modelOf, pairOfLaptops, setMember } from '../support/carry'
import { present } from '../support/present'
import { value } from '../support/workspace'

const open: LocalWorkspace[] = []
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close()
})
const openedOf = (workspace: LocalWorkspace) => present(workspace.unlocked()).opened
/** What PouchDB holds of Amira, opened. */
async function stored(workspace: LocalWorkspace): Promise<Readonly<Record<string, unknown>>> {
  const { engine } = openedOf(workspace)
  const record = value(await openEnvelope(engine.keyring, present(await engine.repository.get('amira'))))
  return Object.fromEntries(Object.entries(record.fields).map(([name, values]) => [name, values[0]?.[0]]))
}

/** Has leaves written to PouchDB as a pass does; when they stand there, answers the end of it: they are taken in. */
async function written(
  workspace: LocalWorkspace,
  leaves: readonly Leaf[],
): Promise<{ readonly takenIn: Promise<unknown> }> {
  const { database, store } = openedOf(workspace)
  const { bulkDocs } = database
  let takenIn: Promise<unknown> = Promise.resolve()
  await new Promise<void>((resolve) => {
    database.bulkDocs = (async (...args: Parameters<typeof bulkDocs>) => {
      database.bulkDocs = bulkDocs
      const answer = await bulkDocs.apply(database, args)
      resolve()
      return answer
    }) as typeof bulkDocs
    takenIn = store.putLeaves(leaves)
  })
  return { takenIn }
}

/** Amira as a laptop has her. */
async function leavesOf(workspace: LocalWorkspace): Promise<readonly Leaf[]> {
  const { store } = openedOf(workspace)
  return store.leaves([{ id: 'amira', revs: present((await store.allLeafRevs()).amira) }])
}

/** The second laptop's edit is written to the first's PouchDB while the first's queue is held: what is asked for here comes before it. */
async function whileItComes(
  first: LocalWorkspace,
  second: LocalWorkspace,
  work: () => Promise<unknown>,
): Promise<void> {
  const { engine } = openedOf(first)
  const leaves = await leavesOf(second)
  let letGo = (): void => undefined
  const held = engine.exclusive(() => new Promise<void>((resolve) => (letGo = resolve)))
  const working = work()
  const { takenIn } = await written(first, leaves)
  letGo()
  await Promise.all([held, working, takenIn])
}

describe('bug 5: an edit that came and is not shown yet', () => {
  it('is not written over by a save of the same paper', async () => {
    const { first, second } = await pairOfLaptops()
    open.push(first, second)
    await setMember(second, 'amira', { notes: 'From the other laptop' })
    await whileItComes(first, second, async () => {
      const { saver } = openedOf(first)
      value(await saver.save([change(member, 'amira', { familyName: 'Changed here' })], '', { today: '2026-11-22' }))
    })
    expect(await stored(first)).toMatchObject({ notes: 'From the other laptop', familyName: 'Changed here' })
    expect(modelOf(first).item(member, 'amira')).toMatchObject({
      notes: 'From the other laptop',
      familyName: 'Changed here',
    })
  })

  it('is not written over by a save just after opening, which has to ask for the revision that it replaces', async () => {
    const { first, second } = await pairOfLaptops()
    open.push(first, second)
    await setMember(second, 'amira', { notes: 'From the other laptop' })
    const leaves = await leavesOf(second)
    const { database, engine } = openedOf(first)
    engine.repository.touched(['amira'])
    const { allDocs } = database
    let takenIn: Promise<unknown> | undefined
    // Written to PouchDB just before that is asked; taking it in has to wait for the save.
    database.allDocs = (async (...args: Parameters<typeof allDocs>) => {
      database.allDocs = allDocs
      ;({ takenIn } = await written(first, leaves))
      return allDocs.apply(database, args)
    }) as typeof allDocs
    await setMember(first, 'amira', { familyName: 'Changed here' })
    await takenIn
    expect(await stored(first)).toMatchObject({ notes: 'From the other laptop', familyName: 'Changed here' })
    expect(modelOf(first).item(member, 'amira')?.notes).toBe('From the other laptop')
  })

  it('is not written over when everything is sealed anew', async () => {
    const { first, second } = await pairOfLaptops()
    open.push(first, second)
    value(await first.laptops.newKey({ without: [], reason: 'Sheet seen' }))
    await setMember(second, 'amira', { notes: 'From the other laptop' })
    await whileItComes(first, second, () => first.laptops.reseal())
    expect(await stored(first)).toMatchObject({ notes: 'From the other laptop' })
    expect(modelOf(first).item(member, 'amira')?.notes).toBe('From the other laptop')
  })
})
