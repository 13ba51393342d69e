import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { richFields, templateById } from '@/core/domain/templates'
import { stateFromLines } from '@/core/text/seed'
import { present } from '../support/present'
import { memoryWorkspace, type TestWorkspace, value } from '../support/workspace'

let test: TestWorkspace

beforeEach(async () => {
  test = await memoryWorkspace({ today: '2026-11-22' })
})
afterEach(() => test.workspace.close())

async function start(templateId = 'small-grant', more: object = {}): Promise<string> {
  return value(await test.run('bids.create', { templateId, title: 'A ramp for the hall', ...more })).id
}
const page = async (id: string) => present(await test.query('bids.one', { id }))
const doc = async (id: string) => present(await test.query('bids.document', { id }))

describe('starting a bid', () => {
  it('makes the bid and one section for each long text', async () => {
    const id = await start('small-grant', { funder: 'Lottery', dueOn: '2026-12-01' })
    const bid = await page(id)
    expect(bid).toMatchObject({
      title: 'A ramp for the hall',
      status: 'draft',
      funder: 'Lottery',
      dueInDays: 9,
      frozen: false,
    })
    const keys = richFields(present(templateById('small-grant'))).map(({ key }) => key)
    expect(bid.texts.map(({ key }) => key)).toEqual(keys)
    expect(new Set(bid.texts.map(({ sectionId }) => sectionId)).size).toBe(keys.length)
  })

  it('takes the addressee from the template where none is given', async () => {
    expect((await page(await start('acv-nomination'))).funder).toBe('The council')
  })

  it('refuses an unknown template, a plan’s template and an empty title', async () => {
    const errors = await Promise.all([
      test.run('bids.create', { templateId: 'gone', title: 'x' }),
      test.run('bids.create', { templateId: 'community-first-plan', title: 'x' }),
      test.run('bids.create', { templateId: 'small-grant', title: ' ' }),
    ])
    expect(errors.map((result) => (result.ok ? 'ok' : result.error.kind))).toEqual([
      'not-found',
      'not-found',
      'invalid-value',
    ])
    expect(await test.query('bids.list', {})).toEqual([])
  })

  it('is taken back whole by undo', async () => {
    const id = await start()
    value(await test.workspace.undo())
    expect(await test.query('bids.one', { id })).toBeNull()
  })
})

describe('answers', () => {
  it('are kept, changed and cleared', async () => {
    const id = await start()
    value(await test.run('bids.answer', { id, key: 'projectName', value: 'A ramp' }))
    value(await test.run('bids.answer', { id, key: 'nothingPast', value: true }))
    value(await test.run('bids.answer', { id, key: 'beneficiaries', value: ['Older people', 'Wheelchair users'] }))
    value(await test.run('bids.answer', { id, key: 'volunteersHours', value: 50 }))
    value(await test.run('bids.answer', { id, key: 'volunteersRatePence', value: 1109 }))
    const { answers } = await page(id)
    expect(answers).toEqual({
      projectName: 'A ramp',
      nothingPast: true,
      beneficiaries: ['Older people', 'Wheelchair users'],
      volunteersHours: 50,
      volunteersRatePence: 1109,
    })
    value(await test.run('bids.answer', { id, key: 'projectName', value: null }))
    expect((await page(id)).answers).not.toHaveProperty('projectName')
  })

  it('that are given at the same moment are all kept', async () => {
    const id = await start()
    const given = { projectName: 'A ramp', mainPlace: 'Nettlebury', postcode: 'ZZ1 1AA', volunteersHours: 9 }
    const saved = await Promise.all(
      Object.entries(given).map(([key, value]) => test.run('bids.answer', { id, key, value })),
    )
    saved.map(value)
    expect((await page(id)).answers).toEqual(given)
  })

  it('are only to questions that the template asks', async () => {
    const id = await start()
    for (const key of ['gone', '__proto__', 'projectNameHours', 'mainPlaceRatePence'])
      expect(await test.run('bids.answer', { id, key, value: 'x' })).toEqual({
        ok: false,
        error: { kind: 'not-found' },
      })
    expect(await test.run('bids.answer', { id, key: 'startsOn', value: '2026-02-30' })).toMatchObject({
      error: { kind: 'invalid-value', detail: { field: 'Start' } },
    })
  })

  it('move the bid towards complete', async () => {
    const id = await start()
    const before = (await page(id)).progress
    expect(before.done).toBe(0)
    value(await test.run('bids.answer', { id, key: 'projectName', value: 'A ramp' }))
    value(await test.run('bids.answer', { id, key: 'noOther', value: false }))
    const after = await page(id)
    expect(after.progress.done).toBe(1)
    expect(after.progress.wrong).toBe(1)
    expect(after.fieldStates).toMatchObject({ projectName: 'full', noOther: 'wrong', country: 'empty' })
  })
})

