import { Checkbox, PasswordInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { strengthWords, unlocking } from '@/messages/start'
import { fieldOrder } from './field-parts'
import { StatusPill } from './status-pill'
import type { Strength } from './strength'
import { strengthOf } from './strength'

/** What a person has chosen for unlocking this laptop, so far. */
export interface UnlockChoice {
  readonly passphrase: string
  readonly again: string
  readonly withPin: boolean
  readonly pin: string
}

export const noChoice: UnlockChoice = { passphrase: '', again: '', withPin: false, pin: '' }
const SHORTEST_PASSPHRASE = 8
const SHORTEST_PIN = 4

/** Whether the choice can be used: with this laptop's key store, or with a passphrase typed twice. */
export function isComplete(choice: UnlockChoice, byHost: boolean): boolean {
  if (byHost) return !choice.withPin || choice.pin.length >= SHORTEST_PIN
  return choice.passphrase.length >= SHORTEST_PASSPHRASE && choice.passphrase === choice.again
}

interface UnlockingFieldsProps {
  readonly choice: UnlockChoice
  readonly onChange: (choice: UnlockChoice) => void
  /** The laptop's own key store is there, and can be used. */
  readonly byHost: boolean
  /** This edition would use one: where it cannot, a person is told why they are asked. */
  readonly hasKeyStore: boolean
  /** Whether to say what is missing. */
  readonly showErrors: boolean
}

const tones: Readonly<Record<Strength, 'good' | 'warn' | 'bad'>> = {
  weak: 'bad',
  fair: 'warn',
  good: 'good',
  strong: 'good',
}

/** How this laptop is to be unlocked from now on. */
export function UnlockingFields(props: UnlockingFieldsProps): ReactElement {
  return props.byHost ? <HostFields {...props} /> : <PassphraseFields {...props} />
}

function PassphraseFields({ choice, onChange, hasKeyStore, showErrors }: UnlockingFieldsProps): ReactElement {
  const short = choice.passphrase.length < SHORTEST_PASSPHRASE
  const differ = choice.again !== choice.passphrase
  const strength = strengthOf(choice.passphrase)
  return (
    <>
      {hasKeyStore && <p>{unlocking.noKeyStore}</p>}
      <div>
        <PasswordInput
          label={unlocking.passphrase}
          description={unlocking.passphraseHelp}
          inputWrapperOrder={fieldOrder}
          value={choice.passphrase}
          onChange={(event) => onChange({ ...choice, passphrase: event.currentTarget.value })}
          autoComplete="new-password"
          error={showErrors && short ? unlocking.short : undefined}
          visibilityToggleButtonProps={{ 'aria-label': unlocking.show }}
        />
        <div className="strength" role="status">
          {choice.passphrase !== '' && !short && (
            <StatusPill tone={tones[strength]}>{strengthWords[strength]}</StatusPill>
          )}
        </div>
      </div>
      <PasswordInput
        label={unlocking.again}
        description={unlocking.askedEachTime}
        inputWrapperOrder={fieldOrder}
        value={choice.again}
        onChange={(event) => onChange({ ...choice, again: event.currentTarget.value })}
        autoComplete="new-password"
        error={showErrors && !short && differ ? unlocking.different : undefined}
        visibilityToggleButtonProps={{ 'aria-label': unlocking.show }}
      />
    </>
  )
}

function HostFields({ choice, onChange, showErrors }: UnlockingFieldsProps): ReactElement {
  return (
    <>
      <p>
        <strong>{unlocking.host}</strong> {unlocking.hostHelp}
      </p>
      <Checkbox
        label={unlocking.pinWanted}
        description={unlocking.pinWantedHelp}
        checked={choice.withPin}
        onChange={(event) => onChange({ ...choice, withPin: event.currentTarget.checked })}
      />
      {choice.withPin && (
        <PasswordInput
          label={unlocking.pin}
          description={unlocking.pinHelp}
          inputWrapperOrder={fieldOrder}
          value={choice.pin}
          onChange={(event) => onChange({ ...choice, pin: event.currentTarget.value })}
          autoComplete="new-password"
          error={showErrors && choice.pin.length < SHORTEST_PIN ? unlocking.pinShort : undefined}
          visibilityToggleButtonProps={{ 'aria-label': unlocking.show }}
          maw="16rem"
        />
      )}
    </>
  )
}
