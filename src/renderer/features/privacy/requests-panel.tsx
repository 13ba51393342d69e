import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useQuery } from '@/app/use-query'
import { Panel } from '@/components/panel'
import { formatDate } from '@/core/domain/dates'
import { lawStanding } from '@/core/domain/rules'
import type { RequestRow } from '@/core/model/queries/access-requests'
import { clockWords, requests as words } from '@/messages/access-requests'
import { lawWords } from '@/messages/law'
import { RequestClock } from './request-clock'
import { type OpenedRequest, RequestDialogs } from './request-dialogs'

/** What this person asked for and by when they must have it; to record, to answer, to put right. */
export function RequestsPanel(props: { readonly memberId: string; readonly name: string }): ReactElement | null {
  const { memberId, name } = props
  const list = useQuery('accessRequests.list', { memberId })
  const [opened, setOpened] = useState<OpenedRequest | null>(null)
  if (list === undefined) return null
  const { rows, today } = list
  const law = lawStanding('data-protection', today)
  return (
    <Panel
      title={words.title}
      help={words.help}
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size="1.2rem" />}
          onClick={() => setOpened({ what: 'record' })}
        >
          {words.record}
        </Button>
      }
    >
      {rows.length === 0 ? (
        <p className="held-soft">{words.none}</p>
      ) : (
        <>
          <ol className="clocks">
            {rows.map((row) => (
              <Request
                key={row.id}
                row={row}
                today={today}
                onAnswer={() => setOpened({ what: 'answer', row })}
                onChange={() => setOpened({ what: 'change', row })}
              />
            ))}
          </ol>
          <p className="quiet-words request-law">
            {words.waiting} {law !== undefined && lawWords(law)}
          </p>
        </>
      )}
      <RequestDialogs opened={opened} person={{ memberId, name }} today={today} onClose={() => setOpened(null)} />
    </Panel>
  )
}

function Request(props: {
  readonly row: RequestRow
  readonly today: string
  readonly onAnswer: () => void
  readonly onChange: () => void
}): ReactElement {
  const { row, today } = props
  const open = row.answeredOn === undefined
  return (
    <li className={open ? 'clock' : 'clock clock-over'}>
      <span className="clock-on">{formatDate(row.clock?.endsOn ?? '')}</span>
      <span className="clock-words">
        <span className="clock-label">{words.lastDay}</span>
        <span className="quiet-words">{clockWords(row)}</span>
        {row.note !== undefined && <span className="quiet-words request-note">{row.note}</span>}
        <Group gap="sm" mt="xs">
          <RequestClock row={row} today={today} />
          {open && (
            <Button size="compact-md" onClick={props.onAnswer}>
              {words.answer}
            </Button>
          )}
          <Button size="compact-md" variant="default" onClick={props.onChange}>
            {words.change}
          </Button>
        </Group>
      </span>
    </li>
  )
}
