import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { Panel } from '@/components/panel'
import { StatusPill } from '@/components/status-pill'
import type { VersionRow } from '@/core/model/queries/code'
import { code, versionState } from '@/messages/code'

/** Every version, the one on the page marked. */
export function Versions(props: { readonly versions: readonly VersionRow[]; readonly shown: string }): ReactElement {
  return (
    <Panel title={code.versions}>
      <ul className="versions">
        {props.versions.map((row) => (
          <VersionLine key={row.id} row={row} shown={row.id === props.shown} />
        ))}
      </ul>
    </Panel>
  )
}

function VersionLine({ row, shown }: { readonly row: VersionRow; readonly shown: boolean }): ReactElement {
  const { tone, words } = versionState(row)
  return (
    <li className="version">
      <Link
        className="version-title"
        to={`/code/${encodeURIComponent(row.id)}`}
        {...(shown ? { 'aria-current': 'page' as const } : {})}
      >
        {row.title}
      </Link>
      <StatusPill tone={tone}>{words}</StatusPill>
      <span className="version-signed">{code.signedBy(row.signed, row.members)}</span>
    </li>
  )
}
