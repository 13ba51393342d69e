import { Button, Group, Table } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { Link } from '@/app/router'
import { useHeard } from '@/app/use-heard'
import { useQuery, useRun } from '@/app/use-query'
import { useSyncStatus } from '@/app/use-state'
import { Dialog } from '@/components/dialog'
import { TextField } from '@/components/fields'
import { StatusPill } from '@/components/status-pill'
import { shortDate, whenWords } from '@/components/when'
import { changedParts } from '@/core/domain/changed'
import type { LaptopRow } from '@/core/model/queries/laptops'
import type { Holders } from '@/core/workspace-types'
import { laptops } from '@/messages/laptops'
import { words } from '@/messages/shell'

const NO_PARAMS = {}

/** Every laptop of the group, this one first. */
export function LaptopTable(props: {
  /** Those that a key closed; undefined until it is known. */
  readonly closed: Holders['closed'] | undefined
}): ReactElement | null {
  const rows = useQuery('laptops.list', NO_PARAMS)
  const heard = useHeard()
  const { closed } = props
  const { allSentAt } = useSyncStatus()
  const [renaming, setRenaming] = useState<LaptopRow | null>(null)
  if (rows === undefined) return null
  return (
    <>
      <Table className="folding">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{laptops.name}</Table.Th>
            <Table.Th scope="col">{laptops.usedBy}</Table.Th>
            <Table.Th scope="col">{laptops.addedOn}</Table.Th>
            <Table.Th scope="col">{laptops.hadAll}</Table.Th>
            <Table.Th scope="col">
              <span className="visually-hidden">{laptops.actions}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              byKey={closed?.some((each) => each.id === row.id) ?? row.closedOn !== undefined}
              hadAllAt={row.thisOne ? (allSentAt ?? heard.get(row.device)) : heard.get(row.device)}
              onRename={() => setRenaming(row)}
            />
          ))}
        </Table.Tbody>
      </Table>
      <Dialog opened={renaming !== null} onClose={() => setRenaming(null)} title={laptops.renameTitle}>
        {renaming !== null && <Rename row={renaming} onDone={() => setRenaming(null)} />}
      </Dialog>
    </>
  )
}

function Row(props: {
  readonly row: LaptopRow
  /** A key was made without it: what its record says can be written by anybody who ever had a key. */
  readonly byKey: boolean
  /** When it last had everything, by its own signed word; for this laptop, by its own clean check. */
  readonly hadAllAt: string | undefined
  readonly onRename: () => void
}): ReactElement {
  const { row, byKey, hadAllAt, onRename } = props
  const closed = byKey || row.closedOn !== undefined
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <span className="laptop-name">
          {row.name}
          {row.thisOne && <StatusPill tone="good">{laptops.thisOne}</StatusPill>}
          {byKey && (
            <StatusPill tone="quiet">
              {row.closedOn === undefined ? laptops.closedByKey : laptops.closed(shortDate(row.closedOn))}
            </StatusPill>
          )}
          {!byKey && row.closedOn !== undefined && <StatusPill tone="warn">{laptops.onlyMarked}</StatusPill>}
        </span>
      </Table.Th>
      <Table.Td data-label={laptops.usedBy}>{row.usedBy === '' ? laptops.unknown : row.usedBy}</Table.Td>
      <Table.Td className="laptop-date" data-label={laptops.addedOn}>
        {shortDate(row.addedOn)}
      </Table.Td>
      <Table.Td className="laptop-had" data-label={laptops.hadAll}>
        {hadAllAt === undefined ? (row.thisOne ? '–' : laptops.neverAll) : whenWords(hadAllAt, new Date())}
      </Table.Td>
      <Table.Td>
        <div className="row-actions">
          <Button variant="subtle" size="compact-md" aria-label={laptops.renameOf(row.name)} onClick={onRename}>
            {laptops.rename}
          </Button>
          {!row.thisOne && (
            <Button
              component={Link}
              to={`/laptops/${encodeURIComponent(row.id)}/lost`}
              variant="subtle"
              size="compact-md"
              aria-label={(closed ? laptops.closingOf : laptops.lostOf)(row.name)}
            >
              {closed ? laptops.closing : laptops.lost}
            </Button>
          )}
        </div>
      </Table.Td>
    </Table.Tr>
  )
}

function Rename({ row, onDone }: { readonly row: LaptopRow; readonly onDone: () => void }): ReactElement {
  const run = useRun()
  const notify = useNotify()
  const [opened] = useState({ name: row.name, usedBy: row.usedBy })
  const [name, setName] = useState(opened.name)
  const [usedBy, setUsedBy] = useState(opened.usedBy)
  const save = async (): Promise<void> => {
    const saved = await run('laptops.update', { id: row.id, ...changedParts(opened, { name, usedBy }) })
    if (!saved.ok) return notify.error(saved.error)
    notify.done(laptops.renamed, { undo: saved.value.changeId })
    onDone()
  }
  return (
    <form
      className="settings-fields"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField label={laptops.name} value={name} onChange={(value) => setName(value ?? '')} />
      <TextField label={laptops.usedBy} value={usedBy} onChange={(value) => setUsedBy(value ?? '')} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onDone}>
          {words.cancel}
        </Button>
        <Button type="submit">{words.save}</Button>
      </Group>
    </form>
  )
}
