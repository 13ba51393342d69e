/** The Content-Security-Policy header for one load. `servers`: what the page may call besides its own origin. */
export function policyFor(nonce: string, servers: readonly string[]): string

/** Serves the browser edition on loopback. `strict` leaves group servers on http://localhost out of connect-src. */
export function serveWeb(options?: { port?: number; folder?: string; strict?: boolean }): Promise<{
  readonly url: string
  readonly port: number
  close(): Promise<void>
}>
