import { z } from 'zod'
import { defineRecord, line, lines, one, recordId } from './define'

/** One section of a bid or plan. Its words are the `text` records that name it. */
export const section = defineRecord({
  type: 'section',
  schema: 1,
  label: { one: 'section', many: 'sections' },
  fields: {
    /** The bid or plan that it belongs to. */
    of: one(recordId, { label: 'Belongs to', input: 'none' }),
    /** The template's key for it. */
    key: one(line, { label: 'Key', input: 'none' }),
    title: one(line, { label: 'Heading', input: 'text', search: 1 }),
    done: one(z.boolean(), { label: 'Finished', input: 'flag' }),
    comment: one(lines, { label: 'Note to each other', input: 'lines' }),
  },
  title: (v) => v.title ?? v.key ?? 'Section',
})
