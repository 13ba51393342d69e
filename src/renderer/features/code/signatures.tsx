import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconFileText, IconSearch } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useHost } from '@/app/providers'
import { Link } from '@/app/router'
import { useQuery, useRun } from '@/app/use-query'
import { Panel } from '@/components/panel'
import type { SignatureState } from '@/core/domain/signatures'
import type { SignerRow, VersionDetail } from '@/core/model/queries/code'
import { signing } from '@/messages/code'
import { Pager } from './pager'
import { SignDialog } from './sign-dialog'
import { SignedMenu, signedFacts } from './signed-row'

const LISTS: readonly SignatureState[] = ['unsigned', 'due', 'signed']

/** Who has signed, who has not, who is due again. A draft is not signed yet. */
export function Signatures({ version }: { readonly version: VersionDetail }): ReactElement {
  if (version.state !== 'draft') return <SignerLists version={version} />
  return (
    <Panel title={signing.title}>
      <p className="soft-line">{signing.draft}</p>
    </Panel>
  )
}

/** Three lists to go through; choose many and record them at once. */
function SignerLists({ version }: { readonly version: VersionDetail }): ReactElement {
  const [list, setList] = useState<SignatureState>('unsigned')
  const [text, setText] = useState('')
  const [page, setPage] = useState(0)
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map())
  const [recording, setRecording] = useState(false)
  const shown = useQuery('code.version', { id: version.id, list, text, page }) ?? version
  const choosing = list !== 'signed'
  const change = (next: SignatureState): void => {
    setList(next)
    setPage(0)
    setChosen(new Map())
  }
  const toggle = (rows: readonly SignerRow[], on: boolean): void =>
    setChosen((now) => {
      const next = new Map(now)
      for (const row of rows) {
        if (on) next.set(row.memberId, row.name)
        else next.delete(row.memberId)
      }
      return next
    })
  return (
    <Panel title={signing.title} actions={<RegisterButton version={version} />}>
      <Meter version={version} />
      <div className="list-tools">
        <fieldset className="list-choice field-group" aria-label={signing.title}>
          {LISTS.filter((each) => each !== 'due' || version.counts.due > 0).map((each) => (
            <button
              key={each}
              type="button"
              className="list-option"
              aria-pressed={list === each}
              onClick={() => change(each)}
            >
              {signing.lists[each]} <span className="list-count">{version.counts[each].toLocaleString('en-GB')}</span>
            </button>
          ))}
        </fieldset>
        <TextInput
          className="list-find"
          autoComplete="off"
          aria-label={signing.find}
          placeholder={signing.find}
          leftSection={<IconSearch size="1.1rem" aria-hidden="true" />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setPage(0)
          }}
        />
      </div>
      {choosing && shown.rows.length > 1 && (
        <Checkbox
          label={signing.chooseAll}
          checked={shown.rows.every((row) => chosen.has(row.memberId))}
          indeterminate={
            shown.rows.some((row) => chosen.has(row.memberId)) && !shown.rows.every((row) => chosen.has(row.memberId))
          }
          onChange={(event) => toggle(shown.rows, event.currentTarget.checked)}
          mb="xs"
        />
      )}
      {shown.rows.length === 0 && (
        <p className="soft-line">{text.trim() === '' ? signing.nobody[list] : signing.notFound}</p>
      )}
      <ul className="signers">
        {shown.rows.map((row) => (
          <li key={row.memberId} className="signer">
            <div>
              {choosing ? (
                <Checkbox
                  label={row.name}
                  checked={chosen.has(row.memberId)}
                  onChange={(event) => toggle([row], event.currentTarget.checked)}
                  {...(row.on === undefined ? {} : { description: signedFacts(row) })}
                />
              ) : (
                <>
                  <Link className="signer-name" to={`/members/${encodeURIComponent(row.memberId)}`}>
                    {row.name}
                  </Link>
                  <div className="signer-facts">{signedFacts(row)}</div>
                </>
              )}
            </div>
            <SignedMenu row={row} />
          </li>
        ))}
      </ul>
      <Pager page={shown.page} pageSize={shown.pageSize} total={shown.total} onPage={setPage} />
      {choosing && (shown.rows.length > 0 || chosen.size > 0) && (
        <div className="choose-bar">
          <span role="status">{signing.chosen(chosen.size)}</span>
          <Button disabled={chosen.size === 0} onClick={() => setRecording(true)}>
            {chosen.size === 0 ? signing.record : signing.recordCount(chosen.size)}
          </Button>
        </div>
      )}
      {recording && (
        <SignDialog
          version={version}
          people={chosen}
          onClose={(recorded) => {
            setRecording(false)
            if (recorded) setChosen(new Map())
          }}
        />
      )}
    </Panel>
  )
}

function Meter({ version }: { readonly version: VersionDetail }): ReactElement {
  const done = version.members === 0 ? 0 : (version.signed / version.members) * 100
  const months = version.resignMonths ?? 0
  return (
    <div className="signed-meter">
      <div className="signed-words">
        <span>{signing.progress(version.signed, version.members)}</span>
        <span className="signed-note">
          {months > 0 ? signing.resign(months) : signing.resignNever} <Link to="/group">{signing.resignChange}</Link>
        </span>
      </div>
      <div className="signed-bar" aria-hidden="true">
        <div className="signed-fill" style={{ width: `${done}%` }} />
      </div>
    </div>
  )
}

function RegisterButton({ version }: { readonly version: VersionDetail }): ReactElement {
  const host = useHost()
  const run = useRun()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    const made = await run('code.exportRegister', { versionId: version.id })
    const saved = made.ok ? await host.files.save({ ...made.value, kind: 'word' }) : made
    setBusy(false)
    if (!saved.ok) notify.error(saved.error)
    else if (saved.value !== null) notify.done(signing.saved(saved.value.name))
  }
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<IconFileText size="1.1rem" />}
      loading={busy}
      onClick={() => void save()}
    >
      {signing.register}
    </Button>
  )
}
