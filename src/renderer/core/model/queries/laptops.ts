/** The group's laptops, and what the frame round every screen shows. */
import { file } from '../../records/file'
import { group } from '../../records/group'
import { laptop } from '../../records/laptop'
import { recordType } from '../../records/registry'
import { section } from '../../records/section'
import { text } from '../../records/text'
import { titleOf } from '../clash-values'
import { query } from '../define-query'
import { filesOf } from './files'

export interface LaptopRow {
  readonly id: string
  /** Its device id: for whom a stick is made. */
  readonly device: string
  readonly name: string
  readonly usedBy: string
  readonly addedOn: string | undefined
  readonly closedOn: string | undefined
  readonly lastSeenAt: string | undefined
  readonly version: string | undefined
  /** Its account on the group's server, where it has said which. */
  readonly serverUser: string | undefined
  /** The laptop that asks. */
  readonly thisOne: boolean
}

export interface Frame {
  readonly groupName: string
  /** Questions that wait for a person to choose between two laptops' values. */
  readonly clashes: number
  /** Records written by a newer Trestle. */
  readonly newer: number
}

/** A paper by its id, as people know it. */
export interface NamedPaper {
  readonly id: string
  /** "member", "bid"...; "" where it is not on this laptop. */
  readonly kind: string
  readonly title: string
}

export const laptopQueries = {
  /** Names for the ids of documents; a text has the name of what it belongs to, a piece that of its file. */
  'papers.named': query(['*'], ({ model }, { ids }: { readonly ids: readonly string[] }): readonly NamedPaper[] =>
    ids.map((id) => {
      const stored = model.stored(id)
      if (stored === undefined) {
        const whole = filesOf(model).find((each) => each.chunks?.includes(id))
        return whole === undefined
          ? { id, kind: '', title: '' }
          : { id, kind: file.label.one, title: file.title(whole) }
      }
      const type = recordType(stored.type)
      if (type === undefined) return { id, kind: '', title: '' }
      const sectionId = type.type === text.type ? model.item(text, id)?.sectionId : undefined
      const owner = sectionId === undefined ? undefined : model.item(section, sectionId)
      const title = owner?.title ?? titleOf(model, stored.type, id)
      return { id, kind: type.label.one, title }
    }),
  ),

  /** Laptops in use first, this one at the top, then by name. */
  'laptops.list': query(
    ['laptop'],
    ({ model, device }, _params: Readonly<Record<string, never>>): readonly LaptopRow[] =>
      model
        .items(laptop)
        .map((item) => ({
          id: item.id,
          device: item.device ?? '',
          name: item.name ?? '',
          usedBy: item.usedBy ?? '',
          addedOn: item.addedOn,
          closedOn: item.closedOn,
          lastSeenAt: item.lastSeenAt,
          version: item.version,
          serverUser: item.serverUser,
          thisOne: item.device === device,
        }))
        .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en-GB')),
  ),

  /** For the shell: the group's name, and what needs a person. */
  'shell.frame': query(
    ['*'],
    ({ model }, _params: Readonly<Record<string, never>>): Frame => ({
      groupName: model.items(group)[0]?.name ?? '',
      clashes: model.clashes().length,
      newer: model.newer().length,
    }),
  ),
} as const

function rank(row: LaptopRow): number {
  if (row.thisOne) return 0
  return row.closedOn === undefined ? 1 : 2
}
