/** A bid or plan as a Word file. The library is loaded only when somebody asks for one. */
import type { BidDocument } from '../domain/bid-document'

export interface WordOptions {
  /** Adds a table of how long each limited answer is. */
  readonly wordCounts?: boolean
  /** Makes the file of private appendices (such as the names and addresses of the 21) instead of the bid. */
  readonly private?: boolean
  /** The day on which the file is made, `YYYY-MM-DD`. */
  readonly madeOn: string
}

/** Whether there is a private file to make. */
export function hasPrivateAppendix(doc: BidDocument): boolean {
  return doc.privateAppendices.length > 0
}

/**
 * The bid as the bytes of a .docx: title block, sections with real headings, lists and tables, page numbers, en-GB. What is
 * private is in the private file only, never in the other: the two are built from different parts of the document.
 */
export async function bidDocx(doc: BidDocument, options: WordOptions): Promise<Uint8Array> {
  const { buildBid, buildPrivateAppendix } = await import('./word-bid')
  return options.private ? buildPrivateAppendix(doc, options) : buildBid(doc, options)
}
