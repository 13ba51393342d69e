import type { AppError } from '@host'
import { Button, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useHost, useWorkspace } from '@/app/providers'
import { useRun } from '@/app/use-query'
import { fieldOrder } from '@/components/field-parts'
import { Note } from '@/components/note'
import { Panel } from '@/components/panel'
import { Problem } from '@/components/problem'
import { unsealed } from '@/messages/backup'

/** Everything as ordinary lists and Word files, behind a warning and a word to type. */
export function UnsealedPanel(): ReactElement {
  const run = useRun()
  const host = useHost()
  const workspace = useWorkspace()
  const notify = useNotify()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const [tried, setTried] = useState(false)
  const agreed = typed.trim().toLowerCase() === unsealed.word

  const make = async (): Promise<void> => {
    setTried(!agreed)
    if (!agreed) return
    setBusy(true)
    setProblem(null)
    const fetched = await workspace.files.fetchAll()
    const made = fetched.ok ? await run('everything.export', {}) : fetched
    const saved = made.ok ? await host.files.save({ ...made.value, kind: 'any' }) : made
    setBusy(false)
    if (!saved.ok) return setProblem(saved.error)
    if (saved.value === null) return
    setTyped('')
    notify.done(unsealed.done(saved.value.name))
  }
  return (
    <Panel title={unsealed.title} help={unsealed.help} look="quiet">
      {problem !== null && <Problem error={problem} />}
      <div className="backup-stack">
        <Note tone="warn">{unsealed.warning}</Note>
        <TextInput
          label={unsealed.confirm(unsealed.word)}
          inputWrapperOrder={fieldOrder}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={tried && !agreed ? unsealed.notTyped(unsealed.word) : undefined}
          maw="16rem"
        />
        <div>
          <Button variant="default" size="md" loading={busy} onClick={() => void make()}>
            {unsealed.go}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
