import { describe, expect, it } from 'vitest'
import {
  hear,
  isHere,
  lookAt,
  PRESENCE,
  presentIn,
  type Said,
  type Sight,
  saidFromBytes,
  saidToBytes,
  sayAt,
} from '@/core/text/presence'
import { utf8 } from '@/core/vault/bytes'
import { present } from '../support/present'

const said = (changes: Partial<Said> = {}): Said => ({ run: 'r1', count: 1, open: ['s1'], at: null, ...changes })
const caret = { sectionId: 's1', anchor: '{"a":1}', head: '{"a":2}' }

describe('what is said', () => {
  it('comes back as it went, in bytes of a size that does not tell how much is open', () => {
    const one = said({ at: caret })
    expect(saidFromBytes(saidToBytes(one))).toEqual(one)
    expect(saidToBytes(said({ open: [] })).length).toBe(saidToBytes(one).length)
    expect(
      saidToBytes(said({ open: Array.from({ length: 12 }, (_, i) => `section-number-${i}`.padEnd(22, 'x')) })).length %
        512,
    ).toBe(0)
  })

  it('is nothing where it makes no sense', () => {
    const odd = ['', 'x', '[]', 'null', '7', '{}', '{"run":1,"count":1,"open":[]}', '{"run":"r","count":1,"open":[3]}']
    for (const text of odd) expect(saidFromBytes(utf8(text)), text).toBeUndefined()
    expect(saidFromBytes(utf8(`"${'x'.repeat(40_000)}"`))).toBeUndefined()
    // An odd caret is no caret; the rest stands.
    expect(saidFromBytes(utf8('{"run":"r","count":1,"open":["s1"],"at":{"sectionId":"s1"}}'))).toEqual(
      said({ run: 'r' }),
    )
  })
})

describe('hearing', () => {
  it('believes nothing that already lay there: it may be from last week', () => {
    const first = hear(undefined, said(), 1_000)
    expect(first.freshAt).toBeNull()
    expect(isHere(first, new Set(['s1']), 1_000)).toBe(false)
    const again = hear(first, said({ count: 2 }), 2_000)
    expect(isHere(again, new Set(['s1']), 2_000)).toBe(true)
  })

  it('believes what comes where nothing was', () => {
    expect(hear(hear(undefined, null, 1_000), said(), 2_000).freshAt).toBe(2_000)
  })

  it('takes the same again, or an older word given out once more, for nothing new', () => {
    const sight: Sight = { said: said({ count: 5 }), freshAt: 1_000 }
    expect(hear(sight, said({ count: 5 }), 9_000)).toBe(sight)
    expect(hear(sight, said({ count: 4, open: ['s2'] }), 9_000)).toBe(sight)
    expect(hear(sight, null, 9_000)).toBe(sight)
    expect(hear(sight, said({ run: 'r2', count: 1 }), 9_000).freshAt).toBe(9_000)
  })
})

describe('who is here', () => {
  const sights = (changes: Partial<Said>, freshAt = 10_000): ReadonlyMap<string, Sight> =>
    new Map([['d2', { said: said(changes), freshAt }]])
  const bela = (device: string): string | undefined => (device === 'd2' ? 'Bela Marsh' : undefined)

  it('shows the name, and the caret where it stands in this text', () => {
    expect(presentIn(sights({ at: caret }), 's1', 10_000, bela)).toEqual([
      { device: 'd2', name: 'Bela Marsh', caret: { anchor: '{"a":1}', head: '{"a":2}' }, faded: false },
    ])
    const elsewhere = presentIn(sights({ open: ['s1', 's2'], at: { ...caret, sectionId: 's2' } }), 's1', 10_000, bela)
    expect(elsewhere).toMatchObject([{ name: 'Bela Marsh', caret: null }])
  })

  it('shows nobody who has another text open, has left, or is not of the group', () => {
    expect(presentIn(sights({ open: ['s2'] }), 's1', 10_000, bela)).toEqual([])
    expect(presentIn(sights({ open: [] }), 's1', 10_000, bela)).toEqual([])
    expect(presentIn(sights({}), 's1', 10_000, () => undefined)).toEqual([])
  })

  it('fades, and goes, when nothing new comes', () => {
    const seen = (later: number) => presentIn(sights({}), 's1', 10_000 + later, bela)
    expect(seen(PRESENCE.fade - 1)).toMatchObject([{ faded: false }])
    expect(seen(PRESENCE.fade)).toMatchObject([{ faded: true }])
    expect(seen(PRESENCE.gone)).toEqual([])
  })

  it('is in the same order on every look', () => {
    const many = new Map(['d3', 'd1', 'd2'].map((device) => [device, { said: said(), freshAt: 0 }]))
    const names: Readonly<Record<string, string>> = { d1: 'Odette', d2: 'Bela', d3: 'Bela' }
    expect(presentIn(many, 's1', 0, (device) => names[device]).map((each) => each.device)).toEqual(['d2', 'd3', 'd1'])
  })
})

describe('when to say and to look', () => {
  const saying = { changedAt: null, saidAt: 100_000, inCompany: false, touchedAt: 100_000, now: 100_000 }
  const looking = { lookedAt: 100_000, isHere: false, touchedAt: 100_000, now: 100_000 }

  it('at once when a text is opened', () => {
    expect(sayAt({ ...saying, saidAt: null })).toBe(100_000)
    expect(lookAt({ ...looking, lookedAt: null })).toBe(100_000)
  })

  it('a moved caret soon in company, but never in a stream; alone it waits for the next time', () => {
    const moved = { ...saying, changedAt: 103_000, now: 103_000 }
    expect(sayAt({ ...moved, inCompany: true })).toBe(103_000 + PRESENCE.move)
    expect(sayAt({ ...moved, inCompany: true, saidAt: 102_900 })).toBe(102_900 + PRESENCE.between)
    expect(sayAt(moved)).toBe(100_000 + PRESENCE.keep)
  })

  it('more often for those who are here', () => {
    expect(present(lookAt({ ...looking, isHere: true }))).toBeLessThan(present(lookAt(looking)))
    // Two looks must fit between fading and a missed word.
    expect(PRESENCE.keep + 2 * PRESENCE.lookAlone).toBeLessThan(PRESENCE.gone)
    expect(PRESENCE.keep + PRESENCE.lookInCompany).toBeLessThan(PRESENCE.fade)
  })

  it('no more once nobody has touched the text for a while: a laptop left open overnight asks for nothing', () => {
    const later = 100_000 + PRESENCE.rest
    expect(sayAt({ ...saying, now: later })).toBeNull()
    expect(lookAt({ ...looking, now: later })).toBeNull()
    expect(lookAt({ ...looking, isHere: true, now: later })).toBeNull()
  })
})
