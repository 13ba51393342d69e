import mammoth from 'mammoth'
import { afterEach, describe, expect, test } from 'vitest'
import { present } from '../support/present'
import { memoryWorkspace, type TestWorkspace, value } from '../support/workspace'
import { addPeople } from './people'

const today = '2026-11-22'
const open: TestWorkspace[] = []

async function group(): Promise<{ t: TestWorkspace; id: string }> {
  const t = await memoryWorkspace({ today })
  open.push(t)
  await addPeople(t, ['Ann Archer', 'Bob Baker', 'Cat Cooper'])
  const { id } = value(
    await t.run('code.createVersion', {
      title: 'Code of conduct',
      body: '## Respect\n\nWe listen.',
      effectiveOn: '2026-01-01',
    }),
  )
  return { t, id }
}
const sign = (t: TestWorkspace, versionId: string, memberIds: readonly string[], more: object = {}) =>
  t.run('signatures.record', { versionId, memberIds, on: '2026-02-01', how: 'meeting', ...more })
const detail = async (
  t: TestWorkspace,
  id: string,
  list: 'signed' | 'due' | 'unsigned' = 'unsigned',
  more: object = {},
) => present(await t.query('code.version', { id, list, ...more }))

afterEach(async () => {
  for (const t of open.splice(0)) await t.workspace.close()
})

describe('versions of the code', () => {
  test('the starter text is taken as it is', async () => {
    const { t } = await group()
    const { id } = value(await t.run('code.adoptStarter', { effectiveOn: today }))
    const version = await detail(t, id)
    expect(version).toMatchObject({ title: 'Code of conduct', state: 'in-force', frozen: false })
    expect(version.body).toContain('## Declaring an interest')
  })

  test('stand in order: in force, to come, drafts, past', async () => {
    const { t, id } = await group()
    const make = async (title: string, effectiveOn?: string) =>
      value(
        await t.run('code.createVersion', {
          title,
          body: 'Words',
          ...(effectiveOn === undefined ? {} : { effectiveOn }),
        }),
      ).id
    const [later, draft, old] = [
      await make('Later', '2027-01-01'),
      await make('Draft'),
      await make('Old', '2020-01-01'),
    ]
    const rows = await t.query('code.versions', {})
    expect(rows.map((row) => [row.id, row.state])).toEqual([
      [id, 'in-force'],
      [later, 'later'],
      [draft, 'draft'],
      [old, 'past'],
    ])
  })

  test('keep their words once anybody has signed', async () => {
    const { t, id } = await group()
    value(await t.run('code.update', { id, patch: { body: 'Better words' } }))
    value(await sign(t, id, ['ann']))
    for (const patch of [{ body: 'Other words' }, { title: 'Other' }, { effectiveOn: '2026-03-01' }]) {
      expect(await t.run('code.update', { id, patch })).toMatchObject({ error: { kind: 'frozen' } })
    }
    expect(await t.run('code.remove', { id })).toMatchObject({ error: { kind: 'frozen' } })
    value(await t.run('code.update', { id, patch: { adoptedAt: 'Annual meeting 2026' } }))
    expect(await detail(t, id)).toMatchObject({ body: 'Better words', adoptedAt: 'Annual meeting 2026', frozen: true })
  })

  test('a leaver’s signature freezes the words too; a voided one does not', async () => {
    const { t, id } = await group()
    value(await sign(t, id, ['ann']))
    await addPeople(t, ['Ann Archer'], { leftOn: '2026-03-01' })
    expect(await t.run('code.update', { id, patch: { body: 'Other' } })).toMatchObject({ error: { kind: 'frozen' } })
    const second = value(await t.run('code.createVersion', { title: 'Second', body: 'Words' })).id
    value(await sign(t, second, ['bob']))
    const signatureId = present((await detail(t, second, 'signed')).rows[0]?.signatureId)
    value(await t.run('signatures.void', { signatureId }))
    expect((await t.run('code.update', { id: second, patch: { body: 'Other' } })).ok).toBe(true)
  })

  test('need a title and words', async () => {
    const { t, id } = await group()
    expect(await t.run('code.createVersion', { title: ' ', body: 'Words' })).toMatchObject({
      error: { kind: 'invalid-value' },
    })
    expect(await t.run('code.createVersion', { title: 'Title', body: '' })).toMatchObject({
      error: { kind: 'invalid-value' },
    })
    expect(await t.run('code.update', { id, patch: { title: null } })).toMatchObject({
      error: { kind: 'invalid-value' },
    })
    expect(await t.run('code.update', { id: 'gone', patch: {} })).toMatchObject({ error: { kind: 'not-found' } })
  })
})

