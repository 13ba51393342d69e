/** Pence as they stand in a money box: "1,250.00", or "1,250" where there are no pence. Empty for none. */
export function formatPounds(pence: number | null | undefined): string {
  if (pence === null || pence === undefined) return ''
  const whole = pence % 100 === 0
  return (pence / 100).toLocaleString('en-GB', { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: 2 })
}

/** "£1,250.50" as 125050 pence; null where it is not an amount of money. */
export function parsePounds(text: string): number | null {
  const bare = text.replace(/[£\s,]/g, '')
  const match = /^(-?)(\d{1,10})(?:\.(\d{1,2}))?$/.exec(bare)
  if (match === null) return null
  const pence = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] === '-' ? -pence : pence
}
