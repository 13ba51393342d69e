/**
 * The contract between the screens and the outside world: types and parsers only.
 * Imported by main, preload and renderer, so it imports nothing but zod.
 */

/** What a person can meet: a value or an error, never a throw. */
export type Result<T, E = AppError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

/** Every reason that a person can be told about. Sentences live in `messages/errors.ts`, exhaustive over this list. */
export type ErrorKind =
  // sign-in and keys
  | 'wrong-passphrase'
  | 'wrong-recovery-phrase'
  | 'recovery-phrase-old' // detail: newest (ISO instant of the newest key)
  | 'recovery-word-unknown' // detail: word, position, suggestion?
  | 'recovery-word-count' // detail: count
  | 'passphrase-too-short' // detail: minimum
  | 'key-missing'
  | 'key-may-be-coming'
  | 'locked'
  | 'already-open-elsewhere'
  | 'lock-forced'
  | 'lock-forced-unsaved'
  | 'draft-not-kept'
  | 'invite-not-found'
  | 'invite-expired'
  | 'invite-used'
  | 'invite-code-wrong'
  // records
  | 'not-found'
  | 'invalid-value' // detail: field, problem
  | 'newer-record'
  | 'damaged-record'
  | 'frozen' // a submitted bid or a locked thing
  | 'fact-is-append-only'
  // files
  | 'file-empty'
  | 'file-too-large' // detail: limit, size
  | 'file-not-csv' // detail: looksLike
  | 'file-not-text'
  | 'file-too-many-rows' // detail: limit, rows
  | 'file-too-many-columns' // detail: limit, columns
  | 'file-one-column'
  | 'file-cell-too-long' // detail: row, column, limit
  | 'file-only-headings'
  | 'file-unclosed-quote' // detail: row
  | 'file-unreadable'
  | 'file-too-slow' // reading it was given up
  | 'file-not-trestle'
  | 'file-cut-short'
  | 'file-damaged' // detail: block
  | 'file-newer'
  | 'file-part-missing'
  | 'file-other-group'
  | 'file-key-missing' // sealed with a group key that this laptop does not have
  | 'file-wrong-type'
  | 'file-word-old' // a .doc
  | 'file-not-word' // detail: looksLike
  | 'file-word-locked' // it has a password
  | 'file-word-swollen' // unpacked, its words are far more than a bid's
  | 'file-word-active' // a Word file with macros, ActiveX or embedded pages
  | 'file-write-failed' // detail: reason
  | 'disk-full'
  | 'cancelled'
  // the group's server
  | 'server-unreachable'
  | 'server-not-couchdb'
  | 'server-address-invalid'
  | 'server-needs-https'
  | 'server-sign-in'
  | 'server-forbidden'
  | 'server-locked-out' // detail: retryAfterSeconds
  | 'server-no-database'
  | 'server-other-group'
  | 'server-read-only'
  | 'server-busy' // detail: retryAfterSeconds
  | 'server-too-large'
  | 'server-broken' // detail: status
  | 'server-cut-short'
  | 'sync-paused-removals' // detail: count
  | 'sync-paused-loss' // detail: before, after
  | 'sync-denied' // detail: count
  | 'laptop-copied'
  // this laptop
  | 'storage-failed'
  | 'text-unread'
  | 'safety-copy-failed'
  | 'laptop-has-group'
  | 'not-available-here'
  | 'nothing-to-undo'

/** An expected failure. `detail` holds only what the sentence needs: never a secret, never personal data. */
export interface AppError {
  readonly kind: ErrorKind
  readonly detail?: Readonly<Record<string, string | number>>
}

/** Wraps a value. */
export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value }
}

/** Wraps an expected failure. */
export function fail(kind: ErrorKind, detail?: Readonly<Record<string, string | number>>): Result<never> {
  return { ok: false, error: detail === undefined ? { kind } : { kind, detail } }
}

/** The kinds of file that Trestle reads or writes. The host maps them to dialogs' filters and extensions. */
export type FileKind = 'csv' | 'word' | 'html' | 'vcard' | 'trestle' | 'invite' | 'text' | 'image' | 'any'

