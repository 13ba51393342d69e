import type { ServerAccount } from '@host'
import { PasswordInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { accountWords } from '@/messages/laptops'
import { unlocking } from '@/messages/start'
import { fieldOrder } from './field-parts'
import { TextField } from './fields'

export const noAccount: ServerAccount = { url: '', user: '', password: '' }

/** Whether all three parts are filled in. */
export function isWholeAccount(account: ServerAccount): boolean {
  return account.url !== '' && account.user !== '' && account.password !== ''
}

/** Where the group's server is, and this laptop's own account on it. */
export function AccountFields(props: {
  readonly account: ServerAccount
  readonly onChange: (account: ServerAccount) => void
}): ReactElement {
  const { account, onChange } = props
  return (
    <>
      <TextField
        label={accountWords.url}
        help={accountWords.urlHelp}
        type="url"
        value={account.url}
        onChange={(url) => onChange({ ...account, url: url ?? '' })}
        placeholder="https://server.example.org/our-group"
      />
      <div className="step-pair">
        <TextField
          label={accountWords.user}
          value={account.user}
          onChange={(user) => onChange({ ...account, user: user ?? '' })}
        />
        <PasswordInput
          label={accountWords.password}
          inputWrapperOrder={fieldOrder}
          size="md"
          value={account.password}
          onChange={(event) => onChange({ ...account, password: event.currentTarget.value })}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': unlocking.show }}
        />
      </div>
    </>
  )
}
