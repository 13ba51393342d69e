/** Storage that fails while laptops share: letting in, a new key, joining, fetching a file, a stick. Each call in its turn. */
import { describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { laptop } from '@/core/records/laptop'
import { member } from '@/core/records/member'
import { newDevice } from '@/core/vault/device'
import { checkWords } from '@/core/vault/invite'
import type { LocalWorkspace } from '@/core/workspace'
import { pairOfLaptops, setMember } from '../support/carry'
import { atEachCall, type FailingStorage, failingStorage, PLANS } from '../support/failing-storage'
import { accountOn, laptopsOfTest, openedOf, save } from '../support/laptops'
import { closeLaptop, emptyOn, groupOn, type OnDisk, switchedOnAgain } from '../support/on-disk'
import { present } from '../support/present'
import { hostSecret, testEnvironment, value } from '../support/workspace'

const laptops = laptopsOfTest()

const amira = (workspace: LocalWorkspace) => openedOf(workspace).engine.model.item(member, 'amira')?.givenName
const opensAgain = async (one: OnDisk): Promise<LocalWorkspace> => {
  const workspace = await switchedOnAgain(one)
  value(await workspace.unlock(hostSecret))
  await workspace.settled()
  return workspace
}

describe('letting a laptop in', () => {
  /** A group with two keys, of which a laptop that nothing proves to belong has neither. */
  async function withStranger(storage: FailingStorage) {
    const one = await groupOn(storage)
    const { workspace } = one
    value(await workspace.laptops.newKey({ without: [], reason: 'Left' }))
    const { device } = await newDevice('stranger', hostSecret, testEnvironment().randomBytes)
    const { deviceId, publicKey, signingKey } = device
    await save(workspace, change(laptop, 'theirs', { device: deviceId, name: 'Theirs', publicKey, signingKey }))
    return Object.assign(one, { asks: present((await workspace.laptops.holders()).lacking[0]) })
  }
  /** Keys that were wrapped for it. */
  const given = async (workspace: LocalWorkspace): Promise<number> => {
    const range = { startkey: 'key:', endkey: 'key:\uffff', include_docs: true } as const
    const { rows } = await openedOf(workspace).database.allDocs(range)
    return new Set(rows.flatMap(({ doc }) => (doc?.to === 'stranger' ? [doc.kid] : []))).size
  }

  it.each(PLANS)('gives it every key, at the latest when it is pressed again: $trouble ($how)', async (plan) => {
    const calls = await atEachCall(plan, {
      prepare: withStranger,
      act: ({ workspace, asks }) => workspace.laptops.letIn(asks),
      async check(one, done) {
        if (done.ok) expect(await given(one.workspace)).toBe(2)
        else value(await one.workspace.laptops.letIn(one.asks))
        expect(await given(one.workspace)).toBe(2)
        expect((await one.workspace.laptops.holders()).lacking).toEqual([])
        expect(await given(await opensAgain(one))).toBe(2)
      },
      close: closeLaptop,
    })
    expect(calls).toBeGreaterThan(4)
  })

  it('goes on by itself after the next pass where it broke off and nobody presses again', async () => {
    const server = await laptops.server()
    const storage = failingStorage()
    const { workspace, asks } = await withStranger(storage)
    laptops.keep(workspace)
    value(await workspace.sync.connect(accountOn(server)))
    for (let pass = 0; pass < 2; pass += 1) value(await workspace.sync.now())
    let at = 1
    // The call that wraps the second key.
    for (; (await given(workspace)) === 0; at += 1) {
      storage.fail(at, { trouble: 'QuotaExceededError', how: 'stays' })
      expect(await workspace.laptops.letIn(asks)).toEqual({ ok: false, error: { kind: 'disk-full' } })
      storage.mend()
    }
    expect(await given(workspace)).toBe(1)
    // Nor is it given up where those passes break off in their turn, each a little later than the one before.
    for (let call = 1, failed = true; failed; call += 1) {
      storage.fail(call, { trouble: 'QuotaExceededError', how: 'stays' })
      await workspace.sync.now()
      failed = storage.mend()
    }
    expect(await given(workspace)).toBe(2)
  })

  it('is refused where the record says something else than what was let in', async () => {
    const { workspace, asks } = await withStranger(failingStorage())
    laptops.keep(workspace)
    value(await workspace.laptops.letIn(asks))
    const { device } = await newDevice('stranger', hostSecret, testEnvironment().randomBytes)
    const { publicKey, signingKey } = device
    await save(workspace, change(laptop, 'theirs', { publicKey, signingKey }))
    const check = await checkWords('laptop:stranger', `${publicKey} ${signingKey}`)
    for (const words of [asks.check, check])
      expect(await workspace.laptops.letIn({ id: asks.id, check: words })).toEqual({
        ok: false,
        error: { kind: 'not-found' },
      })
  })
})

describe.each(PLANS)('storage that fails with $trouble ($how)', (plan) => {
  it('while a new key is made: pressed again one counts, and all can be read and written', async () => {
    await atEachCall(plan, {
      async prepare(storage) {
        const one = await groupOn(storage)
        const { device } = await newDevice('theirs', hostSecret, testEnvironment().randomBytes)
        const { deviceId, publicKey, signingKey } = device
        await save(one.workspace, change(laptop, 'theirs', { device: deviceId, name: 'X', publicKey, signingKey }))
        return one
      },
      act: ({ workspace }) => workspace.laptops.newKey({ without: ['theirs'], reason: 'Lost' }),
      async check(one, done) {
        if (!done.ok) value(await one.workspace.laptops.newKey({ without: ['theirs'], reason: 'Lost' }))
        await setMember(one.workspace, 'bram', { givenName: 'Bram' })
        const workspace = await opensAgain(one)
        expect(amira(workspace)).toBe('Amira')
        expect(openedOf(workspace).engine.model.item(laptop, 'theirs')?.closedOn).toBe('2026-11-22')
        expect(await workspace.laptops.sheet()).toBe('unchecked')
        const { keyring } = openedOf(workspace).engine
        expect((await openedOf(workspace).database.get('bram')).k).toBe(keyring.current.kid)
        expect(keyring.current.kid).not.toBe(keyring.first.kid)
      },
      close: closeLaptop,
    })
  })

  it('while all is sealed anew: pressed again it goes to the end, and nothing is lost', async () => {
    await atEachCall(plan, {
      async prepare(storage) {
        const one = await groupOn(storage)
        const bytes = new Uint8Array(300_000).fill(7)
        const file = value(await one.workspace.files.add({ on: 'amira', name: 'sheet', bytes }))
        value(await one.workspace.laptops.newKey({ without: [], reason: 'Lost' }))
        return { ...one, file: file.id }
      },
      act: ({ workspace }) => workspace.laptops.reseal(),
      async check(one) {
        value(await one.workspace.laptops.reseal())
        const workspace = await opensAgain(one)
        const { database, engine } = openedOf(workspace)
        const { rows } = await database.allDocs({ include_docs: true })
        const kids = new Set(rows.flatMap(({ doc }) => doc?.k ?? []))
        expect([...kids]).toEqual([engine.keyring.current.kid])
        expect(amira(workspace)).toBe('Amira')
        expect(value(await workspace.files.read(one.file)).bytes).toHaveLength(300_000)
      },
      close: closeLaptop,
      oneIn: 3,
    })
  })

  it('while a stick is brought in: brought again it is all there', async () => {
    const { first, second, phrase } = await pairOfLaptops()
    laptops.keep(first)
    laptops.keep(second)
    await setMember(second, 'amira', { town: 'Larkfield' })
    await setMember(second, 'cleo', { givenName: 'Cleo' })
    const { bytes } = value(await second.carry.take({}))
    const backup = value(await first.backups.make('backup')).bytes
    await atEachCall(plan, {
      async prepare(storage) {
        const one = await emptyOn(storage)
        value(await one.workspace.backups.restore({ bytes: backup, phrase, unlocking: hostSecret }))
        await one.workspace.settled()
        return one
      },
      act: ({ workspace }) => workspace.carry.bring(bytes),
      async check(one) {
        value(await one.workspace.carry.bring(bytes))
        const { model } = openedOf(one.workspace).engine
        expect(model.item(member, 'cleo')?.givenName).toBe('Cleo')
        const again = openedOf(await opensAgain(one)).engine.model
        expect(again.item(member, 'amira')).toMatchObject({ givenName: 'Amira', town: 'Larkfield' })
        expect(again.item(member, 'cleo')?.givenName).toBe('Cleo')
      },
      close: closeLaptop,
    })
  })
})
