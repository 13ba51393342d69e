import type { ErrorKind, Result } from '@host'
import { checkSteps } from '@/messages/laptops'

export interface CheckStep {
  readonly label: string
  readonly state: 'done' | 'failed' | 'waiting'
}

const labels = [checkSteps.address, checkSteps.answer, checkSteps.signIn, checkSteps.place, checkSteps.write] as const

/** At which step each failure stops the check. Failures that are not named here are of the first answer. */
const stopsAt: Readonly<Partial<Record<ErrorKind, number>>> = {
  'server-address-invalid': 0,
  'server-needs-https': 0,
  'not-available-here': 0,
  'server-sign-in': 2,
  'server-locked-out': 2,
  'server-forbidden': 3,
  'server-no-database': 3,
  'server-other-group': 3,
  'server-read-only': 4,
}

/** What was checked, one after the other: up to the failure fine, after it not tried. */
export function stepsOf(result: Result<unknown>): readonly CheckStep[] {
  const failed = result.ok ? labels.length : (stopsAt[result.error.kind] ?? 1)
  return labels.map((label, index) => ({
    label,
    state: index < failed ? 'done' : index === failed ? 'failed' : 'waiting',
  }))
}
