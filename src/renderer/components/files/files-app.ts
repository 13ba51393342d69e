import type { AppError, Host, Result } from '@host'
import type { Workspace } from '@/core/workspace-types'

/** What the panel of files is given by the screen that holds it. */
export interface FilesApp {
  readonly files: Pick<Workspace['files'], 'add' | 'read'>
  readonly host: Pick<Host, 'files'>
  readonly update: (
    id: string,
    patch: { readonly name: string; readonly note: string | null },
  ) => Promise<Result<unknown>>
  /** Answers the change id, to take it back with. */
  readonly remove: (id: string) => Promise<Result<{ readonly changeId: string }>>
  readonly notify: {
    readonly done: (message: string, options?: { readonly undo?: string }) => void
    readonly info: (message: string) => void
    readonly error: (error: AppError) => void
  }
}
