import { expect, it } from 'vitest'
import { tabTitle } from '@/messages/shell'

it('names a browser tab, and with it an entry of the history, without a word from the group’s papers', () => {
  expect(tabTitle('Zoë Quillfeather', '#/members/V1StGXR8Z5jdHi6BmyT2aQ')).toBe('Members – Trestle')
  expect(tabTitle('A roof for the hall', '#/bids/V1StGXR8Z5jdHi6BmyT2aQ/reasons')).toBe('Bids – Trestle')
  expect(tabTitle('Our own plan', '#/plan')).toBe('Plan – Trestle')
  expect(tabTitle('A lost list', '#/breaches/V1StGXR8Z5jdHi6BmyT2aQ?x=1')).toMatch(/personal data – Trestle$/)
  expect(tabTitle('Anything', '#/new-place/V1StGXR8Z5jdHi6BmyT2aQ')).toBe('Trestle')
  expect(tabTitle('Bring in a list', '#/members/import')).toBe('Bring in a list – Trestle')
  expect(tabTitle('How the group stands', '#/')).toBe('How the group stands – Trestle')
})
