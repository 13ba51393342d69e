import { Button, Menu } from '@mantine/core'
import { IconArchive, IconBook2, IconDots, IconFileTypeDocx, IconListNumbers, IconPencil } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { useHost } from '@/app/providers'
import { Link } from '@/app/router'
import { useRun } from '@/app/use-query'
import type { PlanPage } from '@/core/model/queries/plans'
import { plan as words } from '@/messages/plan'
import { paper } from '@/messages/writing'
import type { OpenDialog } from './plan-page'
import { usePlanActions } from './use-plan-actions'

const ICON = { size: '1.15rem', stroke: 1.75, 'aria-hidden': true } as const

/** Read through, Word, adopt, and what is needed more rarely. */
export function PlanActions(props: {
  readonly page: PlanPage
  readonly onOpen: (dialog: OpenDialog) => void
}): ReactElement {
  const { page, onOpen } = props
  const run = useRun()
  const host = useHost()
  const notify = useNotify()
  const actions = usePlanActions(page.id)
  const save = async (wordCounts: boolean): Promise<void> => {
    const made = await run('plans.exportWord', { id: page.id, wordCounts })
    const saved = made.ok ? await host.files.save({ ...made.value, kind: 'word' }) : made
    if (!saved.ok) notify.error(saved.error)
    else if (saved.value !== null) notify.done(paper.saved(saved.value.name))
  }
  return (
    <>
      <Button variant="default" component={Link} to="/plan/read" leftSection={<IconBook2 {...ICON} />}>
        {paper.read}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconFileTypeDocx {...ICON} />}>
            {paper.wordMenu}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileTypeDocx {...ICON} />} onClick={() => void save(false)}>
            {paper.word}
          </Menu.Item>
          <Menu.Item leftSection={<IconListNumbers {...ICON} />} onClick={() => void save(true)}>
            {paper.wordCounts}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {page.status === 'draft' && <Button onClick={() => onOpen('adopt')}>{words.adopt}</Button>}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots {...ICON} />}>
            {words.more}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={() => onOpen('details')}>
            {words.rename}
          </Menu.Item>
          {page.status !== 'closed' && (
            <Menu.Item leftSection={<IconArchive {...ICON} />} onClick={() => void actions.close()}>
              {words.close}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
