import { ActionIcon, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useId, useRef } from 'react'
import { useQuery } from '@/app/use-query'
import type { MemberList } from '@/core/model/queries/members'
import { role } from '@/core/records/role'
import { register } from '@/messages/members'
import { ColumnChooser } from './column-chooser'
import type { RegisterView } from './register-view'

const NO_PARAMS = {}
const STATUSES = ['current', 'left', 'all'] as const

interface RegisterToolsProps {
  readonly view: RegisterView
  readonly counts: MemberList['counts']
  readonly onChange: (change: Partial<RegisterView>) => void
}

/** The search box and the filters above the table. */
export function RegisterTools({ view, counts, onChange }: RegisterToolsProps): ReactElement {
  const tags = useQuery('members.tags', NO_PARAMS) ?? []
  const box = useRef<HTMLInputElement>(null)
  const name = useId()
  return (
    <search className="register-tools">
      <div className="register-line">
        <TextInput
          ref={box}
          className="register-search"
          type="search"
          autoComplete="off"
          aria-label={register.search}
          placeholder={register.searchPrompt}
          leftSection={<IconSearch size="1.2rem" aria-hidden="true" />}
          value={view.text}
          onChange={(event) =>
            onChange({ text: event.currentTarget.value, ...(view.text === '' ? { order: undefined } : {}) })
          }
          rightSection={
            view.text === '' ? null : (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={register.clearSearch}
                onClick={() => {
                  onChange({ text: '' })
                  box.current?.focus()
                }}
              >
                <IconX size="1.1rem" aria-hidden="true" />
              </ActionIcon>
            )
          }
        />
        <fieldset className="register-segments">
          <legend className="visually-hidden">{register.statusLabel}</legend>
          {STATUSES.map((status) => (
            <label key={status} className="register-segment">
              <input
                type="radio"
                name={name}
                className="visually-hidden"
                checked={view.status === status}
                onChange={() => onChange({ status })}
              />
              <span className="register-segment-words">
                {register.status[status]}{' '}
                <span className="register-segment-count">{counts[status].toLocaleString('en-GB')}</span>
              </span>
            </label>
          ))}
        </fieldset>
      </div>
      <div className="register-line register-filters">
        <NativeSelect
          size="sm"
          label={register.role}
          value={view.role}
          onChange={(event) => onChange({ role: event.currentTarget.value })}
          data={[
            { value: '', label: register.anyRole },
            { value: 'any', label: register.withRole },
            ...Object.entries(role.fields.office.choices ?? {}).map(([value, label]) => ({ value, label })),
          ]}
        />
        {tags.length > 0 && (
          <NativeSelect
            size="sm"
            label={register.tag}
            value={view.tag}
            onChange={(event) => onChange({ tag: event.currentTarget.value })}
            data={[
              { value: '', label: register.anyTag },
              ...tags.map(({ tag, count }) => ({ value: tag, label: `${tag} (${count.toLocaleString('en-GB')})` })),
            ]}
          />
        )}
        {counts.unsigned !== null && (
          <Checkbox
            className="register-unsigned"
            size="sm"
            label={
              <>
                {register.unsigned}{' '}
                <span className="register-segment-count">{counts.unsigned.toLocaleString('en-GB')}</span>
              </>
            }
            checked={view.unsigned}
            onChange={(event) => onChange({ unsigned: event.currentTarget.checked })}
          />
        )}
        <ColumnChooser />
      </div>
    </search>
  )
}
