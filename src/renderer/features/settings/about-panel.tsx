import type { ReactElement } from 'react'
import { useHost } from '@/app/providers'
import { Panel } from '@/components/panel'
import { about } from '@/messages/settings'

/** Which Trestle this is, and honestly what sealing does and does not do. */
export function AboutPanel(): ReactElement {
  const { about: facts } = useHost()
  return (
    <Panel title={about.title}>
      <p className="tabular">
        {about.version(facts.version)} · {about.edition[facts.edition]}
      </p>
      <p>{about.safe}</p>
      <p>{about.limits}</p>
      <p className="panel-help">{about.keys}</p>
    </Panel>
  )
}
