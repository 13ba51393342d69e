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
  /** `base`: what the fields were as the person saw them. */
  readonly save: (patch: MemberPatch, base?: MemberPatch) => Promise<{ readonly ok: boolean }>
  readonly again: () => void
}

interface Standing {
  readonly state: Autosave['state']
  readonly at?: string
  readonly error?: AppError
  /** How many saves are under way: "Saved" is said when the last of them is. */
  readonly under: number
  /** What could not be saved, for trying again, and what it was made from. */
  readonly missed: MemberPatch
  readonly base: MemberPatch
}

/** Saves each field of a member as a person leaves it. */
export function useAutosave(id: string): Autosave {
  const run = useRun()
  const [standing, setStanding] = useState<Standing>({ state: 'idle', under: 0, missed: {}, base: {} })
  const save = useCallback(
    async (patch: MemberPatch, base: MemberPatch = {}) => {
      setStanding((before) => ({ ...before, state: 'saving', under: before.under + 1 }))
      const saved = await run('members.update', { id, patch, base })
      setStanding((before) => {
        const missed = saved.ok ? without(before.missed, patch) : { ...before.missed, ...patch }
        const bases = saved.ok ? without(before.base, patch) : { ...base, ...before.base }
        const under = before.under - 1
        const state = Object.keys(missed).length > 0 ? 'problem' : under > 0 ? 'saving' : 'saved'
        return saved.ok
          ? { ...before, state, under, at: saved.value.savedAt, missed, base: bases }
          : { ...before, state, under, error: saved.error, missed, base: bases }
      })
      return saved
    },
    [run, id],
  )
  const { state, at, error, missed } = standing
  return {
    state,
    ...(at === undefined ? {} : { at }),
    ...(error === undefined ? {} : { error }),
    save,
    again: () => void save(missed, standing.base),
  }
}

function without(missed: MemberPatch, patch: MemberPatch): MemberPatch {
  return Object.fromEntries(Object.entries(missed).filter(([name]) => !Object.hasOwn(patch, name)))
}
