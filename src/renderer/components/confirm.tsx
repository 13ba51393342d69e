import { Button, Group, Modal } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { createContext, useCallback, useContext, useRef, useState } from 'react'
import { words } from '@/messages/shell'

export interface ConfirmOptions {
  readonly title: string
  readonly body: ReactNode
  /** The verb on the button, such as "Throw it away". */
  readonly action: string
  readonly danger?: boolean
}

const ConfirmContext = createContext<(options: ConfirmOptions) => Promise<boolean>>(() => Promise.resolve(false))

/** Asks before something that cannot be taken back lightly: `if (await confirm({ ... })) ...`. */
export function useConfirm(): (options: ConfirmOptions) => Promise<boolean> {
  return useContext(ConfirmContext)
}

/** Holds the one dialog that asks. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [asked, setAsked] = useState<ConfirmOptions | null>(null)
  const [open, setOpen] = useState(false)
  const answerTo = useRef<((answer: boolean) => void) | null>(null)
  const ask = useCallback((options: ConfirmOptions) => {
    answerTo.current?.(false)
    setAsked(options)
    setOpen(true)
    return new Promise<boolean>((resolve) => {
      answerTo.current = resolve
    })
  }, [])
  const answer = (value: boolean): void => {
    setOpen(false)
    answerTo.current?.(value)
    answerTo.current = null
  }
  return (
    <ConfirmContext value={ask}>
      {children}
      <Modal opened={open} onClose={() => answer(false)} title={asked?.title} centered>
        <div className="confirm-body">{asked?.body}</div>
        <Group justify="flex-end" mt="xl" gap="sm">
          <Button variant="default" onClick={() => answer(false)} data-autofocus>
            {words.cancel}
          </Button>
          <Button {...(asked?.danger === true ? { color: 'red' } : {})} onClick={() => answer(true)}>
            {asked?.action}
          </Button>
        </Group>
      </Modal>
    </ConfirmContext>
  )
}
