import type { ReactElement, ReactNode } from 'react'
import { ChoiceField, DateField, TextField } from '@/components/fields'
import { type Keeping, sameContent, useChosen } from '@/components/use-chosen'
import type { Item } from '@/core/records/define'
import type { member, RollCheck } from '@/core/records/member'
import { facts } from '@/messages/members'
import type { MemberPatch } from './use-autosave'

type Member = Item<typeof member>
type FactName = 'onRoll' | 'livesHere' | 'worksHere' | 'councillorHere'

interface FactFieldsProps {
  readonly person: Pick<Member, FactName>
  readonly onPatch: (patch: MemberPatch, base: MemberPatch) => Keeping
  readonly notes?: Readonly<Partial<Record<string, ReactNode>>> | undefined
  readonly disabled?: boolean
}

/** The four separate facts, each with the day on which it was checked and how. */
export function FactFields({ person, onPatch, notes, disabled = false }: FactFieldsProps): ReactElement {
  return (
    <div className="law-facts">
      <Fact
        name="onRoll"
        person={person}
        onPatch={onPatch}
        notes={notes}
        disabled={disabled}
        label={facts.roll.label}
        help={facts.roll.help}
        choices={facts.roll.choices}
      />
      {(['livesHere', 'worksHere', 'councillorHere'] as const).map((name) => (
        <Fact
          key={name}
          name={name}
          person={person}
          onPatch={onPatch}
          notes={notes}
          disabled={disabled}
          {...facts[name]}
          choices={facts.yesNo}
        />
      ))}
    </div>
  )
}

interface FactProps extends FactFieldsProps {
  readonly name: FactName
  readonly label: string
  readonly help: string
  readonly choices: Readonly<Record<string, string>>
}

function Fact({ name, person, onPatch, notes, disabled = false, label, help, choices }: FactProps): ReactElement {
  // Each box saves the whole fact: what was chosen a moment ago must not go back while it is being saved.
  const [fact, choose] = useChosen<Partial<RollCheck>>(
    (person[name] as RollCheck | undefined) ?? {},
    (next) =>
      onPatch({ [name]: next.answer === undefined ? null : next } as MemberPatch, { [name]: person[name] ?? null }),
    sameContent,
  )
  const patch = (change: Readonly<Record<string, string | undefined>>): void =>
    choose(Object.fromEntries(Object.entries({ ...fact, ...change }).filter(([, value]) => value !== undefined)))
  return (
    <div className="law-fact">
      <ChoiceField
        look="radios"
        label={label}
        help={help}
        choices={{ ...choices, '': facts.unknown }}
        value={fact.answer ?? ''}
        disabled={disabled}
        // The day and the way in which something else was found out say nothing of this.
        onChange={(answer) => {
          if ((answer || undefined) === fact.answer) return
          patch({ answer: answer || undefined, area: undefined, checkedOn: undefined, how: undefined })
        }}
      />
      {fact.answer !== undefined && (
        <div className="law-fact-more">
          {fact.answer === 'neighbouring' && (
            <TextField
              label={facts.roll.area}
              value={fact.area}
              disabled={disabled}
              onChange={(area) => patch({ area: area ?? undefined })}
            />
          )}
          <DateField
            label={facts.checkedOn}
            value={fact.checkedOn}
            disabled={disabled}
            onChange={(checkedOn) => patch({ checkedOn: checkedOn ?? undefined })}
            todayButton={!disabled}
          />
          <TextField
            label={facts.how}
            help={facts.howHelp}
            value={fact.how}
            disabled={disabled}
            onChange={(how) => patch({ how: how ?? undefined })}
          />
        </div>
      )}
      {notes?.[name]}
    </div>
  )
}
