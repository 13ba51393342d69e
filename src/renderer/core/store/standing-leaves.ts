/** Every leaf of one document, by its tree. */
import type { Database } from './open'

/** A leaf that stands. PouchDB tells of a body that it could not read, for whatever reason, only that it is missing. */
export interface StandingLeaf<Doc> {
  readonly rev: string
  readonly doc?: Doc
}

type Row<Doc> = { readonly ok: Doc } | { readonly missing: string }

/**
 * Reads all leaves of a document, with their ancestry where `ancestry` asks for it. None: the document is not here at all. Faults of
 * the storage are thrown.
 */
export async function standingLeaves<Doc extends { readonly _rev: string }>(
  db: Database,
  id: string,
  ancestry = false,
): Promise<readonly StandingLeaf<Doc>[]> {
  try {
    const rows = (await db.get(id, { open_revs: 'all', revs: ancestry })) as unknown as readonly Row<Doc>[]
    return rows.map((row) => ('ok' in row ? { rev: row.ok._rev, doc: row.ok } : { rev: row.missing }))
  } catch (error) {
    if ((error as { status?: number }).status === 404) return []
    throw error
  }
}
