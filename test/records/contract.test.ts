import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assemble, dotOf, mergeRecords } from '@/core/merge/merge'
import type { Json, StoredRecord } from '@/core/merge/record'
import { clashesOf, valuesOf } from '@/core/merge/view'
import type { AnyFields, RecordType } from '@/core/records/define'
import { recordType, recordTypes } from '@/core/records/registry'
import { open, seal } from '@/core/vault/envelope'
import { reversed, testKeyring } from '../vault/support'

/** What every record type promises, each of its schemas included: one fixture per version, never changed, never deleted. */
const FOLDER = 'test/fixtures/records'
const types = recordTypes as unknown as readonly RecordType<AnyFields, string>[]
const versions = types.flatMap((type) =>
  Array.from({ length: type.schema }, (_, i) => [`${type.type}.v${i + 1}`, type, i + 1] as const),
)

function fixture(name: string): StoredRecord {
  return JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8')) as StoredRecord
}

it('every type is registered once, under its own name', () => {
  const names = types.map((type) => type.type)
  expect(new Set(names).size).toBe(names.length)
  for (const type of types) expect(recordType(type.type)).toBe(type)
  expect(recordType('constructor')).toBeUndefined()
})

it('every fixture belongs to a registered type and one of its versions', () => {
  const expected = versions.map(([name]) => `${name}.json`).sort()
  expect(readdirSync(FOLDER).sort()).toEqual(expected)
})

/** Written by one laptop only, so never in two minds. */
const ONE_WRITER: ReadonlySet<string> = new Set(['text', 'heartbeat'])

describe.each(types.map((type) => [type.type, type] as const))('the type %s', (_, type) => {
  it('has words for people: labels of the type, of every field and of every choice', () => {
    expect([type.label.one, type.label.many].every((label) => label.trim() !== '')).toBe(true)
    for (const [name, field] of Object.entries(type.fields)) {
      expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/)
      expect(field.label.trim(), name).not.toBe('')
      if (field.input === 'choice') expect(Object.values(field.choices ?? {}).every(Boolean), name).toBe(true)
      if (field.input === 'record') expect(recordType(field.refersTo ?? ''), name).toBeDefined()
    }
  })

  it('offers exactly the choices that its schema takes', () => {
    for (const [name, field] of Object.entries(type.fields)) {
      if (field.input !== 'choice') continue
      const choices = Object.keys(field.choices ?? {})
      expect(choices.length, name).toBeGreaterThan(1)
      for (const choice of choices) expect(field.schema.safeParse(choice).success, `${name}: ${choice}`).toBe(true)
      const taken = (field.schema as unknown as { options?: readonly string[] }).options ?? []
      expect([...taken].sort(), name).toEqual([...choices].sort())
    }
  })

  it('has an upcast from each older schema', () => {
    for (let schema = 1; schema < type.schema; schema += 1) expect(type.upcasts[schema]).toBeTypeOf('function')
  })

  it('names a record even when nothing is filled in', () => {
    expect(type.title({}).trim()).not.toBe('')
  })
})

describe.each(versions)('the fixture %s', (name, type, schema) => {
  it('exists and is in the one canonical form', () => {
    expect(existsSync(`${FOLDER}/${name}.json`)).toBe(true)
    const record = fixture(name)
    expect([record.type, record.schema]).toEqual([type.type, schema])
    const fields = Object.fromEntries(
      Object.entries(record.fields).map(([path, entries]) => [
        path,
        entries.map((entry) => [entry[0], dotOf(entry, record.dots)] as const),
      ]),
    )
    expect(assemble({ ...record, fields })).toEqual(record)
  })

  it('fills every field, with values that the field takes', () => {
    const record = fixture(name)
    const filled = new Set(Object.keys(record.fields).map((path) => path.split('/', 1)[0] ?? path))
    if (schema === type.schema) expect([...filled].sort()).toEqual(Object.keys(type.fields).sort())
    const values = valuesOf(type, record)
    for (const [field, value] of Object.entries(values)) {
      const definition = type.fields[field]
      if (definition === undefined) throw new Error(`${field} is not a field of ${type.type}`)
      const parts: readonly Json[] =
        definition.merge === 'one' ? [value] : Array.isArray(value) ? value : Object.values(value as object)
      expect(parts.length, field).toBeGreaterThan(0)
      for (const part of parts)
        expect(definition.schema.safeParse(part), `${field}: ${JSON.stringify(part)}`).toMatchObject({
          success: true,
          data: part,
        })
    }
    expect(type.title(values as never).trim()).not.toBe('')
  })

  it('holds a clash, unless it is an append-only fact or written by one laptop', () => {
    const clashing = clashesOf(type, fixture(name)).length
    expect(clashing).toBe(type.fact || ONE_WRITER.has(type.type) ? 0 : 1)
  })

  it('survives sealing and opening, in whichever order its keys stand', async () => {
    const ring = await testKeyring()
    const record = fixture(name)
    const envelope = await seal(ring, record)
    expect(await open(ring, envelope)).toEqual({ ok: true, value: record })
    expect(await seal(ring, reversed(record))).toEqual(envelope)
  })

  it('merges with itself, and with its own past, to itself', () => {
    const record = fixture(name)
    expect(mergeRecords(record, record)).toEqual(record)
    const newborn: StoredRecord = { ...record, seen: {}, dots: [], fields: {} }
    expect(mergeRecords(record, newborn)).toEqual(record)
    expect(mergeRecords(newborn, record)).toEqual(record)
  })

  it('keeps what a newer version added beside it', async () => {
    const record = fixture(name)
    const added = { ...record.fields, zzFromTheFuture: [[{ any: 'value' }, 0]] } as StoredRecord['fields']
    const newer = { ...record, fields: added }
    const ring = await testKeyring()
    const opened = await open(ring, await seal(ring, newer))
    expect(opened).toEqual({ ok: true, value: newer })
    expect(mergeRecords(newer, newer).fields.zzFromTheFuture).toEqual([[{ any: 'value' }, 0]])
    expect(valuesOf(type, newer)).toEqual(valuesOf(type, record))
  })
})
