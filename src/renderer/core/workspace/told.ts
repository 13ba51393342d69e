/** What a person is told where work on the storage breaks off: errors are values for whoever waits at a form. */
import { fail, type Result } from '@host'
import { storageFault } from '../store/repository'
import { LockedError } from './door'

/** A fault of the storage as a result; `locked` where the group was locked meanwhile. For `.catch`. */
export function told(error: unknown): Result<never> {
  return error instanceof LockedError ? fail('locked') : storageFault(error)
}