describe('signatures', () => {
  test('of many members at once, undone as one', async () => {
    const { t, id } = await group()
    const saved = value(await sign(t, id, ['ann', 'bob', 'ann'], { witness: ' Robin ' }))
    expect(saved).toMatchObject({ recorded: 2, passedOver: 0 })
    const signed = await detail(t, id, 'signed')
    expect(signed.counts).toEqual({ signed: 2, due: 0, unsigned: 2 })
    expect(signed.rows).toMatchObject([
      { name: 'Ann Archer', on: '2026-02-01', how: 'At a meeting', witness: 'Robin' },
      { name: 'Bob Baker' },
    ])
    value(await t.workspace.undo(saved.changeId))
    expect((await detail(t, id)).counts).toEqual({ signed: 0, due: 0, unsigned: 4 })
  })

  test('of the same day are not taken twice', async () => {
    const { t, id } = await group()
    value(await sign(t, id, ['ann']))
    expect(value(await sign(t, id, ['ann', 'bob']))).toMatchObject({ recorded: 1, passedOver: 1 })
    expect(value(await sign(t, id, ['ann'], { on: '2026-05-01' }))).toMatchObject({ recorded: 1 })
  })

  test('are not of tomorrow, of nobody, or of nothing', async () => {
    const { t, id } = await group()
    expect(await sign(t, id, ['ann'], { on: '2026-11-23' })).toMatchObject({ error: { kind: 'invalid-value' } })
    expect(await sign(t, id, [])).toMatchObject({ error: { kind: 'invalid-value' } })
    expect(await sign(t, id, ['ann', 'nobody'])).toMatchObject({ error: { kind: 'not-found' } })
    expect(await sign(t, 'gone', ['ann'])).toMatchObject({ error: { kind: 'not-found' } })
    expect((await detail(t, id)).counts.signed).toBe(0)
  })

  test('recorded by mistake are voided by a new fact, and the old one stays', async () => {
    const { t, id } = await group()
    value(await sign(t, id, ['ann']))
    const signatureId = present((await detail(t, id, 'signed')).rows[0]?.signatureId)
    value(await t.run('signatures.void', { signatureId, note: 'Wrong Ann' }))
    expect((await detail(t, id)).counts.unsigned).toBe(4)
    const { model } = present(t.workspace.unlocked()).opened.engine
    expect(model.count('signature')).toBe(2)
    expect(await t.run('signatures.void', { signatureId: 'gone' })).toMatchObject({ error: { kind: 'not-found' } })
  })

  test('fall due again after the group’s months', async () => {
    const { t, id } = await group()
    value(await t.run('group.update', { patch: { resignMonths: 6 } }))
    value(await sign(t, id, ['ann']))
    value(await sign(t, id, ['bob'], { on: '2026-11-01' }))
    const due = await detail(t, id, 'due')
    expect(due.rows).toMatchObject([{ memberId: 'ann', dueOn: '2026-08-01', state: 'due' }])
    expect(due.counts).toEqual({ signed: 1, due: 1, unsigned: 2 })
  })
})

describe('lists of signers', () => {
  test('come in pages and are found by part of a name', async () => {
    const { t, id } = await group()
    await addPeople(
      t,
      Array.from({ length: 60 }, (_, index) => `P${index} Zimmer${String(index).padStart(2, '0')}`),
    )
    const first = await detail(t, id)
    expect([first.rows.length, first.total, first.pageSize]).toEqual([50, 64, 50])
    const second = await detail(t, id, 'unsigned', { page: 1 })
    expect([second.page, second.rows.length, second.rows.at(-1)?.name]).toEqual([1, 14, 'P59 Zimmer59'])
    expect((await detail(t, id, 'unsigned', { page: 99 })).page).toBe(1)
    expect((await detail(t, id, 'unsigned', { text: 'zimmer07' })).rows.map((row) => row.name)).toEqual(['P7 Zimmer07'])
  })

  test('a sign-up sheet names those who are to sign', async () => {
    const { t, id } = await group()
    value(await sign(t, id, ['ann']))
    expect(await t.query('code.signSheet', { id, who: 'unsigned' })).toEqual({
      groupName: 'Test Green Neighbours',
      title: 'Code of conduct',
      effectiveOn: '2026-01-01',
      names: ['Bob Baker', 'Cat Cooper', 'Robin Fletcher'],
      left: 0,
    })
    expect(present(await t.query('code.signSheet', { id, who: 'everybody' })).names).toHaveLength(4)
    expect(await t.query('code.signSheet', { id: 'gone', who: 'everybody' })).toBeNull()
  })

  test('the register in Word has everybody who signed and everybody who did not', async () => {
    const { t, id } = await group()
    value(await sign(t, id, ['bob'], { witness: 'Robin Fletcher' }))
    const file = value(await t.run('code.exportRegister', { versionId: id }))
    expect(file.name).toBe('test-green-neighbours-code-register-2026-11-22.docx')
    const { value: text } = await mammoth.extractRawText({ buffer: Buffer.from(file.bytes) })
    for (const words of ['Code of conduct', 'Bob Baker', '1 February 2026', 'At a meeting', 'Ann Archer', 'Cat Cooper'])
      expect(text).toContain(words)
    expect(await t.run('code.exportRegister', { versionId: 'gone' })).toMatchObject({ error: { kind: 'not-found' } })
  })
})
