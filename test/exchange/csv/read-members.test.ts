import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ReadMembers, readMembers } from '@/core/exchange/csv/read-members'
import type { MemberTarget } from '@/core/exchange/csv/targets'
import { value } from '../../support/present'
import { timesLonger } from '../../support/scaling.ts'

const today = '2026-11-22'
const fixture = async (name: string): Promise<Uint8Array> => new Uint8Array(await readFile(`test/fixtures/csv/${name}`))
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = async (text: string, more: object = {}): Promise<ReadMembers> =>
  value(await readMembers(bytes(text), { today, ...more }))
const said = (list: ReadMembers): string[] =>
  list.problems.map(
    (problem) =>
      `${problem.row}${problem.column === undefined ? '' : `/${list.columns[problem.column]?.letter}`} ${problem.kind}`,
  )

describe('a messy list', () => {
  let list: ReadMembers
  beforeAll(async () => {
    list = value(await readMembers(await fixture('messy.csv'), { today }))
  })

  it('finds where each column goes', () => {
    expect(list.columns.map((column) => column.target)).toEqual([
      'honorific',
      'fullName',
      'address',
      'postcode',
      'phone',
      'phone',
      'email',
      'joinedOn',
      'kind',
      'tags',
      'notes',
      'notes',
    ] satisfies MemberTarget[])
    expect(list).toMatchObject({
      encoding: 'utf-8',
      delimiter: ',',
      headingRow: 1,
      rowCount: 6,
      emptyRows: 1,
      notices: [],
    })
  })

  it('reads a person in full', () => {
    expect(list.drafts[0]).toEqual({
      row: 2,
      honorific: 'Mrs',
      givenName: 'Margaret',
      familyName: 'Okafor',
      address1: '12 Mill Lane',
      town: 'Oldby',
      county: 'Norfolk',
      postcode: 'ZZ99 3VZ',
      phones: [
        { number: '01632 960101', label: 'home' },
        { number: '07700 900101', label: 'mobile' },
      ],
      emails: [{ address: 'margaret@example.org' }],
      joinedOn: '2019-03-01',
      kind: 'full',
      tags: ['gardening', 'litter pick'],
      notes: 'Says "call after six"\nLocker: 7',
    })
  })

  it('reads several phones in a cell, a serial date, and keeps what has no place', () => {
    expect(list.drafts[1]).toMatchObject({
      phones: [
        { number: '01632 960102', label: 'home' },
        { number: '07700 900102', label: 'daughter' },
      ],
      postcode: 'OX1 2AB',
      joinedOn: '2019-03-01',
      tags: ['Family'],
      notes: 'Mobile: 1.23E+10',
    })
    expect(list.drafts[2]?.notes).toBe(
      'Home phone: ask her sister\nE-mail: jvale at example.org\nDate joined: spring 2019',
    )
    expect(list.drafts[4]).toMatchObject({
      givenName: 'Siân',
      familyName: 'Llŷr',
      notes: 'Beyond the last column: beyond, the end',
    })
  })

  it('names the row and column of every problem', () => {
    expect(said(list)).toEqual([
      '2/F phone-zero',
      '3/D postcode-mended',
      '3/F phone-ruined',
      '3/G email-slip',
      '3/I kind-as-tag',
      '4/D postcode-odd',
      '4/E phone-in-notes',
      '4/G email-in-notes',
      '4/H date-partial',
      '5/H date-in-notes',
      '7 nothing-to-keep',
      '8/H date-future',
      '8 more-cells',
    ])
    expect(list.problems.find((problem) => problem.kind === 'email-slip')).toMatchObject({
      value: 'bob@gmial.com',
      suggestion: 'bob@gmail.com',
      severity: 'warning',
    })
    expect(list.drafts.map((draft) => draft.row)).toEqual([2, 3, 4, 5, 8])
  })

  it('mends slips in emails when asked', async () => {
    const mended = value(await readMembers(await fixture('messy.csv'), { today, fixEmails: true }))
    expect(mended.drafts[1]?.emails).toEqual([{ address: 'bob@gmail.com' }])
    expect(said(mended)).not.toContain('3/G email-slip')
  })
})

