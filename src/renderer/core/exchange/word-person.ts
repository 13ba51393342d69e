/** The Word side of what is held on one person. Loaded only when one is made. */
import type { PersonPaper } from './person-docx'
import { titleBlock } from './word-bid'
import { HEADINGS, packWord } from './word-frame'
import { References } from './word-references'
import { textTable } from './word-table'
import { paragraph, plainRuns, run } from './word-xml'

const FIELDS = [
  { heading: 'What', weight: 2 },
  { heading: 'What it says', weight: 5 },
]

export async function personWord(paper: PersonPaper): Promise<Uint8Array> {
  const text = (words: string): string => paragraph(plainRuns(words))
  const groups = paper.groups.flatMap(({ heading, records }) => [
    paragraph(run(heading), { style: HEADINGS[0] }),
    ...records.flatMap(({ title, fields }) => [
      paragraph(run(title), { style: HEADINGS[1] }),
      fields.length === 0 ? text(paper.empty) : textTable(FIELDS, fields) + paragraph(''),
    ]),
  ])
  const list =
    paper.list === undefined
      ? []
      : [paragraph(run(paper.list.heading), { style: HEADINGS[0] }), ...paper.list.lines.map(text)]
  return packWord({
    title: paper.title,
    groupName: paper.groupName,
    madeOn: paper.madeOn,
    headerNote: 'Personal data: for this person only',
    references: new References(),
    body: [titleBlock(paper.title, []), ...paper.before.map(text), ...groups, ...list, ...paper.after.map(text)].join(
      '',
    ),
  })
}
