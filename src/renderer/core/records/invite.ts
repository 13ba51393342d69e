import { z } from 'zod'
import { base64, defineClearDocument, exactInstant, opaqueId } from './clear'

const common = {
  _id: z.string().regex(/^invite:[A-Za-z0-9_-]{22}$/),
  v: z.literal(1),
  kind: z.literal('invite'),
  groupId: opaqueId,
  createdAt: exactInstant,
  expiresAt: exactInstant,
}

/** All the group's keys (and perhaps the newcomer's server account), sealed under the invite's code. */
const openInvite = z.object({
  ...common,
  state: z.literal('open'),
  iv: base64,
  c: z
    .string()
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .max(65_536),
})
/** What is left of it once a laptop joined: no keys. The inviter then confirms the four words and deletes it. */
const usedInvite = z.object({ ...common, state: z.literal('used'), usedAt: exactInstant, usedBy: opaqueId })

export const inviteDocument = defineClearDocument({
  kind: 'invite',
  label: { one: 'invite', many: 'invites' },
  schema: z.discriminatedUnion('state', [openInvite, usedInvite]),
})
export type OpenInvite = z.infer<typeof openInvite>
export type UsedInvite = z.infer<typeof usedInvite>
export type InviteDocument = z.infer<typeof inviteDocument.schema>

/** The small file that an inviter hands over. It holds the code, so for 48 hours it is as good as a key. */
export const inviteFile = z.object({
  kind: z.literal('trestle-invite'),
  v: z.literal(1),
  groupId: opaqueId,
  groupName: z.string().max(500).optional(),
  forWhom: z.string().max(500).optional(),
  code: z.string().max(60),
  account: z
    .object({ url: z.string().max(2_000), user: z.string().max(500), password: z.string().max(500) })
    .optional(),
  expiresAt: exactInstant,
})
export type InviteFile = z.infer<typeof inviteFile>
