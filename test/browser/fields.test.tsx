import { type ReactElement, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  ChoiceField,
  DateField,
  DecimalField,
  FlagField,
  LinesField,
  MoneyField,
  TagsField,
  TextField,
} from '@/components/fields'
import { RecordFields } from '@/components/record-fields'
import { member } from '@/core/records/member'
import { FactFields } from '@/features/members/fact-fields'
import { Reach } from '@/features/members/reach'
import { facts } from '@/messages/members'
import { type PartScreen, partScreen } from '../support/part-screen'

let screen: PartScreen
const show: PartScreen['show'] = (part) => screen.show(part)

beforeEach(() => {
  screen = partScreen()
})
afterEach(() => screen.end())

describe('TextField', () => {
  const field = (value: string | null, onChange: (value: string | null) => void): ReactElement => (
    <>
      <TextField label="Town" value={value} onChange={onChange} />
      <button type="button">elsewhere</button>
    </>
  )

  it('gives its value when it is left, trimmed, and once', async () => {
    const onChange = vi.fn()
    show(field(null, onChange))
    await page.getByLabelText('Town').fill(' Larkfield ')
    expect(onChange).not.toHaveBeenCalled()
    await userEvent.keyboard('{Tab}')
    // With what stood there before.
    await expect.poll(() => onChange.mock.calls).toEqual([['Larkfield', null]])
  })

  it('gives null when it is emptied, and nothing when it was only looked at', async () => {
    const onChange = vi.fn()
    show(field('Larkfield', onChange))
    await page.getByLabelText('Town').click()
    await userEvent.keyboard('{Tab}')
    expect(onChange).not.toHaveBeenCalled()
    await page.getByLabelText('Town').fill('')
    await userEvent.keyboard('{Tab}')
    await expect.poll(() => onChange.mock.calls).toEqual([[null, 'Larkfield']])
  })

  it('does not let a value from another laptop overwrite what is being typed', async () => {
    const onChange = vi.fn()
    show(field('Larkfield', onChange))
    await page.getByLabelText('Town').fill('Upper Lark')
    show(field('Marrow', onChange))
    await expect.element(page.getByLabelText('Town')).toHaveValue('Upper Lark')
    await userEvent.keyboard('{Tab}')
    // What stood there when the typing began: so the other value is not taken for seen.
    await expect.poll(() => onChange.mock.calls).toEqual([['Upper Lark', 'Larkfield']])
  })

  it('shows a value from another laptop when nobody is typing', async () => {
    show(field('Larkfield', vi.fn()))
    show(field('Marrow', vi.fn()))
    await expect.element(page.getByLabelText('Town')).toHaveValue('Marrow')
  })

  it('saves what was being typed when its screen goes away', async () => {
    const onChange = vi.fn()
    show(field(null, onChange))
    await page.getByLabelText('Town').fill('Larkfield')
    show(null)
    await expect.poll(() => onChange.mock.calls).toEqual([['Larkfield', null]])
  })
})

/** Keeps what it is given as a record does: without blank ends. */
function Kept({ told }: { readonly told: (text: string | null) => void }): ReactElement {
  const [value, setValue] = useState<string | null>('Keys')
  return (
    <LinesField
      label="Notes"
      value={value}
      onChange={(text) => {
        told(text)
        setValue(text === null ? null : text.trim())
      }}
    />
  )
}

describe('LinesField', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  it('saves at a pause, leaves what stands there alone, and says nothing twice', async () => {
    const told = vi.fn()
    show(<Kept told={told} />)
    const notes = page.getByLabelText('Notes')
    await notes.fill('Keys with Nia ')
    vi.advanceTimersByTime(3_900)
    expect(told).not.toHaveBeenCalled()
    vi.advanceTimersByTime(200)
    expect(told.mock.calls).toEqual([['Keys with Nia ']])
    // The record has dropped the blank at the end; under the person's hands it stays, for the next word.
    await expect.element(notes).toHaveValue('Keys with Nia ')
    await userEvent.keyboard('{Tab}')
    await expect.element(notes).toHaveValue('Keys with Nia')
    vi.advanceTimersByTime(10_000)
    expect(told).toHaveBeenCalledTimes(1)
  })

  it('saves the rest when it is left', async () => {
    const told = vi.fn()
    show(<Kept told={told} />)
    const notes = page.getByLabelText('Notes')
    await notes.fill('Keys with Nia')
    vi.advanceTimersByTime(4_100)
    await notes.fill('Keys with Nia and Ravi')
    await userEvent.keyboard('{Tab}')
    await expect.poll(() => told.mock.calls).toEqual([['Keys with Nia'], ['Keys with Nia and Ravi']])
  })
})

