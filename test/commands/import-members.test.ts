import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportDecisions } from '@/core/commands/import-plan'
import type { ImportPreview } from '@/core/commands/import-preview'
import type { CommandInput } from '@/core/workspace-types'
import { memoryWorkspace, type TestWorkspace, value } from '../support/workspace'
import { addPeople } from './people'

const today = '2026-11-22'
const all = (decision: ImportDecisions['likely']): ImportDecisions => ({ likely: decision, possible: decision })
let t: TestWorkspace

beforeEach(async () => {
  t = await memoryWorkspace({ today })
})
afterEach(async () => {
  await t.workspace.close()
})

type Choices = Omit<Extract<CommandInput<'members.import.preview'>, { file: unknown }>, 'file'>
const look = async (text: string | Uint8Array, choices: Choices = {}): Promise<ImportPreview> =>
  value(
    await t.run('members.import.preview', {
      ...choices,
      file: { name: 'list.csv', bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text },
    }),
  )
const everybody = async (): Promise<string[]> =>
  (await t.query('members.list', { filter: { status: 'all' }, limit: 200 })).rows.map((row) => row.name)

describe('looking at a list', () => {
  it('shows columns, rows, problems and duplicates, and saves nothing', async () => {
    await addPeople(t, ['Margaret Okafor'], { postcode: 'ZZ99 3VZ' })
    const before = await everybody()
    const preview = await look(new Uint8Array(await readFile('test/fixtures/csv/messy.csv')))
    expect(preview).toMatchObject({
      fileName: 'list.csv',
      encoding: 'utf-8',
      delimiter: ',',
      headingRow: 1,
      totals: { rows: 6, usable: 5, errors: 1, likely: 2, possible: 0 },
    })
    expect(preview.fingerprint).toMatch(/^[0-9a-f]{16}$/)
    expect(preview.columns[1]).toMatchObject({
      letter: 'B',
      heading: 'Name',
      target: 'fullName',
      why: 'heading',
      filled: 5,
    })
    expect(preview.rows[0]).toMatchObject({
      row: 2,
      name: 'Mrs Margaret Okafor',
      address: '12 Mill Lane, Oldby, Norfolk',
      kind: 'Full member',
      duplicate: 'likely',
    })
    expect(preview.rows.map((row) => row.duplicate).filter((strength) => strength !== undefined)).toHaveLength(2)
    expect(preview.problems[0]).toEqual({
      row: 2,
      column: 5,
      letter: 'F',
      heading: 'Mobile',
      kind: 'phone-zero',
      severity: 'note',
      value: '7700900101',
      suggestion: '07700 900101',
    })
    expect(preview.duplicates.map(({ row, strength, of, there }) => [row, strength, of, there.name])).toEqual([
      [2, 'likely', { memberId: 'margaret' }, 'Margaret Okafor'],
      [5, 'likely', { memberId: 'margaret' }, 'Margaret Okafor'],
    ])
    expect(await everybody()).toEqual(before)
  })

  it('finds the same person twice within the list', async () => {
    const preview = await look(
      'Name,Email\nJane Smith,jane@example.org\nPeter Wren,p@example.org\nJ. Smith,JANE@example.org\n',
    )
    expect(preview.duplicates).toMatchObject([
      { row: 4, of: { row: 2 }, strength: 'likely', because: ['email', 'name'], there: { name: 'Jane Smith' } },
    ])
  })

  it('is done again with other choices, without sending the file again', async () => {
    const first = await look('Name,Town\nOldby,Jane Smith\n')
    const again = value(
      await t.run('members.import.preview', { importId: first.importId, mapping: ['town', 'fullName'] }),
    )
    expect(again).toMatchObject({ importId: first.importId, rows: [{ name: 'Jane Smith', address: 'Oldby' }] })
    const plain = value(await t.run('members.import.preview', { importId: first.importId, headingRow: 0 }))
    expect(plain.totals.rows).toBe(2)
    expect(plain.columns.map((column) => column.why)).not.toContain('chosen')
  })

  it('keeps the last good look when a later choice fails', async () => {
    const first = await look('Name;Town\nJane Smith;Oldby\n')
    expect(await t.run('members.import.preview', { importId: first.importId, delimiter: ',' })).toEqual({
      ok: false,
      error: { kind: 'file-one-column' },
    })
    expect(
      value(await t.run('members.import.rows', { importId: first.importId, offset: 0, limit: 10 })).items[0]?.name,
    ).toBe('Jane Smith')
  })

  it('gives more rows, problems of a kind and duplicates by page', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, i) => `Given${i} Family${i},7700900${String(i).padStart(3, '0')},p${i % 150}@example.org`,
    )
    const { importId, totals, problems, duplicates } = await look(`Name,Mobile,Email\n${rows.join('\n')}`)
    expect([totals.notes, problems.length]).toEqual([300, 50])
    expect(duplicates).toHaveLength(50)
    const some = value(await t.run('members.import.problems', { importId, kind: 'phone-zero', offset: 290, limit: 50 }))
    expect([some.total, some.items.map((each) => each.row)]).toEqual([
      300,
      [292, 293, 294, 295, 296, 297, 298, 299, 300, 301],
    ])
    expect(
      value(await t.run('members.import.problems', { importId, kind: 'no-name', offset: 0, limit: 50 })).total,
    ).toBe(0)
    expect(value(await t.run('members.import.rows', { importId, offset: 299, limit: 50 })).items).toMatchObject([
      { row: 301 },
    ])
    expect(value(await t.run('members.import.duplicates', { importId, offset: 50, limit: 50 })).total).toBe(
      totals.likely + totals.possible,
    )
  })

  it('is forgotten when the person turns away, and when another list comes', async () => {
    const first = await look('Name,Town\nJane Smith,Oldby\n')
    const second = await look('Name,Town\nPeter Wren,Oldby\n')
    const gone = { ok: false, error: { kind: 'not-found' } }
    expect(await t.run('members.import.confirm', { importId: first.importId, decisions: all('skip') })).toEqual(gone)
    value(await t.run('members.import.discard', { importId: second.importId }))
    expect(await t.run('members.import.rows', { importId: second.importId, offset: 0, limit: 10 })).toEqual(gone)
    expect(await t.run('members.import.problems', { importId: second.importId, offset: 0, limit: 10 })).toEqual(gone)
    expect(await t.run('members.import.preview', { importId: second.importId })).toEqual(gone)
  })

  it.each([
    ['an Excel file', 'PK\x03\x04 xl/workbook.xml', 'file-not-csv'],
    ['an empty file', '', 'file-empty'],
    ['one column', 'Name\nJane\n', 'file-one-column'],
    ['headings alone', 'Name,Town\n', 'file-only-headings'],
    ['an unclosed quotation mark', 'Name,Town\n"Jane,Oldby\nPeter,Oldby\n', 'file-unclosed-quote'],
    ['too many rows', `Name,Town\n${'A,B\n'.repeat(20_001)}`, 'file-too-many-rows'],
  ])('refuses %s and leaves everything as it was', async (_, text, kind) => {
    const before = await everybody()
    const result = await t.run('members.import.preview', {
      file: { name: 'list.csv', bytes: new TextEncoder().encode(text) },
    })
    expect(result).toMatchObject({ ok: false, error: { kind } })
    expect(await everybody()).toEqual(before)
  })
})

