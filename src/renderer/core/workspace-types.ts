/**
 * What screens may ask of the core, by name. The same interface is implemented by the workspace itself (worker, tests) and by
 * its typed client on the screen's thread.
 */
import type { AppError, ErrorKind, Result, ServerAccount, ServerRoute } from '@host'
import type { commands } from './commands/registry'
import type { DeskOptions } from './desk/db'
import type { FileContentKind } from './domain/file-kinds'
import type { queries } from './model/queries/registry'
import type { OpenDatabase } from './store/open'
import type { PassNote } from './sync/history'
import type { SyncStatus } from './sync/status'
import type { Present } from './text/presence'
import type { OpenText } from './text/session'

export type Commands = typeof commands
export type CommandName = keyof Commands
// biome-ignore lint/suspicious/noExplicitAny: inference over every command
export type CommandInput<K extends CommandName> = Commands[K] extends (context: any, input: infer I) => any ? I : never
// biome-ignore lint/suspicious/noExplicitAny: inference over every command
export type CommandOutput<K extends CommandName> = Commands[K] extends (context: any, input: any) => Promise<infer O>
  ? O
  : never

export type Queries = typeof queries
export type QueryName = keyof Queries
// biome-ignore lint/suspicious/noExplicitAny: inference over every query
export type QueryParams<K extends QueryName> = Queries[K] extends { run: (context: any, params: infer P) => any }
  ? P
  : never
// biome-ignore lint/suspicious/noExplicitAny: inference over every query
export type QueryResult<K extends QueryName> = Queries[K] extends { run: (...args: any) => infer R } ? R : never

export interface RunOptions {
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** Which set of databases: the real group or the sample. */
export type Space = 'group' | 'sample'

export interface OpenReport {
  /** How the model was opened, for the bench and for telling people about a rebuild. */
  readonly from: 'pages' | 'rebuilt' | 'new'
  readonly records: number
  /** Why pages could not be used, when rebuilt. */
  readonly because?: 'missing' | 'damaged' | 'stale'
  /** Envelopes that could not be opened: kept, never overwritten. */
  readonly quarantined: number
  readonly newer: number
  /** Why catching up with what is stored failed. It is tried again by itself; until then papers may be missing from the screen, and none is lost. */
  readonly behind?: ErrorKind
}

/** Where this laptop stands before and after unlocking. */
export type WorkspaceState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'elsewhere' } // another tab has it open
  | { readonly kind: 'empty' } // no group on this laptop yet
  // `copied`: a copy of this laptop turned up; unlocking gives it an id of its own.
  | { readonly kind: 'locked'; readonly unlock: 'passphrase' | 'host' | 'host-pin'; readonly because?: 'copied' }
  | { readonly kind: 'open'; readonly space: Space; readonly report: OpenReport }
  // Nothing is shown any more; what was asked to be saved is being saved, then the keys go.
  | { readonly kind: 'locking' }
  | { readonly kind: 'failed'; readonly error: ErrorKind }

/** How this laptop's key is kept: by a passphrase typed each time, or by the computer's own key store, with an optional PIN. */
export type Unlocking =
  | { readonly method: 'passphrase'; readonly passphrase: string }
  | { readonly method: 'host'; readonly secret: Uint8Array; readonly pin?: string }

export interface CreateInput {
  readonly space: Space
  readonly group: {
    readonly name: string
    readonly kind: 'place' | 'interest'
    readonly area?: string
    readonly wards?: readonly string[]
    readonly postcodes?: readonly string[]
    readonly streets?: readonly string[]
    readonly adults?: number
  }
  readonly you: {
    readonly givenName: string
    readonly familyName: string
    readonly email?: string
    readonly phone?: string
  }
  readonly laptopName: string
  readonly unlocking: Unlocking
}

export type { PassNote, SyncStatus }

