import { Button, Table } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { useSyncStatus } from '@/app/use-state'
import { Panel } from '@/components/panel'
import { StatusPill } from '@/components/status-pill'
import { shortDate } from '@/components/when'
import { erasure } from '@/core/records/erasure'
import { isEverywhere, privacy } from '@/messages/privacy'
import { AskAdministrator } from './erased'
import { useErasures } from './use-erasures'

/** What was erased, when, why, and which laptops have still to do so. */
export function Ledger(): ReactElement {
  const entries = useErasures()
  const connected = useSyncStatus().kind !== 'off'
  return (
    <Panel title={privacy.ledger} help={privacy.ledgerHelp}>
      {entries.length === 0 ? (
        <p className="held-soft">{privacy.ledgerEmpty}</p>
      ) : (
        <Table className="folding">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{privacy.on}</Table.Th>
              <Table.Th scope="col">{privacy.why}</Table.Th>
              <Table.Th scope="col">{privacy.what}</Table.Th>
              <Table.Th scope="col">{privacy.laptops}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry) => (
              <Table.Tr key={entry.id}>
                <Table.Th scope="row">{shortDate(entry.on)}</Table.Th>
                <Table.Td data-label={privacy.why}>{erasure.fields.why.choices?.[entry.why] ?? ''}</Table.Td>
                <Table.Td data-label={privacy.what}>{entry.summary}</Table.Td>
                <Table.Td data-label={privacy.laptops}>
                  <StatusPill tone={isEverywhere(entry) ? 'good' : 'warn'}>
                    {isEverywhere(entry) ? privacy.done : privacy.pending(entry.pending)}
                  </StatusPill>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {connected && entries.length > 0 && <Compact />}
    </Panel>
  )
}

function Compact(): ReactElement {
  const workspace = useWorkspace()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState(false)
  const ask = async (): Promise<void> => {
    setBusy(true)
    const done = await workspace.privacy.compactServer()
    setBusy(false)
    setRefused(!done.ok && (done.error.kind === 'server-read-only' || done.error.kind === 'server-forbidden'))
    if (done.ok) notify.done(privacy.compacted)
    else if (done.error.kind !== 'server-read-only' && done.error.kind !== 'server-forbidden') notify.error(done.error)
  }
  return (
    <div className="privacy-compact">
      <p className="held-soft">{refused ? privacy.compactAsk : privacy.compactHelp}</p>
      {refused ? (
        <AskAdministrator />
      ) : (
        <Button variant="default" loading={busy} onClick={() => void ask()}>
          {privacy.compact}
        </Button>
      )}
    </div>
  )
}
