import type { CreateInput, Unlocking } from '@/core/workspace-types'
import { create } from '@/messages/start'

/** What has been filled in of a new group, so far. */
export interface GroupDraft {
  readonly name: string
  readonly kind: 'place' | 'interest'
  readonly area: string
  readonly wards: readonly string[]
  readonly postcodes: readonly string[]
  readonly streets: readonly string[]
  readonly adults: number | null
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly phone: string
  /** null: not touched, so that it follows the first name. */
  readonly laptopName: string | null
}

export const emptyDraft: GroupDraft = {
  name: '',
  kind: 'place',
  area: '',
  wards: [],
  postcodes: [],
  streets: [],
  adults: null,
  givenName: '',
  familyName: '',
  email: '',
  phone: '',
  laptopName: null,
}

/** What this laptop is called: as it was written, else after whoever uses it. */
export function laptopNameOf(draft: Pick<GroupDraft, 'laptopName' | 'givenName'>): string {
  return draft.laptopName ?? create.laptopDefault(draft.givenName)
}

/** What the core is asked to make. What was left empty is left out. */
export function createInput(draft: GroupDraft, unlocking: Unlocking): CreateInput {
  return {
    space: 'group',
    group: {
      name: draft.name,
      kind: draft.kind,
      ...(draft.area === '' ? {} : { area: draft.area }),
      ...(draft.wards.length === 0 ? {} : { wards: draft.wards }),
      ...(draft.postcodes.length === 0 ? {} : { postcodes: draft.postcodes }),
      ...(draft.streets.length === 0 ? {} : { streets: draft.streets }),
      ...(draft.adults === null ? {} : { adults: draft.adults }),
    },
    you: {
      givenName: draft.givenName,
      familyName: draft.familyName,
      ...(draft.email === '' ? {} : { email: draft.email }),
      ...(draft.phone === '' ? {} : { phone: draft.phone }),
    },
    laptopName: laptopNameOf(draft),
    unlocking,
  }
}
