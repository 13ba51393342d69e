/** Word out and in where the app does them: in a module worker of a real browser, under fetch-only rules and no DOM. */
import { expect, it } from 'vitest'
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
