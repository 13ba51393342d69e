import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { EmptyState } from '@/components/empty-state'
import { importing } from '@/messages/import-members'
import type { Import } from './use-import'

/** What was brought in, and the button that takes it all back out. */
export function DoneStep({ list }: { readonly list: Import }): ReactElement | null {
  const { done } = list
  if (done === null) return null
  return (
    <EmptyState
      icon={<IconCheck />}
      title={importing.doneTitle(done.added)}
      body={
        <>
          {done.filled > 0 && <p>{importing.doneFilled(done.filled)}</p>}
          {done.skipped > 0 && <p>{importing.doneSkipped(done.skipped)}</p>}
          {done.saved !== null && <p>{importing.doneUndo}</p>}
        </>
      }
      action={
        <>
          <Button component={Link} to="/members">
            {importing.toRegister}
          </Button>
          {done.saved !== null && (
            <Button variant="default" leftSection={<IconArrowBackUp size="1.2rem" />} onClick={() => void list.undo()}>
              {importing.undo}
            </Button>
          )}
          <Button variant="subtle" onClick={list.reset}>
            {importing.another}
          </Button>
        </>
      }
    />
  )
}
