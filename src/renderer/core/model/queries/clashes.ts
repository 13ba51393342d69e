/** Where two laptops changed the same thing without seeing each other: what waits for a person to choose. */
import { type ShownClash, shownClash } from '../clash-values'
import { query } from '../define-query'

const PAGE = 100

export const clashQueries = {
  /** Unsettled clashes, of one record (`id`) or of all, at most 100, with how many there are. */
  'clashes.list': query(
    ['*'],
    (
      { model },
      params: { readonly id?: string },
    ): { readonly clashes: readonly ShownClash[]; readonly total: number } => {
      const all = model.clashes(params.id)
      return {
        clashes: all
          .slice(0, PAGE)
          .map((clash) => shownClash(model, clash))
          .filter((clash) => clash !== undefined),
        total: all.length,
      }
    },
  ),
} as const
