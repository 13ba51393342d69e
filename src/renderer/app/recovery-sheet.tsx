import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { Note } from '@/components/note'
import type { Workspace } from '@/core/workspace-types'
import { crossed, uncheckedSheet } from '@/messages/lost'
import { useNotify } from './notify'
import { useWorkspace } from './providers'
import { Link } from './router'
import { useAnswer } from './use-answer'
import { useSyncStatus } from './use-state'

const ask = (workspace: Workspace): ReturnType<Workspace['laptops']['sheet']> => workspace.laptops.sheet()

/** Shown only where the six words may be on no sheet, or where two people made new keys unknown to each other. */
export function RecoverySheetNote(): ReactElement | null {
  const workspace = useWorkspace()
  const notify = useNotify()
  const [standing, askAgain] = useAnswer(ask, 'fine', useSyncStatus().lastPassAt)
  if (standing === 'fine') return null
  const words = standing === 'crossed' ? crossed : uncheckedSheet
  const haveIt = async (): Promise<void> => {
    const done = await workspace.laptops.sheetChecked()
    if (done.ok) askAgain()
    else notify.error(done.error)
  }
  return (
    <Note tone="warn">
      <p>{words.words}</p>
      <Group gap="sm">
        <Button component={Link} to="/laptops/new-key" variant="default">
          {words.make}
        </Button>
        {standing === 'unchecked' && (
          <Button variant="default" onClick={() => void haveIt()}>
            {uncheckedSheet.haveIt}
          </Button>
        )}
      </Group>
    </Note>
  )
}
