import { setNonce } from 'get-nonce'

/**
 * The nonce that this load's content security policy allows for style elements, from index.html's meta element; empty
 * where the page was loaded without a policy (unit tests, the development server).
 */
export function pageNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')
  const nonce = meta?.nonce ?? ''
  return nonce.startsWith('{') ? '' : nonce
}

/** Hands the nonce to the library that asks for it by itself (react-remove-scroll, under every Mantine dialog). Call once, first. */
export function shareNonce(): void {
  setNonce(pageNonce())
}
