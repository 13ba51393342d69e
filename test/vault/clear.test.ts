import { describe, expect, it } from 'vitest'
import { groupDocument, isClearDocument } from '@/core/records/clear'
import { inviteDocument } from '@/core/records/invite'
import { keyDocument } from '@/core/records/key'
import { seal } from '@/core/vault/envelope'
import { testKeyring, wren } from './support'

describe('isClearDocument', () => {
  it('knows the three kinds by kind and id together', () => {
    expect(isClearDocument({ _id: 'group', v: 1, kind: 'group', groupId: 'g' })).toBe(true)
    expect(isClearDocument({ _id: 'key:k1:rec', kind: 'key' })).toBe(true)
    expect(isClearDocument({ _id: 'invite:x', kind: 'invite' })).toBe(true)
  })

  it('takes nothing else for one', async () => {
    expect(isClearDocument(await seal(await testKeyring(), wren))).toBe(false)
    for (const doc of [
      null,
      'group',
      {},
      { _id: 'group' },
      { _id: 'x', kind: 'group' },
      { _id: 'group', kind: 'key' },
      { _id: 'key:a', kind: 'invite' },
    ]) {
      expect(isClearDocument(doc)).toBe(false)
    }
  })
})

describe('parsing', () => {
  const key = {
    _id: 'key:k1:dev:devA',
    v: 1,
    kind: 'key',
    wrap: 'device',
    groupId: 'g',
    kid: 'k1',
    createdAt: '2026-11-01T09:00:00.000Z',
    to: 'devA',
    ephemeral: 'AAAA',
    iv: 'AAAA',
    c: 'AAAA',
  }

  it('takes a document with a revision beside it', () => {
    expect(keyDocument.parse({ ...key, _rev: '1-a' })).toEqual(key)
    expect(groupDocument.parse({ _id: 'group', _rev: '1-a', v: 1, kind: 'group', groupId: 'g' })?.groupId).toBe('g')
  })

  it.each([
    ['an id that says something else', { _id: 'key:k1:dev:devB' }],
    ['an id of another key', { _id: 'key:k2:dev:devA' }],
    ['a newer version', { v: 2 }],
    ['a date without milliseconds', { createdAt: '2026-11-01T09:00:00Z' }],
    ['a date that is none', { createdAt: '2026-13-01T09:00:00.000Z' }],
    ['a colon in an id', { to: 'a:b', _id: 'key:k1:dev:a:b' }],
    ['text that is not base64', { c: 'né' }],
    ['another wrap', { wrap: 'phrase' }],
    ['endless base64', { c: 'A'.repeat(5_000) }],
  ])('refuses %s', (_, change) => {
    expect(keyDocument.parse({ ...key, ...change })).toBeUndefined()
  })

  it('refuses what is no document', () => {
    for (const parse of [keyDocument.parse, inviteDocument.parse, groupDocument.parse]) {
      for (const doc of [undefined, null, 1, 'x', [], {}]) expect(parse(doc)).toBeUndefined()
    }
  })
})
