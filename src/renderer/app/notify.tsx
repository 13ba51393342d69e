import type { AppError } from '@host'
import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useMemo } from 'react'
import type { Workspace } from '@/core/workspace-types'
import { sentenceFor } from '@/messages/errors'
import { toasts } from '@/messages/shell'
import { useWorkspace } from './providers'

/** How long a message that offers Undo stays: long enough to read, think and reach for it. */
const UNDO_MS = 30_000
const PLAIN_MS = 6_000
const PROBLEM_MS = 20_000
/** More than two messages of what went well would lie over the page; the older ones have been read, and Ctrl+Z still takes back. */
const GOOD_AT_MOST = 2

export interface Notify {
  /** Something is done; with `undo` (a change id) the message offers to take it back for 30 seconds. */
  readonly done: (message: string, options?: { readonly undo?: string }) => void
  readonly error: (error: AppError) => void
  readonly info: (message: string) => void
  /** Something was taken back; on `left` papers not whole, since they were changed in the meantime. */
  readonly undone: (what: { readonly label: string; readonly left: number }) => void
}

function Undo(props: { readonly message: string; readonly onUndo: () => void }): ReactElement {
  return (
    <Group justify="space-between" wrap="nowrap" gap="md">
      <span>{props.message}</span>
      <Button variant="light" size="compact-md" flex="none" onClick={props.onUndo}>
        {toasts.undo}
      </Button>
    </Group>
  )
}

/** Those of what went well, the oldest first. */
const goodOnes: string[] = []

function makeNotify(workspace: Workspace): Notify {
  const show = (message: React.ReactNode, tone: 'good' | 'bad' | 'plain', autoClose: number): string => {
    const id = notifications.show({
      message,
      autoClose,
      color: tone === 'bad' ? 'red' : 'green',
      icon:
        tone === 'bad' ? (
          <IconAlertTriangle size="1.2rem" />
        ) : tone === 'good' ? (
          <IconCheck size="1.2rem" />
        ) : (
          <IconInfoCircle size="1.2rem" />
        ),
      withBorder: true,
      role: tone === 'bad' ? 'alert' : 'status',
      closeButtonProps: { 'aria-label': toasts.close },
    })
    if (tone !== 'bad') goodOnes.push(id)
    for (const old of goodOnes.splice(0, goodOnes.length - GOOD_AT_MOST)) notifications.hide(old)
    return id
  }
  const error = (problem: AppError): void => {
    if (problem.kind === 'cancelled') return
    const { happened, safe, next } = sentenceFor(problem)
    show([happened, safe, next].filter((part) => part !== '').join(' '), 'bad', PROBLEM_MS)
  }
  const undone: Notify['undone'] = ({ label, left }) => void show(toasts.undone(label, left), 'good', PLAIN_MS)
  const takeBack = async (changeId: string): Promise<void> => {
    const taken = await workspace.undo(changeId)
    if (taken.ok) undone(taken.value)
    else error(taken.error)
  }
  return {
    error,
    undone,
    info: (message) => void show(message, 'plain', PLAIN_MS),
    done: (message, options) => {
      const changeId = options?.undo
      if (changeId === undefined) {
        show(message, 'good', PLAIN_MS)
        return
      }
      let id = ''
      const onUndo = (): void => {
        notifications.hide(id)
        void takeBack(changeId)
      }
      id = show(<Undo message={message} onUndo={onUndo} />, 'good', UNDO_MS)
    },
  }
}

/** Short messages in the corner, said aloud too. */
export function useNotify(): Notify {
  const workspace = useWorkspace()
  return useMemo(() => makeNotify(workspace), [workspace])
}
