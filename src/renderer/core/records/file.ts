import { z } from 'zod'
import { defineRecord, isoDate, line, lines, one, recordId } from './define'

/** A file attached to a record: what it is and of which sealed chunks it is made. The chunks are not records. (issue 3, item 7) */
export const file = defineRecord({
  type: 'file',
  schema: 1,
  label: { one: 'file', many: 'files' },
  fields: {
    /** The record that it belongs to. */
    on: one(recordId, { label: 'Belongs to', input: 'none' }),
    name: one(line, { label: 'Name of the file', input: 'text', list: true, search: 2 }),
    /** Told by its content, never by its name. */
    kind: one(z.enum(['pdf', 'png', 'jpeg', 'gif', 'webp', 'word', 'sheet', 'text', 'other']), {
      label: 'Kind',
      input: 'none',
      list: true,
      choices: {
        pdf: 'PDF',
        png: 'Picture (PNG)',
        jpeg: 'Picture (JPEG)',
        gif: 'Picture (GIF)',
        webp: 'Picture (WebP)',
        word: 'Word document',
        sheet: 'Spreadsheet',
        text: 'Text',
        other: 'Another kind',
      },
    }),
    /** Bytes. */
    size: one(z.number().int().min(0), { label: 'Size', input: 'none', list: true }),
    chunks: one(z.array(z.string().max(100)).max(200), { label: 'Chunks', input: 'none' }),
    /** A small picture as base64 JPEG or WebP, at most 12 KB, where the file is a picture. */
    thumbnail: one(z.string().max(16_384), { label: 'Small picture', input: 'none' }),
    addedOn: one(isoDate, { label: 'Added on', input: 'date', list: true }),
    note: one(lines, { label: 'Note', input: 'lines', search: 1 }),
  },
  title: (v) => v.name ?? 'File',
})