/** The façade. What answers no `Result` and reads from the disk rejects where storage fails: screens ask it through `useAnswer`. */
export interface Workspace {
  state(): WorkspaceState
  onState(listener: (state: WorkspaceState) => void): () => void
  /** Starts a group on this laptop. Answers the recovery phrase (six words), shown once and never stored. */
  create(input: CreateInput): Promise<Result<{ readonly phrase: readonly string[] }>>
  /** Opens what is on this laptop. Errors: wrong-passphrase, key-missing. */
  unlock(unlocking: Unlocking): Promise<Result<OpenReport>>
  /**
   * Opens with the recovery phrase and sets a new way to unlock. Errors: those of phrases; recovery-phrase-old unless a person has said
   * that nobody has a newer sheet (`older`): then only what these words open is opened.
   */
  recover(input: {
    readonly phrase: string
    readonly older?: boolean
    readonly unlocking: Unlocking
  }): Promise<Result<OpenReport>>
  /**
   * Forgets keys and records in memory. It wins over all that opens: the screens go at once, and what was asked for before it and has
   * not opened yet never does. Resolves when what was asked to be saved stands and the group is closed.
   */
  lock(): Promise<void>
  /** Asks the tab that has Trestle open to save, lock and give way to this one, which then opens by itself. */
  takeOver(): Promise<void>
  /** Opens the invented sample group in databases of its own, building it the first time. */
  openSample(): Promise<Result<OpenReport>>
  /** Leaves the sample group for what is really on this laptop. */
  leaveSample(): Promise<void>
  /** Sets a new way to unlock; needs the workspace open. Errors: passphrase-too-short. */
  changeUnlocking(unlocking: Unlocking): Promise<Result<void>>
  /** Throws the sample group away: its databases are deleted. Refused for the real group. */
  discardSample(): Promise<Result<void>>

  run<K extends CommandName>(name: K, input: CommandInput<K>, options?: RunOptions): Promise<CommandOutput<K>>
  query<K extends QueryName>(name: K, params: QueryParams<K>): Promise<QueryResult<K>>
  /** Calls the listener now and whenever a record that the query reads has changed and the answer differs. */
  watch<K extends QueryName>(name: K, params: QueryParams<K>, listener: (result: QueryResult<K>) => void): () => void
  /**
   * Undoes a batch by its change id, or the latest one. What was written over since, here or elsewhere, stays; `left` counts the
   * records where it does. Errors: nothing-to-undo, also where all of it was written over.
   */
  undo(changeId?: string): Promise<Result<{ readonly label: string; readonly left: number }>>

  /**
   * Long text: a section's merged Yjs state, and the updates that other laptops and other sessions here bring. `onPresent` hears who else has it open;
   * `place` says where the caret stands here (null: in no text).
   */
  openText(
    sectionId: string,
    onUpdate: (update: Uint8Array) => void,
    onPresent?: (present: readonly Present[]) => void,
  ): Promise<Result<OpenText>>
  /** Stores this laptop's whole state of a section. `plain` is its text without formatting, for search. */
  saveText(sectionId: string, state: Uint8Array, plain: string): Promise<Result<{ readonly savedAt: string }>>
  /** Resolves when what was asked to be saved until now stands, and catching up and the search index are done. */
  settled(): Promise<void>

  /**
   * Drafts: unsaved form text on this laptop only, sealed, strictly durable. `null` removes.
   * Errors: draft-not-kept where no group is open any more; disk-full, storage-failed.
   */
  saveDraft(key: string, value: unknown): Promise<Result<void>>
  /**
   * The draft; undefined where there is none or none that opens. Errors: disk-full, storage-failed, locked. One that could not be read may
   * stand all the same: nothing may be kept in its place before it was.
   */
  readDraft(key: string): Promise<Result<unknown>>
  /** Harmless settings of this laptop, kept in clear: theme, text size, columns. Never personal data. One that cannot be read is as if never set. */
  readSetting(key: string): Promise<unknown>
  /** Answers whether it was kept: a full disk may not take it, and that breaks nothing off. */
  saveSetting(key: string, value: unknown): Promise<boolean>

