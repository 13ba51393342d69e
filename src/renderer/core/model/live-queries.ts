/** Runs queries again when a record type that they read has changed, and tells the watcher when the answer differs. */
import type { ModelChange } from './live-model'

interface Watch {
  readonly reads: readonly string[]
  readonly run: () => unknown
  readonly listener: (result: unknown, text: string) => void
  last: string | undefined
}

export interface LiveQueries {
  /** The listener hears each answer that differs, with its JSON. */
  watch(reads: readonly string[], run: () => unknown, listener: (result: unknown, text: string) => void): () => void
  /** Marks what changed; watchers hear after the current work, once for many changes. */
  changed(change: Pick<ModelChange, 'types'>): void
}

/** `later` schedules a run (a microtask or a timer); passed in for tests. */
export function createLiveQueries(later: (run: () => void) => void): LiveQueries {
  const watches = new Set<Watch>()
  const dirty = new Set<string>()
  let scheduled = false

  const refresh = (watch: Watch): void => {
    const result = watch.run()
    const text = JSON.stringify(result) ?? 'undefined'
    if (text === watch.last) return
    watch.last = text
    watch.listener(result, text)
  }
  const flush = (): void => {
    scheduled = false
    const types = new Set(dirty)
    dirty.clear()
    for (const watch of watches) {
      if (watch.reads.some((type) => type === '*' || types.has(type) || types.has('*'))) refresh(watch)
    }
  }
  return {
    watch(reads, run, listener) {
      const watch: Watch = { reads, run, listener, last: undefined }
      watches.add(watch)
      later(() => {
        if (watches.has(watch) && watch.last === undefined) refresh(watch)
      })
      return () => watches.delete(watch)
    },
    changed({ types }) {
      for (const type of types) dirty.add(type)
      if (scheduled) return
      scheduled = true
      later(flush)
    },
  }
}
