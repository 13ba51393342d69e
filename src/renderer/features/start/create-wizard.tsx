import type { AppError } from '@host'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useWorkspace } from '@/app/providers'
import { useUnlockChoice } from '@/app/unlocking'
import { ChoiceField, LinesField, NumberField, TagsField, TextField } from '@/components/fields'
import { Problem } from '@/components/problem'
import { UnlockingFields } from '@/components/unlocking-fields'
import { create, steps } from '@/messages/start'
import type { GroupDraft } from './group-draft'
import { createInput, emptyDraft, laptopNameOf } from './group-draft'
import { PhraseCeremony } from './phrase-ceremony'
import { Step } from './step'

interface CreateWizardProps {
  readonly onStay: (stay: boolean) => void
  readonly onBack: () => void
}

const ALL = 4

/** Starts a group: what it is, where, who you are, how this laptop opens; then the recovery phrase. */
export function CreateWizard({ onStay, onBack }: CreateWizardProps): ReactElement {
  const workspace = useWorkspace()
  const [draft, setDraft] = useState<GroupDraft>(emptyDraft)
  const choice = useUnlockChoice()
  const [step, setStep] = useState(1)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const [phrase, setPhrase] = useState<readonly string[] | null>(null)
  const set = (part: Partial<GroupDraft>): void => setDraft((now) => ({ ...now, ...part }))
  const needed = (value: string): string | undefined => (tried && value === '' ? steps.needed : undefined)

  const goTo = (next: number): void => {
    setTried(false)
    setStep(next)
  }
  const nextIf = (complete: boolean): void => (complete ? goTo(step + 1) : setTried(true))
  const make = async (): Promise<void> => {
    if (!choice.isComplete) return setTried(true)
    setBusy(true)
    setProblem(null)
    const unlocking = await choice.unlocking()
    const input = unlocking.ok ? createInput(draft, unlocking.value) : undefined
    onStay(true)
    const made = input === undefined ? unlocking : await workspace.create(input)
    setBusy(false)
    if (made.ok && 'phrase' in made.value) setPhrase(made.value.phrase)
    else {
      onStay(false)
      if (!made.ok) setProblem(made.error)
    }
  }

  const checked = (): void => {
    // A full disk only means that the words are asked for once more.
    void workspace.laptops.sheetChecked().finally(() => onStay(false))
  }
  if (phrase !== null) return <PhraseCeremony phrase={phrase} groupName={draft.name} onDone={checked} />
  const at = { now: step, all: ALL }
  if (step === 1)
    return (
      <Step
        title={create.groupTitle}
        lead={create.groupLead}
        at={at}
        onBack={onBack}
        onNext={() => nextIf(draft.name !== '')}
      >
        <TextField
          label={create.name}
          value={draft.name}
          onChange={(name) => set({ name: name ?? '' })}
          error={needed(draft.name)}
          required
        />
        <ChoiceField
          label={create.kind}
          choices={create.kinds}
          value={draft.kind}
          onChange={(kind) => set({ kind: kind === 'interest' ? 'interest' : 'place' })}
          look="radios"
        />
      </Step>
    )
  if (step === 2)
    return (
      <Step title={create.areaTitle} lead={create.areaLead} at={at} onBack={() => goTo(1)} onNext={() => goTo(3)}>
        <LinesField
          label={create.area}
          help={create.areaHelp}
          value={draft.area}
          onChange={(area) => set({ area: area ?? '' })}
        />
        <TagsField
          label={create.wards}
          help={create.manyHelp}
          value={draft.wards}
          onChange={(wards) => set({ wards: wards ?? [] })}
        />
        <TagsField
          label={create.postcodes}
          help={create.postcodesHelp}
          value={draft.postcodes}
          onChange={(postcodes) => set({ postcodes: postcodes ?? [] })}
        />
        <TagsField
          label={create.streets}
          help={create.manyHelp}
          value={draft.streets}
          onChange={(streets) => set({ streets: streets ?? [] })}
        />
        <NumberField
          label={create.adults}
          help={create.adultsHelp}
          value={draft.adults}
          onChange={(adults) => set({ adults })}
        />
      </Step>
    )
  if (step === 3)
    return (
      <Step
        title={create.youTitle}
        lead={create.youLead}
        at={at}
        onBack={() => goTo(2)}
        onNext={() => nextIf(draft.givenName !== '' && draft.familyName !== '' && draft.laptopName !== '')}
      >
        <div className="step-pair">
          <TextField
            label={create.givenName}
            value={draft.givenName}
            onChange={(name) => set({ givenName: name ?? '' })}
            error={needed(draft.givenName)}
            autoComplete="given-name"
            required
          />
          <TextField
            label={create.familyName}
            value={draft.familyName}
            onChange={(name) => set({ familyName: name ?? '' })}
            error={needed(draft.familyName)}
            autoComplete="family-name"
            required
          />
        </div>
        <TextField
          label={create.email}
          type="email"
          inputMode="email"
          value={draft.email}
          onChange={(email) => set({ email: email ?? '' })}
        />
        <TextField
          label={create.phone}
          type="tel"
          inputMode="tel"
          value={draft.phone}
          onChange={(phone) => set({ phone: phone ?? '' })}
        />
        <TextField
          label={create.laptopName}
          help={create.laptopHelp}
          value={laptopNameOf(draft)}
          isProposed={draft.laptopName === null}
          onChange={(name) => set({ laptopName: name ?? '' })}
          error={needed(laptopNameOf(draft))}
        />
      </Step>
    )
  return (
    <Step
      title={create.unlockTitle}
      lead={create.unlockLead}
      at={at}
      onBack={() => goTo(3)}
      onNext={() => void make()}
      nextLabel={create.make}
      busy={busy}
    >
      {problem !== null && <Problem error={problem} />}
      <UnlockingFields {...choice.fields} showErrors={tried} />
    </Step>
  )
}
