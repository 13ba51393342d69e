import { useCallback, useEffect, useRef, useState } from 'react'
import { useKeepDraft } from '@/app/keep-draft'
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
  const keep = useKeepDraft(lostPlace(laptopId))
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
      void keep(latest.current)
    },
    [keep],
  )
  const forget = useCallback(() => keep(null), [keep])
  return { draft, set, forget }
}
