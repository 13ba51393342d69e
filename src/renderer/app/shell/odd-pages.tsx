import { Button, Loader } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { shell } from '@/messages/shell'
import { Link } from '../router'

/** While a screen's code comes in, or something else, which `words` names. */
export function Waiting({ words }: { readonly words?: string }): ReactElement {
  return (
    <div className="waiting" role="status">
      <Loader color="green" aria-hidden="true" />
      <span className={words === undefined ? 'visually-hidden' : undefined}>{words ?? shell.waiting}</span>
    </div>
  )
}

/** An address that leads nowhere. */
export function NotFound(): ReactElement {
  return (
    <Page title={shell.nothingHere}>
      <EmptyState
        icon={<IconMapQuestion />}
        title={shell.lost}
        body={shell.nothingHereBody}
        action={
          <Button component={Link} to="/">
            {shell.goHome}
          </Button>
        }
      />
    </Page>
  )
}