  sync: {
    status(): SyncStatus
    onStatus(listener: (status: SyncStatus) => void): () => void
    /** Checks an account step by step without changing anything; answers what stands there. */
    check(account: ServerAccount): Promise<Result<{ readonly database: 'empty' | 'this-group' }>>
    /** Keeps the account (sealed) and starts passes. `null` stops and forgets it. */
    connect(account: ServerAccount | null): Promise<Result<void>>
    account(): Promise<{ readonly url: string; readonly user: string } | null>
    /** What happened to this laptop's work, also before it was locked, the latest first; at most 100 notes. */
    history(): Promise<readonly PassNote[]>
    /** One pass now. */
    now(): Promise<Result<SyncStatus>>
    /** The person looked at a paused pass and said to go on. */
    allow(): Promise<Result<SyncStatus>>
  }

  laptops: {
    /** "Add a laptop": a single-use invite, valid 48 hours, put on the server. Without `account` the newcomer gets this laptop's. */
    invite(input: { readonly forWhom: string; readonly account?: ServerAccount }): Promise<
      Result<{
        readonly inviteId: string
        readonly code: string
        readonly file: Uint8Array
        readonly expiresAt: string
      }>
    >
    /** Invites that are not finished. Once a laptop has joined, `check` holds the four words that its screen shows too. */
    invites(): Promise<readonly WaitingInvite[]>
    /** The newcomer's side: reads an invite file or code + account, joins, receives everything. `check` is the four-word check. */
    join(
      input: {
        readonly invite: { readonly file: Uint8Array } | { readonly code: string; readonly account: ServerAccount }
        readonly laptopName: string
        readonly usedBy: string
        readonly unlocking: Unlocking
      },
      options?: RunOptions,
    ): Promise<
      Result<{
        readonly check: readonly string[]
        readonly report: OpenReport
        /** Everything has come. Otherwise the line broke: the laptop belongs to the group all the same, and passes bring the rest. */
        readonly isComplete: boolean
      }>
    >
    /** The inviter saw the same four words on both screens: the invite is taken away. Also withdraws one that nobody used. */
    confirm(input: { readonly inviteId: string }): Promise<Result<void>>
    /**
     * A laptop is lost or its user leaves: closes those (record ids) and makes a new key for the others. Answers the new recovery
     * sheet's words, shown once. Follow it by `reseal`. Errors: key-missing where a key is named that is not here, key-may-be-coming
     * { count } where papers are locked with one, both unless a person has said that nobody made it (`evenSo`).
     */
    newKey(input: {
      readonly without: readonly string[]
      readonly reason: string
      readonly evenSo?: boolean
    }): Promise<Result<{ readonly phrase: readonly string[]; readonly laptops: number }>>
    /** Seals every record and every piece of a file with the current key anew: progress, cancel, safe to begin again. */
    reseal(options?: RunOptions): Promise<Result<Resealed>>
    /**
     * How it stands with the recovery sheet. `crossed`: two people made new keys unknown to each other, and one more new key puts the
     * sheets right. `unchecked`: the newest key was made here, and its six words were not read back from a sheet: nobody may have them.
     */
    sheet(): Promise<'fine' | 'crossed' | 'unchecked'>
    /** The six words were read back, or somebody says that they are on paper. Errors: locked, disk-full, storage-failed. */
    sheetChecked(): Promise<Result<void>>
    /** Which laptops get a new key, which lack one, and which are out: as this laptop sees it. */
    holders(): Promise<Holders>
    /**
     * A person compared the words on both screens (`check`): that laptop (record id) gets every key. Errors: not-found where it is not on
     * the list of `lacking` with those words any more, or was closed.
     */
    letIn(input: { readonly id: string; readonly check: readonly string[] }): Promise<Result<void>>
  }
  files: {
    /** Attaches a file to a record. Errors: file-empty, file-too-large, disk-full, cancelled. `thumbnail`: base64, at most 12 KB. */
    add(
      input: { readonly on: string; readonly name: string; readonly bytes: Uint8Array; readonly thumbnail?: string },
      options?: RunOptions,
    ): Promise<Result<{ readonly id: string; readonly changeId: string }>>
    /** The whole file; parts that are not here come from the group's server. `kind` is judged by the bytes. Errors: file-part-missing, server-... */
    read(
      id: string,
      options?: RunOptions,
    ): Promise<Result<{ readonly name: string; readonly kind: FileContentKind; readonly bytes: Uint8Array }>>
    /** How much room files take: all of the group's, and what of it is on this laptop. Bytes. */
    usage(): Promise<{ readonly files: number; readonly bytes: number; readonly bytesHere: number }>
    /** Fetches what is missing here from the group's server, as far as it can be reached. For a copy of everything. Errors: locked, disk-full, storage-failed. */
    fetchAll(): Promise<Result<void>>
  }
  privacy: {
    /**
     * Erases records for good (ids from the query 'privacy.person'). What the ledger names already is gone on with, since an
     * erasure may have broken off: `wentOn`. `server`: what became of the group's copy. Errors: not-found where nothing of it is here or in the ledger.
     */
    erase(input: {
      readonly ids: readonly string[]
      readonly why: 'asked' | 'retention' | 'mistake' | 'other'
    }): Promise<
      Result<{
        readonly erasureId: string
        readonly erased: number
        readonly wentOn: boolean
        readonly server: 'compacted' | 'ask-administrator' | 'not-reached' | 'no-server'
      }>
    >
    /**
     * Says of an erasure that waits for somebody's word (query 'privacy.held') whether it is meant. `erase` carries it out here and makes it count
     * everywhere; `keep` says for all laptops that what it names stays. Answers how many records here that was.
     * Errors: not-found where it does not wait any more; disk-full, storage-failed.
     */
    decide(input: { readonly id: string; readonly as: 'erase' | 'keep' }): Promise<Result<{ readonly records: number }>>
    /** The ledger, newest first, with the laptops that have not carried each out yet. */
    erasures(): Promise<readonly ErasureState[]>
    /** When each laptop last had everything, from heartbeats whose signature fits. */
    heard(): Promise<readonly { readonly device: string; readonly at: string }[]>
    /** Asks the server to drop old bodies. Errors: server-read-only (then an administrator has to). */
    compactServer(): Promise<Result<void>>
  }

