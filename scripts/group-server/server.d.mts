import type { Couch } from './behind.mjs'

export interface AskedRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** Bytes of its body. */
  readonly length: number
}

/** What to do to one answer. `lost`, `cut` and `short` happen after the request was carried out. */
export type ServerFault =
  | { readonly kind: 'drop' | 'lost' | 'cut' | 'short' }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  | { readonly kind: 'html'; readonly status?: number }
  | { readonly kind: 'delay'; readonly ms: number }

export interface GroupServer {
  /** `http://127.0.0.1:port`, without a database. */
  readonly url: string
  readonly admin: { readonly name: string; readonly password: string }
  /** A real CouchDB stands behind it. */
  readonly isCouch: boolean
  setFault(fault: ((request: AskedRequest) => ServerFault | null) | null): void
  setOnRequest(onRequest: ((request: AskedRequest) => void) | null): void
  /** Takes the line away; what is stored stays. */
  stop(): Promise<void>
  /** The same server at the same address again. */
  start(): Promise<void>
  /** Ends it for good. What was made through it in a real CouchDB is removed there. */
  close(): Promise<void>
}

/** A CouchDB-like server on loopback for trying and testing: express-pouchdb in memory, or in a folder. `port` 0: a free one. */
export function startGroupServer(options?: {
  readonly port?: number
  readonly folder?: string
  readonly prefix?: string
  /** Stands in front of this real CouchDB instead of the imitation; `mayCall`, `folder` and `admin` then do not count. */
  readonly couch?: Couch
  readonly admin?: { readonly name: string; readonly password: string }
  readonly fault?: (request: AskedRequest) => ServerFault | null
  readonly onRequest?: (request: AskedRequest) => void
  /** Which web origins may call (CORS). Loopback ones by default. */
  readonly mayCall?: (origin: string) => boolean
}): Promise<GroupServer>
