import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { applyOps, emptyRecord } from '@/core/merge/edit'
import { dominates, mergeAll, mergeRecords, sameValue, valueKey } from '@/core/merge/merge'
import { type Json, type Op, REMOVED, type StoredRecord } from '@/core/merge/record'
import { clashesOf, valuesOf } from '@/core/merge/view'
import { member } from '@/core/records/member'
import { recordType } from '@/core/records/registry'
import { mergeStates } from '@/core/text/states'
import { present } from '../support/present'

const RUNS = Number(process.env.TRESTLE_MERGE_RUNS ?? 10_000)
// A million cases take minutes, and a busy computer takes longer.
vi.setConfig({ testTimeout: 60_000 + 3 * RUNS })
const type = present(recordType('member'))

/** What happens to a few laptops that hold one record: edits and exchanges in any order. */
type Step =
  | { readonly kind: 'edit'; readonly by: number; readonly ops: readonly Op[]; readonly ms: number }
  | { readonly kind: 'hear'; readonly by: number; readonly from: number }

const value: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom('a', 'b', 'c'),
  fc.constant(null),
  fc.integer({ min: 0, max: 2 }),
  fc.constant({ number: '01632 960123' }),
)
const op: fc.Arbitrary<Op> = fc.oneof(
  fc.record({
    op: fc.constant('put' as const),
    path: fc.constantFrom('givenName', 'notes', 'phones/k1', 'phones/k2'),
    value,
  }),
  // A choice that is taken back: both values stand again.
  fc.record({
    op: fc.constant('put' as const),
    path: fc.constantFrom('givenName', 'phones/k1'),
    value,
    beside: fc.array(value, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ op: fc.constant('add' as const), path: fc.constant('tags'), member: fc.constantFrom('x', 'y') }),
  fc.record({ op: fc.constant('drop' as const), path: fc.constant('tags'), member: fc.constantFrom('x', 'y') }),
  fc.record({ op: fc.constant('clear' as const), path: fc.constantFrom('notes', 'phones/k1') }),
)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      by: fc.nat(2),
      ops: fc.array(op, { minLength: 1, maxLength: 3 }),
      ms: fc.nat(10_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hear' as const), by: fc.nat(2), from: fc.nat(2) }) },
)

function play(steps: readonly Step[]): readonly [StoredRecord, StoredRecord, StoredRecord] {
  const laptops: [StoredRecord, StoredRecord, StoredRecord] = [
    emptyRecord(type, 'r'),
    emptyRecord(type, 'r'),
    emptyRecord(type, 'r'),
  ]
  for (const s of steps) {
    const own = present(laptops[s.by])
    laptops[s.by] =
      s.kind === 'hear'
        ? mergeRecords(own, present(laptops[s.from]))
        : applyOps(own, s.ops, { device: `device${s.by}`, at: new Date(s.ms).toISOString() })
  }
  return laptops
}

const laptops = fc.array(step, { maxLength: 14 }).map(play)
const check = (property: fc.IProperty<[readonly [StoredRecord, StoredRecord, StoredRecord]]>): void => {
  fc.assert(property, { numRuns: RUNS })
}
const text = (record: StoredRecord): string => JSON.stringify(record)

describe('merging, for every history of three laptops', () => {
  it('is commutative, to the byte', () =>
    check(fc.property(laptops, ([a, b]) => text(mergeRecords(a, b)) === text(mergeRecords(b, a)))))
  it('is associative, to the byte', () =>
    check(
      fc.property(
        laptops,
        ([a, b, c]) => text(mergeRecords(mergeRecords(a, b), c)) === text(mergeRecords(a, mergeRecords(b, c))),
      ),
    ))
  it('is idempotent, and hearing an old form again changes nothing', () =>
    check(
      fc.property(laptops, ([a, b]) => {
        const merged = mergeRecords(a, b)
        return (
          text(mergeRecords(a, a)) === text(a) &&
          text(mergeRecords(merged, a)) === text(merged) &&
          text(mergeRecords(b, merged)) === text(merged)
        )
      }),
    ))
  it('covers what both have seen', () =>
    check(
      fc.property(laptops, ([a, b]) => {
        const { seen } = mergeRecords(a, b)
        return dominates(seen, a.seen) && dominates(seen, b.seen)
      }),
    ))
  it('never makes a value up: every entry stood in one of the two', () =>
    check(
      fc.property(laptops, ([a, b]) => {
        const all = new Set(
          [a, b].flatMap((r) =>
            Object.entries(r.fields).flatMap(([path, list]) => list.map((e) => `${path} ${valueKey(e[0])}`)),
          ),
        )
        return Object.entries(mergeRecords(a, b).fields).every(([path, list]) =>
          list.every((e) => all.has(`${path} ${valueKey(e[0])}`)),
        )
      }),
    ))
  it('tells equal values as their texts would, whatever the order of their keys', () => {
    const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>
    const turned = (each: Json): Json =>
      each === null || typeof each !== 'object'
        ? each
        : Array.isArray(each)
          ? each.map((item: Json) => turned(item))
          : Object.fromEntries(
              Object.entries(each)
                .reverse()
                .map(([key, item]) => [key, turned(item)]),
            )
    fc.assert(
      fc.property(json, fc.oneof(value, json), (a, b) => {
        expect(sameValue(a, b)).toBe(valueKey(a) === valueKey(b))
        expect(sameValue(a, turned(a))).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })

  it('keeps both values when two laptops change a register unseen by each other', () =>
    check(
      fc.property(laptops, ([start]) => {
        const a = applyOps(start, [{ op: 'put', path: 'notes', value: 'from A' }], {
          device: 'A',
          at: '2026-01-01T00:00:00.000Z',
        })
        const b = applyOps(start, [{ op: 'put', path: 'notes', value: 'from B' }], {
          device: 'B',
          at: '1999-01-01T00:00:00.000Z',
        })
        const clash = clashesOf(type, mergeRecords(a, b)).find((c) => c.path === 'notes')
        return (
          clash?.values
            .map((v) => v.value)
            .sort()
            .join() === 'from A,from B'
        )
      }),
    ))
  it('settles: a later edit that saw both leaves one value, wherever it meets the old ones again', () =>
    check(
      fc.property(laptops, ([a, b, c]) => {
        const all = mergeAll([a, b, c])
        const settled = applyOps(all, [{ op: 'put', path: 'notes', value: 'settled' }], {
          device: 'device0',
          at: '1980-01-01T00:00:00.000Z',
        })
        const again = mergeAll([b, settled, a, c])
        return (
          clashesOf(type, again).every((clash) => clash.path !== 'notes') && valuesOf(type, again).notes === 'settled'
        )
      }),
    ))
})

/** Operations of one rule alone, so that each rule meets every history on its own and not only in passing. */
const rules: Readonly<Record<string, fc.Arbitrary<Op>>> = {
  'one: a register': fc.record({ op: fc.constant('put' as const), path: fc.constantFrom('notes', 'town'), value }),
  'set: members': fc.record({
    op: fc.constantFrom('add' as const, 'drop' as const),
    path: fc.constant('tags'),
    member: fc.constantFrom('x', 'y', 'z'),
  }),
  'map: registers by key': fc.record({
    op: fc.constant('put' as const),
    path: fc.constantFrom('phones/k1', 'phones/k2', 'phones/k3'),
    value,
  }),
  'removal and putting back, among edits': fc.oneof(
    fc.record({
      op: fc.constant('put' as const),
      path: fc.constant(REMOVED),
      value: fc.oneof(
        fc.constant(null),
        fc.record({
          on: fc.constantFrom('2026-01-01', '2026-01-02'),
          seen: fc.dictionary(fc.constantFrom('device0', 'device1', 'device2'), fc.nat(4)),
        }),
      ) as fc.Arbitrary<Json>,
    }),
    op,
  ),
  'facts that supersede': fc.record({
    op: fc.constant('put' as const),
    path: fc.constantFrom('supersedes', 'on', 'memberId'),
    value: fc.constantFrom('fact-1', 'fact-2', 'fact-3'),
  }),
  'fields and values of a newer version': fc.record({
    op: fc.constant('put' as const),
    path: fc.constantFrom('fromTheFuture', 'fromTheFuture/k', 'notes'),
    value: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  }),
}

describe.each(Object.entries(rules))('the rule %s', (_, rule) => {
  const edits = fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('edit' as const),
        by: fc.nat(2),
        ops: fc.array(rule, { minLength: 1, maxLength: 2 }),
        ms: fc.nat(10_000),
      }),
      fc.record({ kind: fc.constant('hear' as const), by: fc.nat(2), from: fc.nat(2) }),
    ),
    { maxLength: 10 },
  )

  it('is commutative, associative and idempotent, and reads no clock', () =>
    fc.assert(
      fc.property(edits, fc.array(fc.nat(10_000), { minLength: 10, maxLength: 10 }), (steps, clocks) => {
        const [a, b, c] = play(steps)
        const all = mergeRecords(mergeRecords(a, b), c)
        // The same history by laptops whose clocks say anything at all: the same values stand.
        const other = steps.map((each, i) => (each.kind === 'edit' ? { ...each, ms: clocks[i] ?? 0 } : each))
        const [x, y, z] = play(other)
        return (
          text(mergeRecords(a, b)) === text(mergeRecords(b, a)) &&
          text(all) === text(mergeRecords(a, mergeRecords(b, c))) &&
          text(mergeRecords(all, a)) === text(all) &&
          text(mergeRecords(a, a)) === text(a) &&
          JSON.stringify(mergeAll([z, y, x]).fields) === JSON.stringify(all.fields)
        )
      }),
      { numRuns: RUNS },
    ))
})

