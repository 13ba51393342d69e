/**
 * A query reads the model. It is a pure function of the model, today and its parameters, and says which record types it reads,
 * so that screens that watch it hear when to read again.
 */
import type { ReadModel } from './model'
import type { Search } from './search'

export interface QueryContext {
  readonly model: ReadModel
  readonly search: Search
  /** The local date, `YYYY-MM-DD`. */
  readonly today: string
  /** The instant, ISO UTC. */
  readonly now: string
  /** This laptop's id. */
  readonly device: string
  /** Ids that the ledger of erasures names: those that are erased, and those that wait for a person's word (docs/adr/0034). */
  readonly erased: ReadonlySet<string>
  readonly held: ReadonlySet<string>
}

export interface Query<P, R> {
  /** The record types it reads; '*' for all. */
  readonly reads: readonly string[]
  readonly run: (context: QueryContext, params: P) => R
}

/** Declares a query. */
export function query<P, R>(reads: readonly string[], run: (context: QueryContext, params: P) => R): Query<P, R> {
  return { reads, run }
}
