import { Button, Group, Modal } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import { DateField } from '@/components/fields'
import type { PlanPage } from '@/core/model/queries/plans'
import { plan as words } from '@/messages/plan'
import { words as common } from '@/messages/shell'
import { progress } from '@/messages/writing'

/** Asks for the day of the meeting, and says what is still missing. */
export function AdoptDialog(props: { readonly page: PlanPage; readonly onClose: () => void }): ReactElement {
  const { page, onClose } = props
  const run = useRun()
  const notify = useNotify()
  const answered = page.answers.agreedOn
  const [on, setOn] = useState<string | null>(typeof answered === 'string' ? answered : null)
  const open = page.progress.sections.filter((section) => section.wrong > 0 || section.done < section.required)
  const adopt = async (): Promise<void> => {
    if (on === null) return
    const result = await run('plans.adopt', { id: page.id, on })
    if (!result.ok) {
      notify.error(result.error)
      return
    }
    onClose()
    notify.done(words.adopted, { undo: result.value.changeId })
  }
  return (
    <Modal opened onClose={onClose} title={words.adoptTitle} size="lg">
      <p>{words.adoptBody}</p>
      {open.length > 0 && (
        <div className="missing-box">
          <p>
            <strong>{words.adoptMissing}</strong>
          </p>
          <ul className="missing-list">
            {open.map((section) => (
              <li key={section.key}>
                {section.heading}: {progress.count(section)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <DateField label={words.adoptOn} value={on} onChange={setOn} todayButton />
      <Group justify="flex-end" mt="xl" gap="sm">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button onClick={() => void adopt()} disabled={on === null}>
          {words.adopt}
        </Button>
      </Group>
    </Modal>
  )
}