describe('a field whose saving moves the page', () => {
  it('does not take the button away from under the pointer', async () => {
    const pressed = vi.fn()
    const tags = vi.fn()
    const view = (value: readonly string[]): void =>
      show(
        <>
          <TagsField
            label="Wards"
            value={value}
            onChange={(next) => {
              tags(next)
              view(next ?? [])
            }}
          />
          <button type="button" onClick={pressed} style={{ height: 20 }}>
            Go on
          </button>
        </>,
      )
    view([])
    await page.getByLabelText('Wards').fill('Mill, Green, Mill')
    await page.getByRole('button', { name: 'Go on' }).click()
    expect(pressed).toHaveBeenCalledOnce()
    expect(tags.mock.calls).toEqual([[['Mill', 'Green']]])
    await page.getByRole('button', { name: 'Remove Mill' }).click()
    expect(tags).toHaveBeenLastCalledWith(['Green'])
  })
})

/** A save under way, and how to end it. */
function slowSave(): { readonly saving: Promise<{ readonly ok: boolean }>; readonly end: (ok: boolean) => void } {
  let end: (ok: boolean) => void = () => undefined
  const saving = new Promise<{ readonly ok: boolean }>((resolve) => {
    end = (ok) => resolve({ ok })
  })
  return { saving, end }
}
const afterASave = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50))

describe('a choice whose save is slow', () => {
  const answers = { yes: 'Yes', no: 'No', unknown: 'Not known' }

  it('shows at once in radios, holds while it is saved, and gives way to a later value', async () => {
    const { saving, end } = slowSave()
    const view = (value: string): void =>
      show(<ChoiceField label="Lives here" choices={answers} value={value} onChange={() => saving} />)
    view('unknown')
    const radio = (name: string) => page.getByRole('radio', { name, exact: true })
    await radio('Yes').click()
    await expect.element(radio('Yes')).toBeChecked()
    // Other news of the same record, with the old value, must not undo it on the screen.
    view('unknown')
    await afterASave()
    await expect.element(radio('Yes')).toBeChecked()
    end(true)
    await afterASave()
    await expect.element(radio('Yes')).toBeChecked()
    view('yes')
    await expect.element(radio('Yes')).toBeChecked()
    view('no')
    await expect.element(radio('No')).toBeChecked()
  })

  it('goes back when it could not be saved', async () => {
    const { saving, end } = slowSave()
    show(<ChoiceField label="Lives here" choices={answers} value="no" onChange={() => saving} />)
    await page.getByRole('radio', { name: 'Yes' }).click()
    await expect.element(page.getByRole('radio', { name: 'Yes' })).toBeChecked()
    end(false)
    await expect.element(page.getByRole('radio', { name: 'No', exact: true })).toBeChecked()
  })

  it('keeps the last of two choices, whichever save ends first', async () => {
    const saves = [slowSave(), slowSave()]
    let next = 0
    const view = (value: string): void =>
      show(
        <ChoiceField
          label="Lives here"
          look="list"
          choices={answers}
          value={value}
          onChange={() => saves[next++]?.saving}
        />,
      )
    view('unknown')
    const list = page.getByLabelText('Lives here')
    await list.selectOptions('yes')
    await list.selectOptions('no')
    saves[0]?.end(false)
    await afterASave()
    await expect.element(list).toHaveValue('no')
    view('yes')
    await afterASave()
    await expect.element(list).toHaveValue('no')
    saves[1]?.end(true)
    view('no')
    await afterASave()
    await expect.element(list).toHaveValue('no')
  })

  it('shows a tick at once, and takes it back when it could not be saved', async () => {
    const { saving, end } = slowSave()
    show(<FlagField label="Has keys" value={false} onChange={() => saving} />)
    await page.getByLabelText('Has keys').click()
    await expect.element(page.getByLabelText('Has keys')).toBeChecked()
    end(false)
    await expect.element(page.getByLabelText('Has keys')).not.toBeChecked()
  })

  it('leaves what a form holds itself to the form', async () => {
    const onChange = vi.fn()
    show(<FlagField label="Has keys" value={false} onChange={onChange} />)
    await page.getByLabelText('Has keys').click()
    expect(onChange).toHaveBeenCalledWith(true)
    await expect.element(page.getByLabelText('Has keys')).not.toBeChecked()
  })

  it('adds a second tag to the first, which is still being saved', async () => {
    const saved = vi.fn()
    const { saving } = slowSave()
    const onChange = (next: readonly string[] | null): Promise<{ readonly ok: boolean }> => {
      saved(next)
      return saving
    }
    show(<TagsField label="Wards" value={[]} onChange={onChange} />)
    await page.getByLabelText('Wards').fill('Mill')
    await userEvent.keyboard('{Enter}')
    await page.getByRole('textbox', { name: 'Wards' }).fill('Green')
    await userEvent.keyboard('{Enter}')
    expect(saved.mock.calls).toEqual([[['Mill']], [['Mill', 'Green']]])
    await expect.element(page.getByRole('button', { name: 'Remove Green' })).toBeVisible()
  })
})

