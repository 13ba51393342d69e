/**
 * The sample group: invented people and papers from `resources/sample/`, for looking around. The files are written by
 * `scripts/make-sample.mjs`; here they get new ids, and days that make them look alive today.
 */
import { fail, ok } from '@host'
import { z } from 'zod'
import type { TiptapDoc } from '../domain/bid-document'
import { addDays, daysBetween, formatDate } from '../domain/dates'
import { bid } from '../records/bid'
import type { RecordType } from '../records/define'
import { group } from '../records/group'
import { member } from '../records/member'
import { recordType } from '../records/registry'
import { text } from '../records/text'
import { stateFromTiptap } from '../text/from-tiptap'
import { plainOfJson } from '../text/json'
import { toBase64 } from '../vault/bytes'
import { type Change, type CommandContext, change, command, type Saved } from './define'

/** One of the files. Ids start with "@", also where one record names another; days stand as on `asOf`. */
const sampleFile = z.object({
  asOf: z.iso.date(),
  records: z.array(z.object({ type: z.string(), id: z.string(), values: z.record(z.string(), z.unknown()) })),
  texts: z
    .array(z.object({ section: z.string(), json: z.object({ type: z.literal('doc'), content: z.array(z.unknown()) }) }))
    .default([]),
})
export type SampleFile = z.infer<typeof sampleFile>

/**
 * The texts stand as another laptop's, which never writes again. Each laptop keeps one text a section under an id of its own,
 * and this one's are still to be written.
 */
const SAMPLE_LAPTOP = 'sample'
/** The files' ids of the group and of its leader. */
const GROUP = '@group'
const LEADER = '@m001'
const DAY = /^\d{4}-\d{2}-\d{2}$/
const DAY_IN_TEXT = /\{(\d{4}-\d{2}-\d{2})\}/g

/** Reads the files. Each is a chunk of its own, fetched only when somebody looks around. */
export async function readSample(): Promise<readonly SampleFile[]> {
  const files = await Promise.all([
    import('@resources/sample/group.json'),
    import('@resources/sample/people.json'),
    import('@resources/sample/code.json'),
    import('@resources/sample/papers.json'),
  ])
  return files.map((file) => sampleFile.parse(file.default))
}

/** A copy of any JSON with every text put through `of`. */
function mapTexts(value: unknown, of: (text: string) => string): unknown {
  if (typeof value === 'string') return of(value)
  if (Array.isArray(value)) return value.map((part) => mapTexts(part, of))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapTexts(part, of)]))
}

/** What to save: every record and text with a new id, its days moved by as much as `today` lies after the files' own day. */
export function sampleChanges(
  files: readonly SampleFile[],
  context: Pick<CommandContext, 'newId' | 'today'> & {
    /** Ids for records that are there already, by their ids in the files. */
    readonly known: ReadonlyMap<string, string>
  },
): readonly Change[] {
  const all = files.flatMap((file) => file.records)
  const ids = new Map(all.map(({ id }) => [id, context.known.get(id) ?? context.newId()]))
  return files.flatMap((file) => {
    const later = daysBetween(file.asOf, context.today)
    const renew = (words: string): string => {
      if (words.startsWith('@')) return ids.get(words) ?? words
      if (DAY.test(words)) return addDays(words, later)
      return words.replace(DAY_IN_TEXT, (_, day: string) => formatDate(addDays(day, later)))
    }
    const records = file.records.map(({ type, id, values }) => {
      const definition = recordType(type) as RecordType
      return change(definition, ids.get(id) ?? id, mapTexts(values, renew) as never)
    })
    const texts = file.texts.map(({ section, json }, at) => {
      const words = mapTexts(json, renew) as TiptapDoc
      const state = toBase64(stateFromTiptap(words, at + 1))
      return change(text, context.newId(), {
        sectionId: renew(section),
        device: SAMPLE_LAPTOP,
        state,
        plain: plainOfJson(words),
      })
    })
    return [...records, ...texts]
  })
}

export const sampleCommands = {
  /**
   * Fills the sample group's register and papers. Only into an empty one, so that invented people never get among real ones.
   * Errors: not-available-here, and those of saving.
   */
  'sample.load': command<Record<string, never>, Saved & { readonly records: number }>(async (ctx) => {
    // Starting a group has put one person there: whoever started it, who becomes the sample's leader.
    if (ctx.model.count(member.type) > 1 || ctx.model.count(bid.type) > 0) return fail('not-available-here')
    const present: readonly (readonly [string, string | undefined])[] = [
      [GROUP, ctx.model.items(group)[0]?.id],
      [LEADER, ctx.model.items(member)[0]?.id],
    ]
    const known = new Map(present.flatMap(([id, here]) => (here === undefined ? [] : [[id, here] as const])))
    const changes = sampleChanges(await readSample(), { newId: ctx.newId, today: ctx.today, known })
    const saved = await ctx.save(changes, 'Fill the sample group')
    return saved.ok ? ok({ ...saved.value, records: changes.length }) : saved
  }),
}
