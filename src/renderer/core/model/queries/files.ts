/** The files on one record. */
import type { Item } from '../../records/define'
import { file } from '../../records/file'
import { query } from '../define-query'
import type { ReadModel } from '../model'

export interface FileRow {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly kindLabel: string
  /** Bytes. */
  readonly size: number
  readonly addedOn?: string
  readonly note?: string
  readonly thumbnail?: string
}

/** Every file of the group, those in the bin too. */
export function filesOf(model: ReadModel): readonly Item<typeof file>[] {
  return [...model.items(file), ...model.removed(file)]
}

export const fileQueries = {
  'files.of': query([file.type], ({ model }, params: { readonly on: string }): readonly FileRow[] =>
    model
      .items(file)
      .filter((item) => item.on === params.on)
      .map((item) => ({
        id: item.id,
        name: item.name ?? '',
        kind: item.kind ?? 'other',
        kindLabel: file.fields.kind.choices?.[item.kind ?? 'other'] ?? '',
        size: item.size ?? 0,
        ...(item.addedOn === undefined ? {} : { addedOn: item.addedOn }),
        ...(item.note === undefined ? {} : { note: item.note }),
        ...(item.thumbnail === undefined ? {} : { thumbnail: item.thumbnail }),
      }))
      .sort((a, b) => ((a.addedOn ?? '') < (b.addedOn ?? '') ? 1 : -1)),
  ),
} as const
