import { Checkbox, NativeSelect, Radio, Stack, TextInput } from '@mantine/core'
import type { KeyboardEvent, ReactElement, ReactNode } from 'react'
import { useEffect, useId, useRef } from 'react'
import { fieldWords } from '@/messages/shell'
import type { DateBoxesProps } from './date-boxes'
import { DateBoxes } from './date-boxes'
import type { FieldProps } from './field-parts'
import { FieldGroup, fieldOrder, notesFor } from './field-parts'
import { GrowingText } from './growing-text'
import { formatPounds, parsePounds } from './pounds'
import type { TagBoxProps } from './tag-box'
import { TagBox } from './tag-box'
import { useChosen } from './use-chosen'
import { useDraft } from './use-draft'

/** What the Mantine inputs share; absent rather than undefined, as exact optional types ask. */
function shared<T>(props: FieldProps<T>) {
  const notes = notesFor(props.help, props.warning)
  return {
    label: props.label,
    inputWrapperOrder: fieldOrder,
    ...(notes === undefined ? {} : { description: notes }),
    ...(props.error === undefined ? {} : { error: props.error }),
    ...(props.required === undefined ? {} : { required: props.required }),
    ...(props.disabled === undefined ? {} : { disabled: props.disabled }),
  }
}

export interface TextFieldProps extends FieldProps<string> {
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'password'
  readonly autoComplete?: string
  readonly placeholder?: string
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel'
  readonly suffix?: string
  readonly prefix?: string
  /** The value is only a proposal: whoever enters the box writes over it. */
  readonly isProposed?: boolean
}

/** One line. */
export function TextField(props: TextFieldProps): ReactElement {
  const draft = useDraft(props.value ?? '', (text, saw) =>
    props.onChange(text.trim() === '' ? null : text.trim(), saw === '' ? null : saw),
  )
  const box = useRef<HTMLInputElement>(null)
  const { isProposed = false } = props
  const proposed = (): void => {
    if (isProposed && !draft.isTyping() && document.activeElement === box.current) box.current?.select()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: also where the proposal comes after the box was entered
  useEffect(proposed, [isProposed, draft.text])
  return (
    <TextInput
      ref={box}
      {...shared(props)}
      type={props.type ?? 'text'}
      value={draft.text}
      onChange={(event) => draft.type(event.currentTarget.value)}
      onFocus={proposed}
      onBlur={draft.commit}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter') draft.commit()
      }}
      autoComplete={props.autoComplete ?? 'off'}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
      {...(props.prefix === undefined ? {} : { leftSection: <span aria-hidden="true">{props.prefix}</span> })}
      {...(props.suffix === undefined ? {} : { rightSection: <span aria-hidden="true">{props.suffix}</span> })}
    />
  )
}

/** A pause of thought in a long text: long enough not to save every word, short enough that little is lost with the power. */
const PAUSE_MS = 4_000

/** Several lines; grows with what is written. It saves on leaving like every field, and at every pause as well. */
export function LinesField(props: FieldProps<string> & { readonly rows?: number }): ReactElement {
  const draft = useDraft(
    props.value ?? '',
    (text, saw) => props.onChange(text.trim() === '' ? null : text, saw === '' ? null : saw),
    { pauseMs: PAUSE_MS },
  )
  return (
    <GrowingText
      {...shared(props)}
      value={draft.text}
      onChange={(event) => draft.type(event.currentTarget.value)}
      onBlur={draft.commit}
      rows={props.rows ?? 3}
      autoComplete="off"
    />
  )
}

/** The short box of a figure. */
function FigureBox(
  props: Omit<FieldProps<number>, 'error'> & {
    readonly draft: ReturnType<typeof useDraft>
    readonly error: ReactNode
    readonly inputMode: 'numeric' | 'decimal'
    readonly sign?: string
  },
): ReactElement {
  const { draft, error, sign, ...field } = props
  return (
    <TextInput
      {...shared(error === undefined ? field : { ...field, error })}
      {...(sign === undefined ? {} : { leftSection: <span aria-hidden="true">{sign}</span> })}
      value={draft.text}
      onChange={(event) => draft.type(event.currentTarget.value)}
      onBlur={draft.commit}
      inputMode={props.inputMode}
      className="field-short"
      autoComplete="off"
    />
  )
}

