import { Button, Menu } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconColumnInsertRight,
  IconColumnRemove,
  IconFileTypeDocx,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconRowInsertBottom,
  IconRowRemove,
  IconTable,
  IconTableRow,
  IconTrash,
} from '@tabler/icons-react'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import type { KeyboardEvent, ReactElement, ReactNode, RefObject } from 'react'
import { useState } from 'react'
import { editor as words } from '@/messages/writing'

interface Tool {
  readonly name: string
  readonly icon: ReactNode
  readonly keys?: string
  readonly on?: boolean
  readonly able?: boolean
  readonly run: () => void
}

const ICON = { size: '1.15rem', stroke: 1.75, 'aria-hidden': true } as const
const onMac = (): boolean => navigator.platform.startsWith('Mac')
const keysFor = (keys: string): string => (onMac() ? keys.replace('Ctrl', '⌘').replace('Alt', '⌥') : keys)

/** Arrow keys go from button to button, so that Tab passes the whole row at once. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (step === undefined && event.key !== 'Home' && event.key !== 'End') return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')]
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : at + (step ?? 0)
  buttons[(to + buttons.length) % buttons.length]?.focus()
  event.preventDefault()
}

/** The formatting buttons: an icon with its name, pressed while the caret stands in such text. */
export function Toolbar(props: {
  readonly editor: Editor
  readonly bar: RefObject<HTMLDivElement | null>
  readonly controls: string
  readonly onLink: () => void
  /** Brings in the words of a Word file; absent where that is not possible. */
  readonly onWord: (() => void) | undefined
}): ReactElement {
  const { editor } = props
  const [current, setCurrent] = useState(0)
  const at = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      heading: now.isActive('heading', { level: 2 }),
      small: now.isActive('heading', { level: 3 }),
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      quote: now.isActive('blockquote'),
      link: now.isActive('link'),
      table: now.isActive('table'),
      headings: hasHeadingRow(now),
      undo: now.can().undo(),
      redo: now.can().redo(),
    }),
  })
  const then = () => editor.chain().focus()
  const level = (wanted: 2 | 3) => () => then().toggleNode('heading', 'paragraph', { level: wanted }).run()
  const tools: readonly Tool[] = [
    { name: words.heading, icon: <IconH2 {...ICON} />, keys: 'Ctrl+Alt+2', on: at.heading, run: level(2) },
    { name: words.smallHeading, icon: <IconH3 {...ICON} />, keys: 'Ctrl+Alt+3', on: at.small, run: level(3) },
    {
      name: words.bold,
      icon: <IconBold {...ICON} />,
      keys: 'Ctrl+B',
      on: at.bold,
      run: () => then().toggleBold().run(),
    },
    {
      name: words.italic,
      icon: <IconItalic {...ICON} />,
      keys: 'Ctrl+I',
      on: at.italic,
      run: () => then().toggleItalic().run(),
    },
    {
      name: words.bullets,
      icon: <IconList {...ICON} />,
      keys: 'Ctrl+Shift+8',
      on: at.bullets,
      run: () => then().toggleBulletList().run(),
    },
    {
      name: words.numbers,
      icon: <IconListNumbers {...ICON} />,
      keys: 'Ctrl+Shift+7',
      on: at.numbers,
      run: () => then().toggleOrderedList().run(),
    },
    {
      name: words.quote,
      icon: <IconBlockquote {...ICON} />,
      keys: 'Ctrl+Shift+B',
      on: at.quote,
      run: () => then().toggleBlockquote().run(),
    },
    { name: words.link, icon: <IconLink {...ICON} />, keys: 'Ctrl+K', on: at.link, run: props.onLink },
  ]
  const after: readonly Tool[] =
    props.onWord === undefined ? [] : [{ name: words.word, icon: <IconFileTypeDocx {...ICON} />, run: props.onWord }]
  const history: readonly Tool[] = [
    {
      name: words.undo,
      icon: <IconArrowBackUp {...ICON} />,
      keys: 'Ctrl+Z',
      able: at.undo,
      run: () => then().undo().run(),
    },
    {
      name: words.redo,
      icon: <IconArrowForwardUp {...ICON} />,
      keys: 'Ctrl+Shift+Z',
      able: at.redo,
      run: () => then().redo().run(),
    },
  ]
  const button = (tool: Tool, index: number): ReactElement => (
    <Button
      key={tool.name}
      className="tool"
      variant="subtle"
      size="compact-sm"
      leftSection={tool.icon}
      tabIndex={index === current ? 0 : -1}
      onFocus={() => setCurrent(index)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={tool.run}
      disabled={tool.able === false}
      title={tool.keys === undefined ? tool.name : words.shortcut(tool.name, keysFor(tool.keys))}
      {...(tool.on === undefined ? {} : { 'aria-pressed': tool.on })}
    >
      {tool.name}
    </Button>
  )
  return (
    <div
      className="toolbar"
      role="toolbar"
      aria-label={words.toolbar}
      aria-controls={props.controls}
      ref={props.bar}
      onKeyDown={walk}
      tabIndex={-1}
    >
      {tools.map(button)}
      <TableTool
        editor={editor}
        inTable={at.table}
        headings={at.headings}
        tabIndex={current === tools.length ? 0 : -1}
        onFocus={() => setCurrent(tools.length)}
      />
      {after.map((tool, index) => button(tool, tools.length + 1 + index))}
      <span className="tool-gap" />
      {history.map((tool, index) => button(tool, tools.length + 1 + after.length + index))}
    </div>
  )
}

