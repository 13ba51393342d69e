import type { AppError } from '@host'
import { Button } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import type { FormEvent, ReactElement } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useKeepDraft, useLeftDraft } from '@/app/keep-draft'
import { useNotify } from '@/app/notify'
import { Link, useNavigate } from '@/app/router'
import { useQuery, useRun } from '@/app/use-query'
import { leaveBox } from '@/components/focus-back'
import { focusInNextFrame } from '@/components/next-frame'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { Problem } from '@/components/problem'
import { RecordFields } from '@/components/record-fields'
import { fullName } from '@/core/domain/names'
import { member } from '@/core/records/member'
import { memberPage, newMember, sameWords } from '@/messages/members'
import { tidyPostcode } from './check-words'
import { Reach } from './reach'
import type { MemberPatch } from './use-autosave'

const DRAFT = 'new-member'
const NOTHING: MemberPatch = {}

/** Adding somebody: a name is enough. What is typed is kept, sealed, until they are added. */
export function NewPage(): ReactElement {
  const [left, readAgain] = useLeftDraft(DRAFT)
  const [round, setRound] = useState(0)
  const stored = left?.ok === true ? left.value : undefined
  const draft = round === 0 && typeof stored === 'object' && stored !== null ? (stored as MemberPatch) : NOTHING
  return (
    <Page title={newMember.title} intro={newMember.intro} back={<Link to="/members">{memberPage.back}</Link>}>
      {left?.ok === false && <Problem error={left.error} onRetry={readAgain} />}
      {left?.ok === true && (
        <NewForm
          key={round}
          draft={draft}
          restored={Object.keys(draft).length > 0}
          onAgain={() => setRound(round + 1)}
        />
      )}
    </Page>
  )
}

interface NewFormProps {
  readonly draft: MemberPatch
  readonly restored: boolean
  readonly onAgain: () => void
}

function NewForm({ draft, restored, onAgain }: NewFormProps): ReactElement {
  const keep = useKeepDraft(DRAFT)
  const run = useRun()
  const notify = useNotify()
  const navigate = useNavigate()
  const [patch, setPatch] = useState(draft)
  const [error, setError] = useState<AppError | null>(null)
  const [busy, setBusy] = useState(false)
  const latest = useRef(patch)
  latest.current = patch
  const form = useRef<HTMLFormElement>(null)
  const person = { ...patch, id: '' } as Parameters<typeof Reach>[0]['person'] & { readonly id: string }

  const change = (part: MemberPatch): void => {
    const next = {
      ...latest.current,
      ...part,
      ...(typeof part.postcode === 'string' ? { postcode: tidyPostcode(part.postcode) } : {}),
    }
    latest.current = next
    setPatch(next)
    void keep(next)
  }
  const add = async (another: boolean, goBack: () => void): Promise<void> => {
    setBusy(true)
    const made = await run('members.create', { patch: latest.current })
    setBusy(false)
    if (!made.ok) {
      setError(made.error)
      return goBack()
    }
    await keep(null)
    const { givenName, familyName } = latest.current
    notify.done(newMember.added(fullName({ givenName: givenName ?? undefined, familyName: familyName ?? undefined })), {
      undo: made.value.changeId,
    })
    if (another) onAgain()
    else navigate(`/members/${encodeURIComponent(made.value.id)}`)
  }
  const submit = (event: FormEvent, another: boolean): void => {
    event.preventDefault()
    if (busy) return
    // The box that is being written in tells its value on leaving; then the newest values are there.
    const goBack = leaveBox()
    setTimeout(() => void add(another, goBack), 0)
  }
  const discard = async (): Promise<void> => {
    await keep(null)
    onAgain()
  }

  useEffect(() => focusInNextFrame(() => form.current?.querySelector('input')), [])

  return (
    <form ref={form} onSubmit={(event) => submit(event, false)} noValidate className="new-member">
      {restored && (
        <p className="soft-words">
          {newMember.restored}{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => void discard()}>
            {newMember.discard}
          </Button>
        </p>
      )}
      {error !== null && <Problem error={error} />}
      <Similar patch={patch} />
      <Panel title={memberPage.name}>
        <div className="field-pair">
          <RecordFields type={member} item={person} names={['givenName', 'familyName']} onPatch={change} />
        </div>
        <Reach person={person} onPatch={change} />
      </Panel>
      <Panel title={memberPage.address}>
        <div className="field-pair">
          <RecordFields type={member} item={person} names={['address1', 'town', 'postcode']} onPatch={change} />
        </div>
      </Panel>
      <div className="new-actions">
        <Button type="submit" loading={busy}>
          {newMember.action}
        </Button>
        <Button variant="default" disabled={busy} onClick={(event) => submit(event, true)}>
          {newMember.another}
        </Button>
      </div>
    </form>
  )
}

/** Who on the register may be the same person, told while one types. */
function Similar({ patch }: { readonly patch: MemberPatch }): ReactElement | null {
  const found = useQuery('members.similar', {
    ...(patch.givenName ? { givenName: patch.givenName } : {}),
    ...(patch.familyName ? { familyName: patch.familyName } : {}),
    ...(patch.postcode ? { postcode: patch.postcode } : {}),
    phones: Object.values(patch.phones ?? {}).map((phone) => phone.number),
    emails: Object.values(patch.emails ?? {}).map((email) => email.address),
  })
  return (
    <div role="status">
      {found !== undefined && found !== null && (
        <div className="member-strip">
          <IconUsers size="1.4rem" aria-hidden="true" />
          <div>
            <strong>{newMember.similar(found.name, found.address)}</strong>
            <p>
              {newMember.similarBecause(sameWords(found.because))}{' '}
              <Link to={`/members/${encodeURIComponent(found.id)}`}>{newMember.open}</Link>
            </p>
          </div>
        </div>
      )}
    </div>
  )
}