describe('long text', () => {
  /** Whole states of three laptops: each types into what it has heard. Made once, since making one costs a hundred merges' time. */
  const states = [1, 2, 3].flatMap((id) =>
    [0, 1, 2, 3].map((round) => {
      const doc = new Y.Doc()
      doc.clientID = id
      for (let i = 0; i <= round; i += 1) doc.getText('t').insert(i * id, `${id}${'abc'[i] ?? 'd'}`)
      return Y.encodeStateAsUpdate(doc)
    }),
  )
  const shown = (order: readonly number[]): string => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, mergeStates(order.map((at) => present(states[at]))))
    return doc.getText('t').toString()
  }

  it('merging whole states is the same in any order, in any company, and any number of times', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.nat(3)),
        (some, luck) => {
          const again = [...some, present(some[0])].sort(() => (luck.next().value ?? 0) - 1.5)
          return shown(again) === shown(some)
        },
      ),
      { numRuns: RUNS },
    ))
})

describe('sets', () => {
  it('an addition wins over a removal that had not seen it', () => {
    const start = applyOps(emptyRecord(type, 'r'), [{ op: 'add', path: 'tags', member: 'x' }], {
      device: 'A',
      at: '2026-01-01T00:00:00.000Z',
    })
    const dropped = applyOps(start, [{ op: 'drop', path: 'tags', member: 'x' }], {
      device: 'A',
      at: '2026-01-02T00:00:00.000Z',
    })
    const addedAgain = applyOps(start, [{ op: 'add', path: 'tags', member: 'x' }], {
      device: 'B',
      at: '2026-01-02T00:00:00.000Z',
    })
    expect(valuesOf(type, mergeRecords(dropped, addedAgain)).tags).toEqual(['x'])
    expect(valuesOf(type, mergeRecords(dropped, start)).tags).toBeUndefined()
    expect(member.fields.tags.merge).toBe('set')
  })
})
