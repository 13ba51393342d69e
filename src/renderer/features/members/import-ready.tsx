import { Table } from '@mantine/core'
import type { ReactElement } from 'react'
import { TextField } from '@/components/fields'
import { Panel } from '@/components/panel'
import { StatusPill } from '@/components/status-pill'
import { shortDate } from '@/components/when'
import type { ImportPreview } from '@/core/commands/import-preview'
import { importing } from '@/messages/import-members'
import { columnNames } from '@/messages/members'
import { StepButtons, type StepProps, StepTitle } from './import-parts'
import type { ImportDecisions } from './use-import'

/** What becomes of a row, where it is not simply added. */
function Outcome(props: {
  readonly row: ImportPreview['rows'][number]
  readonly decisions: ImportDecisions
}): ReactElement | null {
  const { row, duplicate } = props.row
  if (duplicate === undefined) return null
  const decision = props.decisions.rows?.[row] ?? props.decisions[duplicate]
  return decision === 'import' ? null : <StatusPill tone="quiet">{importing.outcome[decision]}</StatusPill>
}

/** The last look, a tag for all, and the button that brings them in. */
export function ReadyStep({ list, preview }: StepProps): ReactElement {
  const { counts } = list
  const nothing = counts.import + counts.fill === 0
  const shown = preview.rows.slice(0, 20)
  return (
    <>
      <StepTitle>{importing.readyTitle}</StepTitle>
      <Panel>
        <ul className="ready-list">
          {counts.import > 0 && <li className="ready-main">{importing.willAdd(counts.import)}</li>}
          {counts.fill > 0 && <li>{importing.willFill(counts.fill)}</li>}
          {counts.skip + preview.totals.rows - preview.totals.usable > 0 && (
            <li>{importing.willSkip(counts.skip + preview.totals.rows - preview.totals.usable)}</li>
          )}
          {preview.totals.left > 0 && <li>{importing.willLeft(preview.totals.left)}</li>}
        </ul>
        {nothing && <p>{importing.nothing}</p>}
        <div className="field-narrow">
          <TextField
            label={importing.tag}
            help={importing.tagHelp}
            value={list.tag}
            onChange={(tag) => list.setTag(tag ?? '')}
          />
        </div>
      </Panel>
      <Panel title={importing.previewTitle(shown.length, preview.totals.usable)} look="plain">
        <div className="register-frame">
          <Table className="list-preview">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{importing.row}</Table.Th>
                <Table.Th>{columnNames.name}</Table.Th>
                <Table.Th>{columnNames.address}</Table.Th>
                <Table.Th>{columnNames.postcode}</Table.Th>
                <Table.Th>{columnNames.phone}</Table.Th>
                <Table.Th>{columnNames.email}</Table.Th>
                <Table.Th>{columnNames.joinedOn}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((row) => (
                <Table.Tr key={row.row}>
                  <Table.Td>{row.row}</Table.Td>
                  <Table.Td>
                    {row.name} <Outcome row={row} decisions={list.decisions} />
                  </Table.Td>
                  <Table.Td>{row.address}</Table.Td>
                  <Table.Td className="nowrap">{row.postcode}</Table.Td>
                  <Table.Td className="nowrap">{row.phones.join(', ')}</Table.Td>
                  <Table.Td>{row.emails.join(', ')}</Table.Td>
                  <Table.Td className="nowrap">{shortDate(row.joinedOn)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      </Panel>
      <StepButtons
        onBack={() => list.go('check')}
        onReset={list.reset}
        next={counts.import > 0 ? importing.action(counts.import) : importing.fillAction}
        onNext={() => void list.confirm()}
        disabled={nothing}
      />
    </>
  )
}