  /** Changes carried by stick. */
  carry: {
    /**
     * One sealed file. `for`: only what that laptop (its device id) has not said it has; everything where it has said nothing.
     * `since`: when it said so. Nothing is counted as received until a file from there says so.
     */
    take(input: { readonly for?: string }): Promise<
      Result<{
        readonly name: string
        readonly bytes: Uint8Array
        readonly madeAt: string
        readonly papers: number
        readonly since?: string
      }>
    >
    /** Opens and verifies a whole file and changes nothing. Errors: those of files; file-key-missing. */
    look(bytes: Uint8Array): Promise<Result<CarryLook>>
    /**
     * Brings a file in. Safe to do twice, late, and in any order. `allowed`: how many removals a person has agreed to.
     * Errors: those of `look`; sync-paused-removals { count }; disk-full, storage-failed.
     */
    bring(
      bytes: Uint8Array,
      options?: RunOptions & { readonly allowed?: number },
    ): Promise<Result<{ readonly received: number; readonly refused: number; readonly records: number }>>
  }

  /** Sealed copies of everything, outside the database. */
  backups: {
    /** Errors: disk-full, storage-failed. */
    status(): Promise<Result<BackupStatus>>
    /** Makes one. The screen writes it, reads it back and says so by `kept`. */
    make(purpose: 'backup' | 'safety'): Promise<
      Result<{
        readonly name: string
        readonly bytes: Uint8Array
        readonly counts: { readonly papers: number; readonly records: number }
      }>
    >
    /**
     * A copy was written. With the bytes as they were read back it is opened and checked in full; without them it counts as
     * made but not checked. The safety copy of this session never counts as a backup: it need not hold every attached file.
     * `isLatest`: these are the bytes of the copy that was made last. Errors: those of files; file-wrong-type for a file of changes;
     * file-damaged where papers do not open; not-found without bytes where none was made in this session.
     */
    kept(input: {
      readonly name: string
      readonly bytes?: Uint8Array
    }): Promise<Result<BackupStatus & { readonly isLatest: boolean }>>
    /** Names of backups that this laptop made and checked, and that newer ones have long taken the place of. None where storage fails: the next backup asks again. */
    outOfDate(): Promise<readonly string[]>
    /** Opens a backup beside the live data, changes nothing, and says whether restoring would work. */
    rehearse(input: { readonly bytes: Uint8Array; readonly phrase?: string }): Promise<Result<RehearsalReport>>
    /**
     * With the group open: brings back what is missing; what was changed since stays; `putBack` also restores what was removed
     * since. Needs a safety copy made and read back (`kept`) in the last minutes: safety-copy-failed otherwise.
     * Where it would take many papers away: sync-paused-removals { count }, until `allowed` is as many.
     * On a laptop without a group: builds it from the backup by the phrase, under a new device id.
     * Errors: those of files and phrases; laptop-has-group where a group stands that is not open.
     */
    restore(
      input: {
        readonly bytes: Uint8Array
        /** The file's name. A laptop that is built from it counts it as its last backup. */
        readonly name?: string
        readonly putBack?: boolean
        /** How many papers a person has agreed to lose, after seeing the number (`takesAway`). */
        readonly allowed?: number
        readonly phrase?: string
        readonly unlocking?: Unlocking
        readonly laptopName?: string
      },
      options?: RunOptions,
    ): Promise<
      Result<{
        readonly received: number
        readonly refused: number
        readonly putBack: number
        readonly records: number
      }>
    >
  }
}

