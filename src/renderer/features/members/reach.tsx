import { ActionIcon, Button, Radio } from '@mantine/core'
import { IconMail, IconPhone, IconPlus, IconX } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { useId, useRef, useState } from 'react'
import { TextField } from '@/components/fields'
import { type Keeping, sameContent, useChosen } from '@/components/use-chosen'
import type { Item } from '@/core/records/define'
import type { Email, member, Phone } from '@/core/records/member'
import { reach } from '@/messages/members'
import { CheckNote } from './check-note'
import { emailCheck, type FieldCheck, phoneCheck, tidyPhone } from './check-words'
import type { MemberPatch } from './use-autosave'

type Member = Item<typeof member>

interface ReachProps {
  readonly person: Pick<Member, 'phones' | 'preferredPhone' | 'emails' | 'preferredEmail'>
  readonly onPatch: (patch: MemberPatch, base: MemberPatch) => Keeping
  readonly notes?: Readonly<Partial<Record<string, ReactNode>>> | undefined
  readonly disabled?: boolean
}

/** Phones and emails: several of each, with a label and the one to use first. */
export function Reach({ person, onPatch, notes, disabled = false }: ReachProps): ReactElement {
  const phones = person.phones ?? {}
  const emails = person.emails ?? {}
  return (
    <>
      <Entries<Phone>
        title={reach.phones}
        icon={<IconPhone size="1.1rem" aria-hidden="true" />}
        entries={phones}
        preferred={person.preferredPhone}
        words={{ one: reach.phone, prefer: reach.preferPhone, add: reach.addPhone, type: 'tel' }}
        textOf={(phone) => phone.number}
        make={(text, label) => ({ number: tidyPhone(text), ...(label === undefined ? {} : { label }) })}
        check={phoneCheck}
        disabled={disabled}
        onChange={(next, saw, preferred) =>
          onPatch({ phones: next, ...(preferred === undefined ? {} : { preferredPhone: preferred }) }, { phones: saw })
        }
        onPrefer={(key) => onPatch({ preferredPhone: key }, { preferredPhone: person.preferredPhone ?? null })}
      />
      {notes?.phones}
      {notes?.preferredPhone}
      <Entries<Email>
        title={reach.emails}
        icon={<IconMail size="1.1rem" aria-hidden="true" />}
        entries={emails}
        preferred={person.preferredEmail}
        words={{ one: reach.email, prefer: reach.preferEmail, add: reach.addEmail, type: 'email' }}
        textOf={(email) => email.address}
        make={(text, label) => ({ address: text, ...(label === undefined ? {} : { label }) })}
        check={emailCheck}
        disabled={disabled}
        onChange={(next, saw, preferred) =>
          onPatch({ emails: next, ...(preferred === undefined ? {} : { preferredEmail: preferred }) }, { emails: saw })
        }
        onPrefer={(key) => onPatch({ preferredEmail: key }, { preferredEmail: person.preferredEmail ?? null })}
      />
      {notes?.emails}
      {notes?.preferredEmail}
    </>
  )
}

interface EntriesProps<T extends { readonly label?: string | undefined }> {
  readonly title: string
  readonly icon: ReactElement
  readonly entries: Readonly<Record<string, T>>
  readonly preferred: string | undefined
  readonly words: {
    readonly one: string
    readonly prefer: string
    readonly add: string
    readonly type: 'tel' | 'email'
  }
  readonly textOf: (entry: T) => string
  readonly make: (text: string, label: string | undefined) => T
  readonly check: (text: string | undefined) => FieldCheck | undefined
  readonly disabled: boolean
  /** `saw`: the entries as the person saw them. `preferred`: null when the one to use first has gone. */
  readonly onChange: (
    entries: Readonly<Record<string, T>>,
    saw: Readonly<Record<string, T>>,
    preferred?: null,
  ) => Keeping
  readonly onPrefer: (key: string) => Keeping
}

/** A new entry's key: short and random, so that two laptops never make the same one. */
function newKey(): string {
  return crypto.randomUUID().slice(0, 8)
}

function Entries<T extends { readonly label?: string | undefined }>(props: EntriesProps<T>): ReactElement {
  const { words, textOf } = props
  const group = useId()
  const [preferred, prefer] = useChosen(props.preferred, (key) => (key === undefined ? undefined : props.onPrefer(key)))
  /** The entry that is being kept, as it was when the person began to type in it. */
  const saw = useRef<Readonly<Record<string, T>>>({})
  // Each box saves the whole list: what was typed a moment ago in another must not go back while it is being saved.
  const [entries, keep] = useChosen(
    props.entries,
    (next) =>
      props.onChange(
        next,
        { ...props.entries, ...saw.current },
        preferred !== undefined && !Object.hasOwn(next, preferred) ? null : undefined,
      ),
    sameContent,
  )
  const list = useRef<HTMLUListElement>(null)
  const [adding, setAdding] = useState<string | null>(() => (Object.keys(entries).length === 0 ? newKey() : null))
  const keys = Object.keys(entries)
  const shown = adding === null || Object.hasOwn(entries, adding) ? keys : [...keys, adding]
  const set = (key: string, text: string | null, label: string | undefined, before?: T): void => {
    const { [key]: _gone, ...others } = entries
    saw.current = before === undefined ? {} : { [key]: before }
    keep(text === null ? others : { ...entries, [key]: props.make(text, label) })
  }
  return (
    <fieldset className="reach">
      <legend className="field-label reach-title">
        {props.icon} {props.title}
      </legend>
      <ul className="reach-list" ref={list}>
        {shown.map((key) => {
          const entry = entries[key]
          const text = entry === undefined ? null : textOf(entry)
          const check = props.check(text ?? undefined)
          return (
            <li key={key} className="reach-entry">
              <TextField
                label={words.one}
                type={words.type}
                inputMode={words.type}
                value={text}
                disabled={props.disabled}
                onChange={(next, was) => {
                  const before = was == null || was === text ? entry : props.make(was, entry?.label)
                  if (next !== null || entry !== undefined) set(key, next, entry?.label, before)
                }}
                warning={
                  check === undefined ? undefined : (
                    <CheckNote check={check} onUse={(instead) => set(key, instead, entry?.label)} />
                  )
                }
              />
              {entry !== undefined && (
                <TextField
                  label={reach.label}
                  value={entry.label}
                  disabled={props.disabled}
                  onChange={(label) => set(key, text, label ?? undefined)}
                />
              )}
              {keys.length > 1 && (
                <Radio
                  className="reach-prefer"
                  size="sm"
                  name={group}
                  label={reach.prefer}
                  aria-label={`${words.prefer}: ${text ?? ''}`}
                  checked={preferred === key}
                  disabled={props.disabled || entry === undefined}
                  onChange={() => prefer(key)}
                />
              )}
              {entry !== undefined && !props.disabled && (
                <ActionIcon
                  className="reach-remove"
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={reach.remove(text ?? '')}
                  onClick={() => {
                    set(key, null, undefined)
                    list.current?.querySelector('input')?.focus()
                  }}
                >
                  <IconX size="1.1rem" aria-hidden="true" />
                </ActionIcon>
              )}
            </li>
          )
        })}
      </ul>
      {keys.length > 0 && keys.length === shown.length && !props.disabled && (
        <Button variant="subtle" size="sm" leftSection={<IconPlus size="1.1rem" />} onClick={() => setAdding(newKey())}>
          {words.add}
        </Button>
      )}
    </fieldset>
  )
}