/** A new table, with a line after it to write on. */
function insertTable(editor: Editor): void {
  const chain = editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true })
  chain
    .command(({ tr, state }) => {
      const paragraph = state.schema.nodes.paragraph
      if (tr.doc.lastChild?.type.name === 'table' && paragraph !== undefined)
        tr.insert(tr.doc.content.size, paragraph.create())
      return true
    })
    .run()
}

/** Whether the caret stands in a table whose first row is one of headings. */
function hasHeadingRow(editor: Editor): boolean {
  const { $from } = editor.state.selection
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth)
    if (node.type.name !== 'table') continue
    let all = true
    node.firstChild?.forEach((cell) => {
      if (cell.type.name !== 'tableHeader') all = false
    })
    return all
  }
  return false
}

/** Makes a table; inside one, opens what can be done to it. */
function TableTool(props: {
  readonly editor: Editor
  readonly inTable: boolean
  /** Its first row is one of headings. */
  readonly headings: boolean
  readonly tabIndex: number
  readonly onFocus: () => void
}): ReactElement {
  const then = () => props.editor.chain().focus()
  const shared = {
    className: 'tool',
    variant: 'subtle',
    size: 'compact-sm',
    leftSection: <IconTable {...ICON} />,
    tabIndex: props.tabIndex,
    onFocus: props.onFocus,
    title: words.table,
  } as const
  if (!props.inTable) {
    return (
      <Button
        {...shared}
        aria-pressed={false}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => insertTable(props.editor)}
      >
        {words.table}
      </Button>
    )
  }
  const items: readonly (Tool & { readonly danger?: boolean })[] = [
    { name: words.addRow, icon: <IconRowInsertBottom {...ICON} />, run: () => then().addRowAfter().run() },
    { name: words.addColumn, icon: <IconColumnInsertRight {...ICON} />, run: () => then().addColumnAfter().run() },
    {
      name: props.headings ? words.ordinaryRow : words.headingRow,
      icon: <IconTableRow {...ICON} />,
      run: () => then().toggleHeaderRow().run(),
    },
    { name: words.removeRow, icon: <IconRowRemove {...ICON} />, run: () => then().deleteRow().run() },
    { name: words.removeColumn, icon: <IconColumnRemove {...ICON} />, run: () => then().deleteColumn().run() },
    { name: words.removeTable, icon: <IconTrash {...ICON} />, run: () => then().deleteTable().run() },
  ]
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button {...shared} aria-pressed>
          {words.inTable}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((item) => (
          <Menu.Item key={item.name} leftSection={item.icon} onClick={item.run}>
            {item.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
