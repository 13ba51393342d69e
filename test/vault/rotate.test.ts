import { beforeAll, describe, expect, it } from 'vitest'
import { type KeyDocument, keyDocument } from '@/core/records/key'
import { type Device, newDevice, wrapForDevice } from '@/core/vault/device'
import { open, seal } from '@/core/vault/envelope'
import { compareKeys, newRawKey, type RawKey } from '@/core/vault/keys'
import { makeKeyring, openKeys, openKeysWithPhrase, wrapByKey } from '@/core/vault/open-keys'
import { haveCrossed, makeKey, mayMakeKey, type NewKey } from '@/core/vault/rotate'
import { counting, seededBytes, wren } from './support'

const START = Date.parse('2026-11-01T09:00:00.000Z')
const host = { method: 'host', secret: counting(9) } as const
const copy = (keys: readonly RawKey[]): RawKey[] => keys.map((key) => ({ ...key, raw: key.raw.slice() }))
const kids = (keys: readonly RawKey[]): string[] => keys.map((key) => key.kid)

let a: Device
let b: Device
let first: NewKey
let second: NewKey

const receiver = ({ deviceId, publicKey, signingKey }: Device) => ({ deviceId, publicKey, signingKey })

async function opened(docs: readonly KeyDocument[], device: Device): Promise<readonly RawKey[]> {
  const keys = await openKeys(docs, { device })
  if (!keys.ok) throw new Error(keys.error.kind)
  return keys.value
}

beforeAll(async () => {
  a = (await newDevice('devA', host, seededBytes(1))).device
  b = (await newDevice('devB', host, seededBytes(2))).device
  first = await makeKey({
    groupId: 'g',
    older: [],
    by: a,
    others: [],
    without: [],
    now: START,
    randomBytes: seededBytes(3),
  })
  first = { ...first, documents: [...first.documents, await wrapForDevice(first.key, b, 'g', seededBytes(4))] }
  second = await makeKey({
    groupId: 'g',
    older: [first.key],
    by: a,
    others: [receiver(b)],
    without: [],
    now: START + 1_000,
    randomBytes: seededBytes(5),
  })
})

describe('making a key', () => {
  it('writes one document per laptop, one for the sheet and one per older key, all well formed', () => {
    for (const doc of [...first.documents, ...second.documents]) expect(keyDocument.parse(doc)).toEqual(doc)
    expect(second.documents.map((doc) => doc._id)).toEqual([
      // The maker's own first.
      `key:${second.key.kid}:dev:devA`,
      `key:${second.key.kid}:rec`,
      `key:${second.key.kid}:dev:devB`,
      `key:${first.key.kid}:key:${second.key.kid}`,
    ])
    expect(second.phrase).not.toEqual(first.phrase)
  })

  it('writes what can be read again, however many laptops there are, and whatever dates others have used up', async () => {
    const laptops = await Promise.all(
      Array.from({ length: 40 }, async (_, at) => (await newDevice(`dev${at}`, host, seededBytes(100 + at))).device),
    )
    const late = newRawKey(seededBytes(30), '9999-12-31T23:59:59.999Z')
    const made = await makeKey({
      groupId: 'g',
      older: [first.key, late],
      accepted: [first.key.kid],
      by: a,
      others: laptops.map(receiver),
      without: laptops.map(({ deviceId }) => `gone-${deviceId}`),
      now: START + 5_000,
      randomBytes: seededBytes(31),
    })
    for (const doc of made.documents) expect(keyDocument.parse(doc)).toEqual(doc)
    expect(made.key.createdAt).toBe(new Date(START + 5_000).toISOString())
  })

  it('is newer than every older key even where the clock went back', async () => {
    const late = await makeKey({
      groupId: 'g',
      older: [first.key, second.key],
      by: a,
      others: [],
      without: [],
      now: 0,
      randomBytes: seededBytes(6),
    })
    expect(compareKeys(late.key, second.key)).toBe(1)
    expect(late.key.createdAt).toBe('2026-11-01T09:00:01.001Z')
  })

  it('lets every laptop that stays open old and new, and write with the new', async () => {
    const docs = [...first.documents, ...second.documents]
    const old = await seal(await makeKeyring('g', copy([first.key])), wren)
    for (const device of [a, b]) {
      const ring = await makeKeyring('g', await opened(docs, device))
      expect(ring.current.kid).toBe(second.key.kid)
      expect(ring.first.kid).toBe(first.key.kid)
      expect(await open(ring, old)).toEqual({ ok: true, value: wren })
    }
  })

  it('gives nothing of the new key to a laptop that was left out', async () => {
    const without = await makeKey({
      groupId: 'g',
      older: [first.key],
      by: a,
      others: [],
      without: ['devB'],
      now: START + 5,
      randomBytes: seededBytes(7),
    })
    expect(kids(await opened([...first.documents, ...without.documents], b))).toEqual([first.key.kid])
  })

  it('forgets raw bytes when a keyring is made', async () => {
    const keys = copy([first.key])
    await makeKeyring('g', keys)
    expect(keys[0]?.raw.every((byte) => byte === 0)).toBe(true)
    await expect(makeKeyring('g', [])).rejects.toThrow()
  })
})

