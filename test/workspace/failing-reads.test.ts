/** Storage that fails while something is only read, or kept beside the papers: drafts, settings, what is known of backups. */
import { describe, expect, it } from 'vitest'
import { atEachCall, expectTold, failingStorage, PLANS } from '../support/failing-storage'
import { closeLaptop, groupOn } from '../support/on-disk'
import { value } from '../support/workspace'

describe.each(PLANS)('storage that fails with $trouble ($how)', (plan) => {
  it('while a draft is read: told, and never taken for none', async () => {
    await atEachCall(plan, {
      async prepare(storage) {
        const one = await groupOn(storage)
        value(await one.workspace.saveDraft('note', 'half a word'))
        return one
      },
      act: ({ workspace }) => workspace.readDraft('note'),
      async check({ workspace }, done) {
        if (done.ok) expect(done.value).toBe('half a word')
        expect(value(await workspace.readDraft('note'))).toBe('half a word')
      },
      close: closeLaptop,
    })
  })

  it('while a draft is kept: it is the new one or the one before, and kept at the next change', async () => {
    await atEachCall(plan, {
      async prepare(storage) {
        const one = await groupOn(storage)
        value(await one.workspace.saveDraft('note', 'half'))
        return one
      },
      act: ({ workspace }) => workspace.saveDraft('note', 'half a word'),
      async check({ workspace }, done) {
        const stands = value(await workspace.readDraft('note'))
        expect(done.ok ? ['half a word'] : ['half', 'half a word']).toContain(stands)
        value(await workspace.saveDraft('note', 'half a word more'))
        expect(value(await workspace.readDraft('note'))).toBe('half a word more')
      },
      close: closeLaptop,
    })
  })

  it('costs no more than how something was arranged, and cleans no backup away', async () => {
    const storage = failingStorage()
    const one = await groupOn(storage)
    const { workspace } = one
    expect(await workspace.saveSetting('columns', ['name'])).toBe(true)
    storage.fail(1, plan)
    // A read may have its answer before its transaction breaks off.
    expect([undefined, ['name']]).toContainEqual(await workspace.readSetting('columns'))
    storage.fail(1, plan)
    expect(await workspace.saveSetting('columns', ['town'])).toBe(false)
    storage.fail(1, plan)
    expect(await workspace.backups.outOfDate()).toEqual([])
    storage.fail(1, plan)
    const status = await workspace.backups.status()
    if (!status.ok) expectTold(status.error)
    expect(status.ok && plan.trouble === 'InvalidStateError').toBe(false)
    expect(storage.mend()).toBe(true)
    expect(await workspace.readSetting('columns')).toEqual(plan.how === 'answer lost' ? ['town'] : ['name'])
    expect(value(await workspace.backups.status())).toEqual({ made: null, checked: null })
    await closeLaptop(one)
  })

  it('while all files are fetched for a copy of everything: told', async () => {
    await atEachCall(plan, {
      async prepare(storage) {
        const one = await groupOn(storage)
        value(await one.workspace.files.add({ on: 'amira', name: 'sheet', bytes: new Uint8Array(1000).fill(7) }))
        return one
      },
      act: ({ workspace }) => workspace.files.fetchAll(),
      check: async ({ workspace }) => void value(await workspace.files.fetchAll()),
      close: closeLaptop,
    })
  })
})
