import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  codeInForce,
  resignDueOn,
  signatureState,
  signaturesByMember,
  standingSignatures,
  unsigned,
} from '@/core/domain/signatures'

const sign = (id: string, memberId: string, on: string, more: object = {}) => ({
  id,
  memberId,
  codeVersionId: 'v1',
  on,
  ...more,
})

describe('the version in force', () => {
  const versions = [
    { id: 'a', effectiveOn: '2024-01-01' },
    { id: 'b', effectiveOn: '2026-01-01' },
    { id: 'c', effectiveOn: '2027-01-01' },
    { id: 'draft' },
  ]
  test('is the one that took effect last', () => {
    expect(codeInForce(versions, '2026-11-22')?.id).toBe('b')
    expect(codeInForce(versions, '2026-01-01')?.id).toBe('b')
    expect(codeInForce(versions, '2025-12-31')?.id).toBe('a')
    expect(codeInForce(versions, '2023-12-31')).toBeUndefined()
  })
  test('is the same whatever the order, even for equal dates', () => {
    const equal = [
      { id: 'x', effectiveOn: '2026-01-01' },
      { id: 'y', effectiveOn: '2026-01-01' },
    ]
    expect(codeInForce(equal, '2026-11-22')?.id).toBe('y')
    expect(codeInForce(equal.toReversed(), '2026-11-22')?.id).toBe('y')
  })
})

describe('signatures that stand', () => {
  test('a voided fact takes its target away and does not stand itself', () => {
    const facts = [
      sign('s1', 'ann', '2026-01-10'),
      sign('s2', 'ann', '2026-01-10', { supersedes: 's1', voided: true }),
      sign('s3', 'bob', '2026-01-11'),
    ]
    expect(standingSignatures(facts).map((fact) => fact.id)).toEqual(['s3'])
  })
  test('a correction stands in place of what it corrects, and can be voided in turn', () => {
    const facts = [sign('s1', 'ann', '2026-10-01'), sign('s2', 'ann', '2026-01-10', { supersedes: 's1' })]
    expect(signaturesByMember(facts, 'v1').get('ann')?.on).toBe('2026-01-10')
    const voided = [...facts, sign('s3', 'ann', '2026-01-10', { supersedes: 's2', voided: true })]
    expect(signaturesByMember(voided, 'v1').get('ann')).toBeUndefined()
  })
  test('the latest of several counts; equal days go by id', () => {
    const facts = [sign('s1', 'ann', '2024-01-10'), sign('s3', 'ann', '2026-01-10'), sign('s2', 'ann', '2026-01-10')]
    expect(signaturesByMember(facts, 'v1').get('ann')?.id).toBe('s3')
    expect(signaturesByMember(facts.toReversed(), 'v1').get('ann')?.id).toBe('s3')
  })
  test('another version’s signature does not count', () => {
    expect(
      signaturesByMember([sign('s1', 'ann', '2026-01-10', { codeVersionId: 'v0' })], 'v1').get('ann'),
    ).toBeUndefined()
  })
  test('property: who has signed does not depend on the order of the facts', () => {
    const fact = fc.record({
      id: fc.integer({ min: 0, max: 30 }).map((n) => `s${n}`),
      memberId: fc.constantFrom('ann', 'bob', 'cat'),
      codeVersionId: fc.constantFrom('v1', 'v2'),
      on: fc.constantFrom('2025-01-01', '2026-01-01', '2026-06-01'),
      supersedes: fc.option(
        fc.integer({ min: 0, max: 30 }).map((n) => `s${n}`),
        { nil: undefined },
      ),
      voided: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.uniqueArray(fact, { selector: (entry) => entry.id }), (facts) => {
        const one = [...signaturesByMember(facts, 'v1')].map(([member, { id }]) => `${member} ${id}`).sort()
        const two = [...signaturesByMember(facts.toReversed(), 'v1')]
          .map(([member, { id }]) => `${member} ${id}`)
          .sort()
        expect(two).toEqual(one)
      }),
    )
  })
})

test('who has not signed', () => {
  const members = [{ id: 'ann' }, { id: 'bob' }, { id: 'cat' }]
  const facts = [
    sign('s1', 'ann', '2026-01-10'),
    sign('s2', 'bob', '2026-01-10'),
    sign('s3', 'bob', '2026-01-10', { supersedes: 's2', voided: true }),
  ]
  expect(unsigned(members, facts, 'v1').map((member) => member.id)).toEqual(['bob', 'cat'])
})

describe('signing again', () => {
  test('falls due so many months later, and never for 0', () => {
    expect(resignDueOn('2024-02-29', 12)).toBe('2025-02-28')
    expect(resignDueOn('2024-01-10', 0)).toBeUndefined()
    expect(resignDueOn(undefined, 12)).toBeUndefined()
  })
  test('is due on the day itself', () => {
    const facts = sign('s1', 'ann', '2024-11-22')
    expect(signatureState(facts, 24, '2026-11-21')).toBe('signed')
    expect(signatureState(facts, 24, '2026-11-22')).toBe('due')
    expect(signatureState(facts, undefined, '2036-11-22')).toBe('signed')
    expect(signatureState(undefined, 24, '2026-11-22')).toBe('unsigned')
  })
})
