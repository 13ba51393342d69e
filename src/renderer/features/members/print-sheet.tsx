import type { ReactElement } from 'react'
import { startTransition, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useHost, useWorkspace } from '@/app/providers'
import { useQuery } from '@/app/use-query'
import { longDate } from '@/components/when'
import { localDay } from '@/core/domain/local-day'
import type { MemberRow } from '@/core/model/queries/members'
import { columnNames, register } from '@/messages/members'
import { registerColumns } from './columns'
import { listParams, type RegisterView } from './register-view'
import { useColumns } from './use-columns'

const PART = 200
/** Forty pages or so: more than that is a job for the CSV. */
const MOST = 2_000
const NO_PARAMS = {}

/** Everybody in the view on paper, with the columns that the screen shows; fetched in parts, printed, and gone again. */
export function PrintSheet({
  view,
  onDone,
}: {
  readonly view: RegisterView
  readonly onDone: () => void
}): ReactElement | null {
  const workspace = useWorkspace()
  const host = useHost()
  const [shown] = useColumns()
  const frame = useQuery('shell.frame', NO_PARAMS)
  const [people, setPeople] = useState<{ readonly rows: readonly MemberRow[]; readonly total: number } | null>(null)
  const asked = useRef({ view, onDone })

  useEffect(() => {
    let here = true
    const fetchAll = async (): Promise<void> => {
      const rows: MemberRow[] = []
      let total = 0
      do {
        const part = await workspace.query('members.list', {
          ...listParams(asked.current.view),
          offset: rows.length,
          limit: PART,
        })
        rows.push(...part.rows)
        total = part.total
      } while (rows.length < Math.min(total, MOST))
      // Thousands of rows are drawn in slices.
      if (here) startTransition(() => setPeople({ rows, total }))
    }
    void fetchAll()
    return () => {
      here = false
    }
  }, [workspace])

  useEffect(() => {
    if (people === null || frame === undefined) return
    let here = true
    void host.print.page().finally(() => {
      if (here) asked.current.onDone()
    })
    return () => {
      here = false
    }
  }, [people, frame, host])

  if (people === null) return null
  const columns = registerColumns.filter(
    ({ id }) => shown.includes(id) && (id !== 'leftOn' || view.status !== 'current'),
  )
  return createPortal(
    <div className="print-register">
      <h1>
        {frame?.groupName}: {register.title}
      </h1>
      <p>
        {people.total > people.rows.length
          ? register.printLimit(people.rows.length, people.total)
          : register.showing(1, people.total, people.total)}
        . {register.printed(longDate(localDay(new Date())))}. {register.personal}
      </p>
      <table>
        <thead>
          <tr>
            <th>{columnNames.name}</th>
            {columns.map(({ id }) => (
              <th key={id}>{columnNames[id]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.rows.map((row) => (
            <tr key={row.id}>
              <td>{row.listName}</td>
              {columns.map((column) => (
                <td key={column.id} className={`register-col-${column.id}`}>
                  {column.text(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
    document.body,
  )
}