describe('bringing it in', () => {
  const text =
    'Name,Postcode,Phone,Email,Tags,Notes\n' +
    'Jane Smith,ZZ99 3VZ,01632 960101,jane@example.org,garden,New note\n' +
    'Peter Wren,ZZ99 3VZ,01632 960102,peter@example.org,,\n' +
    'Jane Smith,ZZ99 3VZ,07700 900101,,,\n'

  it('is one batch that one undo takes back', async () => {
    const { importId } = await look(text)
    const done = value(
      await t.run('members.import.confirm', { importId, decisions: all('import'), tag: 'From the old list' }),
    )
    expect(done).toMatchObject({ added: 3, filled: 0, skipped: 0 })
    expect(await everybody()).toEqual(['Robin Fletcher', 'Jane Smith', 'Jane Smith', 'Peter Wren'])
    const rows = (await t.query('members.list', { filter: { tag: 'From the old list' } })).rows
    expect(rows).toHaveLength(3)
    const member = (await t.query('members.get', { id: rows[2]?.id ?? '' }))?.member
    expect(member).toMatchObject({ givenName: 'Peter', importedFrom: 'list.csv, 2026-11-22' })
    expect(value(await t.workspace.undo(done.saved?.changeId)).label).toBe('Import 3 members')
    expect(await everybody()).toEqual(['Robin Fletcher'])
    expect(await t.query('members.bin', {})).toEqual([])
  })

  it('leaves duplicates out, or fills what was empty and never overwrites', async () => {
    await addPeople(t, ['Jane Smith'], {
      emails: { a: { address: 'jane@example.org' } },
      notes: 'Old note',
      address1: '1 High Street',
      tags: ['choir'],
    })
    const skip = await look(text)
    expect(
      value(await t.run('members.import.confirm', { importId: skip.importId, decisions: all('skip') })),
    ).toMatchObject({ added: 1, filled: 0, skipped: 2 })

    await t.workspace.undo()
    const fill = await look(text)
    const done = value(await t.run('members.import.confirm', { importId: fill.importId, decisions: all('fill') }))
    expect(done).toMatchObject({ added: 1, filled: 2, skipped: 0 })
    const { member } = (await t.query('members.get', { id: 'jane' })) ?? {}
    expect(
      Object.values(member?.phones ?? {})
        .map((phone) => phone.number)
        .sort(),
    ).toEqual(['01632 960101', '07700 900101'])
    expect(Object.values(member?.emails ?? {})).toHaveLength(1)
    expect(member).toMatchObject({ notes: 'Old note', address1: '1 High Street', tags: ['choir', 'garden'] })
    expect(member?.postcode).toBeUndefined() // half an address beside half of another would be a wrong one
    await t.workspace.undo(done.saved?.changeId)
    expect(Object.values((await t.query('members.get', { id: 'jane' }))?.member.phones ?? {})).toEqual([])
  })

  it('follows a decision for one row, whatever holds for the others', async () => {
    const { importId } = await look(text)
    const done = value(
      await t.run('members.import.confirm', { importId, decisions: { ...all('skip'), rows: { 4: 'fill' } } }),
    )
    expect(done).toMatchObject({ added: 2, filled: 1, skipped: 0 })
    const jane = (await t.query('members.list', { text: 'jane' })).rows[0]
    const { member } = (await t.query('members.get', { id: jane?.id ?? '' })) ?? {}
    expect(
      Object.values(member?.phones ?? {})
        .map((phone) => phone.number)
        .sort(),
    ).toEqual(['01632 960101', '07700 900101'])
  })

  it('saves nothing when every row is skipped, and cannot be confirmed twice', async () => {
    await addPeople(t, ['Jane Smith'], { emails: { a: { address: 'jane@example.org' } } })
    const { importId } = await look('Name,Email\nJane Smith,jane@example.org\n')
    expect(value(await t.run('members.import.confirm', { importId, decisions: all('skip') }))).toEqual({
      saved: null,
      added: 0,
      filled: 0,
      skipped: 1,
    })
    expect(await t.run('members.import.confirm', { importId, decisions: all('skip') })).toEqual({
      ok: false,
      error: { kind: 'not-found' },
    })
  })

  it('adds a row when the one it was to fill has gone meanwhile', async () => {
    await addPeople(t, ['Jane Smith'], { emails: { a: { address: 'jane@example.org' } } })
    const { importId } = await look('Name,Email\nJane Smith,jane@example.org\n')
    value(await t.run('members.remove', { ids: ['jane'] }))
    expect(value(await t.run('members.import.confirm', { importId, decisions: all('fill') }))).toMatchObject({
      added: 1,
      filled: 0,
    })
  })

  it('stopped by the person, imports nothing and can be confirmed afterwards', async () => {
    const { importId } = await look(text)
    const stopped = await t.workspace.run(
      'members.import.confirm',
      { importId, decisions: all('import') },
      { signal: AbortSignal.abort() },
    )
    expect(stopped).toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect(await everybody()).toEqual(['Robin Fletcher'])
    expect(value(await t.run('members.import.confirm', { importId, decisions: all('import') })).added).toBe(3)
  })
})
