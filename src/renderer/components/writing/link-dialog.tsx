import { Button, Group, TextInput } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import type { FormEvent, ReactElement } from 'react'
import { useState } from 'react'
import { wholeAddress } from '@/core/domain/bid-document'
import { words as common } from '@/messages/shell'
import { editor as words } from '@/messages/writing'
import { Dialog } from '../dialog'

/** Asks for the address of a link. Without a selection the address itself becomes the words. */
export function LinkDialog(props: { readonly editor: Editor; readonly onClose: () => void }): ReactElement {
  const { editor } = props
  const before = String(editor.getAttributes('link').href ?? '')
  const [typed, setTyped] = useState(before.replace(/^mailto:/, ''))
  const [wrong, setWrong] = useState(false)
  const finish = (change: () => void): void => {
    change()
    props.onClose()
  }
  const set = (event: FormEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    const href = wholeAddress(typed)
    if (href === undefined) {
      setWrong(true)
      return
    }
    finish(() => {
      const chain = editor.chain().focus().extendMarkRange('link')
      if (editor.state.selection.empty && before === '')
        chain.insertContent({ type: 'text', text: typed.trim(), marks: [{ type: 'link', attrs: { href } }] }).run()
      else chain.setLink({ href }).run()
    })
  }
  return (
    <Dialog onClose={props.onClose} title={words.linkTitle}>
      <form onSubmit={set} noValidate>
        <TextInput
          label={words.linkAddress}
          description={words.linkHelp}
          inputWrapperOrder={['label', 'description', 'error', 'input']}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setWrong(false)
          }}
          {...(wrong ? { error: words.linkWrong } : {})}
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end" mt="xl" gap="sm">
          {before !== '' && (
            <Button
              variant="default"
              onClick={() => finish(() => editor.chain().focus().extendMarkRange('link').unsetLink().run())}
            >
              {words.linkRemove}
            </Button>
          )}
          <Button variant="default" onClick={props.onClose}>
            {common.cancel}
          </Button>
          <Button type="submit">{words.linkSave}</Button>
        </Group>
      </form>
    </Dialog>
  )
}
