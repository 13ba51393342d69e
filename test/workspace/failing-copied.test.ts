/** Storage that fails while a copied laptop takes an id of its own: each call in its turn. (docs/adr/0021) */
import { describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { laptop } from '@/core/records/laptop'
import { member } from '@/core/records/member'
import type { LocalWorkspace } from '@/core/workspace'
import { setMember } from '../support/carry'
import { copyDisk } from '../support/copy-disk'
import { atEachCall, type FailingStorage, failingStorage, PLANS } from '../support/failing-storage'
import { accountOn, laptopsOfTest, openedOf, save } from '../support/laptops'
import { closeLaptop, groupOn, laptopOn, type OnDisk, switchedOnAgain } from '../support/on-disk'
import { present } from '../support/present'
import { wordsIn, writeWords } from '../support/words'
import { type Disk, hostSecret, value } from '../support/workspace'

const laptops = laptopsOfTest()
const amira = (workspace: LocalWorkspace) => present(openedOf(workspace).engine.model.item(member, 'amira'))
const idOf = (workspace: LocalWorkspace): string => openedOf(workspace).engine.device

async function opened(disk: Disk, storage?: FailingStorage): Promise<OnDisk> {
  const one = await laptopOn(disk, storage)
  value(await one.workspace.unlock(hostSecret))
  await one.workspace.settled()
  return one
}

/** A laptop that has sent all its papers, switched off. */
async function sentAndOff(): Promise<Disk> {
  const server = await laptops.server()
  const one = await groupOn(failingStorage())
  await save(one.workspace, change(member, 'amira', { notes: 'at first' }))
  await writeWords(one.workspace, 'common ')
  value(await one.workspace.sync.connect(accountOn(server)))
  for (let pass = 0; pass < 2; pass += 1) value(await one.workspace.sync.now())
  await one.workspace.close()
  return one.disk
}

describe.each(PLANS)('storage that fails with $trouble ($how)', (plan) => {
  it('while a copied laptop begins again: unlocked again it has all, once, and nothing clashes', async () => {
    const disk = await sentAndOff()
    const first = await opened(await copyDisk(disk))
    await setMember(first.workspace, 'amira', { town: 'Alton' })
    const { bytes } = value(await first.workspace.carry.take({}))
    await first.workspace.close()
    const calls = await atEachCall(plan, {
      async prepare(storage) {
        const one = await opened(await copyDisk(disk), storage)
        const was = idOf(one.workspace)
        await setMember(one.workspace, 'amira', { county: 'Hants', notes: 'from the second' })
        await setMember(one.workspace, 'cleo', { givenName: 'Cleo' })
        await writeWords(one.workspace, 'second ')
        expect(await one.workspace.carry.bring(bytes)).toEqual({ ok: false, error: { kind: 'laptop-copied' } })
        await one.workspace.settled()
        expect(one.workspace.state()).toMatchObject({ kind: 'locked', because: 'copied' })
        return Object.assign(one, { was })
      },
      act: ({ workspace }) => workspace.unlock(hostSecret),
      async check(one, done) {
        if (!done.ok) value(await one.workspace.unlock(hostSecret))
        await one.workspace.settled()
        const id = idOf(one.workspace)
        expect(id).not.toBe(one.was)
        value(await one.workspace.carry.bring(bytes))
        const workspace = await switchedOnAgain(one)
        expect(workspace.state()).not.toHaveProperty('because')
        value(await workspace.unlock(hostSecret))
        await workspace.settled()
        expect(idOf(workspace)).toBe(id)
        expect(amira(workspace)).toMatchObject({ town: 'Alton', county: 'Hants', notes: 'from the second' })
        const { model } = openedOf(workspace).engine
        expect(model.clashes('amira')).toEqual([])
        expect(model.item(member, 'cleo')?.givenName).toBe('Cleo')
        for (const word of ['common', 'second']) expect(await wordsIn(workspace)).toContain(word)
        const listed = model.items(laptop).map((each) => each.device)
        expect(listed.sort()).toEqual([one.was, id].sort())
      },
      close: closeLaptop,
    })
    expect(calls).toBeGreaterThan(10)
  })
})
