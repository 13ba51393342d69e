import type { AppError } from '@host'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useKeepDraft, useLeftDraft } from '@/app/keep-draft'
import { type LostDraft, lostPlace, readLost } from './lost-draft'

export interface KeptDraft {
  /** Undefined until it has been read. */
  readonly draft: LostDraft | undefined
  /** Why it could not be read. */
  readonly problem: AppError | undefined
  readonly readAgain: () => void
  readonly set: (part: Partial<LostDraft>) => void
  readonly forget: () => Promise<void>
}

/** The list of one laptop, kept at every change. */
export function useLostDraft(laptopId: string): KeptDraft {
  const [left, readAgain] = useLeftDraft(lostPlace(laptopId))
  const keep = useKeepDraft(lostPlace(laptopId))
  const [draft, setDraft] = useState<LostDraft | undefined>(undefined)
  const latest = useRef<LostDraft | undefined>(undefined)
  useEffect(() => {
    if (left?.ok !== true) return
    latest.current = readLost(left.value, new Date().toISOString())
    setDraft(latest.current)
  }, [left])
  const set = useCallback(
    (part: Partial<LostDraft>) => {
      if (latest.current === undefined) return
      latest.current = { ...latest.current, ...part }
      setDraft(latest.current)
      void keep(latest.current)
    },
    [keep],
  )
  const forget = useCallback(() => keep(null), [keep])
  return { draft, problem: left?.ok === false ? left.error : undefined, readAgain, set, forget }
}
