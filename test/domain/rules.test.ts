import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { applies, clockOn, lawStanding, ruleNumber, ruleSets, runClock } from '@/core/domain/rules'

const folder = new URL('../../resources/rules/', import.meta.url)
const text = z.string().min(1)
const day = z.iso.date()
const shape = z.strictObject({
  id: text,
  title: text,
  country: text,
  law: text,
  commencement: day.nullable(),
  endedOn: day.nullable(),
  replaces: text.optional(),
  checkedOn: day,
  note: text.optional(),
  numbers: z.array(
    z.strictObject({
      id: text,
      value: z.number().int().positive(),
      label: text,
      authority: text,
      note: text.optional(),
    }),
  ),
  clocks: z.array(
    z.strictObject({
      id: text,
      label: text,
      from: text,
      length: z.strictObject({
        days: z.number().optional(),
        weeks: z.number().optional(),
        months: z.number().optional(),
        years: z.number().optional(),
      }),
      counting: z.enum(['after', 'beginning-with']),
      workingDay: z.literal('next').optional(),
      unsure: z.strictObject({ label: text.optional(), from: text.optional() }).optional(),
      authority: text,
      note: text.optional(),
    }),
  ),
  forms: z.array(
    z.strictObject({
      form: text,
      nominate: z.enum(['yes', 'with-electors', 'if-no-profit-shared', 'no']),
      trigger: z.enum(['yes', 'if-no-profit-shared', 'no']),
    }),
  ),
})

test('every rule file has the shape, and every file is used', () => {
  const files = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown)
  const parsed = files.map((file) => shape.parse(file))
  expect(parsed.map((set) => set.id).sort()).toEqual(ruleSets.map((set) => set.id).sort())
})

test('a law without a day of commencement never applies', () => {
  const act = ruleSets.find((set) => set.id === 'right-to-buy-2026')
  expect(act?.commencement).toBeNull()
  expect(act === undefined || applies(act, '2026-11-22') || applies(act, '2099-01-01')).toBe(false)
})

test('a law says when it was last read, and which one is to take its place', () => {
  expect(lawStanding('acv-2011', '2026-11-22')).toMatchObject({
    checkedOn: '2026-11-22',
    coming: [{ id: 'right-to-buy-2026', note: expect.stringContaining('applies none of it') }],
  })
  expect(lawStanding('neighbourhood-planning-2012', '2026-11-22')).toMatchObject({ coming: [] })
  expect(lawStanding('nothing', '2026-11-22')).toBeUndefined()
})

test('a rule set applies from its first day until the day before it ends', () => {
  const set = { ...ruleSets[0], commencement: '2012-09-21', endedOn: '2027-04-01' } as (typeof ruleSets)[number]
  expect(['2012-09-20', '2012-09-21', '2027-03-31', '2027-04-01'].map((on) => applies(set, on))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('clocks and numbers are found only while their law applies', () => {
  expect(ruleNumber('acv-2011', 'local-electors', '2026-11-22')?.value).toBe(21)
  expect(ruleNumber('neighbourhood-planning-2012', 'forum-members', '2026-11-22')?.value).toBe(21)
  expect(ruleNumber('acv-2011', 'local-electors', '2010-01-01')).toBeUndefined()
  expect(clockOn('acv-2011', 'listing', '2012-09-20')).toBeUndefined()
  expect(clockOn('acv-2011', 'nothing', '2026-11-22')).toBeUndefined()
})

test('a draft plan is out for six whole weeks after the day it was publicised (SI 2012/637, reg 14)', () => {
  const clock = clockOn('neighbourhood-planning-2012', 'pre-submission', '2026-06-01')
  if (clock === undefined) throw new Error('the clock is missing')
  expect(runClock(clock, '2026-06-01').endsOn).toBe('2026-07-13')
})

test('the date that the council publishes goes before ours', () => {
  const clock = clockOn('acv-2011', 'interim-moratorium', '2026-06-01')
  if (clock === undefined) throw new Error('the clock is missing')
  expect(runClock(clock, '2026-06-01')).toMatchObject({
    endsOn: '2026-07-12',
    by: 'counted',
    authority: 'Localism Act 2011, section 95',
  })
  expect(runClock(clock, '2026-06-01', { published: '2026-07-13' })).toMatchObject({
    endsOn: '2026-07-13',
    by: 'published',
  })
})
