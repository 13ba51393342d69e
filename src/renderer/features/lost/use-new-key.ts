import type { AppError } from '@host'
import { useState } from 'react'
import { useWorkspace } from '@/app/providers'
import { useSealingAnew } from '@/app/sealing-anew'
import { useConfirm } from '@/components/confirm'
import { key as words } from '@/messages/lost'

export interface NewKey {
  readonly busy: boolean
  readonly problem: AppError | null
  /** The new words, only while they are on the screen. */
  readonly phrase: readonly string[] | null
  readonly make: () => Promise<void>
  /** The words are on paper: forget them here. */
  readonly forget: () => void
}

const UNKNOWN_KEY: ReadonlySet<AppError['kind']> = new Set(['key-may-be-coming', 'key-missing'])

/** Makes a new key for all laptops but `without` (record ids). `onMade` hears for how many. */
export function useNewKey(without: readonly string[], reason: string, onMade: (laptops: number) => void): NewKey {
  const workspace = useWorkspace()
  const confirm = useConfirm()
  const sealing = useSealingAnew()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const [phrase, setPhrase] = useState<readonly string[] | null>(null)
  return {
    busy,
    problem,
    phrase,
    forget: () => {
      void workspace.laptops.sheetChecked()
      setPhrase(null)
    },
    make: async () => {
      if (!(await confirm({ title: words.confirmTitle, body: words.confirmBody, action: words.make }))) return
      setBusy(true)
      setProblem(null)
      let made = await workspace.laptops.newKey({ without, reason })
      if (!made.ok && UNKNOWN_KEY.has(made.error.kind)) {
        // Whoever may write to the server can put such papers and names of keys there: that must not keep a lost laptop from being closed.
        const evenSo = await confirm({ title: words.evenSoTitle, body: words.evenSoBody, action: words.evenSo })
        if (evenSo) made = await workspace.laptops.newKey({ without, reason, evenSo })
      }
      setBusy(false)
      if (!made.ok) return setProblem(made.error)
      sealing.forget()
      setPhrase(made.value.phrase)
      onMade(made.value.laptops)
    },
  }
}