describe('lists of real life', () => {
  it('have a title and a date above the headings, and a total below', async () => {
    const list = value(await readMembers(await fixture('title-above.csv'), { today }))
    expect(list).toMatchObject({ headingRow: 4, notices: ['title-rows'], emptyRows: 2 })
    expect(list.firstRows.slice(0, 3)).toEqual([
      { row: 1, text: 'Millbrook Residents Association' },
      { row: 2, text: 'Membership list - updated 3/4/21' },
      { row: 4, text: 'No., Name, Address, Postcode, Tel, Email, Joined' },
    ])
    expect(list.drafts.map(({ row, familyName, joinedOn }) => [row, familyName, joinedOn])).toEqual([
      [5, 'Pemberton', '2021-04-03'],
      [6, "O'Brien", '2019-05-12'],
      [7, 'van der Berg', '2018-06-01'],
      [8, 'Smith-Jones', '2020-12-31'],
    ])
    expect(said(list).filter((problem) => !problem.includes('phone-zero'))).toEqual([
      '6/B two-people',
      '10 not-a-person',
    ])
    const chosen = value(await readMembers(await fixture('title-above.csv'), { today, headingRow: 2 }))
    expect(chosen.headingRow).toBe(2)
  })

  it('have one address for a household, which nobody gets unasked', async () => {
    const merged = await fixture('merged-cells.csv')
    const list = value(await readMembers(merged, { today }))
    const addresses = (of: ReadMembers): unknown => of.drafts.map((draft) => draft.address1)
    expect(addresses(list)).toEqual(['1 Mill Lane', undefined, undefined, '3 Mill Lane', undefined, '5 Mill Lane'])
    const above = list.problems.filter((problem) => problem.kind === 'address-above')
    expect(above.map(({ row, suggestion }) => `${row} ${suggestion}`)).toEqual([
      '3 1 Mill Lane, Millbrook, ZZ99 3VZ',
      '4 1 Mill Lane, Millbrook, ZZ99 3VZ',
      '6 3 Mill Lane, Millbrook, ZZ99 3VZ',
    ])
    const shared = value(await readMembers(merged, { today, shareAddresses: true }))
    expect(addresses(shared)).toEqual([
      '1 Mill Lane',
      '1 Mill Lane',
      '1 Mill Lane',
      '3 Mill Lane',
      '3 Mill Lane',
      '5 Mill Lane',
    ])
    expect(said(shared).filter((problem) => problem.includes('address'))).toEqual([
      '3 address-shared',
      '4 address-shared',
      '6 address-shared',
    ])
  })

  it('have one family name for a household too, and others who live elsewhere', async () => {
    const list = await read(
      'Surname,Forename,Address,Phone\nTaylor,Ann,1 Mill Lane,\n,Bob,,01632 960101\nWest,Cy,,01632 960102\n,Dee,,01632 960103\n',
      { shareAddresses: true },
    )
    expect(list.drafts.map(({ familyName, address1 }) => [familyName, address1])).toEqual([
      ['Taylor', '1 Mill Lane'],
      ['Taylor', '1 Mill Lane'],
      ['West', undefined],
      [undefined, undefined],
    ])
  })

  it('have streets between the people, somebody else to ring, and dates of another kind', async () => {
    const list = value(await readMembers(await fixture('sections.csv'), { today }))
    expect(list.drafts.map((draft) => draft.givenName)).toEqual(['joan', 'Sean', 'Mary'])
    expect(list.problems.filter(({ kind }) => kind === 'not-a-person').map(({ value }) => value)).toEqual([
      'HIGH STREET',
      'MILL LANE',
      'Printed 04/05/2021 by Joan',
    ])
    expect(list.drafts[0]).toMatchObject({ notes: 'Vol?: yes\nEmergency contact: Bob 07700 900555' })
    expect(list.drafts[0]?.phones).toHaveLength(1)
    expect(list.drafts[0]?.joinedOn).toBeUndefined()
    expect(list.columns[9]).toMatchObject({ heading: 'DBS', target: 'skip', why: 'private' })
  })

  it('have both names in one column, whatever the heading calls it', async () => {
    for (const heading of ['"Surname, Forename"', 'Surname', 'Surname & initials', 'Last name and first name']) {
      const list = await read(`${heading},Phone\n"Hughes, Joan",1632960301\n"REES,Al",1632960302\n`)
      expect(
        list.drafts.map((draft) => [draft.givenName, draft.familyName]),
        heading,
      ).toEqual([
        ['Joan', 'Hughes'],
        ['Al', 'REES'],
      ])
    }
  })

  it('have phones and emails in one column', async () => {
    const list = await read('Name,Contact\nJane Smith,"01632 960301, jane@example.org"\nPeter Wren,01632 960302\n')
    expect(list.drafts[0]).toMatchObject({
      phones: [{ number: '01632 960301' }],
      emails: [{ address: 'jane@example.org' }],
    })
    const other = await read('Name,Email\nJane Smith,jane@example.org; 01632 960301\nPeter Wren,p@example.org\n')
    expect(other.drafts[0]).toMatchObject({
      phones: [{ number: '01632 960301' }],
      emails: [{ address: 'jane@example.org' }],
    })
  })
})