describe('the budget', () => {
  const line = (item: string, pence: number) => ({ item, pence })

  it('keeps lines in the order in which they were added', async () => {
    const id = await start()
    const { key } = value(await test.run('bids.setBudgetLine', { id, line: line('Ramp', 120_000) }))
    value(await test.run('bids.setBudgetLine', { id, line: line('Rail', 30_000) }))
    value(await test.run('bids.setBudgetLine', { id, key, line: line('Wide ramp', 150_000) }))
    const { budget, totals, findings } = await page(id)
    expect(budget.map(({ item }) => item)).toEqual(['Wide ramp', 'Rail'])
    expect(totals.costPence).toBe(180_000)
    expect(findings).toEqual([])
    value(await test.run('bids.setBudgetLine', { id, key, line: null }))
    expect((await page(id)).budget.map(({ item }) => item)).toEqual(['Rail'])
  })

  it('keeps lines that are added at the same moment', async () => {
    const id = await start()
    await Promise.all(
      ['Ramp', 'Rail', 'Paint'].map((item) => test.run('bids.setBudgetLine', { id, line: line(item, 100_000) })),
    )
    expect((await page(id)).budget.map(({ item }) => item).sort()).toEqual(['Paint', 'Rail', 'Ramp'])
  })

  it('says what breaks the funder’s rules', async () => {
    const id = await start()
    value(await test.run('bids.setBudgetLine', { id, line: line('Ramp', 20_050) }))
    value(await test.run('bids.answer', { id, key: 'totalCost', value: 10_000 }))
    value(await test.run('bids.answer', { id, key: 'startsOn', value: '2026-12-01' }))
    expect((await page(id)).findings.map(({ rule }) => rule)).toEqual([
      'not-whole-pounds',
      'ask-too-small',
      'total-below-ask',
      'too-soon',
    ])
  })

  it('refuses what is not a line', async () => {
    const id = await start()
    expect(await test.run('bids.setBudgetLine', { id, line: line('Ramp', 0.5) })).toMatchObject({
      error: { kind: 'invalid-value' },
    })
    expect(await test.run('bids.setBudgetLine', { id, key: 'gone', line: null })).toMatchObject({
      error: { kind: 'not-found' },
    })
  })
})

