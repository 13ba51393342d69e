import { Button, Checkbox } from '@mantine/core'
import type { ReactElement } from 'react'
import { Panel } from '@/components/panel'
import type { HeldRecord } from '@/core/model/queries/privacy'
import { cameLater, erasing, held } from '@/messages/privacy'
import { fieldWords, groupHeld, valueWords } from './held'

/** What is held, by type, in plain words; with boxes to tick where something is to be erased, and a button where it may be kept instead. */
export function HeldList(props: {
  readonly records: readonly HeldRecord[]
  readonly ticks?: { readonly on: ReadonlySet<string>; readonly toggle: (id: string) => void }
  readonly onKeep?: (record: HeldRecord) => Promise<void>
}): ReactElement {
  return (
    <>
      {groupHeld(props.records).map((group) => (
        <Panel key={group.type} title={held.type(group.many, group.records.length)}>
          <ul className="held-list">
            {group.records.map((record) => (
              <li key={record.id} className="held-record">
                {props.ticks === undefined ? (
                  <h3 className="held-title">{valueWords(record.title)}</h3>
                ) : (
                  <Checkbox
                    label={valueWords(record.title)}
                    checked={props.ticks.on.has(record.id)}
                    onChange={() => props.ticks?.toggle(record.id)}
                    {...(record.keep === undefined ? {} : { description: `${erasing.keep} ${record.keep}` })}
                    classNames={{ label: 'held-title' }}
                  />
                )}
                <Fields record={record} />
                {props.onKeep !== undefined && (
                  <Button
                    variant="default"
                    size="compact-md"
                    mt="sm"
                    aria-label={cameLater.keepOf(valueWords(record.title))}
                    onClick={() => void props.onKeep?.(record)}
                  >
                    {cameLater.keep}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Panel>
      ))}
    </>
  )
}

function Fields({ record }: { readonly record: HeldRecord }): ReactElement {
  if (record.fields.length === 0) return <p className="held-soft">{held.empty}</p>
  return (
    <dl className="held-fields">
      {fieldWords(record).map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
