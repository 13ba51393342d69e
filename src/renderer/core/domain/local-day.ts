/** The day of an instant by this laptop's own clock and time zone, ISO date. */
export function localDay(at: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
