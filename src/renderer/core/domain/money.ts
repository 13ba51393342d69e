/** Money is whole pence everywhere; these turn it into words that people read, and back. */

/** "£1,250.50"; whole pounds without pence: "£1,250". A minus sign stands before the pound sign. */
export function formatPence(pence: number): string {
  const whole = pence % 100 === 0
  const figures = (Math.abs(pence) / 100).toLocaleString('en-GB', {
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: 2,
  })
  return `${pence < 0 ? '\u2212' : ''}£${figures}`
}

/** Whether an amount has no odd pence. */
export function isWholePounds(pence: number): boolean {
  return pence % 100 === 0
}

/** The sum, in pence; missing amounts count as nothing. */
export function sumPence(amounts: readonly (number | null | undefined)[]): number {
  return amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
}
