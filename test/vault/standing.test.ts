import { beforeAll, describe, expect, it } from 'vitest'
import type { DeviceKey } from '@/core/records/key'
import { fromBase64, fromUtf8, toBase64, utf8 } from '@/core/vault/bytes'
import { type Device, wrapForDevice } from '@/core/vault/device'
import { importGroupKey, newRawKey, type RawKey } from '@/core/vault/keys'
import { advance, closedIn, firstStanding, letIn, type Standing, standingFromPhrase } from '@/core/vault/standing'
import { type Proved, type Publics, proveStatement, type Speaks, say } from '@/core/vault/statement'
import { present } from '../support/present'
import { seededBytes, testDevice } from './support'

const laptops: Record<string, Device> = {}
const keys: Record<string, RawKey> = {}
beforeAll(async () => {
  for (const [i, name] of ['A', 'B', 'C', 'D', 'L', 'E'].entries()) laptops[name] = await testDevice(name, i + 1)
  for (let i = 0; i < 6; i += 1) keys[`K${i}`] = newRawKey(seededBytes(i + 50), `2026-11-0${i + 1}T00:00:00.000Z`)
})

const device = (name: string): Device => present(laptops[name])
const publics = (name: string): Publics => {
  const { deviceId, publicKey, signingKey } = device(name)
  return { deviceId, publicKey, signingKey }
}
const key = (name: string): RawKey => present(keys[name])
const kid = (name: string): string => key(name).kid
const said = (as: Speaks, by: string, k: string, list: string, without: readonly string[] = []): Proved => ({
  as,
  by: publics(by),
  with: [...list].map(publics),
  without,
  kid: kid(k),
  createdAt: key(k).createdAt,
})
const names = (standing: Standing): string => Object.keys(standing.members).sort().join('')
const ring = (standing: Standing): string[] =>
  standing.writable.map((id) => present(Object.entries(keys).find(([, each]) => each.kid === id))[0])

/** A group of A, B, C and L with the first key; each laptop's view is the same. */
const group = (self: string): Standing => {
  const all = ['A', 'B', 'C', 'L'].map((name) => said('own', name, 'K0', name))
  return advance(firstStanding(publics(self), [kid('K0')]), [said('make', 'A', 'K0', 'A'), ...all], self)
}
/** Every order of a few statements. */
function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, i) => orders(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]))
}

describe('while nobody was closed', () => {
  it('whoever proves to hold a key belongs, and a member’s new key is written with', () => {
    expect(names(group('C'))).toBe('ABCL')
    const after = advance(group('C'), [said('make', 'B', 'K1', 'ABCL')], 'C')
    expect(ring(after)).toEqual(['K0', 'K1'])
    expect(advance(after, [said('make', 'B', 'K1', 'ABCL')], 'C')).toBe(after)
  })

  it('two keys made at once: a laptop that only one of the makers knew belongs for everybody', () => {
    for (const words of orders([
      said('make', 'A', 'K1', 'ABC'),
      said('make', 'B', 'K2', 'ABCD'),
      said('own', 'D', 'K0', 'D'),
    ]))
      expect(names(advance(group('C'), words, 'C'))).toBe('ABCDL')
  })

  it('a stranger’s key is never accepted', () => {
    const after = advance(group('C'), [said('make', 'E', 'K3', 'ABCE')], 'C')
    expect(ring(after)).toEqual(['K0'])
    expect(names(after)).toBe('ABCL')
  })

  it('nor can anybody take a member’s name with other keys', () => {
    const evil = { ...said('make', 'E', 'K3', 'ABC'), by: { ...publics('E'), deviceId: 'B' } }
    expect(ring(advance(group('C'), [evil], 'C'))).toEqual(['K0'])
  })
})

