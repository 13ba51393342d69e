/** The search box: any record by its words. */

import type { RecordType } from '../../records/define'
import { recordType } from '../../records/registry'
import { section } from '../../records/section'
import { text } from '../../records/text'
import { query } from '../define-query'

/** One thing found. `opens` is the record to open: for words in a section, the bid or plan that it belongs to. */
export interface Found {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly detail: string
  /** It has one of the words only with slips of the pen. */
  readonly guess: boolean
  readonly opens: { readonly type: string; readonly id: string; readonly section?: string }
}

const DETAIL = 80

export const searchQueries = {
  'search.all': query(
    ['*'],
    ({ model, search }, params: { readonly text: string; readonly limit?: number }): readonly Found[] => {
      const found: Found[] = []
      const seen = new Set<string>()
      for (const hit of search.find(params.text, { limit: 60 })) {
        const type = recordType(hit.type)
        const item = type === undefined ? undefined : model.item(type as unknown as RecordType, hit.id)
        if (type === undefined || item === undefined) continue
        const values = item as unknown as Readonly<Record<string, unknown>> & { readonly id: string }
        const owner =
          hit.type === text.type
            ? model.item(section, String(values.sectionId))
            : hit.type === section.type
              ? model.item(section, hit.id)
              : undefined
        const parent = owner?.of === undefined ? undefined : model.stored(owner.of)
        const opens =
          owner === undefined || parent === undefined
            ? { type: hit.type, id: hit.id }
            : { type: parent.type, id: parent.id, section: owner.key ?? owner.id }
        const key = `${opens.type} ${opens.id} ${'section' in opens ? opens.section : ''}`
        if (seen.has(key) || ((hit.type === text.type || hit.type === section.type) && parent === undefined)) continue
        seen.add(key)
        found.push({
          id: hit.id,
          type: opens.type,
          title: owner?.title ?? type.title(values as never),
          detail: detailOf(type as unknown as RecordType, values),
          guess: hit.guess,
          opens,
        })
        if (found.length >= (params.limit ?? 12)) break
      }
      return found
    },
  ),
} as const

/** A second line that tells two people of the same name apart: the first listed texts that are not the title. */
function detailOf(type: RecordType, values: Readonly<Record<string, unknown>>): string {
  const parts: string[] = []
  const title = type.title(values as never)
  for (const [name, field] of Object.entries(type.fields)) {
    const value = values[name]
    if (field.list !== true || typeof value !== 'string' || title.includes(value)) continue
    parts.push(field.choices?.[value] ?? value)
  }
  return parts.join(' · ').slice(0, DETAIL)
}
