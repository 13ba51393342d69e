import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { useCallback, useEffect, useState } from 'react'
import { useHost, useWorkspace } from '@/app/providers'
import { useWorkspaceState } from '@/app/use-state'
import { Note } from '@/components/note'
import { Panel } from '@/components/panel'
import { usageWords as filesWords } from '@/messages/files'
import { bytes, storage } from '@/messages/settings'

interface Answer {
  readonly kept: boolean
  readonly usage: number | undefined
  readonly quota: number | undefined
  /** How much room attached files take, in words. */
  readonly files: string
}

/** Whether the browser has agreed to keep what Trestle stores, how much that is, and what could not be opened. */
export function StoragePanel(): ReactElement {
  const host = useHost()
  const workspace = useWorkspace()
  const state = useWorkspaceState()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const ask = useCallback(async (): Promise<Answer> => {
    const [kept, { usage, quota }, files] = await Promise.all([
      host.storage.persist(),
      host.storage.estimate(),
      workspace.files.usage(),
    ])
    return { kept, usage, quota, files: filesWords(files) }
  }, [host, workspace])
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
            <li>{answer.files}</li>
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