describe('two new keys at once', () => {
  it('everyone picks the same one, reads both, and is told that one more key is needed', async () => {
    const at = START + 9_000
    const mine = await makeKey({
      groupId: 'g',
      older: [first.key],
      by: a,
      others: [receiver(b)],
      without: [],
      now: at,
      randomBytes: seededBytes(20),
    })
    const theirs = await makeKey({
      groupId: 'g',
      older: [first.key],
      by: b,
      others: [receiver(a)],
      without: [],
      now: at,
      randomBytes: seededBytes(21),
    })
    const docs = [...first.documents, ...mine.documents, ...theirs.documents]
    const rings = [
      await makeKeyring('g', await opened(docs, a)),
      await makeKeyring('g', await opened([...docs].reverse(), b)),
    ]
    const winner = [mine.key.kid, theirs.key.kid].sort()[1]
    for (const ring of rings) {
      expect(ring.current.kid).toBe(winner)
      expect(ring.all().length).toBe(3)
    }
    expect(haveCrossed(docs)).toBe(true)
    const healed = await makeKey({
      groupId: 'g',
      older: [first.key, mine.key, theirs.key],
      by: a,
      others: [],
      without: [],
      now: at + 1,
      randomBytes: seededBytes(22),
    })
    expect(haveCrossed([...docs, ...healed.documents])).toBe(false)
  })

  it('one new key, or none, has not crossed', () => {
    expect(haveCrossed([])).toBe(false)
    expect(haveCrossed(first.documents)).toBe(false)
    expect(haveCrossed([...first.documents, ...second.documents])).toBe(false)
  })
})

describe('opening with the phrase', () => {
  it('the newest sheet opens everything', async () => {
    const keys = await openKeysWithPhrase([...first.documents, ...second.documents], second.phrase)
    expect(keys.ok && kids(keys.value)).toEqual([first.key.kid, second.key.kid])
  })

  it('a sheet from before the new key says so, and when the newest was made', async () => {
    expect(await openKeysWithPhrase([...first.documents, ...second.documents], first.phrase)).toEqual({
      ok: false,
      error: { kind: 'recovery-phrase-old', detail: { newest: second.key.createdAt } },
    })
    expect((await openKeysWithPhrase(first.documents, first.phrase)).ok).toBe(true)
    const both = [...first.documents, ...second.documents]
    const older = await openKeysWithPhrase(both, first.phrase, { older: true })
    expect(older.ok && kids(older.value)).toEqual([first.key.kid])
    const newest = await openKeysWithPhrase(both, second.phrase, { older: true })
    expect(newest.ok && kids(newest.value)).toEqual([first.key.kid, second.key.kid])
    const known = await openKeysWithPhrase(both, first.phrase, { newest: first.key.kid })
    expect(known.ok && kids(known.value)).toEqual([first.key.kid])
  })

  it('other words open nothing', async () => {
    const words = [...first.phrase].reverse()
    expect(await openKeysWithPhrase(first.documents, words)).toEqual({
      ok: false,
      error: { kind: 'wrong-recovery-phrase', detail: { newest: first.key.createdAt } },
    })
    expect(await openKeysWithPhrase([], words)).toEqual({ ok: false, error: { kind: 'key-missing' } })
  })
})

