/** Reading a Word file in a worker of its own, which is ended when it takes too long. (docs/threat-model.md, "From whom, and how") */
import { fail, type Result } from '@host'
import { readDocx, type WordText } from './word-in'

/** Long enough for the largest file that is let in, on an old laptop. */
const PATIENCE_MS = 30_000

/** As `readDocx`. Errors: its own; file-too-slow when the patience is over; file-unreadable when the worker fails. */
export async function readDocxApart(bytes: Uint8Array, patience = PATIENCE_MS): Promise<Result<WordText>> {
  // Node, in tests.
  if (typeof Worker === 'undefined') return readDocx(bytes)
  const worker = new Worker(new URL('./word-reader.ts', import.meta.url), { type: 'module' })
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise((resolve) => {
      timer = setTimeout(() => resolve(fail('file-too-slow')), patience)
      worker.addEventListener('message', (event: MessageEvent<Result<WordText>>) => resolve(event.data))
      worker.addEventListener('error', () => resolve(fail('file-unreadable')))
      worker.postMessage(bytes)
    })
  } finally {
    clearTimeout(timer)
    worker.terminate()
  }
}