describe('headings', () => {
  it('may be missing: the columns get letters and are told by their values', async () => {
    const list = await read('Jane Smith,jane@example.org,ZZ99 3VZ\nPeter Wren,peter@example.org,ZZ99 3VZ\n')
    expect(list).toMatchObject({ headingRow: 0, fingerprint: '', notices: ['no-headings'], rowCount: 2 })
    expect(list.drafts[0]).toMatchObject({ row: 1, givenName: 'Jane', familyName: 'Smith' })
    const forced = await read('Jane Smith,jane@example.org\nPeter Wren,peter@example.org\n', { headingRow: 1 })
    expect(forced.rowCount).toBe(1)
  })

  it('may be blank in places, twice the same, or __proto__, and lose nothing', async () => {
    const list = await read('Name,,Phone,Phone,__proto__\nJane Smith,seven,01632 960101,01632 960102,polluted\n')
    expect(list.notices).toEqual(['blank-headings', 'same-headings'])
    expect(list.drafts[0]?.phones).toHaveLength(2)
    expect(list.drafts[0]?.notes).toBe('Column B: seven\n__proto__: polluted')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('count at the end of the row only where something stands below', async () => {
    expect((await read('Name,Town,,\nJane Smith,Oldby,,\n')).columns).toHaveLength(2)
    expect((await read('Name,Town,,\nJane Smith,Oldby,,x\n')).columns).toHaveLength(4)
  })

  it('alone are no list', async () => {
    expect(await readMembers(bytes('Name,Town\n'), { today })).toEqual({
      ok: false,
      error: { kind: 'file-only-headings' },
    })
  })
})

describe('a mapping', () => {
  const text = 'Name,Town\nOldby,Jane Smith\n'

  it('that a person chose overrules the guess', async () => {
    const list = await read(text, { mapping: ['town', 'fullName'] })
    expect(list.drafts[0]).toMatchObject({ town: 'Oldby', givenName: 'Jane' })
    expect(list.columns.map((column) => column.why)).toEqual(['chosen', 'chosen'])
  })

  it('is remembered by the fingerprint of the headings, and only when it still fits', async () => {
    const { fingerprint } = await read(text)
    const list = await read(text, { remembered: { [fingerprint]: ['town', 'fullName'] } })
    expect(list.columns.map((column) => column.why)).toEqual(['remembered', 'remembered'])
    const stale = await read(text, { remembered: { [fingerprint]: ['town'] } })
    expect(stale.columns[0]?.why).toBe('heading')
    const foreign = await read(text, { remembered: { [fingerprint]: ['town', 'bank balance'] } })
    expect(foreign.columns[0]?.why).toBe('heading')
  })

  it('may not give one part to two columns', async () => {
    const result = await readMembers(bytes(text), { today, mapping: ['town', 'town'] })
    expect(result).toMatchObject({ ok: false, error: { kind: 'invalid-value', detail: { field: 'town' } } })
  })
})

describe('rows', () => {
  it('with too few cells are pointed at, unless the list is like that', async () => {
    const head = 'Name,Town,Notes\n'
    expect(said(await read(`${head}A B,x,y\nC D,x,y\nE F\n`))).toEqual(['4 fewer-cells'])
    expect(said(await read(`${head}A B,x\nC D,x\nE F,x\n`))).toEqual([])
  })

  it('keep formulas harmless and apostrophes of an earlier export out', async () => {
    const list = await read("Name,Notes\nJane Smith,'=1+1\nTom O'Neill,=1+1\n")
    expect(list.drafts.map((draft) => draft.notes)).toEqual(['=1+1', '=1+1'])
    expect(list.drafts[1]?.familyName).toBe("O'Neill")
  })

  it('keep a text that is too long for its field in the notes', async () => {
    const list = await read(`Name,Town\nJane Smith,${'ha '.repeat(168)}\n`)
    expect(said(list)).toEqual(['2/B too-long-in-notes'])
    expect(list.drafts[0]?.notes).toHaveLength(503 + 'Town: '.length)
  })

  it('with one quotation mark too many are read and pointed at', async () => {
    expect(said(await read('Name,Town\n"Ann "Annie" Lee",Oldby\n'))).toEqual(['2 odd-quote'])
  })
})

it('American dates are read as such only when the whole column says so', async () => {
  const list = await read('Name,Joined\nA B,3/13/2019\nC D,4/5/2019\n')
  expect(list.drafts.map((draft) => draft.joinedOn)).toEqual(['2019-03-13', '2019-04-05'])
  expect(list.notices).toEqual(['american-dates'])
  const mixed = await read('Name,Joined\nA B,3/13/2019\nC D,14/5/2019\n')
  expect(mixed.notices).toEqual(['mixed-dates'])
})

describe('lists of other programs', () => {
  it('Google’s: several values in a cell, the address once, its own labels and types left out', async () => {
    const { drafts, problems } = await read(
      [
        'Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Postal Code',
        'Priya Sharma,Priya,Sharma,* myContacts ::: Bell ringers,* Home,priya@example.org ::: p@example.org,Mobile,+447700900003 ::: 01632960003,"3 The Green\nLarkfield\nZZ99 1AC",3 The Green,Larkfield,ZZ99 1AC',
      ].join('\n'),
    )
    expect(problems).toEqual([])
    expect(drafts).toEqual([
      {
        row: 2,
        givenName: 'Priya',
        familyName: 'Sharma',
        tags: ['Bell ringers'],
        emails: [{ address: 'priya@example.org' }, { address: 'p@example.org' }],
        phones: [{ number: '07700 900003' }, { number: '01632 960003' }],
        address1: '3 The Green',
        town: 'Larkfield',
        postcode: 'ZZ99 1AC',
      },
    ])
  })

  it('Outlook’s: the county under "State", another country kept, this one not', async () => {
    const { drafts } = await read(
      'First Name,Last Name,Home Street,Home City,Home State,Home Postal Code,Home Country/Region\n' +
        'Gwen,Price,1 Mill Lane,Larkfield,Kent,ZZ99 1AA,United Kingdom\nAoife,Byrne,2 Mill Lane,Larkfield,,ZZ99 1AA,Ireland',
    )
    expect(drafts[0]).toMatchObject({
      address1: '1 Mill Lane',
      town: 'Larkfield',
      county: 'Kent',
      postcode: 'ZZ99 1AA',
    })
    expect(drafts[0]?.notes).toBeUndefined()
    expect(drafts[1]?.notes).toBe('Home Country/Region: Ireland')
  })

  it('Mailchimp’s: tags without their quotation marks, and nothing of where and when somebody clicked', async () => {
    const { drafts } = await read(
      'Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,LATITUDE,LEID,EUID,TAGS\n' +
        'ann@example.org,Ann,Bowen,2,2021-03-04 10:00:00,192.0.2.1,51.1,123,abc,"""volunteer"",""Newsletter"""',
    )
    expect(drafts).toEqual([
      {
        row: 2,
        givenName: 'Ann',
        familyName: 'Bowen',
        emails: [{ address: 'ann@example.org' }],
        phones: [],
        tags: ['volunteer', 'Newsletter'],
      },
    ])
  })

  it('a printed list with its headings on every page makes nobody of them', async () => {
    const list = await read(
      'Surname,Forename,Tel.\nPrice,Gwen,01632 960001\nSurname,Forename,Tel.\n"Reed, Dr",Tom,01632 960002',
    )
    expect(said(list)).toEqual(['3 not-a-person'])
    expect(list.drafts).toMatchObject([
      { givenName: 'Gwen', familyName: 'Price' },
      { honorific: 'Dr', givenName: 'Tom', familyName: 'Reed' },
    ])
  })

  it('two columns of first names are two people, and the second is kept as a note', async () => {
    const { drafts } = await read(
      'Household,Member 1,Member 2,Address\nPrice,Gwen,David,1 Mill Lane\nReed,Tom,,2 Mill Lane',
    )
    expect(drafts).toMatchObject([
      { givenName: 'Gwen', address1: '1 Mill Lane', notes: 'Household: Price\nMember 2: David' },
      { givenName: 'Tom', address1: '2 Mill Lane' },
    ])
  })

  it('marks that cannot be seen, or turn the writing round, are not kept', async () => {
    const { drafts } = await read('Name,Email\n\u202eGwen\u200b Price\u2069,a@example.org')
    expect(drafts).toMatchObject([{ givenName: 'Gwen', familyName: 'Price' }])
  })
})

it('ten times the rows take ten times as long, not a hundred, and reading can be stopped', async () => {
  const list = (size: number): string => {
    const rows = Array.from(
      { length: size },
      (_, i) =>
        `Given${i},Family${i},${i} Mill Lane,Oldby,ZZ99 3VZ,07700 900${String(i % 1000).padStart(3, '0')},p${i}@example.org,1/3/2019,Full,a note`,
    )
    return `First name,Surname,Address 1,Town,Postcode,Mobile,Email,Joined,Membership type,Notes\n${rows.join('\n')}`
  }
  const grown = await timesLonger(
    async (size) => {
      const found = await read(list(size))
      expect(found.drafts).toHaveLength(size)
      expect(found.problems).toEqual([])
    },
    { small: 800, large: 8_000 },
    30,
  )
  expect(grown).toBeLessThan(30)

  const stop = new AbortController()
  const stopped = await readMembers(
    bytes(list(8_000)),
    { today },
    { signal: stop.signal, progress: () => stop.abort() },
  )
  expect(stopped).toEqual({ ok: false, error: { kind: 'cancelled' } })
})
