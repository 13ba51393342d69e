import { Button, Menu } from '@mantine/core'
import { IconBook2, IconDots, IconFileTypeDocx, IconListNumbers, IconLock } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { paper as words } from '@/messages/writing'
import { goTo } from './go-link'
import type { PaperActions, WordOptions } from './view'

const ICON = { size: '1.15rem', stroke: 1.75, 'aria-hidden': true } as const

/** The buttons of a paper's page: read through, Word, the step that it is for, and what is needed more rarely. */
export function PaperBar(props: {
  readonly readPath: string
  readonly hasPrivate: boolean
  readonly actions: Pick<PaperActions, 'go'> & { readonly saveWord: (options: WordOptions) => Promise<void> }
  /** "Mark as sent", "Mark as adopted": the button that stands out. */
  readonly children?: ReactNode
  /** Items of the menu at the end. */
  readonly more: ReactNode
}): ReactElement {
  const save = (options: WordOptions) => () => void props.actions.saveWord(options)
  return (
    <>
      <Button
        variant="default"
        component="a"
        {...goTo(props.readPath, props.actions.go)}
        leftSection={<IconBook2 {...ICON} />}
      >
        {words.read}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconFileTypeDocx {...ICON} />}>
            {words.wordMenu}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileTypeDocx {...ICON} />} onClick={save({})}>
            {words.word}
          </Menu.Item>
          <Menu.Item leftSection={<IconListNumbers {...ICON} />} onClick={save({ wordCounts: true })}>
            {words.wordCounts}
          </Menu.Item>
          {props.hasPrivate && (
            <Menu.Item leftSection={<IconLock {...ICON} />} onClick={save({ private: true })}>
              {words.wordPrivate}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {props.children}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots {...ICON} />}>
            {words.more}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>{props.more}</Menu.Dropdown>
      </Menu>
    </>
  )
}