describe('trust', () => {
  it('a key that hangs together with nothing is never used, even when it is wrapped for our laptop', async () => {
    const evil = newRawKey(seededBytes(66), '2099-01-01T00:00:00.000Z')
    const forged = await wrapForDevice(evil, receiver(a), 'g', seededBytes(67))
    expect(kids(await opened([...first.documents, forged], a))).toEqual([first.key.kid])
  })

  it('nor is one that claims to wrap our key but wraps other bytes', async () => {
    const evil = newRawKey(seededBytes(66), '2099-01-01T00:00:00.000Z')
    const forged = await wrapForDevice(evil, receiver(a), 'g', seededBytes(67))
    const link = await wrapByKey({ ...first.key, raw: counting(1) }, evil, 'g', seededBytes(68))
    expect(kids(await opened([...first.documents, forged, link], a))).toEqual([first.key.kid])
  })

  it('a damaged link is left aside, and the rest opens', async () => {
    const docs = [...first.documents, ...second.documents].map((doc) =>
      doc.wrap === 'key' ? { ...doc, c: `A${doc.c.slice(1)}` } : doc,
    )
    expect(kids(await opened(docs, b))).toEqual([first.key.kid])
  })

  it('a laptop without a document of its own has no key', async () => {
    const stranger = (await newDevice('devC', host, seededBytes(30))).device
    expect(await openKeys(first.documents, { device: stranger })).toEqual({ ok: false, error: { kind: 'key-missing' } })
  })

  it('follows a long chain in any order of documents', async () => {
    let older = [first.key]
    let docs = [...first.documents]
    for (let i = 0; i < 3; i += 1) {
      const key = newRawKey(seededBytes(40 + i), new Date(START + 60_000 * (i + 1)).toISOString())
      docs = [await wrapByKey(older.at(-1) ?? first.key, key, 'g', seededBytes(50 + i)), ...docs]
      older = [...older, key]
    }
    const last = older.at(-1)
    if (last === undefined) throw new Error('no key')
    const keys = await openKeys(docs, { key: last })
    expect(keys.ok && kids(keys.value)).toEqual(kids(older))
    const again = await openKeys([...docs].reverse(), { key: last })
    expect(again.ok && kids(again.value)).toEqual(kids(older))
  })
})

describe('mayMakeKey', () => {
  it('the first key only where nothing names one; another only by who holds them all', () => {
    expect(mayMakeKey([], [])).toBe(true)
    expect(mayMakeKey(['k1'], [])).toBe(false)
    expect(mayMakeKey(['k1'], ['k1'])).toBe(true)
    expect(mayMakeKey(['k1', 'k2'], ['k1'])).toBe(false)
    expect(mayMakeKey(new Set(['k1']), ['k1', 'k2'])).toBe(true)
  })
})

describe('what anybody may wrap for a laptop', () => {
  it('takes the place of no key that it holds, nor of one that opens what it holds', async () => {
    const own = await wrapForDevice(first.key, b, 'g', seededBytes(40))
    const known = [own, ...second.documents]
    expect(kids(await opened(known, b))).toEqual([first.key.kid, second.key.kid])
    for (const real of [first.key, second.key]) {
      const made = { ...newRawKey(seededBytes(41), real.createdAt), kid: real.kid }
      const theirs = await wrapForDevice(made, receiver(b), 'g', seededBytes(42))
      for (const docs of [
        [theirs, ...known],
        [...known, theirs],
      ])
        expect((await opened(docs, b)).map(({ raw }) => [...raw])).toEqual(
          [first.key, second.key].map(({ raw }) => [...raw]),
        )
    }
  })

  it('does not change an older key either: that is taken from the newest that has it', async () => {
    const third = await makeKey({
      groupId: 'g',
      older: [first.key, second.key],
      by: a,
      others: [],
      without: [],
      now: START + 9_000,
      randomBytes: seededBytes(50),
    })
    const made = { ...newRawKey(seededBytes(51), first.key.createdAt), kid: first.key.kid }
    const theirs = await wrapByKey(made, second.key, 'g', seededBytes(52))
    const keys = await openKeysWithPhrase([theirs, ...second.documents, ...third.documents], third.phrase)
    expect(keys.ok && keys.value.map(({ raw }) => [...raw])).toEqual(
      [first.key, second.key, third.key].map(({ raw }) => [...raw]),
    )
  })
})
