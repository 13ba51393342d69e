/** Invented members of about 600 bytes of JSON, always the same for the same number. */
import { applyOps, emptyRecord, opsFor } from '@/core/merge/edit'
import type { Json, StoredRecord } from '@/core/merge/record'
import type { RecordType } from '@/core/records/define'
import { member } from '@/core/records/member'

const FIRST = [
  'Amira',
  'Bela',
  'Carys',
  'Dilwyn',
  'Esther',
  'Farah',
  'Gwen',
  'Hamza',
  'Iris',
  'Jakub',
  'Kofi',
  'Lowri',
  'Mina',
  'Nia',
  'Owen',
  'Priya',
  'Rhys',
  'Siân',
  'Tomasz',
  'Una',
]
const LAST = [
  'Aderinwale',
  'Bowen',
  'Chaudhry',
  'Davies',
  'Ellison',
  'Fletcher',
  'Griffiths',
  'Hussain',
  'Iqbal',
  'Jankowski',
  'Kowalski',
  'Llewellyn',
  'Mensah',
  'Nowak',
  'Okafor',
  'Price',
  'Rahman',
  'Sharma',
  'Thomas',
  'Wright',
]
const STREETS = [
  'Larkfield Road',
  'Mill Lane',
  'Station Approach',
  'Chapel Row',
  'Orchard Close',
  'The Green',
  'Weavers Walk',
  'Canal Side',
]

/** The values of the i-th member. */
export function memberValues(i: number): Readonly<Record<string, Json>> {
  const given = FIRST[i % FIRST.length] ?? ''
  const family = LAST[Math.floor(i / FIRST.length) % LAST.length] ?? ''
  return {
    givenName: given,
    familyName: `${family}${i >= 400 ? `-${Math.floor(i / 400)}` : ''}`,
    address1: `${(i % 180) + 1} ${STREETS[i % STREETS.length]}`,
    town: 'Larkfield',
    postcode: `ZZ99 ${i % 10}${String.fromCharCode(65 + (i % 20))}${String.fromCharCode(65 + (Math.floor(i / 20) % 20))}`,
    phones: { a: { number: `07700 900${String(i % 1000).padStart(3, '0')}`, label: 'mobile' } },
    emails: { a: { address: `${given.toLowerCase().normalize('NFKD').replace(/\W/g, '')}.${i}@example.org` } },
    joinedOn: `20${String(10 + (i % 16)).padStart(2, '0')}-0${(i % 9) + 1}-1${i % 10}`,
    kind: 'full',
    tags: i % 3 === 0 ? ['gardening'] : ['newsletter', 'litter picks'],
    onRoll: { answer: 'here', checkedOn: '2026-03-01', how: 'Register seen at the library' },
    livesHere: { answer: 'yes', checkedOn: '2026-03-01' },
    notes: 'Helps with the summer fair and the noticeboard; prefers a call in the evening. Came through the open day.',
    howHeard: 'Open day',
  }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** An id as Trestle makes them, 22 letters without order, always the same for the same number. (mulberry32) */
function memberId(i: number): string {
  let state = (i + 1) * 0x9e3779b1
  let id = 'M'
  while (id.length < 22) {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    id += LETTERS[((mixed ^ (mixed >>> 14)) >>> 0) % LETTERS.length]
  }
  return id
}

/** The i-th member as a stored record. */
export function memberRecord(i: number): StoredRecord {
  const type = member as unknown as RecordType
  const empty = emptyRecord(type, memberId(i))
  return applyOps(empty, opsFor(type, empty, { patch: memberValues(i) }, '2026-11-22'), {
    device: 'AAAAAAAAAAAAAAAAAAAAAA',
    at: '2026-11-22T09:00:00.000Z',
  })
}

/** A CSV file of n members. */
export function memberCsv(n: number): string {
  const rows = ['First name,Last name,Address,Town,Postcode,Mobile,Email,Joined,Notes']
  for (let i = 0; i < n; i += 1) {
    const v = memberValues(i)
    const phone = (v.phones as { readonly a: { readonly number: string } }).a.number
    const email = (v.emails as { readonly a: { readonly address: string } }).a.address
    const joined = String(v.joinedOn).split('-').reverse().join('/')
    rows.push(
      [v.givenName, v.familyName, v.address1, v.town, v.postcode, phone, email, joined, `"${v.notes}"`].join(','),
    )
  }
  return rows.join('\r\n')
}
