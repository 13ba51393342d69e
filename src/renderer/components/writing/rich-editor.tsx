import type { Editor } from '@tiptap/core'
import { EditorContent } from '@tiptap/react'
import type { ReactElement } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import type { WritingSession } from '@/core/text/session'
import { editor as words } from '@/messages/writing'
import { writingExtensions } from './extensions'
import { LinkDialog } from './link-dialog'
import { Toolbar } from './toolbar'
import type { WritingApp } from './use-session'
import { useSteppedEditor } from './use-stepped-editor'
import { useWordIn } from './word-in'

export interface RichEditorProps {
  readonly session: WritingSession
  /** Ids of what names and describes the text. */
  readonly labelledBy: string
  readonly describedBy: string
  readonly readOnly: boolean
  /** For the one style element that the editor makes; empty where there is no policy. */
  readonly nonce: string
  readonly readWord?: WritingApp['readWord']
}

/** Makes the text box tell people what it is. */
function attributesFor(props: RichEditorProps, id: string): Record<string, string> {
  return {
    id,
    role: 'textbox',
    class: 'prose prose-live',
    lang: 'en-GB',
    spellcheck: 'true',
    'aria-multiline': 'true',
    'aria-labelledby': props.labelledBy,
    'aria-describedby': props.describedBy,
    ...(props.readOnly ? { 'aria-readonly': 'true', tabindex: '0' } : {}),
  }
}

/** The text itself with its formatting buttons. What other laptops write appears while one writes, and the caret stays. */
export function RichEditor(props: RichEditorProps): ReactElement {
  const { session, readOnly } = props
  const id = useId()
  const bar = useRef<HTMLDivElement>(null)
  const [linking, setLinking] = useState(false)
  const editor = useSteppedEditor(
    () => ({
      extensions: writingExtensions(session),
      editable: !readOnly,
      injectCSS: true,
      ...(props.nonce === '' ? {} : { injectNonce: props.nonce }),
      editorProps: {
        attributes: attributesFor(props, id),
        handleKeyDown: (_view, event) =>
          keyDown(
            event,
            () => bar.current,
            () => setLinking(true),
          ),
      },
      onBlur: () => void session.flush(),
    }),
    session,
  )
  useEffect(() => {
    editor?.setEditable(!readOnly, false)
  }, [editor, readOnly])
  const word = useWordIn(editor, props.readWord)
  if (editor === null) return <div className="writing-box writing-opening">{words.opening}</div>
  return (
    <div className="writing-box">
      {!readOnly && (
        <Toolbar editor={editor} bar={bar} controls={id} onLink={() => setLinking(true)} onWord={word.bring} />
      )}
      <EditorContent editor={editor} />
      {word.told}
      {linking && <Linking editor={editor} onClose={() => setLinking(false)} />}
    </div>
  )
}

function Linking(props: { readonly editor: Editor; readonly onClose: () => void }): ReactElement {
  return (
    <LinkDialog
      editor={props.editor}
      onClose={() => {
        props.onClose()
        // After the dialog has given the focus back.
        setTimeout(() => props.editor.commands.focus(), 0)
      }}
    />
  )
}

/** Ctrl+K sets a link (and does not open the search); Escape goes to the buttons, so that Tab is never a trap. */
function keyDown(event: KeyboardEvent, bar: () => HTMLDivElement | null, onLink: () => void): boolean {
  if (event.key === 'Escape') {
    bar()?.querySelector<HTMLButtonElement>('button[tabindex="0"]')?.focus()
    return true
  }
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
    event.preventDefault()
    event.stopPropagation()
    onLink()
    return true
  }
  return false
}
