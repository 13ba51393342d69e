import { defineRecord, isoDate, line, lines, one } from './define'

/**
 * One version of the code of conduct. Once anybody has signed it, its text stays as it is: a change is a new version.
 * `body` is plain text: `## ` starts a heading, `- ` an item, an empty line a paragraph.
 */
export const codeVersion = defineRecord({
  type: 'code-version',
  schema: 1,
  label: { one: 'version of the code', many: 'versions of the code' },
  fields: {
    title: one(line, { label: 'Title', input: 'text', list: true, search: 2 }),
    body: one(lines, { label: 'Text', input: 'lines', search: 1 }),
    effectiveOn: one(isoDate, { label: 'Takes effect on', input: 'date', list: true }),
    adoptedAt: one(line, { label: 'Adopted at', help: 'The meeting that agreed it.', input: 'text' }),
    note: one(lines, { label: 'What changed', input: 'lines' }),
  },
  title: (v) => v.title ?? 'Code of conduct',
})
