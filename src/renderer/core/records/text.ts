import { z } from 'zod'
import { defineRecord, one, recordId } from './define'

/**
 * One laptop's whole Yjs state of one section: written only by that laptop, so it never conflicts; readers merge all of a
 * section's. Its id is derived from the section and the laptop. (docs/adr/0010)
 */
export const text = defineRecord({
  type: 'text',
  schema: 1,
  label: { one: 'text', many: 'texts' },
  fields: {
    sectionId: one(recordId, { label: 'Section', input: 'none' }),
    device: one(z.string(), { label: 'Laptop', input: 'none' }),
    /** base64 of `Y.encodeStateAsUpdate`. */
    state: one(z.string(), { label: 'State', input: 'none' }),
    /** The section's words as this laptop saw them when it wrote: for search. (On the section itself they would clash.) */
    plain: one(z.string(), { label: 'Words', input: 'none', search: 1 }),
  },
  title: (v) => (v.plain ?? '').slice(0, 60) || 'Text',
})
