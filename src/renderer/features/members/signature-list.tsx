import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { Panel } from '@/components/panel'
import { StatusPill } from '@/components/status-pill'
import { longDate } from '@/components/when'
import type { MemberDetail } from '@/core/model/queries/members'
import { codeStanding, memberPage } from '@/messages/members'

/** Which versions of the code this person signed: to read, since a signature is a fact. */
export function SignatureList({ detail }: { readonly detail: MemberDetail }): ReactElement {
  const { tone, words } = codeStanding[detail.code]
  return (
    <Panel title={memberPage.code} actions={<StatusPill tone={tone}>{words}</StatusPill>}>
      {detail.signatures.length === 0 ? (
        <p className="soft-words">{memberPage.noSignatures}</p>
      ) : (
        <ul className="signature-list">
          {detail.signatures.map((signature) => (
            <li key={signature.id} data-past={!signature.stands || undefined}>
              <span className="signature-day">{longDate(signature.on)}</span>
              <span>
                {signature.version}
                {signature.isInForce ? ` (${memberPage.inForce})` : ''}
              </span>
              <span className="soft-words">
                {[
                  signature.how,
                  signature.witness === undefined ? '' : memberPage.witness(signature.witness),
                  signature.stands ? '' : memberPage.corrected,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="no-print">
        <Link to="/code">{memberPage.toCode}</Link>
      </p>
    </Panel>
  )
}
