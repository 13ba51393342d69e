/**
 * The register as a CSV, for Excel and for mail merges. Its headings are those of the forms, and reading the file again finds
 * every column by itself (a test goes both ways).
 */
import { checkPhone } from '../../domain/phones'
import type { Item } from '../../records/define'
import { member } from '../../records/member'
import type { MemberTarget } from './targets'
import { writeCsv } from './write'

type Member = Item<typeof member>
type FactName = 'onRoll' | 'livesHere' | 'worksHere' | 'councillorHere'

interface Column {
  readonly heading: string
  readonly target: MemberTarget
  readonly cell: (person: Member) => string | undefined
}

const { fields } = member
const text = (target: MemberTarget & keyof typeof fields, cell: (person: Member) => string | undefined): Column => ({
  heading: fields[target].label,
  target,
  cell,
})

/** `2026-03-01` as 01/03/2026. */
function british(day: string | undefined): string | undefined {
  return day?.split('-').reverse().join('/')
}

function factColumns(fact: FactName): readonly Column[] {
  const { label } = fields[fact]
  return [
    { heading: label, target: fact, cell: (person) => person[fact]?.answer },
    ...(fact === 'onRoll'
      ? [{ heading: `${label}: area`, target: 'onRollArea' as const, cell: (person: Member) => person.onRoll?.area }]
      : []),
    {
      heading: `${label}: checked on`,
      target: `${fact}On` as const,
      cell: (person) => british(person[fact]?.checkedOn),
    },
    { heading: `${label}: how we know`, target: `${fact}How` as const, cell: (person) => person[fact]?.how },
  ]
}

/** Entries of a map field, the preferred one first. */
function inOrder<T>(entries: Readonly<Record<string, T>> | undefined, preferred: string | undefined): readonly T[] {
  return Object.entries(entries ?? {})
    .sort(([a], [b]) => Number(b === preferred) - Number(a === preferred))
    .map(([, entry]) => entry)
}

function phoneCell(person: Member, at: number): string | undefined {
  const phone = inOrder(person.phones, person.preferredPhone)[at]
  if (phone === undefined) return undefined
  // In national form: a leading + would have to be disarmed with an apostrophe.
  const { number } = checkPhone(phone.number)
  return phone.label ? `${number} (${phone.label})` : number
}

function several(
  heading: string,
  target: MemberTarget,
  most: number,
  cell: (person: Member, at: number) => string | undefined,
): readonly Column[] {
  return Array.from({ length: Math.max(most, 1) }, (_, at) => ({
    heading: at === 0 ? heading : `${heading} ${at + 1}`,
    target,
    cell: (person: Member) => cell(person, at),
  }))
}

/** The columns that a list of these people needs: as many phones and emails as the one with most has. */
export function memberColumns(people: readonly Member[]): readonly Column[] {
  const most = (count: (person: Member) => number): number =>
    people.reduce((so, person) => Math.max(so, count(person)), 0)
  return [
    text('honorific', (person) => person.honorific),
    text('givenName', (person) => person.givenName),
    text('familyName', (person) => person.familyName),
    text('addressAs', (person) => person.addressAs),
    text('address1', (person) => person.address1),
    text('address2', (person) => person.address2),
    text('town', (person) => person.town),
    text('county', (person) => person.county),
    text('postcode', (person) => person.postcode),
    ...several(
      'Phone',
      'phone',
      most((person) => Object.keys(person.phones ?? {}).length),
      phoneCell,
    ),
    ...several(
      'Email',
      'email',
      most((person) => Object.keys(person.emails ?? {}).length),
      (person, at) => inOrder(person.emails, person.preferredEmail)[at]?.address,
    ),
    text('kind', (person) => (person.kind === undefined ? undefined : fields.kind.choices?.[person.kind])),
    text('joinedOn', (person) => british(person.joinedOn)),
    text('leftOn', (person) => british(person.leftOn)),
    text('leftReason', (person) => person.leftReason),
    text('tags', (person) => person.tags?.join('; ')),
    ...factColumns('onRoll'),
    ...factColumns('livesHere'),
    ...factColumns('worksHere'),
    ...factColumns('councillorHere'),
    text('howHeard', (person) => person.howHeard),
    text('notes', (person) => person.notes),
  ]
}

/** A CSV of people in the order given: UTF-8 with byte order mark, CRLF, formula-safe. */
export function membersCsv(people: readonly Member[]): Uint8Array {
  const columns = memberColumns(people)
  return writeCsv([
    columns.map((column) => column.heading),
    ...people.map((person) => columns.map((column) => column.cell(person) ?? '')),
  ])
}
