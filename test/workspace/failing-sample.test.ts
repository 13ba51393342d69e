/** Storage that fails while the sample is opened, thrown away, or left for the group. */
import { describe, expect, it } from 'vitest'
import { group } from '@/core/records/group'
import { member } from '@/core/records/member'
import type { LocalWorkspace } from '@/core/workspace'
import { atEachCall, type FailingStorage, failingStorage, PLANS, soon } from '../support/failing-storage'
import { openedOf } from '../support/laptops'
import { closedGroup, closeLaptop, emptyOn } from '../support/on-disk'
import { hostSecret, value } from '../support/workspace'

const amira = (workspace: LocalWorkspace) => openedOf(workspace).engine.model.item(member, 'amira')?.givenName

/** One group, one laptop of it, nothing twice. */
function expectOneGroup(workspace: LocalWorkspace): void {
  expect(workspace.state()).toMatchObject({ kind: 'open', space: 'group' })
  expect(openedOf(workspace).engine.model.items(group)).toHaveLength(1)
}

describe.each(PLANS)('the sample, with storage that fails with $trouble ($how)', (plan) => {
  it('is opened whole or not at all', async () => {
    await atEachCall(plan, {
      prepare: emptyOn,
      act: ({ workspace }) => workspace.openSample(),
      async check({ workspace }, done) {
        expect(workspace.state().kind).toBe(done.ok ? 'open' : 'empty')
        value(await workspace.openSample())
        expect(openedOf(workspace).engine.model.items(member).length).toBeGreaterThan(100)
        await workspace.settled()
      },
      close: closeLaptop,
      oneIn: 6,
    })
  })

  it('is thrown away, or told to be there still; nothing is shown as open that is not', async () => {
    await atEachCall(plan, {
      async prepare(storage) {
        const one = await emptyOn(storage)
        value(await one.workspace.openSample())
        await one.workspace.settled()
        return one
      },
      act: ({ workspace }) => workspace.discardSample(),
      async check({ workspace }) {
        await soon()
        expect(workspace.unlocked()).toBeUndefined()
        expect(workspace.state().kind).not.toBe('open')
        value(await workspace.discardSample())
        expect(workspace.state().kind).toBe('empty')
      },
      close: closeLaptop,
    })
  })
})

describe('unlocking over an open sample', () => {
  async function sampleOverGroup(storage: FailingStorage) {
    const one = await closedGroup(storage)
    value(await one.workspace.openSample())
    await one.workspace.settled()
    return { ...one, sample: openedOf(one.workspace) }
  }
  it.each(PLANS)('where storage fails with $trouble ($how), leaves neither half open', async (plan) => {
    await atEachCall(plan, {
      prepare: sampleOverGroup,
      act: ({ workspace }) => workspace.unlock(hostSecret),
      async check({ workspace }, done) {
        // Where nothing can be read at all there is nothing else to show.
        if (!done.ok) expect(workspace.state().kind).toBe(plan.how === 'stays' ? 'failed' : 'locked')
        value(await workspace.unlock(hostSecret))
        expectOneGroup(workspace)
        expect(amira(workspace)).toBe('Amira')
        await workspace.settled()
        value(await workspace.openSample())
        expect(openedOf(workspace).engine.model.items(member).length).toBeGreaterThan(100)
      },
      close: closeLaptop,
      oneIn: 3,
    })
  })

  it('closes the sample: nothing writes to it behind the group', async () => {
    const { workspace, sample } = await sampleOverGroup(failingStorage())
    value(await workspace.unlock(hostSecret))
    await expect(sample.database.info()).rejects.toThrow('database is closed')
    await workspace.close()
  })

  it('with a wrong passphrase tells so, and the group waits to be unlocked', async () => {
    const { workspace } = await sampleOverGroup(failingStorage())
    const wrong = { method: 'host', secret: new Uint8Array(32).fill(8) } as const
    expect(await workspace.unlock(wrong)).toMatchObject({ ok: false, error: { kind: 'wrong-passphrase' } })
    expect(workspace.state()).toMatchObject({ kind: 'locked', unlock: 'host' })
    value(await workspace.unlock(hostSecret))
    await workspace.close()
  })
})
