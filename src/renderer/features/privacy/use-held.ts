import { useEffect, useState } from 'react'
import { useWorkspace } from '@/app/providers'
import type { PersonHeld } from '@/core/model/queries/privacy'

/** What is held on a person, live: undefined until it is known, `null` where nothing is held. */
export function useHeld(memberId: string): PersonHeld | null | undefined {
  const workspace = useWorkspace()
  const [person, setPerson] = useState<PersonHeld | null | undefined>(undefined)
  useEffect(
    () => workspace.watch('privacy.person', { memberId }, (found) => setPerson(found ?? null)),
    [workspace, memberId],
  )
  return person
}
