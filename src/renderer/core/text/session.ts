/**
 * One person writing in one section on one laptop: opens the text, keeps every few words as a draft, saves the whole state soon
 * after, and takes in what other laptops write. The writer never presses Save. No DOM: the editor is given the document.
 */
import type { AppError, Result } from '@host'
import { fail, ok } from '@host'
import * as Y from 'yjs'
import { fromBase64, toBase64 } from '../vault/bytes'
import { plainText } from './json'
import type { Caret, Present } from './presence'
import { seeded } from './seed'

/** An opened text: its state then, where to say that the caret moved, and how to let go. */
export interface OpenText {
  readonly state: Uint8Array
  readonly place: (caret: Caret | null) => void
  readonly close: () => void
}

/** What a session needs of the workspace. */
export interface TextStore {
  openText(
    sectionId: string,
    onUpdate: (update: Uint8Array) => void,
    onPresent?: (present: readonly Present[]) => void,
  ): Promise<Result<OpenText>>
  saveText(sectionId: string, state: Uint8Array, plain: string): Promise<Result<{ readonly savedAt: string }>>
  saveDraft(key: string, value: unknown): Promise<Result<void>>
  readDraft(key: string): Promise<Result<unknown>>
}

/** Milliseconds: from the first unsaved change to the draft; from the last to saving; and the longest that saving waits while somebody types on. */
export interface Pace {
  readonly draft: number
  readonly save: number
  readonly atMost: number
}

const PACE: Pace = { draft: 300, save: 800, atMost: 1500 }

/** While somebody else has the same text open: each pause between words is saved, so that it can show over there. */
const PACE_IN_COMPANY: Pace = { draft: 300, save: 300, atMost: 700 }

/** How the text stands. `waiting`: typed, and not saved yet. */
export type SessionState =
  | { readonly kind: 'clean' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'problem'; readonly error: AppError }

export interface WritingSession {
  /** The shared document: for the editor, under `FRAGMENT`. */
  readonly doc: Y.Doc
  state(): SessionState
  /** Called after each change of `state`. Returns an unsubscribe. */
  onState(listener: () => void): () => void
  /** Who else has the text open, and where their carets stand. */
  present(): readonly Present[]
  /** Called after each change of `present`. Returns an unsubscribe. */
  onPresent(listener: () => void): () => void
  /** Says where the caret stands here; null: in another text, or none. */
  place(caret: Caret | null): void
  /** Saves what is unsaved now. */
  flush(): Promise<void>
  /** Saves and lets go. The document must not be used after. Errors: draft-not-kept, where the last words are neither saved nor a draft. */
  close(): Promise<Result<void>>
}

const ELSEWHERE = 'elsewhere'

/** The draft's key of a section. */
export function draftKey(sectionId: string): string {
  return `text/${sectionId}`
}

/**
 * Opens a section for writing. `author` is a random Yjs client id, new for every session. What a crash left in the draft is in
 * the text again and is saved. Errors: those of opening.
 */
export async function openSession(
  store: TextStore,
  section: { readonly sectionId: string; readonly templateId?: string; readonly fieldKey?: string },
  author: number,
  pace: Pace = PACE,
  inCompany: Pace = PACE_IN_COMPANY,
): Promise<Result<WritingSession>> {
  const { sectionId } = section
  const doc = new Y.Doc()
  doc.clientID = author
  const early: Uint8Array[] = []
  let receive = (update: Uint8Array): void => void early.push(update)
  const company = createCompany()
  const opened = await store.openText(sectionId, (update) => receive(update), company.come)
  if (!opened.ok) {
    doc.destroy()
    return opened
  }
  // Without it nothing may be typed: the first pause would keep a draft in its place, and the words in it would be gone.
  const draft = await store.readDraft(draftKey(sectionId))
  if (!draft.ok) {
    opened.value.close()
    doc.destroy()
    return draft
  }
  Y.applyUpdate(doc, seeded(opened.value.state, section.templateId, section.fieldKey), ELSEWHERE)
  receive = (update) => Y.applyUpdate(doc, update, ELSEWHERE)
  for (const update of early) receive(update)
  const paceNow = (): Pace => (company.present().length > 0 ? inCompany : pace)
  const session = keepSaving(store, sectionId, doc, paceNow, opened.value, company)
  const left = typeof draft.value === 'string' ? fromBase64(draft.value) : undefined
  if (left !== undefined) recover(doc, left)
  return ok(session)
}

