import { bidDocx } from '@/core/exchange/word'
import { readDocx } from '@/core/exchange/word-in'
import { plainOfJson } from '@/core/text/json'
import { longBid } from '../exchange/bid-fixture'

export interface WordCheck {
  readonly headings?: number
  readonly words?: number
  readonly refused?: string | undefined
  readonly error?: string
}

async function check(): Promise<WordCheck> {
  const read = await readDocx(await bidDocx(longBid(), { madeOn: '2026-11-22' }))
  const wrong = await readDocx(new Uint8Array([1, 2, 3]))
  if (!read.ok) return { error: read.error.kind }
  const { doc } = read.value
  return {
    headings: doc.content.filter((node) => node.type === 'heading').length,
    words: plainOfJson(doc).split(/\s+/).length,
    refused: wrong.ok ? undefined : wrong.error.kind,
  }
}

check().then(
  (done) => postMessage(done),
  (problem: unknown) => postMessage({ error: String(problem) }),
)
