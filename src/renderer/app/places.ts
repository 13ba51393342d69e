/** Where things are: the rail's entries, and the address of each kind of record. */
import {
  IconArchive,
  IconArrowsSplit2,
  IconDeviceLaptop,
  IconFileText,
  IconHome,
  IconId,
  IconKey,
  IconMap2,
  IconSettings,
  IconShieldLock,
  IconSignature,
  IconUsb,
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
  { path: '/settings', name: names.settings, icon: IconSettings, also: ['/backup', '/privacy', '/breaches'] },
]

/** Screens that have no entry in the rail: the search box finds them all the same. */
export const furtherPlaces: readonly Place[] = [
  { path: '/group', name: names.group, icon: IconHome },
  { path: '/members/removed', name: names.removed, icon: IconUsers },
  { path: '/carry', name: names.carry, icon: IconUsb },
  { path: '/backup', name: names.backup, icon: IconArchive },
  { path: '/privacy', name: names.privacy, icon: IconShieldLock },
  { path: '/laptops/new-key', name: names.newKey, icon: IconKey },
  { path: '/clashes', name: names.clashes, icon: IconArrowsSplit2 },
]

/** Whether the place in the rail is where we are: `/members/abc` is in Members, `/carry` in Laptops. */
export function isAt(place: Pick<Place, 'path' | 'also'>, path: string): boolean {
  const within = (start: string): boolean => path === start || (start !== '/' && path.startsWith(`${start}/`))
  return within(place.path) || (place.also ?? []).some(within)
}

/** The screen that shows a record. */
export function pathOf(found: { readonly type: string; readonly id: string; readonly section?: string }): string {
  const id = encodeURIComponent(found.id)
  const within = found.section === undefined ? '' : `/${encodeURIComponent(found.section)}`
  switch (found.type) {
    case 'member':
      return `/members/${id}`
    case 'bid':
      return `/bids/${id}${within}`
    case 'plan':
      return `/plan${within}`
    case 'role':
    case 'publication':
    case 'consent':
      return '/leaders'
    case 'code-version':
      return `/code/${id}`
    case 'signature':
      return '/code'
    case 'laptop':
      return '/laptops'
    case 'group':
      return '/group'
    case 'breach':
      return `/breaches/${id}`
    case 'access-request':
      return '/privacy'
    default:
      return '/'
  }
}
