import { ok } from '@host'
import { Button, Menu } from '@mantine/core'
import { IconDeviceFloppy, IconEraser, IconUserOff } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { pathOf } from '@/app/places'
import { useHost } from '@/app/providers'
import { Link, useParams } from '@/app/router'
import { useQuery, useRun } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { longDate } from '@/components/when'
import type { PersonHeld } from '@/core/model/queries/privacy'
import { accessRequest } from '@/core/records/access-request'
import { held, personFile } from '@/messages/privacy'
import { EraseSteps } from './erase-steps'
import { type DoneErasure, Erased } from './erased'
import { HeldList } from './held-list'
import { personData, personPage, personPaper } from './person-file'
import { RequestsPanel } from './requests-panel'
import { useHeld } from './use-held'
import './privacy.css'

const NO_PARAMS = {}

/** Everything held on one person: to show, to hand over, to erase. */
export function PersonPage(): ReactElement {
  const id = useParams().memberId ?? ''
  return <Loaded key={id} id={id} />
}

function Loaded({ id }: { readonly id: string }): ReactElement {
  const person = useHeld(id)
  const [erasing, setErasing] = useState(false)
  const [done, setDone] = useState<DoneErasure | null>(null)
  if (done !== null)
    return <Erased done={done} {...(person === null || person === undefined ? {} : { onRest: () => setDone(null) })} />
  const members = <Link to="/members">{held.backMembers}</Link>
  if (person === undefined)
    return (
      <Page title={held.title} back={members}>
        {null}
      </Page>
    )
  if (person === null)
    return (
      <Page title={held.gone} back={members}>
        <EmptyState icon={<IconUserOff />} title={held.gone} body={held.goneBody} action={members} />
      </Page>
    )
  if (erasing)
    return (
      <EraseSteps
        person={person}
        onCancel={() => setErasing(false)}
        onDone={(made) => {
          setErasing(false)
          setDone(made)
        }}
      />
    )
  return <Held person={person} onErase={() => setErasing(true)} />
}

function Held({ person, onErase }: { readonly person: PersonHeld; readonly onErase: () => void }): ReactElement {
  const host = useHost()
  const notify = useNotify()
  const group = useQuery('group.get', NO_PARAMS)
  const run = useRun()
  const save = async (kind: 'html' | 'word' | 'any'): Promise<void> => {
    const now = new Date().toISOString()
    const [groupName, today] = [group?.name ?? '', longDate(now)]
    const made =
      kind === 'word'
        ? await run('privacy.personWord', { paper: personPaper(person, groupName, today) })
        : ok({ bytes: kind === 'any' ? personData(person, groupName, now) : personPage(person, groupName, today) })
    const name = `${personFile.name(person.name)}${kind === 'any' ? '.json' : ''}`
    const saved = made.ok ? await host.files.save({ name, kind, bytes: made.value.bytes }) : made
    if (!saved.ok) notify.error(saved.error)
    else if (saved.value !== null) notify.done(held.saved(saved.value.name))
  }
  return (
    <Page
      title={held.titleOf(person.name)}
      intro={held.intro}
      back={<Link to={`/members/${encodeURIComponent(person.id)}`}>{held.backTo(person.name)}</Link>}
      actions={
        <>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" leftSection={<IconDeviceFloppy size="1.2rem" />}>
                {held.save}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void save('word')}>{personFile.asWord}</Menu.Item>
              <Menu.Item onClick={() => void save('html')}>{personFile.asPage}</Menu.Item>
              <Menu.Item onClick={() => void save('any')}>{personFile.asData}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <Button variant="default" leftSection={<IconEraser size="1.2rem" />} onClick={onErase}>
            {held.erase}
          </Button>
        </>
      }
    >
      <RequestsPanel memberId={person.id} name={person.name} />
      <HeldList records={person.records.filter((record) => record.type !== accessRequest.type)} />
      <Mentions person={person} />
    </Page>
  )
}

function Mentions({ person }: { readonly person: PersonHeld }): ReactElement {
  return (
    <Panel
      title={held.mentionsTitle}
      look="quiet"
      {...(person.mentions.length === 0 ? {} : { help: held.mentionsHelp })}
    >
      {person.mentions.length > 0 && (
        <ul className="settings-facts">
          {person.mentions.map((each) => (
            <li key={`${each.id} ${each.where}`}>
              <Link to={pathOf(each)}>{held.mention(each.title, each.where)}</Link>
            </li>
          ))}
        </ul>
      )}
      <p className="held-by-hand">{held.byHand}</p>
    </Panel>
  )
}
