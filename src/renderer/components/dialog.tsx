import { Modal } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { useFocusBack } from './focus-back'

/** Every dialog: a title, a way out, and the focus back where it was when it closes. */
export function Dialog(props: {
  readonly title: string
  /** Absent: open for as long as it is drawn. */
  readonly opened?: boolean
  readonly size?: string
  readonly onClose: () => void
  readonly children: ReactNode
}): ReactElement {
  const { title, opened = true, size = 'md', onClose, children } = props
  useFocusBack(opened)
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={size} returnFocus={false}>
      {children}
    </Modal>
  )
}
