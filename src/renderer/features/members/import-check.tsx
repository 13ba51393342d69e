import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleX, IconSparkles } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useCallback, useEffect, useState } from 'react'
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
/** How many rows of each kind are shown before somebody asks for more. */
const FIRST = 3

/** One kind of problem with the places where it stands. */
function Kind(props: {
  readonly kind: KindCount
  readonly list: Import
  readonly preview: ImportPreview
}): ReactElement {
  const { kind, list, preview } = props
  const run = useRun()
  const [rows, setRows] = useState(() =>
    preview.problems.filter((problem) => problem.kind === kind.kind).slice(0, FIRST),
  )
  const load = useCallback(
    async (offset: number, limit: number) => {
      const part = await run('members.import.problems', { importId: preview.importId, kind: kind.kind, offset, limit })
      if (part.ok) setRows((before) => [...before.slice(0, offset), ...part.value.items])
    },
    [run, preview.importId, kind.kind],
  )
  const few = Math.min(FIRST, kind.count)
  const missing = rows.length < few
  // Only the first problems of the whole list come with the preview.
  useEffect(() => {
    if (missing) void load(0, few)
  }, [missing, few, load])
  return (
    <li className="problem-kind">
      <div className="problem-line">
        <strong className="problem-words">{problemWords[kind.kind]}</strong>
        {kind.kind === 'email-slip' && (
          <Button variant="light" size="compact-md" onClick={() => void list.again({ fixEmails: true })}>
            {importing.fixEmails(kind.count)}
          </Button>
        )}
        {kind.kind === 'address-above' && (
          <Button variant="light" size="compact-md" onClick={() => void list.again({ shareAddresses: true })}>
            {importing.shareAddresses(kind.count)}
          </Button>
        )}
      </div>
      <ul className="problem-rows">
        {rows.map((problem) => (
          <li key={`${problem.row} ${problem.column ?? ''} ${problem.value ?? ''}`}>
            <span className="problem-place">{importing.place(problem.row, problem.letter, problem.heading)}</span>
            {problem.value !== undefined && importing.stands(problem.value)}
            {problem.suggestion !== undefined && importing.suggested(kind.kind, problem.suggestion)}
          </li>
        ))}
      </ul>
      {rows.length < kind.count && (
        <Button variant="subtle" size="compact-md" onClick={() => void load(rows.length, PART)}>
          {importing.moreOf(kind.count - rows.length)}
        </Button>
      )}
    </li>
  )
}
