import type { AppError } from '@host'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { useRun } from '@/app/use-query'
import { type ColumnMapping, isMemberTarget } from '@/core/exchange/csv/targets'
import type { CommandInput, CommandOutput } from '@/core/workspace-types'

type Value<T> = Extract<T, { ok: true }> extends { readonly value: infer V } ? V : never
export type ImportPreview = Value<CommandOutput<'members.import.preview'>>
export type ImportDone = Value<CommandOutput<'members.import.confirm'>>
export type ImportDecisions = CommandInput<'members.import.confirm'>['decisions']
export type ImportDecision = ImportDecisions['likely']
export type ImportChoices = Omit<
  Extract<CommandInput<'members.import.preview'>, { importId: string }>,
  'importId' | 'remembered'
>

export type ImportStep = 'file' | 'columns' | 'check' | 'ready' | 'done'
interface PickedList {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface Import {
  readonly step: ImportStep
  readonly file: PickedList | null
  readonly preview: ImportPreview | null
  readonly error: AppError | null
  /** What is under way, with how far it is (0 to 1) once that is known. */
  readonly busy: { readonly what: 'reading' | 'saving'; readonly done: number; readonly total: number } | null
  readonly decisions: ImportDecisions
  readonly tag: string
  readonly done: ImportDone | null
  readonly go: (step: ImportStep) => void
  readonly open: (file: PickedList) => Promise<void>
  /** Reads the same list with other choices; answers whether that went well. */
  readonly again: (choices: ImportChoices) => Promise<boolean>
  readonly decide: (decisions: Partial<ImportDecisions>) => void
  /** For one row; `null` goes back to what holds for all. */
  readonly decideRow: (pair: ImportPreview['duplicates'][number], decision: ImportDecision | null) => void
  /** How many rows each decision meets, from what was decided for all and one by one. */
  readonly counts: Readonly<Record<ImportDecision, number>>
  /** Goes up with each look at the list: what was shown of the one before no longer holds. */
  readonly round: number
  readonly setTag: (tag: string) => void
  readonly confirm: () => Promise<void>
  readonly stop: () => void
  readonly undo: () => Promise<void>
  readonly reset: () => void
}

/** Mappings of earlier lists: by fingerprint only, without any heading or value. */
const REMEMBERED = 'members-import-columns'
const MOST_REMEMBERED = 20
const usual: ImportDecisions = { likely: 'skip', possible: 'import' }

type Remembered = Readonly<Record<string, ColumnMapping>>

function readRemembered(stored: unknown): Remembered {
  if (typeof stored !== 'object' || stored === null) return {}
  return Object.fromEntries(
    Object.entries(stored).filter(([, mapping]) => Array.isArray(mapping) && mapping.every(isMemberTarget)),
  )
}

function tally(
  preview: ImportPreview | null,
  decisions: ImportDecisions,
  strengths: Readonly<Record<string, 'likely' | 'possible'>>,
): Readonly<Record<ImportDecision, number>> {
  const counts = { skip: 0, fill: 0, import: 0 }
  if (preview === null) return counts
  const { usable, likely, possible } = preview.totals
  counts.import = usable - likely - possible
  counts[decisions.likely] += likely
  counts[decisions.possible] += possible
  for (const [row, decision] of Object.entries(decisions.rows ?? {})) {
    const strength = strengths[row]
    if (strength === undefined) continue
    counts[decisions[strength]]--
    counts[decision]++
  }
  return counts
}

/** Bringing in a list, from the file to the undo. */
export function useImport(): Import {
  const workspace = useWorkspace()
  const run = useRun()
  const notify = useNotify()
  const [step, setStep] = useState<ImportStep>('file')
  const [file, setFile] = useState<PickedList | null>(null)
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [busy, setBusy] = useState<Import['busy']>(null)
  const [decisions, setDecisions] = useState(usual)
  const [strengths, setStrengths] = useState<Readonly<Record<string, 'likely' | 'possible'>>>({})
  const [round, setRound] = useState(0)
  const [tag, setTag] = useState('')
  const [done, setDone] = useState<ImportDone | null>(null)
  const stopper = useRef<AbortController | null>(null)
  const pendingId = useRef<string | null>(null)
  const chosen = useRef<ImportChoices>({})

  const discard = useCallback(() => {
    stopper.current?.abort()
    if (pendingId.current !== null) void run('members.import.discard', { importId: pendingId.current })
    pendingId.current = null
  }, [run])
  // Leaving the page forgets the list.
  useEffect(() => discard, [discard])

  const under = async <T>(
    what: 'reading' | 'saving',
    work: (options: { signal: AbortSignal; onProgress: (done: number, total: number) => void }) => Promise<T>,
  ): Promise<T> => {
    const stop = new AbortController()
    stopper.current = stop
    setBusy({ what, done: 0, total: 0 })
    setError(null)
    try {
      return await work({ signal: stop.signal, onProgress: (part, total) => setBusy({ what, done: part, total }) })
    } finally {
      if (stopper.current === stop) setBusy(null)
    }
  }

  const look = async (
    source: { readonly file: PickedList } | { readonly importId: string },
    choices: ImportChoices,
  ): Promise<boolean> => {
    const remembered = readRemembered(await workspace.readSetting(REMEMBERED))
    const seen = await under('reading', (options) =>
      run('members.import.preview', { ...source, ...choices, remembered }, options),
    )
    if (!seen.ok) {
      setError(seen.error)
      return false
    }
    pendingId.current = seen.value.importId
    setPreview(seen.value)
    setRound((before) => before + 1)
    // What was decided for all stays; rows may have changed places.
    setDecisions(({ likely, possible }) => ({ likely, possible }))
    return true
  }

  const open = async (next: PickedList): Promise<void> => {
    setFile(next)
    setPreview(null)
    setDone(null)
    chosen.current = {}
    if (await look({ file: next }, {})) setStep('columns')
    else setStep('file')
  }
  const again = async (choices: ImportChoices): Promise<boolean> => {
    if (file === null) return false
    chosen.current = { ...chosen.current, ...choices }
    return look(preview === null ? { file } : { importId: preview.importId }, choices)
  }
  const remember = async (seen: ImportPreview): Promise<void> => {
    if (seen.fingerprint === '') return
    const before = readRemembered(await workspace.readSetting(REMEMBERED))
    const others = Object.entries(before).filter(([fingerprint]) => fingerprint !== seen.fingerprint)
    const kept = [...others, [seen.fingerprint, seen.columns.map((column) => column.target)] as const].slice(
      -MOST_REMEMBERED,
    )
    await workspace.saveSetting(REMEMBERED, Object.fromEntries(kept))
  }
  const confirm = async (): Promise<void> => {
    if (preview === null) return
    let stopped = false
    const result = await under('saving', async (options) => {
      const saved = await run(
        'members.import.confirm',
        { importId: preview.importId, decisions, ...(tag.trim() === '' ? {} : { tag }) },
        options,
      )
      stopped = options.signal.aborted
      // Stopped while the last part was being stored: then the whole batch goes back, since nothing is ever half brought in.
      if (stopped && saved.ok && saved.value.saved !== null) {
        const back = await workspace.undo(saved.value.saved.changeId)
        // On a disk that is full they stay: the next page says who is in, and can take them back.
        stopped = back.ok
        if (!back.ok) notify.error(back.error)
      }
      return saved
    })
    if (stopped && result.ok) {
      pendingId.current = null
      if (
        file !== null &&
        (await look(
          { file },
          {
            ...chosen.current,
            mapping: preview.columns.map((column) => column.target),
            headingRow: preview.headingRow,
          },
        ))
      ) {
        setError({ kind: 'cancelled' })
      }
      return
    }
    if (!result.ok) return setError(result.error)
    pendingId.current = null
    setDone(result.value)
    setStep('done')
    await remember(preview)
  }
  const reset = (): void => {
    discard()
    setStep('file')
    setFile(null)
    setPreview(null)
    setError(null)
    setDone(null)
    setTag('')
    setDecisions(usual)
  }
  const undo = async (): Promise<void> => {
    const changeId = done?.saved?.changeId
    if (changeId === undefined) return
    const undone = await workspace.undo(changeId)
    if (!undone.ok) return notify.error(undone.error)
    notify.undone(undone.value)
    reset()
  }
  return {
    step,
    file,
    preview,
    error,
    busy,
    decisions,
    tag,
    done,
    go: (next) => {
      setError(null)
      setStep(next)
    },
    open,
    again,
    decide: (change) => setDecisions((before) => ({ ...before, ...change })),
    decideRow: (pair, decision) => {
      const row = String(pair.row)
      setStrengths((before) => ({ ...before, [row]: pair.strength }))
      setDecisions((before) => {
        const { [row]: _before, ...others } = before.rows ?? {}
        return { ...before, rows: decision === null ? others : { ...others, [row]: decision } }
      })
    },
    counts: tally(preview, decisions, strengths),
    round,
    setTag,
    confirm,
    stop: () => stopper.current?.abort(),
    undo,
    reset,
  }
}
