import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { useEffect, useState } from 'react'
import { Note } from '@/components/note'
import { crossed } from '@/messages/lost'
import { useWorkspace } from './providers'
import { Link } from './router'
import { useSyncStatus } from './use-state'

/** Shown only where two people made new keys unknown to each other. */
export function CrossedKeys(): ReactElement | null {
  const workspace = useWorkspace()
  const { lastPassAt } = useSyncStatus()
  const [shown, setShown] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again after every pass
  useEffect(() => {
    let here = true
    void workspace.laptops.keysCrossed().then((found) => {
      if (here) setShown(found)
    })
    return () => {
      here = false
    }
  }, [workspace, lastPassAt])
  if (!shown) return null
  return (
    <Note tone="warn">
      <p>{crossed.words}</p>
      <Button component={Link} to="/laptops/new-key" variant="default">
        {crossed.make}
      </Button>
    </Note>
  )
}
