/** Where things are: the rail's entries, and the address of each kind of record. */
import {
  IconDeviceLaptop,
  IconFileText,
  IconHome,
  IconId,
  IconMap2,
  IconSettings,
  IconSignature,
  IconUsers,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { places as names } from '@/messages/shell'

export interface Place {
  readonly path: string
  readonly name: string
  /** Screens elsewhere that belong to it. */
  readonly also?: readonly string[]
  readonly icon: ComponentType<{ readonly size?: number | string; readonly stroke?: number | string }>
}

/** The main entries, then those about this laptop. */
export const mainPlaces: readonly Place[] = [
  { path: '/', name: names.home, icon: IconHome, also: ['/group'] },
  { path: '/members', name: names.members, icon: IconUsers },
  { path: '/leaders', name: names.leaders, icon: IconId },
  { path: '/code', name: names.code, icon: IconSignature },
  { path: '/bids', name: names.bids, icon: IconFileText },
  { path: '/plan', name: names.plan, icon: IconMap2 },
]
export const lowerPlaces: readonly Place[] = [
  { path: '/laptops', name: names.laptops, icon: IconDeviceLaptop, also: ['/carry', '/clashes'] },
  { path: '/settings', name: names.settings, icon: IconSettings, also: ['/backup'] },
]

/** Whether the place in the rail is where we are: `/members/abc` is in Members, `/carry` in Laptops. */
export function isAt(place: Pick<Place, 'path' | 'also'>, path: string): boolean {
  const within = (start: string): boolean => path === start || (start !== '/' && path.startsWith(`${start}/`))
  return within(place.path) || (place.also ?? []).some(within)
}

/** The screen that shows a record. */
export function pathOf(found: { readonly type: string; readonly id: string; readonly section?: string }): string {
  const id = encodeURIComponent(found.id)
  switch (found.type) {
    case 'member':
      return `/members/${id}`
    case 'bid':
      return found.section === undefined ? `/bids/${id}` : `/bids/${id}?section=${encodeURIComponent(found.section)}`
    case 'plan':
      return found.section === undefined ? '/plan' : `/plan?section=${encodeURIComponent(found.section)}`
    case 'role':
    case 'publication':
    case 'consent':
      return '/leaders'
    case 'code-version':
    case 'signature':
      return '/code'
    case 'laptop':
      return '/laptops'
    case 'group':
      return '/group'
    default:
      return '/'
  }
}
