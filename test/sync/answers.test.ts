import { describe, expect, it } from 'vitest'
import { isMissingDocument, understand } from '@/core/sync/answers'

const NOW = Date.parse('2026-11-22T09:00:00.000Z')
const answer = (status: number, text = '{}', retryAfter: string | null = null, writing = false) =>
  understand({ status, text, retryAfter }, writing, NOW)

describe('what an answer means', () => {
  it('is believed when it is a whole 2xx of JSON', () => {
    expect(answer(200, '{"a":1}')).toEqual({ fault: null, status: 200, body: { a: 1 } })
    expect(answer(201, '[]')).toMatchObject({ fault: null })
  })
  it('is not believed when it is cut short, empty, or a page', () => {
    expect(answer(200, '{"results":[').fault).toEqual({ kind: 'server-cut-short' })
    expect(answer(200, '').fault).toEqual({ kind: 'server-cut-short' })
    expect(answer(200, '\n <html>').fault).toEqual({ kind: 'server-not-couchdb' })
  })
  it.each([
    [401, 'server-sign-in'],
    [403, 'server-forbidden'],
    [301, 'server-not-couchdb'],
    [0, 'server-not-couchdb'],
    [408, 'server-busy'],
    [413, 'server-too-large'],
    [429, 'server-busy'],
    [503, 'server-busy'],
    [500, 'server-broken'],
    [502, 'server-broken'],
    [418, 'server-broken'],
  ])('%i is %s', (status, kind) => {
    expect(answer(status).fault?.kind).toBe(kind)
  })
  it('tells a wrong password, an account that CouchDB lets wait, and what only an administrator may do apart', () => {
    const refused = (reason: string) => JSON.stringify({ error: 'any', reason })
    const wrong = refused('Name or password is incorrect.')
    expect(answer(401, wrong).fault).toEqual({ kind: 'server-sign-in' })
    const waits = refused('Account is temporarily locked due to multiple authentication failures')
    for (const writing of [false, true]) {
      expect(answer(403, waits, null, writing).fault).toEqual({
        kind: 'server-locked-out',
        detail: { retryAfterSeconds: 300 },
      })
    }
    expect(answer(401, refused('You are not a server or db admin.'), null, true).fault).toEqual({
      kind: 'server-read-only',
    })
    expect(answer(401, refused('You are not a server admin.')).fault).toEqual({ kind: 'server-forbidden' })
  })
  it('a 403 to a write is an account that may only read', () => {
    expect(answer(403, '{}', null, true).fault).toEqual({ kind: 'server-read-only' })
  })
  it('tells a missing document, a missing database and a web server apart', () => {
    const document = answer(404, '{"error":"not_found","reason":"missing"}')
    expect(isMissingDocument(document)).toBe(true)
    expect(isMissingDocument(answer(404, '{"error":"not_found","reason":"deleted"}'))).toBe(true)
    const database = answer(404, '{"error":"not_found","reason":"Database does not exist."}')
    expect(isMissingDocument(database)).toBe(false)
    expect(database.fault).toEqual({ kind: 'server-no-database' })
    expect(answer(404, '<h1>Not found</h1>').fault).toEqual({ kind: 'server-not-couchdb' })
  })
  it.each([
    [null, 30],
    ['12', 12],
    ['0', 1],
    ['Sun, 22 Nov 2026 09:01:30 GMT', 90],
    ['Sun, 22 Nov 2026 08:00:00 GMT', 1],
    ['9999999', 3600],
    ['soon', 30],
    ['', 30],
  ])('Retry-After %s means %i seconds', (header, seconds) => {
    expect(answer(429, '{}', header).fault?.detail).toEqual({ retryAfterSeconds: seconds })
  })
})
