/**
 * "Everything": an unsealed copy of all that the group holds, in kinds of file that any computer opens. For moving elsewhere and
 * for the day on which nobody has Trestle any more. It is as readable for a thief as for the group, so it stands behind a warning.
 */
import { type Zippable, zipSync } from 'fflate'
import type { BidDocument } from '../domain/bid-document'
import type { RecordType } from '../records/define'
import { recordTypes } from '../records/registry'
import { writeCsv } from './csv/write'
import { type EverythingTable, everythingPage } from './everything-page'
import { fieldsOf, fieldWords, type PlainItem } from './everything-values'
import { bidDocx, hasPrivateAppendix } from './word'

export interface EverythingInput {
  readonly groupName: string
  /** `YYYY-MM-DD`. */
  readonly madeOn: string
  /** Records by the name of their type. */
  readonly items: Readonly<Record<string, readonly PlainItem[]>>
  /** Bids and plans with their long texts. */
  readonly papers: readonly BidDocument[]
  readonly attached?: readonly AttachedFile[]
}

/** An attached file. Without bytes where some of it is not on this laptop. */
export interface AttachedFile {
  readonly name: string
  readonly bytes?: Uint8Array
}

const types = recordTypes as unknown as readonly RecordType[]

const READ_ME = `This folder is a copy of everything that the group keeps in Trestle.

THIS COPY IS NOT SEALED. It holds personal data of everybody on the register.
Keep it where only the committee can reach it, and delete it when it is no longer needed.

everything.html   all of it on one page, for any web browser
lists             one list for each kind of record, for any spreadsheet
papers            bids and plans, for any word processor
files             attached files as they were added
everything.json   the same records for a computer program: nothing shortened
`

/** A file's name from a title: what no system allows is left out, and a number is added where the name is taken. */
function nameFrom(title: string, taken: Set<string>): string {
  const plain = title
    .replace(/[\p{C}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 80)
  const base = plain === '' ? 'Paper' : plain
  let name = base
  for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) name = `${base} (${copy})`
  taken.add(name.toLowerCase())
  return name
}

function tableOf(
  type: RecordType,
  items: readonly PlainItem[],
  titleOf: (id: string) => string | undefined,
): EverythingTable {
  const fields = fieldsOf(type)
  return {
    title: `${type.label.many.charAt(0).toUpperCase()}${type.label.many.slice(1)}`,
    headings: [...fields.map((field) => field.label), 'Id'],
    rows: items.map((item) => [...fields.map(({ name }) => fieldWords(type, item, name, titleOf)), item.id]),
  }
}

async function paperFiles(input: EverythingInput): Promise<Readonly<Record<string, Uint8Array>>> {
  const files: Record<string, Uint8Array> = {}
  const taken = new Set<string>()
  for (const paper of input.papers) {
    const name = nameFrom(paper.title, taken)
    files[`papers/${name}.docx`] = await bidDocx(paper, { madeOn: input.madeOn, wordCounts: true })
    if (!hasPrivateAppendix(paper)) continue
    files[`papers/${nameFrom(`${name} - private`, taken)}.docx`] = await bidDocx(paper, {
      madeOn: input.madeOn,
      private: true,
    })
  }
  return files
}

function attachedFiles(attached: readonly AttachedFile[]): Readonly<Record<string, Uint8Array>> {
  const taken = new Set<string>()
  const files: Record<string, Uint8Array> = {}
  for (const { name, bytes } of attached) {
    if (bytes === undefined) continue
    const dot = name.lastIndexOf('.')
    const ending = dot > 0 && /^\.[A-Za-z0-9]{1,8}$/.test(name.slice(dot)) ? name.slice(dot) : ''
    files[`files/${nameFrom(ending === '' ? name : name.slice(0, dot), taken)}${ending}`] = bytes
  }
  return files
}

/** The copy as the bytes of a .zip: a page, a CSV for each type of record, a Word file for each paper, and the records as JSON. */
export async function everythingZip(input: EverythingInput): Promise<Uint8Array> {
  const titles = new Map<string, string>()
  for (const type of types)
    for (const item of input.items[type.type] ?? []) titles.set(item.id, type.title(item as never))
  const tables = types.map((type) => ({
    type,
    table: tableOf(type, input.items[type.type] ?? [], (id) => titles.get(id)),
  }))
  const attached = input.attached ?? []
  const absent = attached.filter(({ bytes }) => bytes === undefined).map(({ name }) => `- ${name}\n`)
  const note =
    absent.length === 0
      ? ''
      : `\nNOT IN THIS COPY, since some of it was not on this laptop and the group's server could not be reached:\n${absent.join('')}`
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  const { groupName, madeOn, items } = input
  const files: Record<string, Uint8Array> = {
    'Read me first.txt': encode(`${groupName}\n\n${READ_ME}${note}\nMade on ${madeOn}.\n`.replaceAll('\n', '\r\n')),
    'everything.html': everythingPage({ groupName, madeOn, tables: tables.map(({ table }) => table) }),
    'everything.json': encode(JSON.stringify({ groupName, madeOn, items }, null, 1)),
    ...Object.fromEntries(
      tables.map(({ type, table }) => [`lists/${type.label.many}.csv`, writeCsv([table.headings, ...table.rows])]),
    ),
    ...(await paperFiles(input)),
  }
  // Photographs and PDFs do not shrink.
  const asTheyAre = Object.entries(attachedFiles(attached)).map(
    ([name, bytes]) => [name, [bytes, { level: 0 }]] as const,
  )
  return zipSync({ ...files, ...Object.fromEntries(asTheyAre) } as Zippable, { level: 6, mtime: `${madeOn}T12:00:00` })
}
