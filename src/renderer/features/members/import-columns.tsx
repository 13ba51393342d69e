import { NativeSelect, Table } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import {
  isMemberTarget,
  type MemberTarget,
  mayShare,
  TARGET_GROUPS,
  type TargetGroup,
} from '@/core/exchange/csv/targets'
import { importing, notices, targetGroups, targetNames, whyChosen } from '@/messages/import-members'
import { ReadingChoices } from './import-choices'
import { StepButtons, type StepProps, StepTitle } from './import-parts'

const NAMES: readonly MemberTarget[] = ['fullName', 'givenName', 'familyName']

/** The parts of a member, under headings, to choose from. */
const TARGET_CHOICES = Object.entries(TARGET_GROUPS).map(([group, targets]) => ({
  group: targetGroups[group as TargetGroup],
  items: targets.map((value) => ({ value, label: targetNames[value] })),
}))

/** Which column is which: a guess with its reason, to be changed. */
export function ColumnsStep({ list, preview }: StepProps): ReactElement {
  const [mapping, setMapping] = useState<readonly MemberTarget[]>(() => preview.columns.map((column) => column.target))
  const changed = preview.columns.some((column, index) => column.target !== mapping[index])
  const twice = mapping.find((target, index) => !mayShare(target) && mapping.indexOf(target) !== index)
  const leftOut = preview.columns.filter((column, index) => mapping[index] === 'skip' && column.filled > 0)
  const next = async (): Promise<void> => {
    if (!changed || (await list.again({ mapping }))) list.go('check')
  }
  return (
    <>
      <StepTitle help={`${importing.fileHelp(preview.fileName, preview.totals.rows)} ${importing.columnsHelp}`}>
        {importing.columnsTitle}
      </StepTitle>
      <ReadingChoices list={list} />
      {preview.totals.emptyRows > 0 && <p className="soft-words">{importing.emptyRows(preview.totals.emptyRows)}</p>}
      {preview.notices.length > 0 && (
        <ul className="notice-list">
          {preview.notices.map((notice) => (
            <li key={notice}>
              <IconInfoCircle size="1.2rem" aria-hidden="true" /> {notices[notice]}
            </li>
          ))}
        </ul>
      )}
      <div className="register-frame">
        <Table className="mapping">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{importing.column}</Table.Th>
              <Table.Th>{importing.samples}</Table.Th>
              <Table.Th>{importing.target}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.columns.map((column, index) => {
              const name = column.heading === '' ? `${importing.columnShort} ${column.letter}` : column.heading
              const target = mapping[index] ?? 'skip'
              return (
                <Table.Tr key={column.letter} data-skip={target === 'skip' || undefined}>
                  <Table.Th scope="row">
                    <span className="mapping-letter">{column.letter}</span>
                    {name}
                    <span className="mapping-filled">{importing.filled(column.filled)}</span>
                  </Table.Th>
                  <Table.Td>
                    <ul className="mapping-samples">
                      {column.samples.map((sample) => (
                        <li key={sample}>{sample}</li>
                      ))}
                    </ul>
                  </Table.Td>
                  <Table.Td>
                    <NativeSelect
                      size="sm"
                      aria-label={importing.targetOf(name)}
                      value={target}
                      error={twice !== undefined && target === twice}
                      onChange={(event) => {
                        const { value } = event.currentTarget
                        if (isMemberTarget(value))
                          setMapping(mapping.map((other, at) => (at === index ? value : other)))
                      }}
                      data={TARGET_CHOICES}
                    />
                    <span className="mapping-why">{whyChosen[target === column.target ? column.why : 'chosen']}</span>
                  </Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </div>
      <div role="status" className="mapping-notes">
        {twice !== undefined && (
          <p className="mapping-problem">
            <IconAlertTriangle size="1.2rem" aria-hidden="true" /> {importing.twice(targetNames[twice])}
          </p>
        )}
        {!mapping.some((target) => NAMES.includes(target)) && (
          <p className="mapping-warning">
            <IconAlertTriangle size="1.2rem" aria-hidden="true" /> {importing.noName}
          </p>
        )}
        {leftOut.length > 0 && (
          <p className="soft-words">
            {importing.leftOut(
              leftOut.map((column) => column.heading || `${importing.columnShort} ${column.letter}`).join(', '),
            )}
          </p>
        )}
      </div>
      <StepButtons
        onBack={() => list.go('file')}
        onReset={list.reset}
        next={importing.next}
        onNext={() => void next()}
        disabled={twice !== undefined}
      />
    </>
  )
}
