/** Checks that several areas' commands share. Each answers what is wrong, or undefined. */
import { fail, type Result } from '@host'
import { isIsoDate } from '../domain/dates'

/** A required day that is not in the future: nobody has signed or agreed tomorrow. */
export function pastDay(value: string | undefined, field: string, today: string): Result<never> | undefined {
  if (value === undefined || !isIsoDate(value))
    return fail('invalid-value', { field, problem: 'Give the date: day, month and year.' })
  return value > today
    ? fail('invalid-value', { field, problem: 'That date is still to come. Choose today or a day before it.' })
    : undefined
}

/** A term whose end does not come before its start. Open ends are welcome. */
export function termInOrder(
  startsOn: string | null | undefined,
  endsOn: string | null | undefined,
): Result<never> | undefined {
  return startsOn && endsOn && endsOn < startsOn
    ? fail('invalid-value', { field: 'Until', problem: 'The end comes before the beginning.' })
    : undefined
}

/** A part of a file name: letters, figures and hyphens, from any text. */
export function fileNamePart(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  return (
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || 'group'
  )
}