/** A whole number. */
export function NumberField(props: FieldProps<number> & { readonly suffix?: string }): ReactElement {
  const shown = props.value === null || props.value === undefined ? '' : String(props.value)
  const draft = useDraft(shown, (text, saw) => {
    const before = saw === '' ? null : Number(saw)
    const digits = text.replace(/[\s,]/g, '')
    if (digits === '') props.onChange(null, before)
    else if (/^\d{1,9}$/.test(digits)) props.onChange(Number(digits), before)
  })
  const wrong = /^[\d\s,]*$/.test(draft.text) ? props.error : fieldWords.notNumber
  return <FigureBox {...props} draft={draft} error={wrong} inputMode="numeric" />
}

/** Money: typed in pounds, kept in whole pence. */
export function MoneyField(props: FieldProps<number>): ReactElement {
  const draft = useDraft(formatPounds(props.value), (text, saw) => {
    const before = parsePounds(saw)
    if (text.trim() === '') props.onChange(null, before)
    else {
      const pence = parsePounds(text)
      if (pence !== null) props.onChange(pence, before)
    }
  })
  const wrong = draft.text.trim() === '' || parsePounds(draft.text) !== null ? props.error : fieldWords.notMoney
  return <FigureBox {...props} draft={draft} error={wrong} inputMode="decimal" sign="£" />
}

/** Reads "1,250", "7.5" or "22.55"; null where it is not such a number. */
function parseDecimal(text: string): number | null {
  const bare = text.replace(/[\s,]/g, '')
  return /^\d{1,9}(\.\d{1,2})?$/.test(bare) ? Number(bare) : null
}

/** A number with up to two decimals, such as hours; `wrong` says what else was typed. */
export function DecimalField(props: FieldProps<number> & { readonly wrong: string }): ReactElement {
  const draft = useDraft(props.value?.toLocaleString('en-GB') ?? '', (text, saw) => {
    const number = parseDecimal(text)
    if (text.trim() === '' || number !== null) props.onChange(number, parseDecimal(saw))
  })
  const wrong = draft.text.trim() === '' || parseDecimal(draft.text) !== null ? props.error : props.wrong
  return <FigureBox {...props} draft={draft} error={wrong} inputMode="decimal" />
}

export interface ChoiceFieldProps extends FieldProps<string> {
  /** Stored value to label. */
  readonly choices: Readonly<Record<string, string>>
  /** Radios for up to four choices, else a list, unless said. */
  readonly look?: 'radios' | 'list'
  /** There is always a choice made: no "Not filled in" in the list. */
  readonly always?: boolean
}

/** One of several. */
export function ChoiceField(props: ChoiceFieldProps): ReactElement {
  const id = useId()
  const entries = Object.entries(props.choices)
  const [chosen, choose] = useChosen<string | null>(props.value ?? null, props.onChange)
  if ((props.look ?? (entries.length <= 4 ? 'radios' : 'list')) === 'list') {
    return (
      <NativeSelect
        {...shared(props)}
        value={chosen ?? ''}
        onChange={(event) => choose(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        data={[
          ...((props.required === true || props.always === true) && chosen
            ? []
            : [{ value: '', label: fieldWords.notChosen }]),
          ...entries.map(([value, label]) => ({ value, label })),
        ]}
      />
    )
  }
  return (
    <FieldGroup {...props} id={id}>
      <Stack gap="xs" mt={6}>
        {entries.map(([value, label]) => (
          <Radio
            key={value}
            name={id}
            value={value}
            label={label}
            checked={chosen === value}
            disabled={props.disabled === true}
            onChange={() => choose(value)}
          />
        ))}
      </Stack>
    </FieldGroup>
  )
}

/** Yes or no. */
export function FlagField(props: FieldProps<boolean>): ReactElement {
  const notes = notesFor(props.help, props.warning)
  const [on, choose] = useChosen(props.value === true, props.onChange)
  return (
    <Checkbox
      label={props.label}
      checked={on}
      onChange={(event) => choose(event.currentTarget.checked)}
      disabled={props.disabled === true}
      {...(notes === undefined ? {} : { description: notes })}
      {...(props.error === undefined ? {} : { error: props.error })}
    />
  )
}

/** A day, in three boxes; ISO in and out. */
export function DateField(props: DateBoxesProps): ReactElement {
  return <DateBoxes {...props} />
}

/** A few short words. */
export function TagsField(props: TagBoxProps): ReactElement {
  return <TagBox {...props} />
}
