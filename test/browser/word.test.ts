/** Word out and in where the app does them: in a module worker of a real browser, under fetch-only rules and no DOM. */
import { expect, it } from 'vitest'
import { bidDocx } from '@/core/exchange/word'
import { readDocxApart } from '@/core/exchange/word-apart'
import { longBid } from '../exchange/bid-fixture'
import type { WordCheck } from './word-worker'

async function inWorker(): Promise<WordCheck> {
  const worker = new Worker(new URL('./word-worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', (event: MessageEvent<WordCheck>) => resolve(event.data))
      worker.addEventListener('error', (event) => reject(new Error(event.message)))
    })
  } finally {
    worker.terminate()
  }
}

it('writes a 60-page bid and reads it back, in a worker', async () => {
  const done = await inWorker()
  expect(done.error).toBeUndefined()
  expect(done.headings).toBe(1 + 17 * 2)
  expect(done.words).toBeGreaterThan(17 * 1100)
  expect(done.refused).toBe('file-wrong-type')
})

it('reads a Word file apart from the core, and gives up where that takes too long', async () => {
  const bytes = await bidDocx(longBid(), { madeOn: '2026-11-22' })
  const read = await readDocxApart(bytes)
  expect(read.ok && read.value.doc.content.filter((node) => node.type === 'heading')).toHaveLength(1 + 17 * 2)
  expect(await readDocxApart(new Uint8Array([1, 2, 3]))).toEqual({ ok: false, error: { kind: 'file-wrong-type' } })
  expect(await readDocxApart(bytes, 0)).toEqual({ ok: false, error: { kind: 'file-too-slow' } })
})
