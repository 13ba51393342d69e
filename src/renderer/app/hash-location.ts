/**
 * Where we are, from the part of the address after `#`: works alike under app://bundle, on a static host and offline.
 * `#/members?status=left` is the path `/members` and the search `status=left`.
 */
import { createContext, useContext, useDeferredValue, useMemo, useSyncExternalStore } from 'react'

interface NavigateOptions {
  readonly replace?: boolean
}

/** Where we are. */
export interface Place {
  readonly path: string
  /** Without its question mark. */
  readonly search: string
}

const hash = (): string => window.location.hash

function placeOf(address: string): Place {
  const bare = address.replace(/^#?\/?/, '')
  const at = bare.indexOf('?')
  return at < 0 ? { path: `/${bare}`, search: '' } : { path: `/${bare.slice(0, at)}`, search: bare.slice(at + 1) }
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed)
  window.addEventListener('popstate', changed)
  return () => {
    window.removeEventListener('hashchange', changed)
    window.removeEventListener('popstate', changed)
  }
}

/** Goes to a path such as `/members/abc` or `/members?status=left`. */
export function go(to: string, options: NavigateOptions = {}): void {
  const address = `#/${to.replace(/^#?\/?/, '')}`
  if (options.replace === true) window.history.replaceState(null, '', address)
  else if (window.location.hash !== address) window.history.pushState(null, '', address)
  window.dispatchEvent(new Event('hashchange'))
}

/**
 * Where the screen is. It follows the address as a transition: another screen is drawn in slices, between which clicks and keys are
 * heard, and the one before stays until it is there. (docs/adr/0024)
 */
export function usePlace(): Place {
  const address = useDeferredValue(useSyncExternalStore(subscribe, hash))
  return useMemo(() => placeOf(address), [address])
}

/** What `usePlace` says, for all that is within. */
export const PlaceContext = createContext<Place>({ path: '/', search: '' })

/** The location hook that wouter is given. */
export const hashLocation = Object.assign((): [string, typeof go] => [useContext(PlaceContext).path, go], {
  hrefs: (href: string) => `#${href}`,
  searchHook: () => useContext(PlaceContext).search,
})
