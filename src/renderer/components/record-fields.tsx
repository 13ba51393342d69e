import type { ReactElement, ReactNode } from 'react'
import type { Field, Item, Patch, RecordType } from '@/core/records/define'
import { ChoiceField, DateField, FlagField, LinesField, MoneyField, NumberField, TagsField, TextField } from './fields'
import type { Keeping } from './use-chosen'

// biome-ignore lint/suspicious/noExplicitAny: a form serves every record type
type AnyRecordType = RecordType<any, string>

interface RecordFieldsProps<D extends AnyRecordType> {
  readonly type: D
  readonly item: Item<D>
  readonly names: readonly (keyof D['fields'] & string)[]
  /** One field at a time, as soon as a person leaves it, with what they saw in it. Whoever saves answers with the promise of it. */
  readonly onPatch: (patch: Patch<D>, base: Patch<D>) => Keeping
  /** Per field: something worth a look, never in the way. */
  readonly warnings?: Readonly<Partial<Record<string, ReactNode>>>
  /** Per field: shown under it, such as a note that two laptops disagree. */
  readonly notes?: Readonly<Partial<Record<string, ReactNode>>>
  /** Per field: a label or help in place of the definition's. */
  readonly wording?: Readonly<Partial<Record<string, { readonly label?: string; readonly help?: ReactNode }>>>
  readonly required?: readonly string[]
  readonly disabled?: boolean
}

/** A form that follows from a record's definition, saving each field by itself. Maps and references have editors of their own. */
export function RecordFields<D extends AnyRecordType>(props: RecordFieldsProps<D>): ReactElement {
  const values = props.item as Readonly<Record<string, unknown>>
  return (
    <div className="record-fields">
      {props.names.map((name) => {
        const field = props.type.fields[name] as Field<unknown> | undefined
        if (field === undefined || field.merge === 'map') return null
        const only = (value: unknown) => ({ [name]: value }) as unknown as Patch<D>
        const patch = (value: unknown, saw: unknown = values[name]): Keeping =>
          props.onPatch(only(value), only(saw ?? null))
        return (
          <div key={name} className="record-field">
            <FieldControl
              field={field}
              value={values[name]}
              onChange={patch}
              label={props.wording?.[name]?.label ?? field.label}
              help={props.wording?.[name]?.help ?? field.help}
              warning={props.warnings?.[name]}
              required={props.required?.includes(name) ?? false}
              disabled={props.disabled ?? false}
            />
            {props.notes?.[name]}
          </div>
        )
      })}
    </div>
  )
}

interface FieldControlProps {
  readonly field: Field<unknown>
  readonly value: unknown
  readonly onChange: (value: unknown, saw?: unknown) => Keeping
  readonly label: string
  readonly help: ReactNode
  readonly warning: ReactNode
  readonly required: boolean
  readonly disabled: boolean
}

function FieldControl({ field, value, onChange, ...rest }: FieldControlProps): ReactElement | null {
  const text = typeof value === 'string' ? value : null
  const number = typeof value === 'number' ? value : null
  switch (field.input ?? 'text') {
    case 'text':
    case 'postcode':
      return <TextField {...rest} value={text} onChange={onChange} />
    case 'email':
      return <TextField {...rest} type="email" inputMode="email" value={text} onChange={onChange} />
    case 'phone':
      return <TextField {...rest} type="tel" inputMode="tel" value={text} onChange={onChange} />
    case 'lines':
      return <LinesField {...rest} value={text} onChange={onChange} />
    case 'date':
      return <DateField {...rest} value={text} onChange={onChange} />
    case 'number':
      return <NumberField {...rest} value={number} onChange={onChange} />
    case 'money':
      return <MoneyField {...rest} value={number} onChange={onChange} />
    case 'choice':
      return <ChoiceField {...rest} choices={field.choices ?? {}} value={text} onChange={onChange} />
    case 'flag':
      return <FlagField {...rest} value={value === true} onChange={onChange} />
    case 'tags':
      return (
        <TagsField {...rest} value={Array.isArray(value) ? (value as readonly string[]) : []} onChange={onChange} />
      )
    case 'record':
    case 'none':
      return null
  }
}
