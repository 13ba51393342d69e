import { useCallback, useEffect, useRef, useState } from 'react'
import { useWorkspace } from '@/app/providers'
import { type LostDraft, lostPlace, readLost } from './lost-draft'

export interface KeptDraft {
  /** Undefined until it has been read. */
  readonly draft: LostDraft | undefined
  readonly set: (part: Partial<LostDraft>) => void
  readonly forget: () => Promise<void>
}

/** The list of one laptop, kept at every change. */
export function useLostDraft(laptopId: string): KeptDraft {
  const workspace = useWorkspace()
  const [draft, setDraft] = useState<LostDraft | undefined>(undefined)
  const latest = useRef<LostDraft | undefined>(undefined)
  useEffect(() => {
    let here = true
    void workspace.readDraft(lostPlace(laptopId)).then((stored) => {
      if (!here) return
      latest.current = readLost(stored, new Date().toISOString())
      setDraft(latest.current)
    })
    return () => {
      here = false
    }
  }, [workspace, laptopId])
  const set = useCallback(
    (part: Partial<LostDraft>) => {
      if (latest.current === undefined) return
      latest.current = { ...latest.current, ...part }
      setDraft(latest.current)
      void workspace.saveDraft(lostPlace(laptopId), latest.current)
    },
    [workspace, laptopId],
  )
  const forget = useCallback(() => workspace.saveDraft(lostPlace(laptopId), null), [workspace, laptopId])
  return { draft, set, forget }
}
