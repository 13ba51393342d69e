import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { useCallback, useEffect, useState } from 'react'
import { useHost } from '@/app/providers'
import { useAnswer } from '@/app/use-answer'
import { useWorkspaceState } from '@/app/use-state'
import { Note } from '@/components/note'
import { Panel } from '@/components/panel'
import type { Workspace } from '@/core/workspace-types'
import { usageWords as filesWords } from '@/messages/files'
import { bytes, storage } from '@/messages/settings'

type FilesUsage = Awaited<ReturnType<Workspace['files']['usage']>>

interface Answer {
  readonly kept: boolean
  readonly usage: number | undefined
  readonly quota: number | undefined
}

const askUsage = (workspace: Workspace): Promise<FilesUsage | undefined> => workspace.files.usage()

/** Whether the browser has agreed to keep what Trestle stores, how much that is, and what could not be opened. */
export function StoragePanel(): ReactElement {
  const host = useHost()
  const [files] = useAnswer(askUsage, undefined)
  const state = useWorkspaceState()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const ask = useCallback(async (): Promise<Answer> => {
    const [kept, { usage, quota }] = await Promise.all([host.storage.persist(), host.storage.estimate()])
    return { kept, usage, quota }
  }, [host])
  useEffect(() => {
    let here = true
    void ask().then((given) => {
      if (here) setAnswer(given)
    })
    return () => {
      here = false
    }
  }, [ask])
  const report = state.kind === 'open' ? state.report : undefined
  return (
    <Panel title={storage.title}>
      {answer === null ? (
        <p>{storage.asking}</p>
      ) : (
        <>
          <Note tone={answer.kept ? 'good' : 'warn'}>
            {answer.kept ? (host.about.edition === 'desktop' ? storage.desktop : storage.kept) : storage.notKept}
          </Note>
          {!answer.kept && (
            <Button variant="default" mb="md" onClick={() => void ask().then(setAnswer)}>
              {storage.askAgain}
            </Button>
          )}
          <ul className="settings-facts tabular">
            {answer.usage !== undefined && <li>{usageWords(answer.usage, answer.quota)}</li>}
            {files !== undefined && <li>{filesWords(files)}</li>}
            {report !== undefined && <li>{storage.records(report.records)}</li>}
            {report?.from === 'rebuilt' && <li>{storage.rebuilt}</li>}
            {report !== undefined && report.quarantined > 0 && <li>{storage.quarantined(report.quarantined)}</li>}
            {report !== undefined && report.newer > 0 && <li>{storage.newer(report.newer)}</li>}
          </ul>
        </>
      )}
    </Panel>
  )
}

function usageWords(usage: number, quota: number | undefined): string {
  return quota === undefined ? storage.usedOnly(bytes(usage)) : storage.usage(bytes(usage), bytes(quota - usage))
}
