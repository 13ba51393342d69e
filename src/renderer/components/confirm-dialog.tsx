import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { words } from '@/messages/shell'
import type { ConfirmOptions } from './confirm'
import { Dialog } from './dialog'

/** The dialog that asks before something that cannot be taken back lightly. */
export function ConfirmDialog(props: {
  readonly asked: ConfirmOptions
  readonly opened: boolean
  readonly onAnswer: (answer: boolean) => void
}): ReactElement {
  const { asked, onAnswer } = props
  return (
    <Dialog opened={props.opened} onClose={() => onAnswer(false)} title={asked.title}>
      <div className="confirm-body">{asked.body}</div>
      <Group justify="flex-end" mt="xl" gap="sm">
        <Button variant="default" onClick={() => onAnswer(false)} data-autofocus>
          {words.cancel}
        </Button>
        <Button {...(asked.danger === true ? { color: 'red' } : {})} onClick={() => onAnswer(true)}>
          {asked.action}
        </Button>
      </Group>
    </Dialog>
  )
}
