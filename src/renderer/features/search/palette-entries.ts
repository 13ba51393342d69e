import {
  IconAddressBook,
  IconArrowBackUp,
  IconDeviceLaptop,
  IconFileImport,
  IconFilePlus,
  IconKeyboard,
  IconLock,
  IconPrinter,
  IconSignature,
  IconTextDecrease,
  IconTextIncrease,
  IconUserPlus,
} from '@tabler/icons-react'
import type { Place } from '@/app/places'
import { furtherPlaces, lowerPlaces, mainPlaces } from '@/app/places'
import type { ShellActions } from '@/app/shell/use-menu'
import { commandNames } from '@/messages/search'

export interface Entry {
  readonly id: string
  readonly title: string
  readonly detail?: string
  readonly kind?: string
  readonly icon: Place['icon']
  readonly act: () => void
}

export interface Section {
  readonly name: string
  readonly entries: readonly Entry[]
}

/** What the search box can do, beside finding. */
export function commandEntries(actions: ShellActions, go: (to: string) => void): readonly Entry[] {
  const all: Readonly<Record<keyof typeof commandNames, readonly [icon: Place['icon'], act: () => void]>> = {
    addMember: [IconUserPlus, () => go('/members/new')],
    importMembers: [IconFileImport, () => go('/members/import')],
    newBid: [IconFilePlus, () => go('/bids/new')],
    leaderCard: [IconAddressBook, () => go('/leaders')],
    signUpSheet: [IconSignature, () => go('/code')],
    addLaptop: [IconDeviceLaptop, () => go('/laptops')],
    undo: [IconArrowBackUp, actions.undo],
    print: [IconPrinter, actions.print],
    larger: [IconTextIncrease, actions.larger],
    smaller: [IconTextDecrease, actions.smaller],
    keys: [IconKeyboard, actions.help],
    lock: [IconLock, actions.lock],
  }
  return (Object.keys(all) as (keyof typeof all)[]).map((id) => {
    const [icon, act] = all[id]
    return { id, title: commandNames[id], icon, act }
  })
}

/** Every place as an entry. */
export function placeEntries(go: (to: string) => void): readonly Entry[] {
  return [...mainPlaces, ...lowerPlaces, ...furtherPlaces].map(({ path, name, icon }) => ({
    id: `place-${path}`,
    title: name,
    icon,
    act: () => go(path),
  }))
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(Boolean)

/** Entries in whose title every typed word begins a word. */
export function matching(entries: readonly Entry[], text: string): readonly Entry[] {
  const typed = wordsOf(text)
  return entries.filter((entry) => {
    const words = wordsOf(entry.title)
    return typed.every((part) => words.some((word) => word.startsWith(part)))
  })
}

const ENOUGH_LETTERS = 3

/** Puts the section first in which a title begins with what was typed: who types "sett" wants Settings. */
export function meantFirst(sections: readonly Section[], text: string): readonly Section[] {
  const typed = text.trim().toLowerCase()
  if (typed.length < ENOUGH_LETTERS) return sections
  const meant = (section: Section): boolean =>
    section.entries.some((entry) => entry.title.toLowerCase().startsWith(typed))
  return [...sections].sort((a, b) => Number(meant(b)) - Number(meant(a)))
}
