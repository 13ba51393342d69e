import type { AppError } from '@host'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { sentenceFor } from '@/messages/errors'
import { words } from '@/messages/shell'

/** What happened, what is safe, what to do next. */
export function Problem(props: { readonly error: AppError; readonly onRetry?: () => void }): ReactElement {
  const { happened, safe, next } = sentenceFor(props.error)
  return (
    <div className="problem" role="alert">
      <IconAlertTriangle className="problem-icon" size="1.5rem" aria-hidden="true" />
      <div>
        <p className="problem-happened">{happened}</p>
        {safe !== '' && <p>{safe}</p>}
        {next !== '' && <p>{next}</p>}
        {props.onRetry !== undefined && (
          <Button variant="default" mt="sm" onClick={props.onRetry}>
            {words.tryAgain}
          </Button>
        )}
      </div>
    </div>
  )
}