describe('submitting', () => {
  it('keeps the facts as they were told, until the bid is reopened', async () => {
    const id = await start()
    const name = async () => (await page(id)).facts.find(({ key }) => key === 'group.name')?.value
    expect(await name()).toBe('Test Green Neighbours')
    value(await test.run('bids.submit', { id }))
    value(await test.run('group.update', { patch: { name: 'Test Green and Hill' } }))
    expect(await page(id)).toMatchObject({ status: 'submitted', submittedOn: '2026-11-22', frozen: true })
    expect(await name()).toBe('Test Green Neighbours')
    value(await test.run('bids.reopen', { id }))
    expect(await name()).toBe('Test Green and Hill')
    expect(await page(id)).toMatchObject({ status: 'draft', frozen: false })
  })

  it('closes the bid for changes and keeps the amount asked for', async () => {
    const id = await start()
    value(await test.run('bids.setBudgetLine', { id, line: { item: 'Ramp', pence: 50_000 } }))
    value(await test.run('bids.submit', { id, on: '2026-11-20' }))
    for (const refused of [
      await test.run('bids.answer', { id, key: 'projectName', value: 'x' }),
      await test.run('bids.setBudgetLine', { id, line: { item: 'x', pence: 1 } }),
      await test.run('bids.submit', { id }),
    ])
      expect(refused).toEqual({ ok: false, error: { kind: 'frozen' } })
    expect(await test.query('bids.list', {})).toMatchObject([
      { id, status: 'submitted', askPence: 50_000, submittedOn: '2026-11-20' },
    ])
    value(await test.run('bids.decide', { id, status: 'won', on: '2026-11-21' }))
    expect((await page(id)).status).toBe('won')
  })

  it('cannot have been on a day to come, nor be decided before it is sent', async () => {
    const id = await start()
    expect(await test.run('bids.submit', { id, on: '2026-11-23' })).toMatchObject({ error: { kind: 'invalid-value' } })
    expect(await test.run('bids.decide', { id, status: 'lost' })).toMatchObject({ error: { kind: 'invalid-value' } })
  })
})

describe('the 21 of a nomination', () => {
  const elector = (name: string, more: object = {}) =>
    test.run('members.create', {
      patch: {
        givenName: name,
        familyName: 'Ashe',
        address1: `${name.length} SECRET-LANE`,
        onRoll: { answer: 'here', checkedOn: '2026-10-01' },
        ...more,
      },
    })

  it('are counted from the register, listed privately, and kept as they were told', async () => {
    const id = await start('acv-nomination')
    expect((await page(id)).electors).toEqual({
      counted: 0,
      needed: 21,
      stale: 0,
      unknown: 1,
      noAddress: 0,
      sound: 0,
    })
    const made = value(await elector('Bo'))
    value(await elector('Cyn', { onRoll: { answer: 'neighbouring', area: 'Fenside', checkedOn: '2024-10-01' } }))
    value(await elector('Dee', { onRoll: { answer: 'no', checkedOn: '2026-10-01' } }))
    expect((await page(id)).electors).toMatchObject({ counted: 2, stale: 1, unknown: 1, noAddress: 0, sound: 1 })
    value(await test.run('bids.submit', { id }))
    value(await test.run('members.update', { id: made.id, patch: { familyName: 'Changed' } }))
    const { sections, privateAppendices } = await doc(id)
    expect(JSON.stringify(sections)).not.toContain('SECRET-LANE')
    expect(privateAppendices).toEqual([
      {
        heading: 'What you attach',
        level: 1,
        blocks: [
          {
            kind: 'table',
            caption: 'Members on the electoral roll',
            header: ['No.', 'Name', 'Home address', 'On the roll of'],
            rows: [
              ['1', 'Bo Ashe', '2 SECRET-LANE', 'This council'],
              ['2', 'Cyn Ashe', '3 SECRET-LANE', 'Fenside'],
            ],
            numeric: [0],
          },
        ],
      },
    ])
    const file = value(await test.run('bids.exportWord', { id, private: true }))
    expect(file.name).toBe('a-ramp-for-the-hall-private.docx')
  })

  it('are not all sound where an address is blank', async () => {
    const id = await start('acv-nomination')
    value(await elector('Bo'))
    value(await elector('Cyn', { address1: ' ' }))
    value(await elector('Dee', { address1: undefined }))
    expect((await page(id)).electors).toMatchObject({ counted: 3, stale: 0, noAddress: 2, sound: 1 })
  })

  it('are not needed by a charity', async () => {
    const id = await start('acv-nomination')
    value(await test.run('bids.answer', { id, key: 'bodyType', value: 'charity' }))
    expect((await page(id)).electors).toBeUndefined()
    // So nobody's home address goes out, or is kept with what was sent.
    value(await elector('Bo'))
    value(await test.run('bids.submit', { id }))
    expect(JSON.stringify([await doc(id), await page(id)])).not.toContain('SECRET-LANE')
    expect(await test.run('bids.exportWord', { id, private: true })).toMatchObject({ error: { kind: 'not-found' } })
  })
})

