import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { FormEvent, ReactElement } from 'react'
import { useRef, useState } from 'react'
import { parsePounds } from '@/components/pounds'
import type { TemplateRules } from '@/core/domain/templates'
import { budget as words } from '@/messages/bids'
import { amountProblem, type Entry, itemProblem, type Kind } from './budget-line'

/** A new line: what it is for, how much, and for what others give, whether it is cash. */
export function AddLine(props: {
  readonly kinds: readonly [Kind, ...Kind[]]
  readonly rules: TemplateRules
  readonly onAdd: (line: Entry) => Promise<boolean>
}): ReactElement {
  const { kinds } = props
  const [item, setItem] = useState('')
  const [amount, setAmount] = useState('')
  const [kind, setKind] = useState<Kind>(kinds[0])
  const [tried, setTried] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const itemError = item.trim() === '' ? words.itemMissing : itemProblem(item.trim(), props.rules)
  const amountError = amountProblem(amount, kind === 'cost' ? props.rules : {})
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const pence = parsePounds(amount)
    setTried(true)
    // A rule of the funder's is told beside the line and never stops it: the price may be what it is.
    if (pence === null || item.trim() === '') return
    if (!(await props.onAdd({ item: item.trim(), pence, kind }))) return
    setItem('')
    setAmount('')
    setTried(false)
    first.current?.focus()
  }
  const asked = kinds[0] === 'cost'
  return (
    <form
      className={`budget-add no-print ${kinds.length > 1 ? 'budget-add-kinds' : ''}`}
      onSubmit={(event) => void add(event)}
      noValidate
    >
      <TextInput
        ref={first}
        label={asked ? words.newItem : words.newGift}
        value={item}
        onChange={(event) => setItem(event.currentTarget.value)}
        autoComplete="off"
        inputWrapperOrder={['label', 'error', 'input']}
        {...(tried && itemError !== undefined ? { error: itemError } : {})}
      />
      {kinds.length > 1 && (
        <NativeSelect
          label={words.kind}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Kind)}
          data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        />
      )}
      <TextInput
        label={asked ? words.newAmount : words.newWorth}
        leftSection={<span aria-hidden="true">£</span>}
        inputMode="decimal"
        value={amount}
        onChange={(event) => setAmount(event.currentTarget.value)}
        autoComplete="off"
        inputWrapperOrder={['label', 'error', 'input']}
        {...(tried && amountError !== undefined ? { error: amountError } : {})}
      />
      <Button type="submit" variant="default" leftSection={<IconPlus size="1.1rem" aria-hidden="true" />}>
        {asked ? words.add : words.addGift}
      </Button>
    </form>
  )
}
