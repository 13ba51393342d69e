import { Button, Group, Modal } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { DateField } from '@/components/fields'
import type { BidPage } from '@/core/model/queries/bids'
import { findingText, submit as words } from '@/messages/bids'
import { words as common } from '@/messages/shell'
import { progress } from '@/messages/writing'
import { todayHere } from './today'

/** Asks for the day, and says once more what is missing. */
export function SubmitDialog(props: { readonly page: BidPage; readonly onClose: () => void }): ReactElement {
  const { page, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const [on, setOn] = useState<string | null>(todayHere)
  const open = page.progress.sections.filter((section) => section.wrong > 0 || section.done < section.required)
  const send = async (): Promise<void> => {
    if (on === null) return
    const result = await run('bids.submit', { id: page.id, on })
    if (!result.ok) {
      notify.error(result.error)
      return
    }
    onClose()
    notify.done(words.done, { undo: result.value.changeId })
  }
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg">
      <p>{words.body}</p>
      {(open.length > 0 || page.findings.length > 0) && (
        <div className="missing-box">
          <p>
            <strong>{words.missing}</strong>
          </p>
          <ul className="missing-list">
            {open.map((section) => (
              <li key={section.key}>
                {section.heading}: {progress.count(section)}
              </li>
            ))}
            {page.findings.map((finding) => (
              <li key={JSON.stringify(finding)}>{findingText(finding)}</li>
            ))}
          </ul>
          <p>{words.anyway}</p>
        </div>
      )}
      <DateField
        label={words.on}
        value={on}
        onChange={setOn}
        todayButton
        {...(on === null ? { error: words.noDate } : {})}
      />
      <Group justify="flex-end" mt="xl" gap="sm">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button onClick={() => void send()} disabled={on === null}>
          {words.action}
        </Button>
      </Group>
    </Modal>
  )
}
