import { Button, Menu } from '@mantine/core'
import {
  IconBook2,
  IconDots,
  IconFileTypeDocx,
  IconListNumbers,
  IconLock,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { useHost } from '@/app/providers'
import { Link } from '@/app/router'
import { useRun } from '@/app/use-query'
import type { BidPage } from '@/core/model/queries/bids'
import { bid as words } from '@/messages/bids'
import { paper } from '@/messages/writing'
import type { OpenDialog } from './bid-page'
import { useBidActions } from './use-bid-actions'

const ICON = { size: '1.15rem', stroke: 1.75, 'aria-hidden': true } as const

/** Read through, Word, mark as sent, and what is needed more rarely. */
export function BidActions(props: {
  readonly page: BidPage
  readonly onOpen: (dialog: OpenDialog) => void
}): ReactElement {
  const { page, onOpen } = props
  const run = useRun()
  const host = useHost()
  const notify = useNotify()
  const actions = useBidActions(page.id)
  const save = async (options: { readonly private?: boolean; readonly wordCounts?: boolean }): Promise<void> => {
    const made = await run('bids.exportWord', { id: page.id, ...options })
    const saved = made.ok ? await host.files.save({ ...made.value, kind: 'word' }) : made
    if (!saved.ok) notify.error(saved.error)
    else if (saved.value !== null) notify.done(paper.saved(saved.value.name))
  }
  return (
    <>
      <Button variant="default" component={Link} to={`/bids/${page.id}/read`} leftSection={<IconBook2 {...ICON} />}>
        {paper.read}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconFileTypeDocx {...ICON} />}>
            {paper.wordMenu}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileTypeDocx {...ICON} />} onClick={() => void save({})}>
            {paper.word}
          </Menu.Item>
          <Menu.Item leftSection={<IconListNumbers {...ICON} />} onClick={() => void save({ wordCounts: true })}>
            {paper.wordCounts}
          </Menu.Item>
          {page.hasPrivate && (
            <Menu.Item leftSection={<IconLock {...ICON} />} onClick={() => void save({ private: true })}>
              {paper.wordPrivate}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {page.status === 'draft' && <Button onClick={() => onOpen('submit')}>{words.submit}</Button>}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots {...ICON} />}>
            {words.more}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={() => onOpen('details')}>
            {words.details}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} onClick={() => void actions.remove()}>
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
