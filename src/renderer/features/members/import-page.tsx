import type { ReactElement } from 'react'
import { useEffect } from 'react'
import { useWorkspace } from '@/app/providers'
import { Link } from '@/app/router'
import { Page } from '@/components/page'
import { Problem } from '@/components/problem'
import { importing } from '@/messages/import-members'
import { handFile, useHandedFile } from './handed-file'
import { CheckStep } from './import-check'
import { ColumnsStep } from './import-columns'
import { DoneStep } from './import-done'
import { FileStep } from './import-file'
import { Working } from './import-parts'
import { ReadyStep } from './import-ready'
import { type ImportStep, useImport } from './use-import'
import './import.css'

const STEPS: readonly ImportStep[] = ['file', 'columns', 'check', 'ready']

/** Bringing in a list: pick, match, check, confirm; undo. */
export function ImportPage(): ReactElement {
  const workspace = useWorkspace()
  const list = useImport()
  const handed = useHandedFile(workspace)
  const { open } = list
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when a file is handed over, once for each
  useEffect(() => {
    if (handed === null) return
    handFile(workspace, null)
    void handed.arrayBuffer().then((buffer) => open({ name: handed.name, bytes: new Uint8Array(buffer) }))
  }, [handed])

  return (
    <Page
      title={importing.title}
      intro={importing.intro}
      back={<Link to="/members">{importing.back}</Link>}
      width={list.step === 'file' || list.step === 'done' ? 'normal' : 'wide'}
    >
      {list.step !== 'done' && <Steps now={list.step} />}
      {list.error !== null && list.error.kind !== 'cancelled' && <Problem error={list.error} />}
      {list.error?.kind === 'cancelled' && (
        <p className="soft-words" role="status">
          {importing.stopped}
        </p>
      )}
      {list.busy !== null ? <Working busy={list.busy} onStop={list.stop} /> : <Step list={list} />}
    </Page>
  )
}

function Step({ list }: { readonly list: ReturnType<typeof useImport> }): ReactElement | null {
  if (list.step === 'file') return <FileStep list={list} />
  if (list.step === 'done') return <DoneStep list={list} />
  if (list.preview === null) return null
  const part = { list, preview: list.preview }
  if (list.step === 'columns') return <ColumnsStep key={list.round} {...part} />
  return list.step === 'check' ? <CheckStep key={list.round} {...part} /> : <ReadyStep {...part} />
}

function Steps({ now }: { readonly now: ImportStep }): ReactElement {
  const at = STEPS.indexOf(now)
  return (
    <ol className="import-steps" aria-label={importing.step(at + 1, STEPS.length, importing.steps[at] ?? '')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className="import-step"
          data-past={index < at || undefined}
          {...(index === at ? { 'aria-current': 'step' as const } : {})}
        >
          <span className="import-step-number" aria-hidden="true">
            {index + 1}
          </span>
          {importing.steps[index]}
        </li>
      ))}
    </ol>
  )
}
