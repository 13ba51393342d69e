import policy from '@resources/content-security-policy.json' with { type: 'json' }

/**
 * The Content-Security-Policy of one load. The policy itself is data, shared with the web edition's server; on the desktop
 * nothing but `app://bundle` is ever called, since the main process forwards to the group's server.
 */
export function contentPolicy(nonce: string): string {
  return Object.entries(policy)
    .map(([name, sources]) => [name, ...sources.filter((source) => source !== '{servers}')].join(' '))
    .join('; ')
    .replace('{nonce}', nonce)
}

/** For refusals, and for what the group's server answers: data, never a page or a script, whatever it claims to be. */
export const dataPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'"