describe('removing', () => {
  it('removes the bid with its sections, and undo brings both back', async () => {
    const id = await start()
    const { texts } = await page(id)
    value(await test.run('bids.remove', { id, reason: 'Started twice' }))
    expect(await test.query('bids.list', {})).toEqual([])
    value(await test.workspace.undo())
    expect((await page(id)).texts).toEqual(texts)
  })
})

describe('long text', () => {
  it('counts towards the bid and stands in its paper', async () => {
    const id = await start()
    const { sectionId } = present((await page(id)).texts.find(({ key }) => key === 'whatYouWouldDo'))
    const words = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ')
    value(await test.workspace.saveText(sectionId, stateFromLines(['## Why', words], 5), `Why\n${words}`))
    expect((await page(id)).fieldStates.whatYouWouldDo).toBe('full')
    const { sections, wordCounts } = await doc(id)
    expect(wordCounts.find(({ heading }) => heading.startsWith('What you would'))).toEqual({
      heading: 'What you would like to do',
      count: 61,
      limit: 300,
      unit: 'words',
    })
    const at = sections.findIndex(({ heading }) => heading === 'What you would like to do')
    expect(sections[at]).toMatchObject({
      level: 2,
      blocks: [{ kind: 'rich', json: { content: [{ type: 'heading' }, { type: 'paragraph' }] } }],
    })
    expect(sections.slice(0, at).findLast(({ level }) => level === 1)?.heading).toBe('Your idea')
  })

  it('never sends out a prompt that was not written over, nor counts it', async () => {
    const id = await start('acv-nomination')
    const { sectionId } = present((await page(id)).texts.find(({ key }) => key === 'currentUse'))
    const count = async () =>
      present((await doc(id)).wordCounts.find(({ heading }) => heading.startsWith('How it is used'))).count
    expect(await count()).toBe(0)
    const lines = [
      '## The main use',
      'A pub.',
      '## Who benefits',
      'Write here who uses it, how many and how often.',
      'Write here who uses it, how many and how often. Sixty.',
    ]
    const plain = lines.map((line) => line.replace('## ', '')).join('\n')
    value(await test.workspace.saveText(sectionId, stateFromLines(lines, 5), plain))
    expect(await count()).toBe(8)
    expect((await page(id)).fieldStates.currentUse).toBe('part')
    const [block] = present((await doc(id)).sections.find(({ heading }) => heading.startsWith('How it is used'))).blocks
    const heading = (text: string) => ({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] })
    const line = (text: string, more = {}) => ({ type: 'paragraph', content: [{ type: 'text', text, ...more }] })
    expect(block?.kind === 'rich' && block.json.content).toEqual([
      heading('The main use'),
      line('A pub.'),
      heading('Who benefits'),
      line('Not written yet.', { marks: [{ type: 'italic' }] }),
      line(' Sixty.'),
    ])
  })

  it('can be marked as finished, with a note to the others', async () => {
    const id = await start()
    const { sectionId } = present((await page(id)).texts[0])
    value(await test.run('sections.update', { id: sectionId, patch: { done: true, comment: 'Bo to add numbers' } }))
    expect((await page(id)).texts[0]).toMatchObject({ done: true, comment: 'Bo to add numbers' })
  })
})

