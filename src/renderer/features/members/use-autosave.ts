import type { AppError } from '@host'
import { useCallback, useState } from 'react'
import { useRun } from '@/app/use-query'
import type { Patch } from '@/core/records/define'
import type { member } from '@/core/records/member'

export type MemberPatch = Patch<typeof member>

export interface Autosave {
  readonly state: 'idle' | 'saving' | 'saved' | 'problem'
  /** ISO instant of the last save. */
  readonly at?: string
  readonly error?: AppError
  readonly save: (patch: MemberPatch) => Promise<boolean>
  readonly again: () => void
}

interface Standing {
  readonly state: Autosave['state']
  readonly at?: string
  readonly error?: AppError
  /** What could not be saved, for trying again. */
  readonly missed: MemberPatch
}

/** Saves each field of a member as a person leaves it. */
export function useAutosave(id: string): Autosave {
  const run = useRun()
  const [standing, setStanding] = useState<Standing>({ state: 'idle', missed: {} })
  const save = useCallback(
    async (patch: MemberPatch) => {
      setStanding((before) => ({ ...before, state: 'saving' }))
      const saved = await run('members.update', { id, patch })
      setStanding((before) =>
        saved.ok
          ? {
              state: Object.keys(without(before.missed, patch)).length > 0 ? 'problem' : 'saved',
              at: saved.value.savedAt,
              missed: without(before.missed, patch),
            }
          : { ...before, state: 'problem', error: saved.error, missed: { ...before.missed, ...patch } },
      )
      return saved.ok
    },
    [run, id],
  )
  const { state, at, error, missed } = standing
  return {
    state,
    ...(at === undefined ? {} : { at }),
    ...(error === undefined ? {} : { error }),
    save,
    again: () => void save(missed),
  }
}

function without(missed: MemberPatch, patch: MemberPatch): MemberPatch {
  return Object.fromEntries(Object.entries(missed).filter(([name]) => !Object.hasOwn(patch, name)))
}