/** Puts a draft back. Not marked as from elsewhere, so that it counts as unsaved; a damaged one is left alone. */
function recover(doc: Y.Doc, left: Uint8Array): void {
  try {
    Y.applyUpdate(doc, left)
  } catch {
    // Nothing can be read from it; the saved text stands.
  }
}

interface Company extends Pick<WritingSession, 'present' | 'onPresent'> {
  readonly come: (present: readonly Present[]) => void
  /** Tells nobody any more. */
  readonly end: () => void
}

/** Who is here, for the editor. */
function createCompany(): Company {
  const listeners = new Set<() => void>()
  let here: readonly Present[] = []
  return {
    present: () => here,
    onPresent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    come: (present) => {
      here = present
      for (const listener of listeners) listener()
    },
    end: () => listeners.clear(),
  }
}

function keepSaving(
  store: TextStore,
  sectionId: string,
  doc: Y.Doc,
  paceNow: () => Pace,
  text: OpenText,
  company: Company,
): WritingSession {
  const listeners = new Set<() => void>()
  let state: SessionState = { kind: 'clean' }
  // Counts changes made here; what is saved is a number too, so that a change during a save is not lost sight of.
  let made = 0
  let saved = 0
  let drafted = 0
  let waitingSince = 0
  let saveTimer: ReturnType<typeof setTimeout> | undefined
  let draftTimer: ReturnType<typeof setTimeout> | undefined
  let working: Promise<void> | undefined
  let journal: Promise<Result<void>> = Promise.resolve(ok(undefined))

  const show = (next: SessionState): void => {
    state = next
    for (const listener of listeners) listener()
  }
  // One after the other, so that an older draft never lands on a newer one, nor on the removal.
  const keepDraft = (value: string | null): void => {
    const unkept = fail('draft-not-kept')
    journal = journal
      .then(() => store.saveDraft(draftKey(sectionId), value))
      .then(
        (kept) => (kept.ok ? kept : unkept),
        () => unkept,
      )
  }

  const saveOnce = async (): Promise<void> => {
    const upTo = made
    const result = await store
      .saveText(sectionId, Y.encodeStateAsUpdate(doc), plainText(doc))
      .catch((): Result<never> => ({ ok: false, error: { kind: 'storage-failed' } }))
    if (!result.ok) {
      show({ kind: 'problem', error: result.error })
      return
    }
    saved = upTo
    if (drafted <= upTo) keepDraft(null)
    show(made === saved ? { kind: 'saved', at: result.value.savedAt } : { kind: 'waiting' })
  }

  const flush = async (): Promise<void> => {
    clearTimeout(saveTimer)
    saveTimer = undefined
    while (working !== undefined) await working
    if (made === saved) return
    waitingSince = 0
    working = saveOnce().finally(() => {
      working = undefined
    })
    await working
    // Typed meanwhile: the next save is already on its way, unless this one failed, when typing on tries again.
    if (made !== saved && saveTimer === undefined && state.kind !== 'problem') schedule()
  }

  const schedule = (): void => {
    const now = Date.now()
    const pace = paceNow()
    if (waitingSince === 0) waitingSince = now
    clearTimeout(saveTimer)
    const left = Math.max(0, waitingSince + pace.atMost - now)
    saveTimer = setTimeout(() => void flush(), Math.min(pace.save, left))
    draftTimer ??= setTimeout(() => {
      draftTimer = undefined
      if (made === saved) return
      drafted = made
      keepDraft(toBase64(Y.encodeStateAsUpdate(doc)))
    }, pace.draft)
  }

  const changed = (_update: Uint8Array, origin: unknown): void => {
    if (origin === ELSEWHERE) return
    made++
    if (state.kind !== 'waiting') show({ kind: 'waiting' })
    schedule()
  }
  doc.on('update', changed)

  return {
    doc,
    state: () => state,
    onState: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    present: company.present,
    onPresent: company.onPresent,
    place: text.place,
    flush,
    close: async () => {
      doc.off('update', changed)
      await flush()
      clearTimeout(saveTimer)
      clearTimeout(draftTimer)
      // Not saved (locked meanwhile, or a full disk): what was typed last stays as a draft for the next time.
      if (made !== saved) keepDraft(toBase64(Y.encodeStateAsUpdate(doc)))
      const kept = await journal
      text.close()
      listeners.clear()
      company.end()
      doc.destroy()
      return made === saved ? ok(undefined) : kept
    },
  }
}