describe('the paper', () => {
  it('never shows what is private in the public part', async () => {
    const id = await start()
    value(await test.run('bids.answer', { id, key: 'seniorHome', value: 'PRIVATE-HOME 4 Mill Row' }))
    value(await test.run('bids.answer', { id, key: 'seniorName', value: 'Ada Larkspur' }))
    const { sections, privateAppendices } = await doc(id)
    expect(JSON.stringify(sections)).not.toContain('PRIVATE-HOME')
    expect(JSON.stringify(sections)).toContain('Ada Larkspur')
    expect(JSON.stringify(privateAppendices)).toContain('PRIVATE-HOME')
    expect((await page(id)).hasPrivate).toBe(true)
  })

  it('asks for what is missing, leaves optional gaps out, and says its status', async () => {
    const id = await start()
    const draft = await doc(id)
    expect(draft).toMatchObject({ status: 'Being written', dateOn: '2026-11-22', groupName: 'Test Green Neighbours' })
    const money = present(draft.sections.find(({ heading }) => heading === 'The money'))
    expect(money.blocks).toEqual([
      {
        kind: 'answers',
        rows: [
          { label: 'What you ask the funder to pay for', value: 'Not answered yet' },
          { label: 'Cost of the whole project', value: 'Not answered yet' },
        ],
      },
    ])
    value(await test.run('bids.submit', { id, on: '2026-11-20' }))
    expect(await doc(id)).toMatchObject({ status: 'Submitted on 20 November 2026', dateOn: '2026-11-20' })
  })

  it('does not say of somebody in the register that they are not in it', async () => {
    const id = await start('acv-nomination')
    const facts = async () =>
      (await doc(id)).sections
        .flatMap(({ blocks }) => blocks)
        .flatMap((block) => (block.kind === 'answers' ? block.rows : []))
        .find(({ label }) => label === 'Phone')?.value
    expect(await facts()).toBe('Not in the register')
    const made = value(
      await test.run('members.create', {
        patch: { givenName: 'Ada', familyName: 'Larkspur', phones: { a: { number: '01632 960001' } } },
      }),
    )
    value(await test.run('leaders.appoint', { memberId: made.id, office: 'leader', startsOn: '2026-01-01' }))
    expect(await facts()).toBe('Not given: no consent to show it is recorded')
    value(await test.run('bids.submit', { id }))
    expect(await facts()).toBe('Not given')
  })

  it('lays out the budget with its sum', async () => {
    const id = await start()
    value(await test.run('bids.setBudgetLine', { id, line: { item: 'Ramp', pence: 150_000 } }))
    value(await test.run('bids.setBudgetLine', { id, line: { item: 'Rail', pence: 30_050 } }))
    value(await test.run('bids.answer', { id, key: 'volunteersHours', value: 9 }))
    value(await test.run('bids.answer', { id, key: 'volunteersRatePence', value: 1109 }))
    const money = present((await doc(id)).sections.find(({ heading }) => heading === 'The money'))
    expect(money.blocks[0]).toEqual({
      kind: 'table',
      caption: 'Budget',
      header: ['Item', 'Amount'],
      rows: [
        ['Ramp', '£1,500'],
        ['Rail', '£300.50'],
        ['Asked for in all', '£1,800.50'],
      ],
      numeric: [1],
      sums: 1,
    })
    expect(money.blocks[1]).toMatchObject({
      rows: [{ label: 'Cost of the whole project' }, { value: '9 hours at £11.09 an hour: £99.81' }],
    })
  })

  it('puts what others give after what is asked for, and adds both up', async () => {
    const id = await start()
    value(await test.run('bids.setBudgetLine', { id, line: { item: 'Hall', pence: 40_000, kind: 'in-kind' } }))
    value(await test.run('bids.setBudgetLine', { id, line: { item: 'Ramp', pence: 150_000 } }))
    const money = present((await doc(id)).sections.find(({ heading }) => heading === 'The money'))
    expect(money.blocks[0]).toMatchObject({
      header: ['Item', 'From', 'Amount'],
      rows: [
        ['Ramp', 'Asked for', '£1,500'],
        ['Hall', 'Given in kind', '£400'],
        ['Asked for in all', '', '£1,500'],
        ['From others in all', '', '£400'],
        ['Together', '', '£1,900'],
      ],
      numeric: [2],
      sums: 3,
    })
  })

  it('becomes a Word file; the private one only where there is something private', async () => {
    const id = await start('acv-nomination')
    const file = value(await test.run('bids.exportWord', { id, wordCounts: true }))
    expect(file.name).toBe('a-ramp-for-the-hall.docx')
    expect([...file.bytes.slice(0, 2)]).toEqual([0x50, 0x4b])
    expect(await test.run('bids.exportWord', { id, private: true })).toMatchObject({ error: { kind: 'not-found' } })
    expect(await test.run('bids.exportWord', { id: 'gone' })).toMatchObject({ error: { kind: 'not-found' } })
  })
})

