import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import { everythingZip } from '@/core/exchange/everything'
import { fieldWords } from '@/core/exchange/everything-values'
import type { RecordType } from '@/core/records/define'
import { file } from '@/core/records/file'
import { plan } from '@/core/records/plan'
import { recordTypes } from '@/core/records/registry'
import { fullBid, SECRET_NAME } from '../exchange/bid-fixture'
import { setMember } from '../support/carry'
import { present } from '../support/present'
import { memoryWorkspace, value } from '../support/workspace'

const rowsOf = (bytes: Uint8Array | undefined): readonly string[][] =>
  Papa.parse<string[]>(strFromU8(bytes ?? new Uint8Array()).replace(/^\uFEFF/, ''), { skipEmptyLines: true }).data
const wordText = async (bytes: Uint8Array | undefined): Promise<string> =>
  (await mammoth.extractRawText({ buffer: Buffer.from(bytes ?? new Uint8Array()) })).value

describe('everything of the sample group', () => {
  let name = ''
  let files: Record<string, Uint8Array> = {}
  beforeAll(async () => {
    const { run } = await memoryWorkspace({ today: '2026-11-22' })
    value(await run('sample.load', {}))
    const made = value(await run('everything.export', {}))
    name = made.name
    files = unzipSync(made.bytes)
  })

  it('is a ZIP with a page, a list for each kind of record, the papers and the records', () => {
    expect(name).toBe('thrushcombe-neighbours-everything-2026-11-22.zip')
    expect(Object.keys(files).sort()).toEqual(
      [
        'Read me first.txt',
        'everything.html',
        'everything.json',
        ...recordTypes.map((type) => `lists/${type.label.many}.csv`),
        'papers/The Fiddler’s Rest - private.docx',
        'papers/The Fiddler’s Rest.docx',
        'papers/Thrushcombe and Millbeck our plan for four years.docx',
        'papers/Warm Wednesdays in the village hall - private.docx',
        'papers/Warm Wednesdays in the village hall.docx',
      ].sort(),
    )
    expect(strFromU8(files['Read me first.txt'] ?? new Uint8Array())).toContain('THIS COPY IS NOT SEALED')
  })

  it('lists every member with readable values and the names that ids stand for', () => {
    const [headings = [], ...members] = rowsOf(files['lists/members.csv'])
    expect(members).toHaveLength(120)
    const cell = (row: readonly string[] | undefined, heading: string): string | undefined =>
      row?.[headings.indexOf(heading)]
    const leader = members.find((row) => cell(row, 'Last name') === 'Prosser')
    expect(cell(leader, 'Membership')).toBe('Full member')
    expect(cell(leader, 'Phones')).toBe('number: 07700 900301, label: mobile')
    expect(cell(leader, 'On the electoral roll')).toMatch(/^answer: here, checked on: 2026-09-23/)
    const [roleHeadings = [], ...roles] = rowsOf(files['lists/roles.csv'])
    expect(roles.map((row) => row[roleHeadings.indexOf('Who')])).toContain('Siân Prosser')
  })

  it('has the long texts in the papers and the 21 only in the private one', async () => {
    const bid = await wordText(files['papers/The Fiddler’s Rest.docx'])
    const secret = await wordText(files['papers/The Fiddler’s Rest - private.docx'])
    expect(bid).toContain('Folk session, open to beginners')
    expect(secret).toContain('Folasade Adeyemi')
    expect(bid).not.toContain('Folasade Adeyemi')
  })

  it('shows all of it on one page', () => {
    const page = strFromU8(files['everything.html'] ?? new Uint8Array())
    expect(page).toContain('This copy is not sealed.')
    expect(page).toContain('Members (120)')
    expect(page.match(/<h2 id=/g)).toHaveLength(recordTypes.length)
    expect(page).not.toMatch(/<script|src=|url\(/i)
  })

  it('loses nothing in the records for programs', () => {
    const all = JSON.parse(strFromU8(files['everything.json'] ?? new Uint8Array()))
    expect(all.items.signature).toHaveLength(131)
    expect(all.items.text).toHaveLength(15)
  })
})

it('has the attached files as they were added, and names those that are not all here', async () => {
  const { workspace, run } = await memoryWorkspace()
  try {
    await setMember(workspace, 'wren', { givenName: 'Wren' })
    const bytes = new Uint8Array(300_000).map((_, at) => (at * 31 + (at >> 8)) & 255)
    value(await workspace.files.add({ on: 'wren', name: '../Signed sheet.pdf', bytes }))
    value(await workspace.files.add({ on: 'wren', name: 'Signed sheet.PDF', bytes: new Uint8Array([1, 2, 3]) }))
    value(await workspace.files.add({ on: 'wren', name: 'Lost.png', bytes: new Uint8Array([4]) }))
    const { database, engine } = present(workspace.unlocked()).opened
    const lost = present(engine.model.items(file).find((each) => each.name === 'Lost.png')?.chunks?.[0])
    await database.remove((await database.get(lost)) as never)
    const files = unzipSync(value(await run('everything.export', {})).bytes)
    const attached = Object.keys(files).filter((each) => each.startsWith('files/'))
    expect(attached.sort()).toEqual(['files/Signed sheet (2).PDF', 'files/Signed sheet.pdf'])
    expect([files['files/Signed sheet.pdf']?.length, files['files/Signed sheet (2).PDF']?.length].sort()).toEqual([
      3, 300_000,
    ])
    expect(strFromU8(files['Read me first.txt'] ?? new Uint8Array())).toContain('- Lost.png')
  } finally {
    await workspace.close()
  }
})

describe('hostile and awkward records', () => {
  it('never become markup, a formula or a path', async () => {
    const hostile = '=HYPERLINK("x")<script>alert(1)</script>'
    const bytes = await everythingZip({
      groupName: hostile,
      madeOn: '2026-11-22',
      items: { member: [{ id: 'one', givenName: hostile }] },
      papers: [
        { ...fullBid, title: '../../etc/passwd' },
        { ...fullBid, title: '../../etc/passwd', privateAppendices: [] },
        { ...fullBid, title: '\u0000', privateAppendices: [] },
      ],
    })
    const files = unzipSync(bytes)
    expect(
      Object.keys(files)
        .filter((name) => name.startsWith('papers/'))
        .sort(),
    ).toEqual([
      'papers/Paper.docx',
      'papers/etc passwd (2).docx',
      'papers/etc passwd - private.docx',
      'papers/etc passwd.docx',
    ])
    expect(strFromU8(files['everything.html'] ?? new Uint8Array())).not.toContain('<script>')
    expect(rowsOf(files['lists/members.csv'])[1]?.[0]).toBe(`'${hostile}`)
    expect(await wordText(files['papers/etc passwd.docx'])).not.toContain(SECRET_NAME)
  })

  it('says amounts in pounds and puts entries on lines of their own', () => {
    const item = {
      id: 'x',
      panelBudgetPence: 4_800_000,
      awards: { a: { project: 'Benches', pence: 180_000, priorities: ['p1', 'p4'] } },
      answers: { agreedAt: 'The hall', howMany: 3 },
    }
    const words = (name: string): string => fieldWords(plan as unknown as RecordType, item, name, () => undefined)
    expect(words('panelBudgetPence')).toBe('£48,000')
    expect(words('awards')).toBe('project: Benches, amount: £1,800, priorities: p1; p4')
    expect(words('answers')).toBe('agreed at: The hall\nhow many: 3')
    expect(words('title')).toBe('')
  })
})
