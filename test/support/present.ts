import type { Result } from '@host'

/** The value, or a failed test with a clear line where there is none. */
export function present<T>(value: T | undefined | null, what = 'a value'): T {
  if (value === undefined || value === null) throw new Error(`expected ${what}, found none`)
  return value
}

/** The value of a result, or a failed test that says which error came instead. */
export function value<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(`expected a value, found ${result.error.kind} ${JSON.stringify(result.error.detail ?? {})}`)
  return result.value
}