describe('a project for a ward’s panel', () => {
  const rules = async (id: string) => (await page(id)).findings.map(({ rule }) => rule)

  it('must be matched pound for pound by time, gifts and cash', async () => {
    const id = await start('community-first-project')
    expect(await rules(id)).toEqual([])
    value(await test.run('bids.setBudgetLine', { id, line: { item: 'Bulbs', pence: 60_000 } }))
    value(await test.run('bids.setBudgetLine', { id, line: { item: 'Spades, lent', pence: 4_550, kind: 'in-kind' } }))
    value(await test.run('bids.answer', { id, key: 'volunteersRatePence', value: 1109 }))
    value(await test.run('bids.answer', { id, key: 'volunteersHours', value: 49 }))
    expect((await page(id)).matchPence).toBe(49 * 1109 + 4_550)
    expect((await page(id)).findings).toEqual([
      { rule: 'match-below-ask', matchPence: 58_891, askPence: 60_000, hours: 1 },
    ])
    value(await test.run('bids.answer', { id, key: 'volunteersHours', value: 50 }))
    expect(await rules(id)).toEqual([])
  })

  it('asks for £250 to £2,500 and lasts a year at most', async () => {
    const id = await start('community-first-project')
    value(await test.run('bids.answer', { id, key: 'startsOn', value: '2027-01-01' }))
    value(await test.run('bids.answer', { id, key: 'endsOn', value: '2028-01-01' }))
    value(await test.run('bids.setBudgetLine', { id, line: { item: 'Bulbs', pence: 24_999 } }))
    expect(await rules(id)).toEqual(['ask-too-small', 'match-below-ask', 'too-long'])
  })

  it('does not ask other forms for a match', async () => {
    const id = await start('small-grant')
    value(await test.run('bids.setBudgetLine', { id, line: { item: 'Ramp', pence: 150_000 } }))
    expect(await rules(id)).toEqual([])
  })
})

describe('a long text', () => {
  it('says when its words last changed, and nothing before anybody wrote', async () => {
    const id = await start()
    const idea = async () => present((await page(id)).texts.find(({ key }) => key === 'whatYouWouldDo'))
    expect((await idea()).changed).toBeUndefined()
    value(
      await test.workspace.saveText(
        (await idea()).sectionId,
        stateFromLines(['We would build a ramp.'], 5),
        'We would build a ramp.',
      ),
    )
    const { changed } = await idea()
    expect(Number.isNaN(Date.parse(present(changed).at))).toBe(false)
    expect(present(changed).at).not.toContain('~')
  })
})