/** A file that a person picked. The renderer never sees or sends a path. */
export interface PickedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Where the group's CouchDB is, and this laptop's own account on it. `url` includes the database: https://host/db */
export interface ServerAccount {
  readonly url: string
  readonly user: string
  readonly password: string
}

/** How to reach the server from this edition: the address to call and the headers to add. */
export interface ServerRoute {
  readonly baseUrl: string
  readonly headers: Readonly<Record<string, string>>
}

/** A menu choice made outside the page (native menu). */
export type MenuCommand =
  | 'find'
  | 'lock'
  | 'new-member'
  | 'import-members'
  | 'print'
  | 'settings'
  | 'shortcuts'
  | 'text-larger'
  | 'text-smaller'
  | 'text-normal'

/** The outside world. Two implementations: Electron and browser. Optional members are capabilities: test for them. */
export interface Host {
  readonly files: {
    /** Shows an open dialog. `null` when the person cancels. Errors: file-too-large, file-unreadable. */
    open(options: { readonly kinds: readonly FileKind[]; readonly title: string }): Promise<Result<PickedFile | null>>
    /** Shows a save dialog and writes atomically (or downloads). `null` when cancelled. Errors: file-write-failed, disk-full. */
    save(options: {
      readonly name: string
      readonly kind: FileKind
      readonly bytes: Uint8Array
    }): Promise<Result<{ readonly name: string } | null>>
  }
  /** The operating system's key store; absent in browsers. It caches, it never holds the only copy. Slots are short names. */
  readonly keyCache?: {
    status(): Promise<Result<{ readonly available: boolean; readonly backend: string }>>
    read(slot: string): Promise<Result<Uint8Array | null>>
    write(slot: string, secret: Uint8Array): Promise<Result<void>>
  }
  /** A folder chosen for backups, kept by the main process. Writes are atomic, fsynced and read back. */
  readonly backups?: {
    chooseFolder(): Promise<Result<{ readonly label: string } | null>>
    status(): Promise<
      Result<{
        readonly label: string | null
        readonly files: readonly { readonly name: string; readonly size: number; readonly writtenAt: string }[]
      }>
    >
    write(name: string, bytes: Uint8Array): Promise<Result<{ readonly name: string; readonly size: number }>>
    read(name: string): Promise<Result<Uint8Array>>
    /** Takes a backup out of the folder; one that has gone already is no error. */
    remove(name: string): Promise<Result<void>>
  }
  readonly print: {
    /** Prints the page as its print stylesheet lays it out. */
    page(): Promise<Result<void>>
  }
  readonly server: {
    /** Remembers the account for this session and answers how to reach it; `null` forgets it. */
    route(account: ServerAccount | null): Promise<Result<ServerRoute | null>>
  }
  readonly storage: {
    /** Asks that the browser never evicts our data; answers whether it agreed. Always true on the desktop. */
    persist(): Promise<boolean>
    /** Bytes used and available, where known. */
    estimate(): Promise<{ readonly usage?: number; readonly quota?: number }>
  }
  /** A newer Trestle is here and waits: nothing changes until the person agrees, or has closed every window. */
  readonly updates?: {
    /** Calls the listener at once if one is waiting. `apply` starts it, which loads the page anew when the last saves have ended. */
    onReady(listener: (apply: () => void) => void): () => void
  }
  readonly about: { readonly edition: 'desktop' | 'browser'; readonly version: string; readonly platform: string }
  /** Opens an https: or mailto: address outside Trestle: the desktop asks first, a browser shows the address itself. */
  openLink(address: string): Promise<Result<void>>
  /** The computer is about to sleep or its screen locked. Returns an unsubscribe. */
  onSuspend(listener: () => void): () => void
  /** Trestle is about to close; the desktop waits for the promise, and asks the person after 5 s. Returns an unsubscribe. */
  onClosing(listener: () => Promise<void>): () => void
  onMenu(listener: (command: MenuCommand) => void): () => void
  /** A file opened with Trestle from outside (double click, dropped on the icon). */
  onFileOpened(listener: (file: PickedFile) => void): () => void
}