/** What a file brought by stick holds, before anything of it is used. */
export interface CarryLook {
  /** The laptop that made it. Without a name where this laptop has not heard of it. */
  readonly from: {
    readonly device: string
    readonly thisOne: boolean
    readonly name?: string
    readonly usedBy?: string
  }
  /** ISO instant. */
  readonly madeAt: string
  readonly purpose: 'usb' | 'backup'
  readonly scope: 'all' | 'changes'
  /** Papers in it; `newHere` of them have something that this laptop lacks. */
  readonly documents: number
  readonly newHere: number
  readonly alreadyHere: number
  /** Pieces of attached files that this laptop has never had. They are no papers. */
  readonly newPieces: number
  /** Papers here that it would take away (they were erased on the other laptop). Many need `allowed`. */
  readonly removes: number
  /** Papers in it that do not open: they are left out. */
  readonly refused: number
  /** It holds changes since an exchange that this laptop does not know of: something in between is missing. */
  readonly gap: boolean
}

/** When a backup was made, and whether its bytes were read back and found sound. */
export interface BackupKept {
  /** ISO instant. */
  readonly at: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Attached files of which it lacks pieces, since this laptop has never had them. Known once it was read back. */
  readonly filesTorn?: number
}

export interface BackupStatus {
  /** The newest that was written, checked or not. */
  readonly made: BackupKept | null
  /** The newest that was read back from where it lies. Only this one counts. */
  readonly checked: BackupKept | null
}

/** What a rehearsal found. */
export interface RehearsalReport {
  /** `works`: everything opens. `partly`: something in it does not. `fails`: it cannot be restored at all. */
  readonly verdict: 'works' | 'partly' | 'fails'
  /** Why it fails. */
  readonly because?: AppError
  readonly madeAt?: string
  /** With the phrase: whether the six words alone open it. */
  readonly phrase: 'not-tried' | 'opens' | 'fails'
  /** Papers by type, in the backup and here now. `lost` are in the backup and not here at all. */
  readonly counts: readonly {
    readonly type: string
    readonly label: string
    readonly backup: number
    readonly here: number
    readonly lost: number
  }[]
  /** A few papers by name, and how each stands here now. */
  readonly sample: readonly {
    readonly type: string
    readonly title: string
    readonly now: 'same' | 'changed' | 'removed' | 'missing'
  }[]
  /** Papers that do not open. */
  readonly unopened: number
  /** Papers that stand here without some change that the backup has, such as one from another laptop's backup. */
  readonly ahead: number
  /** Papers that are live in the backup and were removed here since. */
  readonly removedSince: number
  /** Attached files: whole in the backup; with pieces missing from it; and those of which it would give back pieces. */
  readonly files: { readonly whole: number; readonly torn: number; readonly comingBack: number }
  /** Papers here that restoring would take away: they were erased where the backup was made. Many need `allowed`. */
  readonly takesAway: number
}

