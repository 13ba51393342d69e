import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { checks } from '@/messages/members'
import type { FieldCheck } from './check-words'

/** A gentle word beside a field, with a button where Trestle has an idea. */
export function CheckNote({
  check,
  onUse,
}: {
  readonly check: FieldCheck
  readonly onUse: (instead: string) => void
}): ReactElement {
  const { words, instead } = check
  return (
    <>
      {words}
      {instead !== undefined && (
        <Button
          variant="subtle"
          color="yellow"
          size="compact-sm"
          ml={6}
          aria-label={checks.use(instead)}
          onClick={() => onUse(instead)}
        >
          {checks.yes}
        </Button>
      )}
    </>
  )
}
