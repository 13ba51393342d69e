import type { ReactElement, ReactNode } from 'react'
import { useClashNotes } from '@/app/use-clashes'
import { useQuery } from '@/app/use-query'
import { LinesField, TagsField } from '@/components/fields'
import { Panel } from '@/components/panel'
import { RecordFields } from '@/components/record-fields'
import type { Keeping } from '@/components/use-chosen'
import type { MemberDetail } from '@/core/model/queries/members'
import { member } from '@/core/records/member'
import { checks, memberPage } from '@/messages/members'
import { CheckNote } from './check-note'
import { postcodeCheck, tidyPostcode } from './check-words'
import { FactFields } from './fact-fields'
import { Reach } from './reach'
import { SignatureList } from './signature-list'
import type { MemberPatch } from './use-autosave'

interface MemberFormProps {
  readonly detail: MemberDetail
  readonly onPatch: (patch: MemberPatch, base?: MemberPatch) => Keeping
  readonly disabled: boolean
}

const NO_PARAMS = {}

/** The sections of a member's page. */
export function MemberForm({ detail, onPatch, disabled }: MemberFormProps): ReactElement {
  const person = detail.member
  const notes = useClashNotes(person.id)
  const tags = useQuery('members.tags', NO_PARAMS) ?? []
  const fields = { type: member, item: person, disabled, notes }
  const patch = (change: MemberPatch, base?: MemberPatch): Keeping =>
    onPatch(typeof change.postcode === 'string' ? { ...change, postcode: tidyPostcode(change.postcode) } : change, base)
  return (
    <div className="member-grid">
      <div>
        <Panel title={memberPage.name}>
          <div className="field-pair">
            <RecordFields {...fields} names={['givenName', 'familyName', 'addressAs', 'honorific']} onPatch={patch} />
          </div>
          <Reach person={person} onPatch={onPatch} notes={notes} disabled={disabled} />
        </Panel>
        <Panel title={memberPage.address}>
          <RecordFields {...fields} names={['address1', 'address2']} onPatch={patch} />
          <div className="field-pair">
            <RecordFields {...fields} names={['town', 'county']} onPatch={patch} />
          </div>
          <div className="field-narrow">
            <RecordFields
              {...fields}
              names={['postcode']}
              onPatch={patch}
              warnings={postcodeWarning(person.postcode, patch)}
            />
          </div>
        </Panel>
        <Panel title={memberPage.notes} help={memberPage.notesHelp}>
          <LinesField
            label={memberPage.notesLabel}
            value={person.notes}
            disabled={disabled}
            onChange={(text, saw) => onPatch({ notes: text }, { notes: saw ?? null })}
          />
          {notes.notes}
          {person.importedFrom !== undefined && (
            <p className="soft-words">{memberPage.importedFrom(person.importedFrom)}</p>
          )}
        </Panel>
      </div>
      <div>
        <Panel title={memberPage.membership}>
          <RecordFields
            {...fields}
            names={['kind', 'joinedOn']}
            onPatch={patch}
            wording={{ kind: { label: memberPage.kindLabel } }}
          />
          {person.leftOn !== undefined && (
            <RecordFields
              {...fields}
              names={['leftOn', 'leftReason']}
              onPatch={patch}
              warnings={dateWarnings(person)}
            />
          )}
          <TagsField
            label={member.fields.tags.label}
            value={person.tags}
            disabled={disabled}
            onChange={(next) => onPatch({ tags: next ?? [] }, { tags: person.tags ?? [] })}
            suggestions={tags.map(({ tag }) => tag)}
          />
          <RecordFields {...fields} names={['howHeard']} onPatch={patch} />
        </Panel>
        <Panel title={memberPage.law} help={memberPage.lawHelp}>
          <FactFields person={person} onPatch={onPatch} notes={notes} disabled={disabled} />
        </Panel>
        <SignatureList detail={detail} />
      </div>
    </div>
  )
}

function postcodeWarning(
  postcode: string | undefined,
  patch: (change: MemberPatch) => Keeping,
): Readonly<Partial<Record<string, ReactNode>>> {
  const check = postcodeCheck(postcode)
  return check === undefined
    ? {}
    : { postcode: <CheckNote check={check} onUse={(instead) => patch({ postcode: instead })} /> }
}

function dateWarnings(person: MemberDetail['member']): Readonly<Partial<Record<string, ReactNode>>> {
  const { joinedOn, leftOn } = person
  return joinedOn !== undefined && leftOn !== undefined && leftOn < joinedOn ? { leftOn: checks.leftBeforeJoined } : {}
}
