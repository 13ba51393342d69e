import type { AppError } from '@host'
import { Button, Table } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { Link, useNavigate } from '@/app/router'
import { useQuery, useRun } from '@/app/use-query'
import { BreachClock } from '@/components/breach-clock'
import { Dialog } from '@/components/dialog'
import { DialogForm } from '@/components/dialog-form'
import { TextField } from '@/components/fields'
import { localParts } from '@/components/instant'
import { InstantField } from '@/components/instant-field'
import { Panel } from '@/components/panel'
import { shortDate } from '@/components/when'
import { breaches } from '@/messages/privacy'

const NO_PARAMS = {}

/** Every breach, newest first, with its clock. */
export function BreachRegister(): ReactElement | null {
  const rows = useQuery('breaches.list', NO_PARAMS)
  const [adding, setAdding] = useState(false)
  if (rows === undefined) return null
  return (
    <Panel
      title={breaches.title}
      help={breaches.help}
      actions={
        <Button variant="default" leftSection={<IconPlus size="1.2rem" />} onClick={() => setAdding(true)}>
          {breaches.record}
        </Button>
      }
    >
      {rows.length === 0 ? (
        <p className="held-soft">{breaches.empty}</p>
      ) : (
        <Table className="folding">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{breaches.what}</Table.Th>
              <Table.Th scope="col">{breaches.known}</Table.Th>
              <Table.Th scope="col">{breaches.standing}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Th scope="row">
                  <Link to={`/breaches/${encodeURIComponent(row.id)}`}>{row.title ?? ''}</Link>
                </Table.Th>
                <Table.Td data-label={breaches.known}>
                  {row.knownAt === undefined ? '–' : dayAndClock(row.knownAt)}
                </Table.Td>
                <Table.Td>
                  <BreachClock row={row} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {adding && <RecordBreach onClose={() => setAdding(false)} />}
    </Panel>
  )
}

/** "22 Nov 2026, 14:02": with the year, since the register is kept for years. */
function dayAndClock(instant: string): string {
  const [day, time] = localParts(instant)
  return `${shortDate(day)}, ${time}`
}

function RecordBreach({ onClose }: { readonly onClose: () => void }): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const [knownAt, setKnownAt] = useState(() => new Date().toISOString())
  const [tried, setTried] = useState(false)
  const save = async (): Promise<AppError | undefined> => {
    if (title === '') {
      setTried(true)
      return undefined
    }
    const opened = await run('breaches.open', { title, knownAt })
    if (!opened.ok) return opened.error
    notify.done(breaches.recorded, { undo: opened.value.changeId })
    navigate(`/breaches/${encodeURIComponent(opened.value.id)}`)
    return undefined
  }
  return (
    <Dialog onClose={onClose} title={breaches.recordTitle} size="lg">
      <DialogForm action={breaches.record} onSubmit={save} onCancel={onClose}>
        <TextField
          label={breaches.what}
          help={breaches.whatExample}
          value={title}
          onChange={(value) => setTitle(value ?? '')}
          error={tried && title === '' ? breaches.whatNeeded : undefined}
          required
        />
        <InstantField label={breaches.knownOn} help={breaches.knownHelp} value={knownAt} onChange={setKnownAt} />
      </DialogForm>
    </Dialog>
  )
}
