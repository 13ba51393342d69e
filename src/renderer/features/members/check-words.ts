/** What to say beside a field, from the pure checks: gentle, and never in the way. */
import { checkEmail } from '@/core/domain/emails'
import { checkPhone } from '@/core/domain/phones'
import { checkPostcode } from '@/core/domain/postcodes'
import { checks } from '@/messages/members'

export interface FieldCheck {
  readonly words: string
  /** What to put in its place, where Trestle has an idea. */
  readonly instead?: string
}

export function phoneCheck(text: string | undefined): FieldCheck | undefined {
  if (!text) return undefined
  const { number, outcome } = checkPhone(text)
  switch (outcome) {
    case 'right':
      return undefined
    case 'zero-restored':
      return { words: checks.phoneZero(number), instead: number }
    case 'short':
      return { words: checks.phoneShort }
    case 'long':
      return { words: checks.phoneLong }
    case 'ruined':
      return { words: checks.phoneRuined }
    case 'none':
      return { words: checks.phoneNone }
    case 'unusual':
      return { words: checks.phoneUnusual }
  }
}

export function emailCheck(text: string | undefined): FieldCheck | undefined {
  if (!text) return undefined
  const { outcome, meant } = checkEmail(text)
  if (outcome === 'slip' && meant !== undefined) return { words: checks.emailSlip(meant), instead: meant }
  return outcome === 'odd' ? { words: checks.emailOdd } : undefined
}

export function postcodeCheck(text: string | undefined): FieldCheck | undefined {
  if (!text) return undefined
  const { postcode, outcome } = checkPostcode(text)
  if (outcome === 'mended') return { words: checks.postcodeMended(postcode), instead: postcode }
  return outcome === 'odd' ? { words: checks.postcodeOdd } : undefined
}

/** How a phone is kept: a British number in national form with its spaces; anything else as typed. */
export function tidyPhone(text: string): string {
  const { number, outcome } = checkPhone(text)
  return outcome === 'right' ? number : text.trim()
}

/** How a postcode is kept: capitals and one space; a slip is left for the person to see. */
export function tidyPostcode(text: string): string {
  const { postcode, outcome } = checkPostcode(text)
  return outcome === 'tidied' ? postcode : text.trim()
}
