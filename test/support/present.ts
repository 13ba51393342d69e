/** The value, or a failed test with a clear line where there is none. */
export function present<T>(value: T | undefined | null, what = 'a value'): T {
  if (value === undefined || value === null) throw new Error(`expected ${what}, found none`)
  return value
}
