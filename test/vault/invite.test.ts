import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inviteDocument, type OpenInvite } from '@/core/records/invite'
import { utf8 } from '@/core/vault/bytes'
import {
  acceptInvite,
  checkWords,
  INVITE_LASTS,
  inviteIdOf,
  newInvite,
  readInviteFile,
  usedInviteOf,
} from '@/core/vault/invite'
import { formatCode, parseCode } from '@/core/vault/invite-code'
import { loadWords } from '@/core/vault/words'
import { counting, flip, seededBytes } from './support'

const NOW = Date.parse('2026-11-22T10:00:00.000Z')
const keys = [
  { kid: 'k1', createdAt: '2026-11-01T09:00:00.000Z', raw: counting(0) },
  { kid: 'k2', createdAt: '2026-11-05T09:00:00.000Z', raw: counting(50) },
]
const account = { url: 'https://group.example.org/db', user: 'laptop-2', password: 'not a real one' }
const make = (seed = 1) =>
  newInvite({
    groupId: 'g',
    keys,
    account,
    groupName: 'Friends of Elm Row',
    forWhom: 'Robin',
    now: NOW,
    randomBytes: seededBytes(seed),
  })
const refusal = (kind: string) => ({ ok: false, error: { kind } })

describe('a code', () => {
  it('is seven groups of four and reads back from any 16 bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const code = formatCode(bytes)
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
        expect(parseCode(code)).toEqual({ ok: true, value: Uint8Array.from(bytes) })
      }),
    )
  })

  it('is read as people write it: small letters, spaces, O for 0, I and L for 1', () => {
    const code = formatCode(new Uint8Array(16).fill(8))
    expect(code).toMatch(/[01]/)
    const sloppy = ` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' – ')} `
    expect(parseCode(sloppy)).toEqual(parseCode(code))
    expect(parseCode(code.replaceAll('1', 'I'))).toEqual(parseCode(code))
  })

  it('finds every single wrong character and every two swapped neighbours', () => {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    const code = formatCode(seededBytes(5)(16)).replaceAll('-', '')
    for (let at = 0; at < code.length; at += 1) {
      for (const other of alphabet) {
        if (other !== code[at]) expect(parseCode(code.slice(0, at) + other + code.slice(at + 1)).ok).toBe(false)
      }
      const [x, y] = [code[at], code[at + 1]]
      if (y !== undefined && x !== y) expect(parseCode(code.slice(0, at) + y + x + code.slice(at + 2)).ok).toBe(false)
    }
  })

  it.each(['', 'K7QD', 'UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU', 'ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ', '!'.repeat(28)])(
    'refuses %j',
    (text) => {
      expect(parseCode(text)).toEqual(refusal('invite-code-wrong'))
    },
  )
})

