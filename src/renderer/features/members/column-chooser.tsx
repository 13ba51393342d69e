import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { columnNames, register } from '@/messages/members'
import { registerColumns } from './columns'
import { useColumns } from './use-columns'

/** Which columns the table shows. The name is always there. */
export function ColumnChooser(): ReactElement {
  const [shown, show] = useColumns()
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
                onChange={(event) =>
                  show(
                    registerColumns
                      .map((column) => column.id)
                      .filter((other) => (other === id ? event.currentTarget.checked : shown.includes(other))),
                  )
                }
              />
            ))}
          </Stack>
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  )
}
