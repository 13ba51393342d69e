/** A real CouchDB on this computer and its administrator. */
export interface Couch {
  /** Without a slash at the end. */
  readonly url: string
  readonly admin: { readonly name: string; readonly password: string }
}

/** The CouchDB that the tests are to use (`http://admin:password@127.0.0.1:5984`), or undefined. Throws for an address elsewhere. */
export function couchFrom(address: string | undefined): Couch | undefined
