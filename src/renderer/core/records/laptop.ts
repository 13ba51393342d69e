import { z } from 'zod'
import { defineRecord, isoDate, isoInstant, line, one } from './define'

/** A laptop that belongs to the group. Its id is derived from its device id. */
export const laptop = defineRecord({
  type: 'laptop',
  schema: 1,
  label: { one: 'laptop', many: 'laptops' },
  fields: {
    device: one(z.string(), { label: 'Device', input: 'none' }),
    name: one(line, { label: 'Name of the laptop', input: 'text', list: true, search: 1 }),
    usedBy: one(line, { label: 'Who uses it', input: 'text', list: true }),
    addedOn: one(isoDate, { label: 'Added on', input: 'date', list: true }),
    /** base64 SPKI of its P-256 keys: agreement and signing. */
    publicKey: one(z.string(), { label: 'Key', input: 'none' }),
    signingKey: one(z.string(), { label: 'Signing key', input: 'none' }),
    serverUser: one(line, { label: 'Account on the server', input: 'none' }),
    closedOn: one(isoDate, { label: 'Closed on', input: 'date' }),
    closedReason: one(line, { label: 'Why', input: 'text' }),
    lastSeenAt: one(isoInstant, { label: 'Last seen', input: 'none' }),
    version: one(line, { label: 'Version of Trestle', input: 'none' }),
  },
  title: (v) => v.name ?? 'A laptop',
})
