/** Search as you type over every field that its type marks for search. In memory only: an index on disk would be plain text. */

export interface SearchHit {
  readonly id: string
  readonly type: string
  readonly score: number
  /** It has one of the words only with slips of the pen. */
  readonly guess: boolean
}

export interface Search {
  /** Ranked, typo-tolerant. `types` limits it. An empty text finds nothing. */
  find(text: string, options?: { readonly types?: readonly string[]; readonly limit?: number }): readonly SearchHit[]
}
