import { describe, expect, it } from 'vitest'
import { decodeCsv } from '@/core/exchange/csv/decode'

const text = 'First name,Town\r\nSiân,Llŷn £5\r\n'
const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value)
const utf16 = (value: string, little: boolean): Uint8Array => {
  const bytes = new Uint8Array(value.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < value.length; i++) view.setUint16(i * 2, value.charCodeAt(i), little)
  return bytes
}
const decoded = 'First name,Town\nSiân,Llŷn £5\n'

describe('decodeCsv', () => {
  it.each([
    ['UTF-8', utf8(text), 'utf-8', true],
    ['UTF-8 with a mark', utf8(`\uFEFF${text}`), 'utf-8', true],
    ['UTF-16 little endian with a mark', utf16(`\uFEFF${text}`, true), 'utf-16le', true],
    ['UTF-16 big endian with a mark', utf16(`\uFEFF${text}`, false), 'utf-16be', true],
    ['UTF-16 little endian without', utf16(text, true), 'utf-16le', false],
    ['UTF-16 big endian without', utf16(text, false), 'utf-16be', false],
  ])('reads %s', (_, bytes, encoding, sure) => {
    expect(decodeCsv(bytes)).toEqual({ ok: true, value: { text: decoded, encoding, sure, nuls: 0 } })
  })

  it('reads Windows-1252, with the pound and euro signs and curly quotes of Excel', () => {
    const bytes = Uint8Array.from([...'Si\xe2n,\xa35,\x80 \x93hi\x94\n'].map((letter) => letter.charCodeAt(0)))
    const result = decodeCsv(bytes)
    expect(result).toMatchObject({
      ok: true,
      value: { text: 'Siân,£5,€ “hi”\n', encoding: 'windows-1252', sure: false },
    })
  })

  it('takes the encoding that a person chose, whatever it had guessed', () => {
    const result = decodeCsv(utf8('Siân,x'), 'windows-1252')
    expect(result).toMatchObject({ ok: true, value: { text: 'SiÃ¢n,x', encoding: 'windows-1252', sure: true } })
  })

  it('makes all line ends alike', () => {
    const result = decodeCsv(utf8('a,b\r\n1,2\r3,4\n5,6'))
    expect(result.ok && result.value.text).toBe('a,b\n1,2\n3,4\n5,6')
  })

  it('survives a stray NUL and counts it', () => {
    const result = decodeCsv(utf8('name,town\nJa\0ne,Here\n'))
    expect(result).toMatchObject({ ok: true, value: { text: 'name,town\nJane,Here\n', nuls: 1 } })
  })

  it.each([
    ['an Excel workbook', `PK\x03\x04 [Content_Types].xml xl/workbook.xml`, 'excel'],
    ['an old Excel workbook', '\xd0\xcf\x11\xe0\xa1\xb1', 'old-excel'],
    ['a Word file', 'PK\x03\x04 word/document.xml', 'word'],
    ['a LibreOffice sheet', 'PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'spreadsheet'],
    ['some other archive', 'PK\x03\x04 photos/1.jpg', 'archive'],
    ['a PDF', '%PDF-1.7', 'pdf'],
    ['a picture', '\x89PNG\r\n', 'picture'],
    ['a web page', '\n<!DOCTYPE html><html>', 'web-page'],
  ])('says what %s is', (_, start, looksLike) => {
    const bytes = Uint8Array.from([...start].map((letter) => letter.charCodeAt(0)))
    expect(decodeCsv(bytes)).toEqual({ ok: false, error: { kind: 'file-not-csv', detail: { looksLike } } })
  })

  it('finds the names in a workbook whose list of parts stands at its end', () => {
    const bytes = new Uint8Array(200_000).fill(7)
    bytes.set(utf8('PK\x03\x04'))
    bytes.set(utf8('xl/worksheets/sheet1.xml'), 199_000)
    expect(decodeCsv(bytes)).toMatchObject({ ok: false, error: { detail: { looksLike: 'excel' } } })
  })

  it('refuses bytes that are no text, and files that hold nothing or too much', () => {
    const noise = Uint8Array.from({ length: 4_000 }, (_, i) => ((i * 7919) % 251) % 20)
    expect(decodeCsv(noise)).toEqual({ ok: false, error: { kind: 'file-not-text' } })
    expect(decodeCsv(new Uint8Array(0))).toEqual({ ok: false, error: { kind: 'file-empty' } })
    expect(decodeCsv(utf8(' \r\n\t\r\n'))).toEqual({ ok: false, error: { kind: 'file-empty' } })
    expect(decodeCsv(utf8('\uFEFF'))).toEqual({ ok: false, error: { kind: 'file-empty' } })
    expect(decodeCsv(new Uint8Array(500))).toMatchObject({ ok: false, error: { kind: 'file-not-text' } })
    expect(decodeCsv(new Uint8Array(10_000_001).fill(65))).toEqual({
      ok: false,
      error: { kind: 'file-too-large', detail: { limit: 10_000_000, size: 10_000_001 } },
    })
  })
})