describe('once a laptop was closed', () => {
  const closing = (): Proved => said('make', 'A', 'K1', 'ABC', ['L'])

  it('it belongs no more, and only the new key is written with', () => {
    const after = advance(group('C'), [closing()], 'C')
    expect(names(after)).toBe('ABC')
    expect(closedIn(after)).toEqual(['L'])
    expect(ring(after)).toEqual(['K1'])
  })

  it('proving to hold an older key proves nothing: the closed laptop holds it too and could make up others', () => {
    for (const words of orders([closing(), said('own', 'E', 'K0', 'E'), said('make', 'L', 'K3', 'ABCLE')])) {
      // In whichever order they are handed over: here, all at once.
      const after = advance(group('C'), words, 'C')
      expect(ring(after)).toEqual(['K1'])
      expect(names(after)).toBe('ABC')
    }
  })

  it('a laptop made up before the closing was heard of falls away with it', () => {
    const fooled = advance(group('C'), [said('own', 'E', 'K0', 'E')], 'C')
    expect(names(fooled)).toBe('ABCEL')
    expect(names(advance(fooled, [closing()], 'C'))).toBe('ABC')
  })

  it('a key of the closed laptop, accepted before, is not written with any more', () => {
    const fooled = advance(group('C'), [said('make', 'L', 'K3', 'BCLE', ['A'])], 'C')
    expect(ring(fooled)).toEqual(['K3'])
    const later = advance(group('C'), [said('make', 'L', 'K3', 'ABCLE')], 'C')
    expect(ring(later)).toEqual(['K0', 'K3'])
    expect(ring(advance(later, [said('share', 'B', 'K3', 'C'), closing()], 'C'))).toEqual(['K1'])
  })

  it('a key that somebody made who had not heard of it is read and passed on, but not written with', () => {
    for (const words of orders([closing(), said('make', 'B', 'K2', 'ABCL')])) {
      const after = advance(group('C'), words, 'C')
      expect(ring(after)).toEqual(['K1'])
      expect(after.accepted).toContain(kid('K2'))
      expect(names(after)).toBe('ABC')
    }
    // Not even when it was passed on by somebody who has heard by then.
    const passed = [closing(), said('make', 'B', 'K2', 'ABCL'), said('share', 'B', 'K2', 'C', ['L'])]
    expect(ring(advance(group('C'), passed, 'C'))).toEqual(['K1'])
  })

  it('a laptop that the closer did not know waits for a person; then it belongs for everybody', () => {
    const after = advance(group('C'), [closing(), said('own', 'D', 'K0', 'D')], 'C')
    expect(names(after)).toBe('ABC')
    expect(names(letIn(after, publics('D')))).toBe('ABCD')
    const shared = said('share', 'B', 'K1', 'D', ['L'])
    expect(names(advance(after, [shared], 'C'))).toBe('ABCD')
    // Somebody who let it in without having heard of the closing may have been fooled.
    expect(names(advance(after, [said('share', 'B', 'K0', 'D')], 'C'))).toBe('ABC')
  })

  it('a laptop that proves to hold the new key belongs: it was invited since, or has the new six words', () => {
    expect(names(advance(group('C'), [closing(), said('own', 'D', 'K1', 'D', ['L'])], 'C'))).toBe('ABCD')
  })

  it('the closed laptop is let in by nobody', () => {
    const after = advance(group('C'), [closing()], 'C')
    expect(letIn(after, publics('L'))).toBe(after)
    expect(names(advance(after, [said('share', 'B', 'K1', 'L')], 'C'))).toBe('ABC')
  })

  it('two closings at once: both are closed, nobody else is, and no key is written with that either of them has', () => {
    for (const words of orders([said('make', 'A', 'K1', 'ABC', ['L']), said('make', 'B', 'K2', 'ABL', ['C'])])) {
      const after = advance(group('A'), words, 'A')
      expect(closedIn(after)).toEqual(['C', 'L'])
      expect(names(after)).toBe('AB')
      expect(ring(after)).toEqual([])
      expect(ring(advance(after, [...words, said('make', 'B', 'K3', 'AB', ['C', 'L'])], 'A'))).toEqual(['K3'])
    }
  })

  it('the six words: who speaks under the newest key is believed, nobody else', () => {
    const all = [said('make', 'A', 'K0', 'A'), said('own', 'L', 'K0', 'L'), said('own', 'E', 'K0', 'E'), closing()]
    const after = standingFromPhrase(publics('D'), all, [kid('K0'), kid('K1')])
    expect(names(after)).toBe('ABCD')
    expect(ring(after)).toEqual(['K1'])
  })

  it('an invite hands on what the inviter knows', () => {
    const inviter = advance(group('B'), [closing()], 'B')
    const after = advance(
      firstStanding(publics('D'), [kid('K0'), kid('K1')], inviter),
      [said('own', 'E', 'K0', 'E')],
      'D',
    )
    expect(names(after)).toBe('ABCD')
    expect(ring(after)).toEqual(['K1'])
  })
})

describe('a statement', () => {
  const made = async (): Promise<DeviceKey> => {
    const what = { as: 'make', with: [publics('A'), publics('B')], without: ['L'] } as const
    return wrapForDevice(key('K1'), publics('B'), 'g', seededBytes(3), await say(device('A'), key('K1'), 'g', what))
  }
  const handles = (k = 'K1') => importGroupKey(key(k).raw, key(k).kid, key(k).createdAt)

  it('is proved by the signature and by the key', async () => {
    const found = present(await proveStatement(await made(), key('K1'), await handles()))
    expect(found).toEqual(said('make', 'A', 'K1', 'AB', ['L']))
  })

  it('is refused with anything changed, about another key, or under another name', async () => {
    const doc = await made()
    const other = fromUtf8(present(fromBase64(present(doc.says)))).replaceAll('"L"', '"C"')
    const changes: Partial<DeviceKey>[] = [
      { says: toBase64(utf8(other)) },
      { signature: present(doc.mac) },
      { mac: present(doc.signature) },
      { says: 'AAAA' },
      { groupId: 'h' },
      { createdAt: '2027-01-01T00:00:00.000Z' },
    ]
    for (const change of changes)
      expect(await proveStatement({ ...doc, ...change }, key('K1'), await handles()), JSON.stringify(change)).toBe(
        undefined,
      )
    // The same words with other bytes under the key's name.
    const swapped = { ...key('K1'), raw: key('K2').raw }
    const theirs = await importGroupKey(swapped.raw, swapped.kid, swapped.createdAt)
    expect(await proveStatement(doc, swapped, theirs)).toBe(undefined)
    // Signed by somebody else than it names.
    const forged = await say({ ...device('E'), ...publics('A'), sign: device('E').sign }, key('K1'), 'g', {
      as: 'make',
      with: [],
      without: [],
    })
    expect(await proveStatement({ ...doc, ...forged }, key('K1'), await handles())).toBe(undefined)
    const { says: _, ...silent } = doc
    expect(await proveStatement(silent as DeviceKey, key('K1'), await handles())).toBe(undefined)
  })
})
