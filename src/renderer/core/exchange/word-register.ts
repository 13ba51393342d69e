/** The Word side of the register of signatures. Loaded only when one is made. */
import { titleBlock } from './word-bid'
import { HEADINGS, packWord } from './word-frame'
import { References } from './word-references'
import { textTable } from './word-table'
import { paragraph, run } from './word-xml'

export interface RegisterFile {
  readonly groupName: string
  readonly title: string
  readonly madeOn: string
  readonly facts: readonly (readonly [string, string])[]
  /** Name, date, how, witness. */
  readonly signed: readonly (readonly string[])[]
  readonly unsigned: readonly string[]
}

const SIGNED = [
  { heading: 'Name', weight: 4 },
  { heading: 'Signed on', weight: 3 },
  { heading: 'How', weight: 3 },
  { heading: 'Witness', weight: 3 },
]
/** The second and third columns are left empty, to sign in by hand at the next meeting. */
const UNSIGNED = [
  { heading: 'Name', weight: 3 },
  { heading: 'Signature', weight: 4 },
  { heading: 'Date', weight: 2 },
]

export async function registerDocx(file: RegisterFile): Promise<Uint8Array> {
  const heading = (text: string): string => paragraph(run(text), { style: HEADINGS[0] })
  const unsigned = file.unsigned.map((name) => [name, '', ''])
  const body = [
    titleBlock(file.title, file.facts),
    heading('Signed'),
    file.signed.length === 0 ? paragraph(run('Nobody has signed yet.')) : textTable(SIGNED, file.signed),
    heading('Not signed yet'),
    unsigned.length === 0 ? paragraph(run('Everybody has signed.')) : textTable(UNSIGNED, unsigned) + paragraph(''),
  ].join('')
  return packWord({
    title: file.title,
    groupName: file.groupName,
    madeOn: file.madeOn,
    headerNote: 'Contains personal data: for the committee only',
    references: new References(),
    body,
  })
}