/** One entry of the erasure ledger, as the laptops stand to it. */
export interface ErasureState {
  readonly id: string
  /** ISO date. */
  readonly on: string
  readonly why: string
  /** Types and counts; never a name. */
  readonly summary: string
  /** Names of the laptops that have not said yet that they carried it out. */
  readonly pending: readonly string[]
  /** Names of closed laptops that had not carried it out: they keep what they have. */
  readonly outOfReach: readonly string[]
}

/** What was sealed anew. */
export interface Resealed {
  /** Papers, those included that had the newest key already. */
  readonly papers: number
  /** Pieces of attached files, and those that could not be had: they are not here, and the server is out of reach. */
  readonly pieces: number
  readonly piecesLeft: number
}

/** A laptop by its record. */
export interface NamedLaptop {
  readonly id: string
  readonly name: string
  readonly usedBy: string
}

/** How the laptops stand with the group's keys. */
export interface Holders {
  /** Four words, where this laptop itself lacks a key: to be compared with those on a laptop that has it. */
  readonly here: readonly string[] | null
  /** Those that a new key missed and that somebody has to let in, each with the four words that must stand on its screen too. */
  readonly lacking: readonly (NamedLaptop & { readonly check: readonly string[] })[]
  /** Those for which a new key is made: this one first. */
  readonly getting: readonly NamedLaptop[]
  /** Out by a key that was made without them: that cannot be called back. */
  readonly closed: readonly NamedLaptop[]
  /**
   * Marked as closed in their record, and no key was made without them: half done, or the mark of somebody who had no right to it, since
   * an old key is enough to write one. They get no new key until a person says that they are the group's still.
   */
  readonly marked: readonly (NamedLaptop & { readonly closedOn: string })[]
}

/** An invite as its maker sees it. */
export interface WaitingInvite {
  readonly inviteId: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly state: 'open' | 'expired' | 'used'
  /** The laptop that used it, once its record has come. */
  readonly laptop?: { readonly name: string; readonly usedBy?: string }
  readonly check?: readonly string[]
}

/** What the workspace is given from outside. */
export interface Environment {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The local date, `YYYY-MM-DD`. */
  readonly today: () => string
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>
  /** Answers how to reach a server from this edition (the host's `server.route`); `null` forgets it. */
  readonly route: (account: ServerAccount | null) => Promise<Result<ServerRoute | null>>
  readonly fetch: typeof fetch
  /** PouchDB on IndexedDB in the app, the memory adapter in Node tests. */
  readonly openDatabase: OpenDatabase
  /** fake-indexeddb in Node tests; nothing in a browser. */
  readonly desk?: DeskOptions
  /** Lets other work in: a timer or a message, so that long work never blocks. */
  readonly pause: () => Promise<void>
  /** Runs later; answers how to cancel. */
  readonly later: (run: () => void, ms: number) => () => void
  /** Web Locks where there are any: one writer tab. */
  readonly locks?: LockManager
  /** How tabs ask each other to give way. */
  readonly tabs?: Pick<BroadcastChannel, 'postMessage' | 'onmessage'>
  /** Resolves when the screens have gone and have asked for all that they want saved; or after a while, if they never say so. */
  readonly screensGone?: () => Promise<void>
  /** This version of Trestle. */
  readonly version: string
  /** False: no passes but those asked for. For tests that must run the same way twice. */
  readonly automaticSync?: boolean
}
