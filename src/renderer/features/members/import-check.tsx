import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleX, IconSparkles } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useRun } from '@/app/use-query'
import { Panel } from '@/components/panel'
import { importing, problemWords } from '@/messages/import-members'
import { Duplicates } from './import-duplicates'
import { StepButtons, type StepProps, StepTitle } from './import-parts'
import type { Import, ImportPreview } from './use-import'

type KindCount = ImportPreview['problemKinds'][number]
type Severity = KindCount['severity']

const SECTIONS: readonly { readonly severity: Severity; readonly title: string; readonly icon: ReactElement }[] = [
  { severity: 'error', title: importing.errorsTitle, icon: <IconCircleX size="1.2rem" aria-hidden="true" /> },
  { severity: 'warning', title: importing.warningsTitle, icon: <IconAlertTriangle size="1.2rem" aria-hidden="true" /> },
  { severity: 'note', title: importing.notesTitle, icon: <IconSparkles size="1.2rem" aria-hidden="true" /> },
]

/** What is odd about the list, each with its row and column, and who may be there already. */
export function CheckStep({ list, preview }: StepProps): ReactElement {
  const { totals, problemKinds } = preview
  return (
    <>
      <StepTitle help={importing.rowsGood(totals.usable, totals.rows)}>{importing.checkTitle}</StepTitle>
      {problemKinds.length === 0 ? (
        <p className="all-good">{importing.allGood}</p>
      ) : (
        <Panel>
          {SECTIONS.map(({ severity, title, icon }) => {
            const kinds = problemKinds.filter((kind) => kind.severity === severity)
            if (kinds.length === 0) return null
            return (
              <section key={severity} className={`problems problems-${severity}`}>
                <h3>
                  {icon} {title}
                </h3>
                <ul className="problem-kinds">
                  {kinds.map((kind) => (
                    <Kind key={kind.kind} kind={kind} list={list} preview={preview} />
                  ))}
                </ul>
              </section>
            )
          })}
        </Panel>
      )}
      <Duplicates list={list} preview={preview} />
      <StepButtons
        onBack={() => list.go('columns')}
        onReset={list.reset}
        next={importing.next}
        onNext={() => list.go('ready')}
      />
    </>
  )
}

const PART = 50

/** One kind of problem; its rows unfold. */
function Kind({
  kind,
  list,
  preview,
}: {
  readonly kind: KindCount
  readonly list: Import
  readonly preview: ImportPreview
}): ReactElement {
  const run = useRun()
  const [rows, setRows] = useState<ImportPreview['problems'] | null>(null)
  const more = async (): Promise<void> => {
    const part = await run('members.import.problems', {
      importId: preview.importId,
      kind: kind.kind,
      offset: rows?.length ?? 0,
      limit: PART,
    })
    if (part.ok) setRows([...(rows ?? []), ...part.value.items])
  }
  return (
    <li className="problem-kind">
      <div className="problem-line">
        <span>{problemWords[kind.kind]}</span>
        <span className="problem-tools">
          {kind.kind === 'email-slip' && (
            <Button variant="light" size="compact-md" onClick={() => void list.again({ fixEmails: true })}>
              {importing.fixEmails(kind.count)}
            </Button>
          )}
          <Button
            variant="default"
            size="compact-md"
            aria-expanded={rows !== null}
            onClick={() => (rows === null ? void more() : setRows(null))}
          >
            {rows === null ? importing.showRows(kind.count) : importing.hideRows}
          </Button>
        </span>
      </div>
      {rows !== null && (
        <div className="problem-rows">
          <table>
            <thead>
              <tr>
                <th>{importing.row}</th>
                <th>{importing.columnShort}</th>
                <th>{importing.stands}</th>
                <th>{importing.becomes}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((problem) => (
                <tr key={`${problem.row} ${problem.column ?? ''} ${problem.value ?? ''}`}>
                  <td>{problem.row}</td>
                  <td>{[problem.letter, problem.heading].filter(Boolean).join(', ')}</td>
                  <td>{problem.value}</td>
                  <td>{problem.suggestion}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length < kind.count && (
            <Button variant="subtle" size="sm" onClick={() => void more()}>
              {importing.moreRows}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
