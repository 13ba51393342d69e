import { Modal } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { useDeferredValue } from 'react'
import { useFocusBack } from './focus-back'

/**
 * Every dialog: a title, a way out, and the focus back where it was when it closes. Its frame is drawn in the slices after the click, its
 * form after that (`dialog-form.tsx`): the page under it is laid out anew, which is work enough for one task. (docs/adr/0024)
 */
export function Dialog(props: {
  readonly title: string
  /** Absent: open for as long as it is drawn. */
  readonly opened?: boolean
  readonly size?: string
  readonly onClose: () => void
  readonly children: ReactNode
}): ReactElement {
  const { title, opened = true, size = 'md', onClose, children } = props
  const drawn = useDeferredValue(opened, false)
  useFocusBack(opened)
  return (
    <Modal opened={opened && drawn} onClose={onClose} title={title} size={size} returnFocus={false}>
      {children}
    </Modal>
  )
}
