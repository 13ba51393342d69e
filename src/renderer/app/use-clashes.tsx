import type { ReactNode } from 'react'
import { ClashNote } from '@/components/clash-note'
import type { Json } from '@/core/merge/record'
import type { ShownClash } from '@/core/model/clash-values'
import { clash as words } from '@/messages/clashes'
import { useNotify } from './notify'
import { useQuery, useRun } from './use-query'

interface ClashActions {
  readonly pick: (clash: ShownClash, value: Json) => Promise<void>
  readonly keepBoth: (clash: ShownClash) => Promise<void>
}

/** Settling a clash, with Undo. */
export function useClashActions(): ClashActions {
  const run = useRun()
  const notify = useNotify()
  return {
    pick: async ({ id, path }, value) => {
      const saved = await run('clashes.settle', { id, path, value })
      if (saved.ok) notify.done(words.settled, { undo: saved.value.changeId })
      else notify.error(saved.error)
    },
    keepBoth: async ({ id, path }) => {
      const saved = await run('clashes.keepBoth', { id, path })
      if (saved.ok) notify.done(words.settled, { undo: saved.value.changeId })
      else notify.error(saved.error)
    },
  }
}

/**
 * What to show under each field of a record that has two values, by the field's name (all entries of a map under the map's
 * name): `<RecordFields notes={useClashNotes(id)} ... />`.
 */
export function useClashNotes(id: string): Readonly<Partial<Record<string, ReactNode>>> {
  const found = useQuery('clashes.list', { id })
  const actions = useClashActions()
  const notes: Record<string, ReactNode[]> = {}
  for (const each of found?.clashes ?? []) {
    const name = each.path.split('/', 1)[0] ?? each.path
    const note = (
      <ClashNote
        key={each.path}
        clash={each}
        onPick={(value) => void actions.pick(each, value)}
        onKeepBoth={() => void actions.keepBoth(each)}
      />
    )
    notes[name] = [...(notes[name] ?? []), note]
  }
  return notes
}