describe('a member’s facts and numbers, while saves are slow', () => {
  it('keeps the answer that was chosen when the next box of the same fact is filled in', async () => {
    const onPatch = vi.fn(() => slowSave().saving)
    show(<FactFields person={{}} onPatch={onPatch} />)
    const lives = page.getByRole('group', { name: 'Lives in the area' })
    await lives.getByLabelText('Yes').click()
    await page.getByLabelText(facts.how).fill('Asked')
    await userEvent.tab()
    await expect
      .poll(() => onPatch.mock.lastCall)
      .toEqual([{ livesHere: { answer: 'yes', how: 'Asked' } }, { livesHere: null }])
    await expect.element(lives.getByLabelText('Yes')).toBeChecked()
  })

  it('keeps the first number when the second is typed before it is saved', async () => {
    const onPatch = vi.fn(() => slowSave().saving)
    const person = { phones: { a: { number: '01632 960001' }, b: { number: '01632 960002' } } }
    show(<Reach person={person} onPatch={onPatch} />)
    const boxes = page.getByLabelText('Phone number')
    await boxes.nth(0).fill('01632 960011')
    await userEvent.tab()
    await boxes.nth(1).fill('01632 960012')
    await userEvent.tab()
    await expect
      .poll(() => onPatch.mock.lastCall)
      .toEqual([
        { phones: { a: { number: '01632 960011' }, b: { number: '01632 960012' } } },
        { phones: { a: { number: '01632 960001' }, b: { number: '01632 960002' } } },
      ])
  })
})

