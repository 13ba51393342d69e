import { MantineProvider } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DateField, MoneyField, TagsField, TextField } from '@/components/fields'
import { RecordFields } from '@/components/record-fields'
import { member } from '@/core/records/member'

let root: Root
let place: HTMLElement

beforeEach(() => {
  place = document.createElement('div')
  document.body.append(place)
  root = createRoot(place)
})
afterEach(() => {
  root.unmount()
  place.remove()
})

function show(children: ReactNode): void {
  root.render(<MantineProvider>{children}</MantineProvider>)
}

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
    await expect.poll(() => onChange.mock.calls).toEqual([['Larkfield']])
  })

  it('gives null when it is emptied, and nothing when it was only looked at', async () => {
    const onChange = vi.fn()
    show(field('Larkfield', onChange))
    await page.getByLabelText('Town').click()
    await userEvent.keyboard('{Tab}')
    expect(onChange).not.toHaveBeenCalled()
    await page.getByLabelText('Town').fill('')
    await userEvent.keyboard('{Tab}')
    await expect.poll(() => onChange.mock.calls).toEqual([[null]])
  })

  it('does not let a value from another laptop overwrite what is being typed', async () => {
    const onChange = vi.fn()
    show(field('Larkfield', onChange))
    await page.getByLabelText('Town').fill('Upper Lark')
    show(field('Marrow', onChange))
    await expect.element(page.getByLabelText('Town')).toHaveValue('Upper Lark')
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
    await expect.poll(() => onChange.mock.calls).toEqual([['Larkfield']])
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

describe('DateField', () => {
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
    await expect.poll(() => onChange.mock.calls).toEqual([['2026-04-30']])
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
    await expect.poll(() => onChange.mock.calls).toEqual([[249_950]])
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
    expect(onPatch).toHaveBeenLastCalledWith({ kind: 'junior' })
    await page.getByLabelText('First name').fill('Amirah')
    await userEvent.tab()
    await expect.poll(() => onPatch.mock.lastCall).toEqual([{ givenName: 'Amirah' }])
  })
})
