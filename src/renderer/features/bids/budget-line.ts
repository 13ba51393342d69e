/** One line of a budget as its table and its form see it. */
import { parsePounds } from '@/components/pounds'
import { isWholePounds } from '@/core/domain/money'
import type { TemplateRules } from '@/core/domain/templates'
import type { BidPage } from '@/core/model/queries/bids'
import { budget as words } from '@/messages/bids'
import { fieldWords } from '@/messages/shell'

export type Line = BidPage['budget'][number]
export type Kind = NonNullable<Line['kind']>
/** What a person sets of a line. */
export type Entry = Pick<Line, 'item' | 'pence'> & { readonly kind: Kind }

/** What is wrong with the words of a line by the funder's rules, or undefined. */
export function itemProblem(item: string, { itemMaxCharacters: most }: TemplateRules): string | undefined {
  return most !== undefined && item.length > most ? words.itemTooLong(item.length - most, most) : undefined
}

/** What is wrong with its amount, or undefined. */
export function amountProblem(text: string, rules: TemplateRules): string | undefined {
  const pence = parsePounds(text)
  if (pence === null) return fieldWords.notMoney
  return rules.wholePounds === true && !isWholePounds(pence) ? words.wholePounds : undefined
}
