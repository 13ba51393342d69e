import { z } from 'zod'
import { defineRecord, isoInstant, one, recordId, set } from './define'

/**
 * What one laptop says of itself after a clean pass, signed with its own key: that it had everything at that time, and which
 * erasures it has carried out. Written only by that laptop, and only when it has something new to say, so that two laptops never
 * answer each other for ever. Its id is derived from the device.
 */
export const heartbeat = defineRecord({
  type: 'heartbeat',
  schema: 1,
  label: { one: 'laptop’s note', many: 'laptops’ notes' },
  fields: {
    device: one(z.string(), { label: 'Laptop', input: 'none' }),
    /** It held everything that the server had at this instant. */
    at: one(isoInstant, { label: 'Had everything', input: 'none' }),
    /** Erasure records that it has carried out. */
    erasures: set(recordId, { label: 'Erasures carried out', input: 'none' }),
    /** base64 ECDSA P-256 signature over device, instant and erasures. */
    signature: one(z.string(), { label: 'Signature', input: 'none' }),
  },
  title: () => 'When it last had everything',
})
