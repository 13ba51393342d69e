import { execFileSync } from 'node:child_process'
import mammoth from 'mammoth'
import { describe, expect, it } from 'vitest'
import { readSample, type SampleFile, sampleChanges } from '@/core/commands/sample'
import { countWords } from '@/core/domain/counting'
import { daysBetween } from '@/core/domain/dates'
import { richFields, templateById } from '@/core/domain/templates'
import { bidDocx } from '@/core/exchange/word'
import { recordType } from '@/core/records/registry'
import { memoryWorkspace } from '../support/workspace'

const everyText = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(everyText)
      : []

async function loaded(today: string) {
  const { run, query, workspace } = await memoryWorkspace({ today })
  const result = await run('sample.load', {})
  return { result, run, query, workspace }
}

describe('the files of the sample group', () => {
  it('are what the script writes', () => {
    expect(execFileSync('node', ['scripts/make-sample.mjs', '--check'], { encoding: 'utf8' })).toContain('120 members')
  })

  it('hold only fields and values that their types allow', async () => {
    for (const { type, id, values } of (await readSample()).flatMap((file) => file.records)) {
      const definition = recordType(type)
      for (const [name, value] of Object.entries(values)) {
        const field = definition?.fields[name]
        expect(field, `${id} ${name}`).toBeDefined()
        const parts = field?.merge === 'one' ? [value] : Object.values(value as object)
        for (const part of parts) {
          const checked = field?.schema.safeParse(typeof part === 'string' && part.startsWith('@') ? 'an-id' : part)
          expect(checked?.success, `${id} ${name}: ${checked?.error?.message}`).toBe(true)
        }
      }
    }
  })

  it('name only records that are there', async () => {
    const files = await readSample()
    const ids = new Set(files.flatMap((file) => file.records.map((record) => record.id)))
    expect(ids.size).toBe(files.flatMap((file) => file.records).length)
    for (const text of files.flatMap(everyText)) if (text.startsWith('@')) expect(ids).toContain(text)
  })

  it('hold nobody real: drama phones, example.org, postcodes of nowhere', async () => {
    const texts = (await readSample()).flatMap(everyText)
    for (const text of texts) {
      for (const [phone] of text.matchAll(/\b0\d{2,4} ?\d{3,4} ?\d{3,4}\b/g))
        expect(phone).toMatch(/^(07700 900|01632 960|020 7946 0)\d{3}$/)
      for (const [, host] of text.matchAll(/(?:@|https?:\/\/)([a-z0-9.-]+\.[a-z]+)/gi))
        expect(host).toMatch(/(^|\.)example\.org$/)
      for (const [postcode] of text.matchAll(/\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/g)) expect(postcode).toMatch(/^ZZ99 /)
    }
    expect(texts.filter((text) => text.startsWith('07700 900')).length).toBeGreaterThan(60)
  })

  it('keep to the length that the small grant allows', async () => {
    const papers = (await readSample()).at(-1) as SampleFile
    const template = templateById('small-grant')
    const limits = template === undefined ? [] : richFields(template)
    expect(limits).toHaveLength(3)
    for (const field of limits) {
      const text = papers.texts.find(({ section }) => section === `@warm-${field.key}`)
      const words = countWords(everyText((text?.json.content ?? []).map(plain)).join(' '), 'whitespace')
      expect(words).toBeGreaterThanOrEqual(field.min ?? 0)
      expect(words).toBeLessThanOrEqual(field.max ?? 0)
    }
  })
})

/** The words of a node, without its type names. */
function plain(node: unknown): readonly string[] {
  const { text, content } = node as { text?: string; content?: readonly unknown[] }
  return text === undefined ? (content ?? []).flatMap(plain) : [text]
}

describe('loading the sample group', () => {
  it('fills the register and the papers in one save, and only once', async () => {
    const { result, run, workspace } = await loaded('2026-11-22')
    expect(result.ok && result.value.records).toBeGreaterThan(300)
    expect(await run('sample.load', {})).toEqual({ ok: false, error: { kind: 'not-available-here' } })
    const undone = await workspace.undo()
    expect(undone.ok && undone.value.label).toBe('Fill the sample group')
  })

  it.each(['2026-11-22', '2029-02-28', '2031-07-04'])('looks alive on %s', async (today) => {
    const made: string[] = []
    const newId = (): string => `id-${made.push('')}`
    const changes = sampleChanges(await readSample(), { newId, today, known: new Map([['@group', 'the-group']]) })
    const of = (type: string) => changes.filter((each) => each.type.type === type)
    expect(of('group').map((each) => each.id)).toEqual(['the-group'])
    expect(of('member')).toHaveLength(120)
    for (const { patch } of of('bid')) {
      const dueIn = daysBetween(today, (patch as { dueOn?: string }).dueOn ?? '')
      expect(dueIn).toBeGreaterThan(7)
      expect(dueIn).toBeLessThan(60)
    }
    const past = [
      ...of('member').map((each) => (each.patch as { joinedOn?: string }).joinedOn),
      ...of('signature').map((each) => (each.patch as { on?: string }).on),
    ]
    for (const day of past) expect(daysBetween(day ?? '', today)).toBeGreaterThanOrEqual(0)
    const written = JSON.stringify(changes)
    expect(written).not.toMatch(/"@|\{\d{4}-/)
  })

  it('meets all four points, with something due soon and something to mend', async () => {
    const { query } = await loaded('2027-05-05')
    const home = await query('home.summary', {})
    expect(home.groupName).toBe('Thrushcombe Neighbours')
    expect(home.card.map((point) => [point.key, point.met])).toEqual([
      ['leader', true],
      ['published', true],
      ['code', true],
      ['area', true],
    ])
    expect(home.card.some((point) => point.attention.length > 0)).toBe(true)
    expect(home.dueTotal).toBeGreaterThan(2)
    expect(home.counts.members).toBe(111)
  })

  it('has a leader whose details may be published', async () => {
    const { query } = await loaded('2026-11-22')
    const leader = (await query('leaders.list', {})).officers[0]
    const card = await query('leaders.card', { roleId: leader?.roleId ?? '' })
    expect(card).toMatchObject({ name: 'Siân Prosser', office: 'Leader', email: 'sian.prosser@example.org' })
    expect(card?.address).toBeUndefined()
  })

  it('has one bid half written and one nearly finished, which become Word files', async () => {
    const { query } = await loaded('2026-11-22')
    const bids = await query('bids.list', {})
    expect(bids.map((row) => row.title).sort()).toEqual(['The Fiddler’s Rest', 'Warm Wednesdays in the village hall'])
    for (const { id, title } of bids) {
      const document = await query('bids.document', { id })
      if (document === null) throw new Error(`no document of ${title}`)
      const { value } = await mammoth.extractRawText({
        buffer: Buffer.from(await bidDocx(document, { madeOn: '2026-11-22' })),
      })
      expect(value).toContain(
        title.startsWith('The') ? 'Folk session, open to beginners' : 'There will be soup and bread at noon',
      )
    }
  })

  it('has a plan that keeps within its budget', async () => {
    const { query } = await loaded('2026-11-22')
    const page = await query('plans.current', {})
    expect(JSON.stringify(page)).toContain('Nobody on their own')
    expect(page?.sums.findings).toEqual([])
  })
})
