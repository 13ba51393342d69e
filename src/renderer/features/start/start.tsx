import type { PickedFile } from '@host'
import { Button, Title } from '@mantine/core'
import { IconEye, IconPlugConnected, IconRestore, IconSeeding } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useEffect, useRef, useState } from 'react'
import { lastGroup } from '@/app/group-trace'
import { useNotify } from '@/app/notify'
import { useHost, useWorkspace } from '@/app/providers'
import { Frontispiece } from '@/app/shell/frontispiece'
import { Note } from '@/components/note'
import { longDate } from '@/components/when'
import { fromBackup } from '@/messages/backup'
import { choose, gone } from '@/messages/start'
import { CreateWizard } from './create-wizard'
import { JoinWizard } from './join-wizard'
import { RestoreWizard } from './restore-wizard'

const INVITE_ENDING = '.trestle-invite'

interface StartProps {
  /** Asks that these pages stay although the group is open, since one more page is to come. */
  readonly onStay: (stay: boolean) => void
}

/** The first start: start a group, join one, or look around. */
export function Start({ onStay }: StartProps): ReactElement {
  const host = useHost()
  const [way, setWay] = useState<'choose' | 'create' | 'join' | 'restore'>('choose')
  const [invite, setInvite] = useState<PickedFile | null>(null)
  // What has one more page to come is not left for anything: a recovery phrase is shown once.
  const staying = useRef(false)
  const stay = (on: boolean): void => {
    staying.current = on
    onStay(on)
  }
  // An invite that was opened from outside, by a double click, leads straight to joining.
  useEffect(
    () =>
      host.onFileOpened((file) => {
        if (staying.current || !file.name.endsWith(INVITE_ENDING)) return
        setInvite(file)
        setWay('join')
      }),
    [host],
  )
  if (way === 'create') return <CreateWizard onStay={stay} onBack={() => setWay('choose')} />
  if (way === 'join') return <JoinWizard invite={invite} onStay={stay} onBack={() => setWay('choose')} />
  if (way === 'restore') return <RestoreWizard onStay={stay} onBack={() => setWay('choose')} />
  return <Choose onCreate={() => setWay('create')} onJoin={() => setWay('join')} onRestore={() => setWay('restore')} />
}

function Choose(props: {
  readonly onCreate: () => void
  readonly onJoin: () => void
  readonly onRestore: () => void
}): ReactElement {
  const workspace = useWorkspace()
  const notify = useNotify()
  const [opening, setOpening] = useState(false)
  const [lastOpen] = useState(lastGroup)
  const look = async (): Promise<void> => {
    setOpening(true)
    const opened = await workspace.openSample()
    setOpening(false)
    if (!opened.ok) notify.error(opened.error)
  }
  const ways = {
    start: { title: choose.start, body: choose.startBody, Icon: IconSeeding, act: props.onCreate },
    join: { title: choose.join, body: choose.joinBody, Icon: IconPlugConnected, act: props.onJoin },
    look: { title: choose.look, body: choose.lookBody, Icon: IconEye, act: () => void look() },
    restore: { title: fromBackup.choice, body: fromBackup.choiceBody, Icon: IconRestore, act: props.onRestore },
  }
  // Whoever has lost a group wants it back; starting one is for those who never had any.
  const wantsItBack = lastOpen !== undefined
  const choices = wantsItBack ? [ways.restore, ways.join, ways.look] : [ways.start, ways.join, ways.look]
  const seldom = wantsItBack ? ways.start : ways.restore
  return (
    <Frontispiece width="wide">
      <Title order={1} className="front-title">
        {wantsItBack ? gone.title : choose.title}
      </Title>
      {wantsItBack ? (
        <div className="front-gone">
          <Note tone="warn">
            <p>{gone.what(longDate(lastOpen))}</p>
            <p>{gone.safe}</p>
            <p>{gone.next}</p>
          </Note>
        </div>
      ) : (
        <p className="front-lead">{choose.lead}</p>
      )}
      <ul className="choices">
        {choices.map(({ title, body, Icon, act }) => (
          <li key={title}>
            <button type="button" className="choice" onClick={act} disabled={opening}>
              <Icon stroke={1.6} aria-hidden="true" />
              <span className="choice-title">{title}</span>
              <span className="choice-body">{body}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button variant="default" mt="md" leftSection={<seldom.Icon size="1.2rem" />} onClick={seldom.act}>
        {seldom.title}
      </Button>
      <p className="front-note">{choose.note}</p>
    </Frontispiece>
  )
}
