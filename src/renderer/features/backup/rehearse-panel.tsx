import type { AppError, PickedFile } from '@host'
import { Button, Group } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useHost, useWorkspace } from '@/app/providers'
import { fieldOrder } from '@/components/field-parts'
import { GrowingText } from '@/components/growing-text'
import { Panel } from '@/components/panel'
import { Problem } from '@/components/problem'
import { RehearsalFindings } from '@/components/rehearsal-findings'
import type { RehearsalReport } from '@/core/workspace-types'
import { rehearsing, restoring } from '@/messages/backup'
import { RestoreSteps } from './restore-steps'

/** Opens a backup beside what is here; from its report it can be restored. */
export function RehearsePanel(): ReactElement {
  const workspace = useWorkspace()
  const host = useHost()
  const [file, setFile] = useState<PickedFile | null>(null)
  const [phrase, setPhrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const [report, setReport] = useState<RehearsalReport | null>(null)

  const pick = async (): Promise<void> => {
    const picked = await host.files.open({ kinds: ['trestle'], title: rehearsing.dialog })
    setProblem(picked.ok ? null : picked.error)
    if (!picked.ok || picked.value === null) return
    setFile(picked.value)
    setReport(null)
  }
  const rehearse = async (): Promise<void> => {
    if (file === null) return
    setBusy(true)
    setProblem(null)
    setReport(null)
    const typed = phrase.trim()
    const found = await workspace.backups.rehearse({ bytes: file.bytes, ...(typed === '' ? {} : { phrase: typed }) })
    setBusy(false)
    if (found.ok) setReport(found.value)
    else setProblem(found.error)
  }
  return (
    <>
      <Panel title={rehearsing.title} help={rehearsing.help}>
        {problem !== null && <Problem error={problem} />}
        <div className="backup-stack">
          {file !== null && (
            <>
              <p>{rehearsing.picked(file.name)}</p>
              <GrowingText
                label={rehearsing.words}
                description={rehearsing.wordsHelp}
                inputWrapperOrder={fieldOrder}
                value={phrase}
                onChange={(event) => setPhrase(event.currentTarget.value)}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maw="30rem"
              />
            </>
          )}
          <Group gap="sm">
            {file !== null && (
              <Button size="md" loading={busy} onClick={() => void rehearse()}>
                {rehearsing.go}
              </Button>
            )}
            <Button
              size="md"
              variant="default"
              leftSection={<IconFile size="1.2rem" />}
              disabled={busy}
              onClick={() => void pick()}
            >
              {file === null ? rehearsing.pick : rehearsing.pickOther}
            </Button>
          </Group>
          {report !== null && <RehearsalFindings report={report} />}
        </div>
      </Panel>
      <Panel title={restoring.title} help={restoring.help}>
        {file !== null && report !== null && report.verdict !== 'fails' ? (
          <RestoreSteps key={report.madeAt} bytes={file.bytes} report={report} />
        ) : (
          <p className="backup-soft">{restoring.needs}</p>
        )}
      </Panel>
    </>
  )
}
