/**
 * Writes the sample group, `resources/sample/*.json`: the same every time, so run it after a change here and commit both.
 *
 *   node scripts/make-sample.mjs
 *
 * Everybody and everywhere is invented. Phones are from the ranges that Ofcom keeps for drama, addresses at example.org, and
 * postcodes in ZZ99, which no place has. Ids start with "@"; the app gives new ones. Days stand as on `asOf`; the app shifts
 * them to today.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { grant, nomination, plan } from './sample/papers.mjs'
import { heard, houseNames, names, notes, streets, tags } from './sample/people.mjs'
import { rich } from './sample/rich.mjs'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const asOf = '2026-11-22'

/** mulberry32: small, good enough, the same everywhere. */
function dice(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
const roll = dice(20_261_122)
const chance = (part) => roll() < part
const upTo = (count) => Math.floor(roll() * count)
const pick = (list) => list[upTo(list.length)]

const day = (text) => Date.parse(`${text}T00:00:00Z`) / 86_400_000
const iso = (number) => new Date(number * 86_400_000).toISOString().slice(0, 10)
const daysBefore = (count) => iso(day(asOf) - count)
const between = (from, to) => iso(day(from) + upTo(day(to) - day(from)))
/** People join and sign at the monthly meeting (the third Thursday) more often than on other days. */
function meetingBefore(text) {
  let number = day(text)
  while (
    new Date(number * 86_400_000).getUTCDay() !== 4 ||
    new Date(number * 86_400_000).getUTCDate() < 15 ||
    new Date(number * 86_400_000).getUTCDate() > 21
  )
    number -= 1
  return iso(number)
}

const plain = (text) =>
  text
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f’']/g, '')
    .toLowerCase()

const records = { group: [], people: [], code: [], papers: [] }
const add = (file, type, id, values) => records[file].push({ type, id: `@${id}`, values })

// --- the group ---
add('group', 'group', 'group', {
  name: 'Thrushcombe Neighbours',
  kind: 'place',
  purpose:
    'To make Thrushcombe and Millbeck a place where nobody is on their own and everybody can have a hand in what happens.',
  legalForm: 'unincorporated',
  area: 'The village of Thrushcombe and the hamlet of Millbeck, from the old railway bridge to the weir: everything inside the ward boundary.',
  council: 'Harrowmere District Council',
  wards: ['Thrushcombe and Millbeck'],
  postcodes: streets.map((street) => street.postcode),
  streets: streets.map((street) => street.name),
  adults: 1184,
  adultsSource: 'The electoral register of the ward, counted by Ravi Menon',
  adultsOn: daysBefore(290),
  resignMonths: 24,
})

// --- the members ---
const FOUNDED = '2019-03-14'
/** The first so many names hold offices: see below. */
const OFFICERS = 8
const LEFT = new Set([19, 27, 44, 58, 63, 71, 90, 96, 101])
const REASONS = ['Moved away', 'Moved to be near family', 'No time at present', 'Asked to be taken off the list']
/** Details that the bids name. */
const FIXED = { 2: { home: '01632 960118' }, 4: { mobile: '07700 900241' } }
/** One number after the other. */
function* numbersOf(prefix, first) {
  for (let number = first; ; number += 1) yield `${prefix}${number}`
}
const mobiles = numbersOf('07700 900', 301)
const landlines = numbersOf('01632 960', 301)

function phonesOf(index, before) {
  const fixed = FIXED[index] ?? {}
  const mobile =
    before?.phones.m?.number ?? fixed.mobile ?? (index < OFFICERS || chance(0.72) ? mobiles.next().value : null)
  const home = fixed.home ?? (index >= OFFICERS && chance(0.3) ? landlines.next().value : null)
  return {
    ...(mobile ? { m: { number: mobile, label: 'mobile' } } : {}),
    ...(home ? { h: { number: home, label: 'home' } } : {}),
    ...(index === 44 ? { w: { number: '020 7946 0118', label: 'work' } } : {}),
  }
}

/** The four dated facts that the law asks for, each checked on a day of its own or not yet. */
function factsOf(index, name) {
  const officer = index < OFFICERS
  const checkedOn = officer ? daysBefore(60) : between(daysBefore(420), daysBefore(20))
  const rolled = roll()
  const facts = {}
  if (officer || rolled < 0.56) facts.onRoll = { answer: 'here', checkedOn, how: 'Seen in the register at the library' }
  else if (rolled < 0.61)
    facts.onRoll = { answer: 'neighbouring', area: 'Dunnock Valley District Council', checkedOn, how: 'Told us' }
  else if (rolled < 0.65) facts.onRoll = { answer: 'no', checkedOn, how: 'Told us' }
  if (officer || chance(0.66)) facts.livesHere = { answer: 'yes', checkedOn }
  else if (chance(0.3)) facts.livesHere = { answer: 'no', checkedOn }
  if (chance(0.12)) facts.worksHere = { answer: 'yes', checkedOn }
  if (name.familyName === 'Wrenfield')
    facts.councillorHere = { answer: 'yes', checkedOn: daysBefore(190), how: 'The council’s website' }
  return facts
}

function joinedOf(index) {
  if (index < OFFICERS) return between(FOUNDED, '2020-06-01')
  return chance(0.5) ? meetingBefore(between('2019-06-01', asOf)) : between(FOUNDED, '2026-11-15')
}

const members = []
for (const [index, name] of names.entries()) {
  const id = `m${String(index + 1).padStart(3, '0')}`
  // One person who is on the list twice, for people to find.
  const before = name.givenName === 'John' && name.familyName === 'Barlow' ? members.at(-1) : undefined
  const street = before?.street ?? pick(streets)
  const house = before?.house ?? (chance(0.06) ? `${pick(houseNames)},` : String(1 + upTo(street.houses)))
  const joinedOn = joinedOf(index)
  const current = !LEFT.has(index)
  const phones = phonesOf(index, before)
  const hasEmail = index < OFFICERS || chance(0.68)
  const values = {
    ...name,
    ...(name.familyName === 'Wrenfield'
      ? { honorific: 'Cllr' }
      : chance(0.03)
        ? { honorific: pick(['Dr', 'Revd']) }
        : {}),
    ...(index === 110 ? {} : { address1: `${house} ${street.name}` }),
    town: ['Weir Cottages', 'Sheepwash Hill'].includes(street.name) ? 'Millbeck' : 'Thrushcombe',
    ...(index === 77 ? {} : { postcode: street.postcode }),
    ...(Object.keys(phones).length > 0 ? { phones } : {}),
    ...(phones.m && phones.h ? { preferredPhone: index === 2 || chance(0.5) ? 'h' : 'm' } : {}),
    ...(hasEmail
      ? { emails: { e: { address: `${plain(name.givenName)}.${plain(name.familyName)}@example.org` } } }
      : {}),
    joinedOn,
    ...(current
      ? {}
      : {
          leftOn: between(joinedOn > '2025-01-01' ? joinedOn : '2025-01-01', '2026-11-01'),
          leftReason: pick(REASONS),
        }),
    kind: index < OFFICERS || chance(0.82) ? 'full' : pick(['associate', 'volunteer', 'supporter', 'supporter']),
    tags: tags.filter((tag) => (tag === 'Welsh speaker' ? index > 7 && index < 17 : chance(0.09))),
    ...factsOf(index, name),
    ...(chance(0.16) ? { notes: pick(notes) } : {}),
    ...(chance(0.4) ? { howHeard: pick(heard) } : {}),
  }
  members.push({ id, street, house, phones, current, joinedOn })
  add('people', 'member', id, values)
}
const shownName = (index) => `${names[index].givenName} ${names[index].familyName}`

// --- offices, consents, places of publication ---
const CONTACT = ['name', 'phone', 'email']
const office = (id, index, values) => add('people', 'role', id, { memberId: `@${members[index].id}`, ...values })
office('leader', 0, {
  office: 'leader',
  officeName: 'Leader',
  startsOn: '2025-09-18',
  endsOn: '2027-09-16',
  publicDetails: CONTACT,
})
office('deputy', 1, {
  office: 'deputy',
  officeName: 'Deputy leader',
  startsOn: '2025-09-18',
  endsOn: '2027-09-16',
  publicDetails: ['name', 'email'],
})
office('secretary', 2, {
  office: 'secretary',
  officeName: 'Secretary',
  startsOn: '2024-09-19',
  publicDetails: ['name'],
})
office('treasurer', 3, { office: 'treasurer', officeName: 'Treasurer', startsOn: '2023-12-21', endsOn: '2026-12-17' })
for (const index of [4, 5, 6])
  office(`committee${index}`, index, {
    office: 'committee',
    officeName: 'Committee member',
    startsOn: '2025-09-18',
    endsOn: '2027-09-16',
  })
office('before', 7, { office: 'leader', officeName: 'Leader', startsOn: '2021-09-16', endsOn: '2025-09-17' })

const PUBLISH =
  'I agree that Thrushcombe Neighbours shows the details ticked here on its website, its noticeboards and in its newsletter while I hold my office. I can take this back at any time by telling the secretary.'
const LETTER = 'Please send me the newsletter and news of meetings. I can stop this at any time.'
const consent = (id, index, values) =>
  add('people', 'consent', id, { memberId: `@${members[index].id}`, recordedBy: 'Margaret Ellison', ...values })
consent('c1', 0, {
  purpose: 'publish-contact',
  details: CONTACT,
  decision: 'given',
  wording: PUBLISH,
  on: '2025-09-18',
  how: 'form',
})
consent('c2', 1, {
  purpose: 'publish-contact',
  details: ['name', 'email'],
  decision: 'given',
  wording: PUBLISH,
  on: '2025-09-18',
  how: 'form',
})
consent('c3', 2, {
  purpose: 'publish-contact',
  details: ['phone', 'email', 'address'],
  decision: 'refused',
  wording: PUBLISH,
  on: '2025-09-18',
  how: 'meeting',
})
consent('c4', 7, {
  purpose: 'publish-contact',
  details: CONTACT,
  decision: 'given',
  wording: PUBLISH,
  on: '2021-09-16',
  how: 'form',
})
consent('c5', 7, {
  purpose: 'publish-contact',
  details: CONTACT,
  decision: 'withdrawn',
  on: '2025-09-18',
  how: 'spoken',
})
const readers = members
  .map((_, index) => index)
  .filter((index) => index >= OFFICERS && members[index].current && index % 3 === 0)
for (const index of readers) {
  const on = members[index].joinedOn
  consent(`n${index}`, index, {
    purpose: 'newsletter',
    decision: 'given',
    wording: LETTER,
    on,
    how: chance(0.7) ? 'form' : 'email',
  })
}
consent('n-off', readers[4], { purpose: 'newsletter', decision: 'withdrawn', on: daysBefore(75), how: 'email' })
consent('p-no', 30, {
  purpose: 'photographs',
  decision: 'refused',
  wording: 'May we use photographs with you in them?',
  on: daysBefore(160),
  how: 'spoken',
})

const publication = (id, values) => add('people', 'publication', id, { roleId: '@leader', ...values })
publication('web', {
  medium: 'website',
  place: 'https://thrushcombe.example.org/contact',
  since: '2025-09-20',
  lastCheckedOn: daysBefore(33),
  checkedBy: 'Bethan Vaughan',
})
publication('board', {
  medium: 'noticeboard',
  place: 'Noticeboard beside the bus shelter, The Upper Green',
  since: '2025-09-21',
  lastCheckedOn: daysBefore(205),
  checkedBy: 'Imran Chaudhry',
})
publication('letter', {
  medium: 'newsletter',
  place: 'The Thrush, back page of every issue',
  since: '2025-10-01',
  lastCheckedOn: daysBefore(48),
  checkedBy: 'Margaret Ellison',
})
publication('old', {
  medium: 'library',
  place: 'Window of the old post office, Thrush Lane',
  since: '2021-10-01',
  lastCheckedOn: '2024-05-02',
  endedOn: '2024-11-30',
  notes: 'The post office has closed.',
})

// --- the code of conduct ---
const FIRST_CODE = `We are neighbours first, and treat each other so.

- We listen, and let people finish.
- We are honest about what we know, what we have done and what we have spent.
- We say so when a decision could help us, our family or our business, and leave it to the others.
- We keep what we learn about people to ourselves.
- We speak for the group only when we have been asked to.

Anybody with a worry tells the leader or a member of the committee, who will put it right within a month or explain why not.`
add('code', 'code-version', 'code1', {
  title: 'Our promises to each other',
  body: FIRST_CODE,
  effectiveOn: '2021-10-21',
  adoptedAt: 'Yearly meeting',
})
add('code', 'code-version', 'code2', {
  title: 'Code of conduct, second version',
  body: readFileSync(at('resources/templates/code-of-conduct.md'), 'utf8').trim(),
  effectiveOn: '2026-03-19',
  adoptedAt: 'Open meeting in the village hall',
  note: 'New parts on gifts, social media and what happens when something goes wrong.',
})
let signatures = 0
const sign = (version, index, on, more = {}) => {
  signatures += 1
  const how = roll()
  add('code', 'signature', `s${signatures}`, {
    memberId: `@${members[index].id}`,
    codeVersionId: `@${version}`,
    on,
    how: how < 0.62 ? 'meeting' : how < 0.9 ? 'paper' : 'email',
    witness: shownName(pick([1, 2, 4, 5])),
    ...more,
  })
}
for (const [index, { joinedOn }] of members.entries()) {
  if (joinedOn < '2024-06-01' && (index < OFFICERS || chance(0.5)))
    sign('code1', index, between(joinedOn > '2021-10-21' ? joinedOn : '2021-10-21', '2024-12-31'))
}
const sure = [0, 1, 2, 4, 5, 6]
const others = members
  .map((_, index) => index)
  .filter(
    (index) => index >= OFFICERS && members[index].current && members[index].joinedOn < '2026-10-01' && roll() < 0.9,
  )
for (const index of [...sure, ...others].slice(0, 85)) {
  const from = members[index].joinedOn > '2026-03-19' ? members[index].joinedOn : '2026-03-19'
  sign('code2', index, chance(0.6) ? from : between(from, '2026-11-15'))
}
// One was written down for the wrong person, and put right: the fact stays, a second one takes it back.
add('code', 'signature', 's-wrong', {
  memberId: `@${members[117].id}`,
  codeVersionId: '@code2',
  on: '2026-05-21',
  how: 'meeting',
  witness: shownName(2),
})
add('code', 'signature', 's-right', {
  memberId: `@${members[117].id}`,
  codeVersionId: '@code2',
  on: '2026-05-21',
  how: 'meeting',
  supersedes: '@s-wrong',
  voided: true,
  note: 'Jon Barlow signed, not John.',
})

// --- bids and plan ---
const template = (id) => JSON.parse(readFileSync(at(`resources/templates/${id}.json`), 'utf8'))
const texts = []

function paper(type, id, templateId, { texts: written, done, comments, ...values }) {
  const { version, sections } = template(templateId)
  add('papers', type, id, { templateId, templateVersion: version, status: 'draft', ...values })
  const fields = sections.flatMap((section) => section.fields).filter((field) => field.type === 'rich')
  for (const name of Object.keys({ ...written, ...comments })) {
    if (!fields.some((field) => field.key === name)) throw new Error(`${templateId} has no long text "${name}"`)
  }
  for (const { key, label } of fields) {
    const section = `${id}-${key}`
    add('papers', 'section', section, {
      of: `@${id}`,
      key,
      title: label,
      ...(done.includes(key) ? { done: true } : {}),
      ...(comments[key] ? { comment: comments[key] } : {}),
    })
    if (written[key]) texts.push({ section: `@${section}`, json: rich(written[key]) })
  }
}
paper('bid', 'pub', 'acv-nomination', nomination)
paper('bid', 'warm', 'small-grant', grant)
paper('plan', 'plan', 'community-first-plan', plan)

// --- write, or with --check compare ---
const folder = at('resources/sample')
const check = process.argv.includes('--check')
mkdirSync(folder, { recursive: true })
for (const [name, list] of Object.entries(records)) {
  const path = `${folder}/${name}.json`
  const text = JSON.stringify({ asOf, records: list, ...(name === 'papers' ? { texts } : {}) })
  if (!check) writeFileSync(path, text)
  else if (JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))) !== text) {
    console.error(`${path} is not what this script writes: run it again and commit both.`)
    process.exitCode = 1
  }
}
if (!check) execFileSync('npx', ['biome', 'format', '--write', folder], { cwd: at('.'), stdio: 'ignore' })
console.log(
  `${members.length} members (${members.filter((each) => each.current).length} now), ${signatures} signatures, ${texts.length} texts.`,
)
