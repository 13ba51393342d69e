/** An address that may be opened outside Trestle. */
export interface OutsideAddress {
  readonly kind: 'web' | 'mail'
  readonly href: string
  /** What to show a person before opening: the host, or who the email goes to. */
  readonly place: string
}

/** Takes https: and mailto: addresses only; undefined for anything else (file:, javascript:, http:, user names in front, ...). */
export function outsideAddress(address: string): OutsideAddress | undefined {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return undefined
  }
  if (url.protocol === 'https:' && url.username === '' && url.password === '') {
    return { kind: 'web', href: url.href, place: url.host }
  }
  // Attachments and copies to others have no place in a link.
  if (
    url.protocol === 'mailto:' &&
    /^[^\s@?]+@[^\s@?]+$/.test(url.pathname) &&
    !/[?&](attach|cc|bcc)/i.test(url.search)
  ) {
    return { kind: 'mail', href: url.href, place: decodeURIComponent(url.pathname) }
  }
  return undefined
}
