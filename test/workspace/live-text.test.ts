import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { plainText } from '@/core/text/json'
import type { WritingSession } from '@/core/text/session'
import { type TestServer, testServer } from '../support/group-server'
import { present } from '../support/present'
import { twoWriters, type, type Writers } from '../support/writers'

let server: TestServer
let writers: Writers
let a: WritingSession
let b: WritingSession
beforeEach(async () => {
  server = await testServer()
  writers = await twoWriters(server)
  a = await writers.open(writers.first)
  b = await writers.open(writers.second)
}, 60_000)
afterEach(async () => {
  await writers.close()
  await server.close()
})

const patiently = { timeout: 40_000, interval: 10 }
const until = (check: () => void | Promise<void>): Promise<void> => vi.waitFor(check, patiently)
const inCompany = (): Promise<void> =>
  until(() => {
    expect(a.present().map((each) => each.name)).toEqual(['Bela Marsh'])
    expect(b.present().map((each) => each.name)).toEqual(['Robin Fletcher'])
  })
const median = (values: readonly number[]): number =>
  [...values].sort((x, y) => x - y)[Math.floor(values.length / 2)] ?? Number.NaN
it('what one types stands in the other’s text within two seconds at the median', async () => {
  await inCompany()
  const waits: number[] = []
  for (let turn = 0; turn < 11; turn += 1) {
    const [from, to] = turn % 2 === 0 ? [a, b] : [b, a]
    const began = performance.now()
    type(from, `words ${turn}.`)
    await until(() => expect(plainText(to.doc)).toContain(`words ${turn}.`))
    waits.push(performance.now() - began)
  }
  expect(median(waits), `waits: ${waits.map(Math.round).join(', ')}`).toBeLessThanOrEqual(2_000)
  expect(plainText(a.doc)).toBe(plainText(b.doc))
}, 120_000)

it('one sees the other’s caret, and that it leaves; nothing of it is kept anywhere', async () => {
  await inCompany()
  expect(a.present()).toMatchObject([{ caret: null }])
  // The papers have settled: heartbeats and all.
  await until(() => {
    expect(writers.first.sync.status()).toMatchObject({ kind: 'idle', pending: 0 })
    expect(writers.second.sync.status()).toMatchObject({ kind: 'idle', pending: 0 })
  })
  const before = JSON.stringify(await server.leaves())
  const { updateSeq } = await present(writers.second.unlocked()).opened.store.info()

  server.forgetRequests()
  b.place({ anchor: 'anchor-in-clear', head: 'head-in-clear' })
  await until(() =>
    expect(a.present()).toMatchObject([{ caret: { anchor: 'anchor-in-clear', head: 'head-in-clear' } }]),
  )
  await seesNothing()
  b.place(null)
  await until(() => expect(a.present()).toMatchObject([{ name: 'Bela Marsh', caret: null }]))
  await b.close()
  await until(() => expect(a.present()).toEqual([]))

  expect(JSON.stringify(await server.leaves())).toBe(before)
  expect((await present(writers.second.unlocked()).opened.store.info()).updateSeq).toBe(updateSeq)
  expect(writers.second.sync.status()).toMatchObject({ kind: 'idle', pending: 0 })
}, 120_000)

/** The server learns neither who it is nor in which text, nor which of its papers' laptops. */
async function seesNothing(): Promise<void> {
  const noted = (): readonly string[] => [
    ...new Set(server.requests.map(({ path }) => path).filter((path) => path.includes('/_local/live-'))),
  ]
  // Each says its own and asks for the other's, but not at the same moment.
  await until(() => expect(noted()).toHaveLength(2))
  const paths = noted()
  const notes = await Promise.all(paths.map(async (path) => (await server.ask('GET', path)).body))
  const devices = [writers.first, writers.second].map((each) => present(each.unlocked()).opened.engine.device)
  const all = JSON.stringify([paths, notes])
  for (const clear of [writers.sectionId, ...devices, 'Bela', 'Robin', 'in-clear']) expect(all).not.toContain(clear)
  for (const note of notes) expect(Object.keys(note).sort()).toEqual(['_id', '_rev', 'c', 'k', 'v'])
  expect(new Set(notes.map((note) => note.c.length)).size).toBe(1)
}

it('with no text open nothing is said or asked, and a pass with nothing to do stays as small as it was', async () => {
  await inCompany()
  await a.close()
  await b.close()
  // The last word of each: that it has left.
  await until(async () => {
    server.forgetRequests()
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    expect(server.requests).toEqual([])
  })
  await writers.first.sync.now()
  expect(server.requests.length).toBeLessThanOrEqual(3)
}, 120_000)

it('both go offline in mid-word, type on, and every letter is there afterwards, on both', async () => {
  await inCompany()
  const [left, right] = ['unmistakable', 'irreplaceable']
  const mine = type(a, 'Ours: ')
  const theirs = type(b, 'Theirs: ')
  for (let at = 0; at < right.length; at += 1) {
    // The line goes in the middle of both words: some letters have arrived, some are saved, some on their way, some not yet typed.
    if (at === 6) await server.stop()
    mine.insert(mine.length, left.charAt(at))
    theirs.insert(theirs.length, right.charAt(at))
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
  await until(() => {
    expect(writers.first.sync.status().kind).toBe('offline')
    expect(writers.second.sync.status().kind).toBe('offline')
  })
  expect(plainText(a.doc)).toContain('Ours: unmistakable')
  expect(plainText(a.doc)).not.toContain('irreplaceable')
  await server.start()
  // Nobody presses anything.
  await until(() => {
    for (const { doc } of [a, b]) {
      expect(plainText(doc)).toContain('Ours: unmistakable')
      expect(plainText(doc)).toContain('Theirs: irreplaceable')
    }
  })
  expect(plainText(a.doc)).toBe(plainText(b.doc))
  await a.close()
  await b.close()
  for (const workspace of [writers.first, writers.second]) {
    const again = await writers.open(workspace)
    expect(plainText(again.doc).split('\n').sort()).toEqual(['Ours: unmistakable', 'Theirs: irreplaceable'])
    await again.close()
  }
}, 120_000)
