/**
 * Where we are, from the part of the address after `#`: works alike under app://bundle, on a static host and offline.
 * `#/members?status=left` is the path `/members` and the search `status=left`.
 */
import { createContext, startTransition, useContext, useEffect, useState } from 'react'

interface NavigateOptions {
  readonly replace?: boolean
}

/** Where we are. */
export interface Place {
  readonly path: string
  /** Without its question mark. */
  readonly search: string
}

function here(): Place {
  const bare = window.location.hash.replace(/^#?\/?/, '')
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
  const [place, setPlace] = useState(here)
  useEffect(() => {
    const follow = (): void => {
      const now = here()
      startTransition(() => setPlace((was) => (was.path === now.path && was.search === now.search ? was : now)))
    }
    // It may have moved since this was drawn first.
    follow()
    return subscribe(follow)
  }, [])
  return place
}

/** What `usePlace` says, for all that is within. */
export const PlaceContext = createContext<Place>({ path: '/', search: '' })

/** The location hook that wouter is given. */
export const hashLocation = Object.assign((): [string, typeof go] => [useContext(PlaceContext).path, go], {
  hrefs: (href: string) => `#${href}`,
  searchHook: () => useContext(PlaceContext).search,
})
