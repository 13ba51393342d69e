import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { Note } from '@/components/note'
import { Panel } from '@/components/panel'
import { formatDate } from '@/core/domain/dates'
import type { BidPage } from '@/core/model/queries/bids'
import { clocks as words } from '@/messages/bids'
import { lawWords } from '@/messages/law'

/** What the law gives a nomination that was sent: by when the council decides, and what the owner's notice starts. */
export function ClocksPanel(props: { readonly page: BidPage; readonly onDates: () => void }): ReactElement | null {
  const { page } = props
  const { nomination } = page
  if (nomination === undefined || nomination.clocks.length === 0) return null
  const { received, notice } = nomination.dates
  const listed = page.status === 'won'
  const [record, change] = listed ? [words.record, words.change] : [words.recordReceived, words.changeReceived]
  return (
    <Panel
      title={words.title}
      help={words.help}
      actions={
        <Button variant="default" onClick={props.onDates}>
          {(listed ? notice : received) === undefined ? record : change}
        </Button>
      }
    >
      {nomination.mustIncorporate && listed && <Note tone="warn">{words.incorporate}</Note>}
      <ol className="clocks">
        {nomination.clocks.map((clock) => (
          <li key={clock.id} className={clock.over ? 'clock clock-over' : 'clock'}>
            <span className="clock-on">{formatDate(clock.endsOn)}</span>
            <span className="clock-words">
              <span className="clock-label">{clock.label}</span>
              <span className="quiet-words">
                {clock.by === 'published' ? words.published : words.counted(clock.from, clock.startedOn)}{' '}
                {clock.authority}.{clock.over && ` ${words.over}`}
              </span>
              {clock.note !== undefined && <span className="quiet-words">{clock.note}</span>}
            </span>
          </li>
        ))}
      </ol>
      {nomination.law !== undefined && <p className="quiet-words">{lawWords(nomination.law)}</p>}
    </Panel>
  )
}