describe('DateField', () => {
  it('saves a day that was put back before the other was saved', async () => {
    const onChange = vi.fn((_day: string | null) => slowSave().saving)
    show(<DateField label="Joined on" value="2026-04-30" onChange={onChange} />)
    const year = page.getByLabelText('Year')
    await year.fill('2025')
    await userEvent.tab()
    await expect.poll(() => onChange.mock.lastCall).toEqual(['2025-04-30', '2026-04-30'])
    await year.fill('2026')
    await userEvent.tab()
    await expect.poll(() => onChange.mock.lastCall).toEqual(['2026-04-30', '2025-04-30'])
  })

  it('waits for all three boxes, then gives the day; a day that does not exist is said and not saved', async () => {
    const onChange = vi.fn()
    show(<DateField label="Joined on" value={null} onChange={onChange} />)
    await page.getByLabelText('Day').fill('31')
    await page.getByLabelText('Month').fill('4')
    await page.getByLabelText('Year').fill('2026')
    expect(onChange).not.toHaveBeenCalled()
    await userEvent.keyboard('{Tab}')
    await expect.element(page.getByText(/This is not a date/)).toBeVisible()
    expect(onChange).not.toHaveBeenCalled()
    await page.getByLabelText('Day').fill('30')
    await userEvent.tab()
    await userEvent.tab()
    await userEvent.tab()
    await expect.poll(() => onChange.mock.calls).toEqual([['2026-04-30', null]])
  })

  it('keeps what is being typed when another day arrives, and says what stood there before', async () => {
    const onChange = vi.fn()
    const field = (day: string): ReactElement => <DateField label="Joined on" value={day} onChange={onChange} />
    show(field('2026-04-30'))
    await page.getByLabelText('Year').fill('2025')
    show(field('2024-01-15'))
    await expect.element(page.getByLabelText('Day')).toHaveValue('30')
    await expect.element(page.getByLabelText('Year')).toHaveValue('2025')
    await userEvent.tab()
    await expect.poll(() => onChange.mock.calls).toEqual([['2025-04-30', '2026-04-30']])
  })

  it('shows the day that arrived where what was typed was put back', async () => {
    const onChange = vi.fn()
    const field = (day: string): ReactElement => <DateField label="Joined on" value={day} onChange={onChange} />
    show(field('2026-04-30'))
    await page.getByLabelText('Year').fill('2025')
    show(field('2024-01-15'))
    await page.getByLabelText('Year').fill('2026')
    await userEvent.tab()
    await expect.element(page.getByLabelText('Year')).toHaveValue('2024')
    expect(onChange).not.toHaveBeenCalled()
  })

  it('saves a day that stands there when its page goes', async () => {
    const onChange = vi.fn()
    show(<DateField label="Joined on" value="2026-04-30" onChange={onChange} />)
    await page.getByLabelText('Year').fill('2025')
    show(null)
    await expect.poll(() => onChange.mock.calls).toEqual([['2025-04-30', '2026-04-30']])
  })
})

describe('MoneyField', () => {
  it('takes pounds and gives pence; what is no amount is said and not saved', async () => {
    const onChange = vi.fn()
    show(<MoneyField label="Amount" value={125_000} onChange={onChange} />)
    await expect.element(page.getByLabelText('Amount')).toHaveValue('1,250')
    await page.getByLabelText('Amount').fill('a lot')
    await userEvent.tab()
    await expect.element(page.getByText(/Write an amount in pounds/)).toBeVisible()
    expect(onChange).not.toHaveBeenCalled()
    await page.getByLabelText('Amount').fill('£2,499.50')
    await userEvent.tab()
    await expect.poll(() => onChange.mock.calls).toEqual([[249_950, 125_000]])
  })

  it('tells what stood there when somebody began to type, though another amount came meanwhile', async () => {
    const onChange = vi.fn()
    const amount = (value: number): ReactElement => <MoneyField label="Amount" value={value} onChange={onChange} />
    const hours = (value: number): ReactElement => (
      <DecimalField label="Hours" wrong="No number" value={value} onChange={onChange} />
    )
    for (const [box, before, meanwhile] of [
      [amount, 125_050, 130_000],
      [hours, 1_007.5, 12],
    ] as const) {
      show(box(before))
      await page.getByRole('textbox').fill('20')
      show(box(meanwhile))
      await userEvent.tab()
    }
    await expect
      .poll(() => onChange.mock.calls)
      .toEqual([
        [2_000, 125_050],
        [20, 1_007.5],
      ])
  })
})

describe('RecordFields', () => {
  it('makes a form from the definition, and saves one field at a time', async () => {
    const onPatch = vi.fn()
    show(
      <RecordFields
        type={member}
        item={{ id: 'm1', givenName: 'Amira', kind: 'full' }}
        names={['givenName', 'kind', 'joinedOn', 'notes']}
        onPatch={onPatch}
        notes={{ givenName: 'Two laptops disagree' }}
      />,
    )
    await expect.element(page.getByLabelText('First name')).toHaveValue('Amira')
    await expect.element(page.getByText('Two laptops disagree')).toBeVisible()
    await expect.element(page.getByRole('group', { name: 'Joined on' })).toBeVisible()
    await page.getByLabelText('Membership').selectOptions('junior')
    expect(onPatch).toHaveBeenLastCalledWith({ kind: 'junior' }, { kind: 'full' })
    await page.getByLabelText('First name').fill('Amirah')
    await userEvent.tab()
    await expect.poll(() => onPatch.mock.lastCall).toEqual([{ givenName: 'Amirah' }, { givenName: 'Amira' }])
  })
})