describe('an invite', () => {
  it('gives the newcomer every key and the account', async () => {
    const invite = await make()
    expect(inviteDocument.parse(invite.doc)).toEqual(invite.doc)
    expect(await acceptInvite(invite.doc, invite.code, NOW)).toEqual({
      ok: true,
      value: { groupId: 'g', keys, account, standing: null },
    })
  })

  it('may carry no account', async () => {
    const invite = await newInvite({ groupId: 'g', keys, now: NOW, randomBytes: seededBytes(1) })
    const accepted = await acceptInvite(invite.doc, invite.code, NOW)
    expect(accepted.ok && accepted.value.account).toBeNull()
  })

  it('is found by its code', async () => {
    const invite = await make()
    expect(await inviteIdOf(invite.code)).toEqual({ ok: true, value: invite.doc._id })
    expect(await inviteIdOf('nonsense')).toEqual(refusal('invite-code-wrong'))
  })

  it('shows neither keys, account nor code', async () => {
    const { doc, code } = await make()
    const text = JSON.stringify(doc)
    for (const secret of [code, 'laptop-2', 'example.org', 'not a real one', 'AAECAwQFBgc'])
      expect(text).not.toContain(secret)
  })

  it('lasts 48 hours to the millisecond', async () => {
    const { doc, code } = await make()
    expect((await acceptInvite(doc, code, NOW + INVITE_LASTS)).ok).toBe(true)
    expect(await acceptInvite(doc, code, NOW + INVITE_LASTS + 1)).toEqual(refusal('invite-expired'))
  })

  it('cannot be made to last longer, or be changed at all', async () => {
    const { doc, code } = await make()
    const changes: Partial<OpenInvite>[] = [
      { expiresAt: '2027-11-22T10:00:00.000Z' },
      { createdAt: '2026-11-21T10:00:00.000Z' },
      { groupId: 'h' },
      { iv: flip(doc.iv, 2) },
      { c: flip(doc.c, 2) },
    ]
    for (const change of changes) {
      expect(await acceptInvite({ ...doc, ...change }, code, NOW)).toEqual(refusal('invite-code-wrong'))
    }
  })

  it('says what is the matter: another code, none there, used, deleted', async () => {
    const { doc, code } = await make()
    const other = await make(2)
    expect(await acceptInvite(doc, other.code, NOW)).toEqual(refusal('invite-code-wrong'))
    expect(await acceptInvite(doc, code.replace(/.$/, ''), NOW)).toEqual(refusal('invite-code-wrong'))
    expect(await acceptInvite(undefined, code, NOW)).toEqual(refusal('invite-not-found'))
    expect(await acceptInvite('deleted', code, NOW)).toEqual(refusal('invite-used'))
    const used = usedInviteOf(doc, 'devB', NOW + 60_000)
    expect(inviteDocument.parse(used)).toEqual(used)
    expect(used).not.toHaveProperty('c')
    expect(await acceptInvite(used, code, NOW)).toEqual(refusal('invite-used'))
  })
})

describe('an invite file', () => {
  it('reads back', async () => {
    const invite = await make()
    expect(readInviteFile(invite.file)).toEqual({
      ok: true,
      value: {
        kind: 'trestle-invite',
        v: 1,
        groupId: 'g',
        groupName: 'Friends of Elm Row',
        forWhom: 'Robin',
        code: invite.code,
        account,
        expiresAt: '2026-11-24T10:00:00.000Z',
      },
    })
  })

  it.each([
    ['nothing', '', 'file-empty'],
    ['no JSON', 'hello', 'file-not-trestle'],
    ['null', 'null', 'file-not-trestle'],
    ['another kind', '{"kind":"other","v":1}', 'file-not-trestle'],
    ['a newer version', '{"kind":"trestle-invite","v":2}', 'file-newer'],
    ['missing parts', '{"kind":"trestle-invite","v":1}', 'file-not-trestle'],
    ['a huge file', 'x'.repeat(70_000), 'file-not-trestle'],
  ])('refuses %s', (_, text, kind) => {
    expect(readInviteFile(utf8(text))).toEqual(refusal(kind))
  })

  it('refuses bytes that are not text, and a code with a slip', async () => {
    expect(readInviteFile(Uint8Array.of(255, 254, 0))).toEqual(refusal('file-not-trestle'))
    const { file, code } = await make()
    const slip = new TextDecoder().decode(file).replace(code, flip(code, 0))
    expect(readInviteFile(utf8(slip))).toEqual(refusal('invite-code-wrong'))
  })
})

it('the four-word check is the same on both screens, and another for another laptop or invite', async () => {
  const words = await checkWords('invite:a', 'keyA')
  const { index } = await loadWords()
  expect(words.length).toBe(4)
  expect(words.every((word) => index.has(word))).toBe(true)
  expect(await checkWords('invite:a', 'keyA')).toEqual(words)
  expect(await checkWords('invite:a', 'keyB')).not.toEqual(words)
  expect(await checkWords('invite:b', 'keyA')).not.toEqual(words)
})