describe('a nomination that was listed', () => {
  async function listed(): Promise<string> {
    const id = await start('acv-nomination')
    value(await test.run('bids.answer', { id, key: 'bodyType', value: 'unincorporated' }))
    value(await test.run('bids.submit', { id, on: '2026-03-02' }))
    value(await test.run('bids.decide', { id, status: 'won', on: '2026-04-20' }))
    return id
  }

  it('says from the first word that a body which is not incorporated cannot ask for the six months', async () => {
    const id = await start('acv-nomination')
    expect((await page(id)).nomination).toMatchObject({ clocks: [], dates: {}, mustIncorporate: false })
    value(await test.run('bids.answer', { id, key: 'bodyType', value: 'unincorporated' }))
    expect((await page(id)).nomination?.mustIncorporate).toBe(true)
    value(await test.run('bids.answer', { id, key: 'bodyType', value: 'guarantee' }))
    expect((await page(id)).nomination?.mustIncorporate).toBe(false)
    expect((await page(await start('small-grant'))).nomination).toBeUndefined()
  })

  it('warns where the rules do not keep a surplus from the members, for the forms that must; a charity may say no', async () => {
    const id = await start('acv-nomination')
    const shared = async (bodyType: string, surplusRule: boolean | null): Promise<boolean | undefined> => {
      value(await test.run('bids.answer', { id, key: 'bodyType', value: bodyType }))
      value(await test.run('bids.answer', { id, key: 'surplusRule', value: surplusRule }))
      return (await page(id)).nomination?.surplusShared
    }
    for (const form of ['unincorporated', 'guarantee', 'society']) expect(await shared(form, false), form).toBe(true)
    for (const form of ['charity', 'cic', 'parish']) expect(await shared(form, false), form).toBe(false)
    expect(await shared('society', true)).toBe(false)
    expect(await shared('society', null)).toBe(false)
  })

  it('starts three clocks with the owner’s notice, past ones marked; the council’s days go before', async () => {
    const id = await listed()
    const dates = { notice: '2026-06-01', 'full-moratorium': '2026-12-01' }
    value(await test.run('bids.setClockDates', { id, dates }))
    const { nomination } = await page(id)
    expect(nomination?.dates).toEqual(dates)
    expect(nomination?.clocks.map(({ id: clock, endsOn, by, over }) => [clock, endsOn, by, over])).toEqual([
      ['interim-moratorium', '2026-07-12', 'counted', true],
      ['full-moratorium', '2026-12-01', 'published', false],
      ['protected-period', '2027-11-30', 'counted', false],
      ['renominate', '2030-10-20', 'counted', false],
      ['listing', '2031-04-19', 'counted', false],
    ])
    value(await test.run('bids.setClockDates', { id, dates: {} }))
    expect((await page(id)).nomination?.dates).toEqual({})
  })

  it('keeps the day on which the council received it, beside the notice, until it is written on again', async () => {
    const id = await start('acv-nomination')
    const received = async (on: string) => test.run('bids.setClockDates', { id, dates: { received: on } })
    expect(await received('2026-10-12')).toMatchObject({ error: { kind: 'invalid-value' } })
    value(await test.run('bids.submit', { id, on: '2026-10-12' }))
    for (const wrong of ['2026-10-11', '2026-11-23', 'June'])
      expect(await received(wrong), wrong).toMatchObject({ error: { kind: 'invalid-value' } })
    expect(await test.run('bids.setClockDates', { id, dates: { notice: '2026-10-20' } })).toMatchObject({
      error: { kind: 'invalid-value' },
    })
    value(await received('2026-10-15'))
    expect((await page(id)).nomination?.clocks).toMatchObject([{ endsOn: '2026-12-10', sure: true }])
    value(await test.run('bids.decide', { id, status: 'won', on: '2026-11-02' }))
    const dates = { received: '2026-10-15', notice: '2026-11-10', asked: '2026-11-12' }
    value(await test.run('bids.setClockDates', { id, dates }))
    expect((await page(id)).nomination?.dates).toEqual(dates)
    value(await test.run('bids.reopen', { id }))
    expect((await page(id)).nomination?.dates).toEqual({ notice: '2026-11-10', asked: '2026-11-12' })
  })

  it('refuses a notice for a draft or another form, a day to come, and an end before the notice', async () => {
    const refused = async (id: string, dates: Readonly<Record<string, string>>) =>
      (await test.run('bids.setClockDates', { id, dates })) as { error?: { kind: string } }
    const draft = await start('acv-nomination')
    expect((await refused(draft, { notice: '2026-06-01' })).error?.kind).toBe('invalid-value')
    expect((await refused(await start('small-grant'), { notice: '2026-06-01' })).error?.kind).toBe('not-found')
    const id = await listed()
    for (const dates of [
      { notice: '2026-11-23' },
      { notice: '2026-06-01', asked: '2026-05-31' },
      { notice: '2026-06-01', asked: '2026-11-23' },
      { asked: '2026-06-10' },
      { notice: '2026-06-01', 'full-moratorium': '2026-05-31' },
      { 'full-moratorium': '2026-12-01' },
      { notice: 'June' },
    ])
      expect((await refused(id, dates)).error?.kind, JSON.stringify(dates)).toBe('invalid-value')
  })
})
