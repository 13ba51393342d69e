import { IconArchive } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { formatShortDate } from '@/core/domain/dates'
import type { DueItem } from '@/core/domain/deadlines'
import { distance, dueAct, dueWhy, home } from '@/messages/home'

/** What is due, the most pressing first, each with how far off it is and why. */
export function DueList(props: {
  readonly items: readonly DueItem[]
  readonly total: number
  readonly today: string
  /** What is wrong with the backup of this laptop, where it is late. */
  readonly backupLate: string | undefined
}): ReactElement {
  if (props.items.length === 0 && props.backupLate === undefined) return <p className="quiet-line">{home.dueNone}</p>
  return (
    <>
      <ul className="due-list">
        {props.backupLate !== undefined && <BackupRow why={props.backupLate} />}
        {props.items.map((item) => (
          <DueRow key={item.key} item={item} today={props.today} />
        ))}
      </ul>
      {props.total > props.items.length && (
        <p className="quiet-line">{home.dueMore(props.total - props.items.length)}</p>
      )}
    </>
  )
}

function BackupRow({ why }: { readonly why: string }): ReactElement {
  return (
    <li className="due-item due-late">
      <Link to="/backup" className="due-link">
        <span className="due-day">
          <IconArchive stroke={1.7} aria-hidden="true" />
        </span>
        <span>
          <span className="due-act">{home.backUp}</span>
          <span className="due-why">
            <span className="due-when">{why}</span>
          </span>
        </span>
      </Link>
    </li>
  )
}

function DueRow({ item, today }: { readonly item: DueItem; readonly today: string }): ReactElement {
  const [date = '', month = '', year = ''] = formatShortDate(item.on).split(' ')
  const sameYear = year === today.slice(0, 4)
  return (
    <li className={`due-item ${item.on < today ? 'due-late' : ''}`}>
      <Link to={item.route} className="due-link">
        <span className="due-day">
          <span className="due-date">{date}</span>
          <span className="due-month">{sameYear ? month : `${month} ${year.slice(2)}`}</span>
        </span>
        <span>
          <span className="due-act">{dueAct(item)}</span>
          {item.what !== '' && <span className="due-what">{item.what}</span>}
          <span className="due-why">
            <span className="due-when">{distance(item.on, today)}</span>, {dueWhy(item)}
          </span>
        </span>
      </Link>
    </li>
  )
}
