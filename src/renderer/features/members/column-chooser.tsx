import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { SavedNote } from '@/components/saved-note'
import { columnNames, register } from '@/messages/members'
import { type ColumnId, registerColumns } from './columns'
import { useColumns } from './use-columns'

/** Which columns the table shows. The name is always there. */
export function ColumnChooser(): ReactElement {
  const [shown, show] = useColumns()
  const [kept, setKept] = useState<{ readonly state: 'saved' | 'problem'; readonly at: string } | null>(null)
  const choose = async (id: ColumnId, on: boolean): Promise<void> => {
    const next = registerColumns.map((column) => column.id).filter((each) => (each === id ? on : shown.includes(each)))
    setKept(null)
    const saved = await show(next)
    setKept({ state: saved ? 'saved' : 'problem', at: new Date().toISOString() })
  }
  return (
    <Popover position="bottom-end" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="default" size="sm" className="register-columns" leftSection={<IconColumns3 size="1.1rem" />}>
          {register.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className="column-list">
          <legend className="column-legend">{register.columnsHelp}</legend>
          <Stack gap="sm">
            {registerColumns.map(({ id }) => (
              <Checkbox
                key={id}
                size="sm"
                label={columnNames[id]}
                checked={shown.includes(id)}
                onChange={(event) => void choose(id, event.currentTarget.checked)}
              />
            ))}
          </Stack>
          {kept !== null && <SavedNote {...kept} />}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  )
}
