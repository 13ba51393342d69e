import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { useRun } from '@/app/use-query'
import type { TemplateField } from '@/core/domain/templates'
import type { PlanPage } from '@/core/model/queries/plans'
import { priorities as words } from '@/messages/plan'
import { PriorityDialog } from './priority-dialog'

type Priority = PlanPage['priorities'][number]

/** The priorities in their order, moved by buttons: most important first. */
export function PrioritiesField(props: { readonly field: TemplateField; readonly page: PlanPage }): ReactElement {
  const { field, page } = props
  const run = useRun()
  const notify = useNotify()
  const [open, setOpen] = useState<Priority | 'new' | undefined>(undefined)
  const [said, setSaid] = useState('')
  const move = async (priority: Priority, by: -1 | 1, place: number): Promise<void> => {
    const result = await run('plans.movePriority', { id: page.id, key: priority.key, by })
    if (result.ok) setSaid(words.moved(priority.name, place))
    else notify.error(result.error)
  }
  const last = page.priorities.length - 1
  return (
    <section aria-label={field.label}>
      <h3 className="field-label">{field.label}</h3>
      {page.priorities.length === 0 && <p className="quiet-words">{words.empty}</p>}
      <ol className="priorities">
        {page.priorities.map((priority, index) => (
          <li key={priority.key} className="priority">
            <span className="priority-number" aria-hidden="true">
              {index + 1}
            </span>
            <div className="priority-words">
              <span className="priority-name">{priority.name}</span>
              <span className="quiet-words">{detailsOf(priority)}</span>
            </div>
            {!page.frozen && (
              <div className="priority-actions no-print">
                <ActionIcon
                  variant="subtle"
                  size="lg"
                  aria-label={words.up(priority.name)}
                  disabled={index === 0}
                  onClick={() => void move(priority, -1, index)}
                >
                  <IconArrowUp size="1.15rem" aria-hidden="true" />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  size="lg"
                  aria-label={words.down(priority.name)}
                  disabled={index === last}
                  onClick={() => void move(priority, 1, index + 2)}
                >
                  <IconArrowDown size="1.15rem" aria-hidden="true" />
                </ActionIcon>
                <Button
                  variant="subtle"
                  size="compact-md"
                  leftSection={<IconPencil size="1.1rem" aria-hidden="true" />}
                  aria-label={words.edit(priority.name)}
                  onClick={() => setOpen(priority)}
                >
                  {words.editWord}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      <span role="status" className="visually-hidden">
        {said}
      </span>
      {!page.frozen && (
        <Button
          variant="default"
          className="no-print"
          leftSection={<IconPlus size="1.1rem" aria-hidden="true" />}
          onClick={() => setOpen('new')}
        >
          {words.add}
        </Button>
      )}
      {open !== undefined && (
        <PriorityDialog
          planId={page.id}
          {...(open === 'new' ? {} : { priority: open })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  )
}

function detailsOf(priority: Priority): string {
  const stream = priority.stream === undefined ? undefined : words.streams[priority.stream]
  return [stream, priority.measure, priority.owner].filter(Boolean).join(' · ')
}
