/** The worker that reads one Word file and is gone afterwards: whatever is in the file, the core goes on saving meanwhile. */
import { readDocx } from './word-in'

const scope = self as unknown as DedicatedWorkerGlobalScope

scope.addEventListener('message', (event: MessageEvent<Uint8Array>) => {
  void readDocx(event.data).then((read) => scope.postMessage(read))
})
