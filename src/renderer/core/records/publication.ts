import { z } from 'zod'
import { defineRecord, isoDate, line, lines, one, recordId } from './define'

/** Where the leader's contact details are published, and when that was last checked. (The second point of a neighbourhood group: published "online and elsewhere") */
export const publication = defineRecord({
  type: 'publication',
  schema: 1,
  label: { one: 'place of publication', many: 'places of publication' },
  fields: {
    medium: one(z.enum(['website', 'social', 'noticeboard', 'newsletter', 'library', 'other']), {
      label: 'Kind of place',
      input: 'choice',
      list: true,
      choices: {
        website: 'Website',
        social: 'Social media page',
        noticeboard: 'Noticeboard',
        newsletter: 'Newsletter',
        library: 'Library or shop window',
        other: 'Somewhere else',
      },
    }),
    place: one(line, {
      label: 'Where exactly',
      help: 'A web address, or where the noticeboard stands.',
      input: 'text',
      list: true,
      search: 1,
    }),
    roleId: one(recordId, { label: 'Whose details', input: 'record', refersTo: 'role' }),
    since: one(isoDate, { label: 'Published since', input: 'date' }),
    lastCheckedOn: one(isoDate, { label: 'Last checked on', input: 'date', list: true }),
    checkedBy: one(line, { label: 'Checked by', input: 'text' }),
    endedOn: one(isoDate, { label: 'No longer there since', input: 'date' }),
    notes: one(lines, { label: 'Notes', input: 'lines' }),
  },
  title: (v) => v.place ?? 'Place of publication',
})
