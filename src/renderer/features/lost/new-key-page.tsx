import type { ReactElement } from 'react'
import { useState } from 'react'
import { Link } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { useStartAtHeading } from '@/components/start-at-heading'
import { key, lost, newKeyPage, seal } from '@/messages/lost'
import { KeyPart } from './key-part'
import { NewSheet } from './new-sheet'
import { SealPart } from './seal-part'
import { useNewKey } from './use-new-key'
import './lost.css'

const NO_PARAMS = {}
const NOBODY: readonly string[] = []

/** A new key and sheet without closing a laptop. */
export function NewKeyPage(): ReactElement {
  const group = useQuery('group.get', NO_PARAMS)
  const [madeFor, setMadeFor] = useState<number | undefined>(undefined)
  const [kept, setKept] = useState(false)
  const [sealed, setSealed] = useState<number | undefined>(undefined)
  const newKey = useNewKey(NOBODY, '', (laptops) => {
    setMadeFor(laptops)
    setKept(false)
    setSealed(undefined)
  })
  if (newKey.phrase !== null)
    return (
      <NewSheet
        phrase={newKey.phrase}
        groupName={group?.name ?? ''}
        onKept={() => {
          setKept(true)
          newKey.forget()
        }}
      />
    )
  return (
    <Page
      title={newKeyPage.title}
      intro={newKeyPage.intro}
      width="reading"
      back={<Link to="/laptops">{lost.back}</Link>}
    >
      <Panel title={key.make}>
        <div className="lost-stack">
          <KeyPart newKey={newKey} without={NOBODY} madeFor={madeFor} wordsKept={kept} />
        </div>
      </Panel>
      {madeFor !== undefined && (
        <Panel title={seal.titleAlone} help={seal.help}>
          <BackAtHeading />
          <div className="lost-stack">
            <SealPart ready sealed={sealed} onSealed={setSealed} />
          </div>
        </Panel>
      )}
    </Page>
  )
}

/** After the sheet, the page begins at its heading again. */
function BackAtHeading(): null {
  useStartAtHeading()
  return null
}
