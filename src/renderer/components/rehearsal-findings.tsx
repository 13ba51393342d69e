import { Table } from '@mantine/core'
import type { ReactElement } from 'react'
import type { RehearsalReport } from '@/core/workspace-types'
import { rehearsing, verdictWords } from '@/messages/backup'
import { Note } from './note'
import { Problem } from './problem'
import './rehearsal-findings.css'
import { dayAndTime } from './when'

const tones = { works: 'good', partly: 'warn', fails: 'bad' } as const

/** What a rehearsal found: the verdict, the counts beside those here, some papers by name. */
export function RehearsalFindings({
  report,
  alone = false,
}: {
  readonly report: RehearsalReport
  /** There is nothing here yet to compare with. */
  readonly alone?: boolean
}): ReactElement {
  return (
    <div className={alone ? 'findings' : 'findings findings-beside'} role="status">
      <Note tone={tones[report.verdict]}>{verdictWords(report)}</Note>
      {report.because !== undefined && <Problem error={report.because} />}
      {report.verdict !== 'fails' && (
        <>
          <p>
            {report.madeAt !== undefined && `${rehearsing.made(dayAndTime(report.madeAt))} `}
            {rehearsing.phrase[report.phrase]}
          </p>
          {report.unopened > 0 && <p>{rehearsing.unopened(report.unopened)}</p>}
          {report.files.whole + report.files.torn > 0 && (
            <p>{rehearsing.files(report.files.whole, report.files.torn)}</p>
          )}
          <Counts counts={report.counts} alone={alone} />
          {report.sample.length > 0 && (
            <>
              <p className="findings-title">{rehearsing.sampleTitle}</p>
              <ul className="findings-sample">
                {report.sample.map((one) => (
                  <li key={one.type + one.title}>
                    {one.title} {!alone && <span className="findings-now">{rehearsing.now[one.now]}</span>}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </div>
  )
}

function Counts({ counts, alone }: Pick<RehearsalReport, 'counts'> & { readonly alone: boolean }): ReactElement {
  const number = (count: number): string => count.toLocaleString('en-GB')
  return (
    <Table.ScrollContainer minWidth={320} type="native">
      <Table className="tabular" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{rehearsing.what}</Table.Th>
            <Table.Th scope="col">{rehearsing.inBackup}</Table.Th>
            {!alone && <Table.Th scope="col">{rehearsing.here}</Table.Th>}
            {!alone && <Table.Th scope="col">{rehearsing.lost}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {counts.map((row) => (
            <Table.Tr key={row.type}>
              <Table.Th scope="row">{row.label.charAt(0).toUpperCase() + row.label.slice(1)}</Table.Th>
              <Table.Td>{number(row.backup)}</Table.Td>
              {!alone && <Table.Td>{number(row.here)}</Table.Td>}
              {!alone && <Table.Td>{row.lost === 0 ? '–' : <strong>{number(row.lost)}</strong>}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
