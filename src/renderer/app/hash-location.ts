/**
 * Where we are, from the part of the address after `#`: works alike under app://bundle, on a static host and offline.
 * `#/members?status=left` is the path `/members` and the search `status=left`.
 */
import { useSyncExternalStore } from 'react'

interface NavigateOptions {
  readonly replace?: boolean
}

function split(hash: string): { readonly path: string; readonly search: string } {
  const bare = hash.replace(/^#?\/?/, '')
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

function useHashPath(): [string, typeof go] {
  return [useSyncExternalStore(subscribe, () => split(window.location.hash).path), go]
}

function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => split(window.location.hash).search)
}

/** The location hook that wouter is given. */
export const hashLocation = Object.assign(useHashPath, {
  hrefs: (href: string) => `#${href}`,
  searchHook: useHashSearch,
})
