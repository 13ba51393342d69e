import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ErrorKind } from '@host'
import { describe, expect, it } from 'vitest'
import { sentenceFor } from '@/messages/errors'

/** Every kind, read from the contract itself, so that a new one is tested without being added here. */
const contract = readFileSync(new URL('../../src/preload/host.ts', import.meta.url), 'utf8')
const union = contract.slice(contract.indexOf('export type ErrorKind'), contract.indexOf('/** An expected failure.'))
const kinds = [...union.matchAll(/\| '([a-z-]+)'/g)].map((match) => match[1] as ErrorKind)

/** All that may say one: everything but the contract and the sentences. */
const SOURCE = fileURLToPath(new URL('../../src', import.meta.url))
const made = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/host\.ts$|messages[/\\]errors\.ts$/.test(path))
  .map((path) => readFileSync(join(SOURCE, path), 'utf8'))

const JARGON =
  /\b(database|document|revision|sync|conflict|replicat|server error|unknown error|null|undefined|NaN|CouchDB|HTTP(?!:)|JSON)\b/i

describe('sentenceFor', () => {
  it('reads the list of kinds', () => {
    expect(kinds.length).toBeGreaterThan(50)
  })

  it.each(kinds)('%s: says what happened, what is safe and what to do, in plain words', (kind) => {
    const { happened, safe, next } = sentenceFor({ kind })
    expect(happened).toMatch(/^[A-Z“].*\.$/)
    expect(safe).toMatch(/^[A-Z].*\.$/)
    if (kind !== 'cancelled') expect(next).toMatch(/^[A-Z].*\.$/)
    expect(`${happened} ${safe} ${next}`).not.toMatch(JARGON)
  })

  it.each(kinds)('%s: can be met', (kind) => {
    expect(made.some((source) => source.includes(`'${kind}'`))).toBe(true)
  })

  it('names the word of the phrase and its place', () => {
    const { happened } = sentenceFor({ kind: 'recovery-word-unknown', detail: { word: 'kettel', position: 4 } })
    expect(happened).toBe('Word 4, “kettel”, is not one of the words that a recovery phrase uses.')
    const { next } = sentenceFor({
      kind: 'recovery-word-unknown',
      detail: { word: 'carx', suggestion: 'card or cart' },
    })
    expect(next).toContain('Might it be “card” or “cart”?')
  })

  it('says which sheet opens a backup from before the newest key', () => {
    const { next } = sentenceFor({ kind: 'wrong-recovery-phrase', detail: { newest: '2026-03-02T09:00:00.000Z' } })
    expect(next).toContain('the sheet that was made on 02/03/2026')
  })

  it('names the row with the quotation mark', () => {
    expect(sentenceFor({ kind: 'file-unclosed-quote', detail: { row: 1204 } }).happened).toContain('row 1,204')
  })

  it('says what a file is that is no Word file, and how it becomes one', () => {
    const of = (looksLike: string) => sentenceFor({ kind: 'file-not-word', detail: { looksLike } })
    expect(of('odt').happened).toContain('an OpenDocument text (.odt)')
    expect(of('rtf').happened).toContain('a Rich Text file (.rtf)')
    for (const each of ['odt', 'rtf', 'pages', 'pdf'].map(of)) {
      expect(each.happened).toContain('Trestle reads Word files (.docx)')
      expect(`${each.next} ${each.happened}`).not.toMatch(JARGON)
    }
  })

  it('says sizes as people do', () => {
    const { happened } = sentenceFor({ kind: 'file-too-large', detail: { size: 52_428_800, limit: 10_000_000 } })
    expect(happened).toBe('The file is too large (52 MB): Trestle reads up to 10 MB.')
  })

  it('counts one as one', () => {
    expect(sentenceFor({ kind: 'sync-paused-removals', detail: { count: 1 } }).happened).toContain('1 paper at once')
    expect(sentenceFor({ kind: 'sync-paused-removals', detail: { count: 12 } }).happened).toContain('12 papers at once')
  })

  it('passes a whole sentence of a command on, but never a bare code', () => {
    const sentence = sentenceFor({
      kind: 'invalid-value',
      detail: { field: 'Until', problem: 'The end comes before the beginning.' },
    })
    expect(sentence.happened).toBe('The end comes before the beginning.')
    const code = sentenceFor({ kind: 'invalid-value', detail: { field: 'Amount', problem: 'award-too-small' } })
    expect(code.happened).toBe('What was entered for “Amount” does not fit there.')
    expect(sentenceFor({ kind: 'invalid-value', detail: { field: 'Title', problem: 'empty' } }).happened).toBe(
      '“Title” is still empty.',
    )
  })
})
