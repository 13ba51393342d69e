/**
 * A bid or plan laid out for paper: what the Word export, the print view and the reading-back tests all start from. Plain data,
 * so that it crosses from the worker as it is. Everything is ready to show: dates are written out and money has its pound sign.
 */

/** Formatting of a run of text. A link's `href` is https: or mailto: only; see `safeHref`. */
export type DocMark =
  | { readonly type: 'bold' }
  | { readonly type: 'italic' }
  | { readonly type: 'underline' }
  | { readonly type: 'strike' }
  | { readonly type: 'code' }
  | { readonly type: 'link'; readonly attrs: { readonly href: string } }

/** A run of text with one set of marks. */
export interface DocText {
  readonly type: 'text'
  readonly text: string
  readonly marks?: readonly DocMark[]
}

/** What stands in a line: text, or a break inside the paragraph. */
export type DocInline = DocText | { readonly type: 'hardBreak' }

export interface DocParagraph {
  readonly type: 'paragraph'
  readonly content?: readonly DocInline[]
}

/** A heading inside a rich text. Where it stands on paper is for `headingDepths` to say: the editor's highest level is 2. */
export interface DocHeading {
  readonly type: 'heading'
  readonly attrs: { readonly level: 1 | 2 | 3 }
  readonly content?: readonly DocInline[]
}

export interface DocListItem {
  readonly type: 'listItem'
  readonly content?: readonly DocNode[]
}

/** One cell. Spans are at least 1. */
export interface DocTableCell {
  readonly type: 'tableCell' | 'tableHeader'
  readonly attrs?: { readonly colspan?: number; readonly rowspan?: number }
  readonly content?: readonly DocNode[]
}

export interface DocTableRow {
  readonly type: 'tableRow'
  readonly content?: readonly DocTableCell[]
}

/** A block of a rich text, in Tiptap's own shape but with only what Trestle's editor can make. */
export type DocNode =
  | DocParagraph
  | DocHeading
  | { readonly type: 'bulletList'; readonly content?: readonly DocListItem[] }
  | {
      readonly type: 'orderedList'
      readonly attrs?: { readonly start?: number }
      readonly content?: readonly DocListItem[]
    }
  | { readonly type: 'blockquote'; readonly content?: readonly DocNode[] }
  | { readonly type: 'horizontalRule' }
  | { readonly type: 'table'; readonly content?: readonly DocTableRow[] }

/** A whole rich text. */
export interface TiptapDoc {
  readonly type: 'doc'
  readonly content: readonly DocNode[]
}

/** One label and its value; the value may have line ends. */
export interface DocAnswer {
  readonly label: string
  readonly value: string
}

/** One part of a section. `numeric` lists the columns (from 0) that hold figures, set to the right; the last `sums` rows are sums. */
export type DocBlock =
  | { readonly kind: 'rich'; readonly json: TiptapDoc }
  | { readonly kind: 'answers'; readonly rows: readonly DocAnswer[] }
  | {
      readonly kind: 'table'
      readonly caption?: string
      readonly header: readonly string[]
      readonly rows: readonly (readonly string[])[]
      readonly numeric?: readonly number[]
      readonly sums?: number
    }
  | { readonly kind: 'note'; readonly text: string }

/** A section of the paper; level 2 stands under the level 1 before it. */
export interface DocSection {
  readonly heading: string
  readonly level: 1 | 2
  readonly blocks: readonly DocBlock[]
}

/** How long a limited answer is. `limit` is the most that the template allows. */
export interface DocCount {
  readonly heading: string
  readonly count: number
  readonly limit?: number
  readonly unit: 'words' | 'characters'
}

/** The whole bid or plan. `privateAppendices` go into a file of their own and never into the public pack: names and addresses of electors are for the council alone. */
export interface BidDocument {
  readonly title: string
  readonly groupName: string
  readonly funder?: string
  readonly templateTitle: string
  /** In words: "Being written", "Submitted on 3 October 2026". */
  readonly status: string
  /** The day that the paper speaks of, `YYYY-MM-DD`: today, or the day of submission. */
  readonly dateOn: string
  readonly sections: readonly DocSection[]
  readonly privateAppendices: readonly DocSection[]
  readonly wordCounts: readonly DocCount[]
}

/** What `headingDepths` looks at: any rich text, also one that a newer Trestle wrote. */
interface AnyNode {
  readonly type?: string | undefined
  readonly attrs?: object | undefined
  readonly content?: readonly AnyNode[] | undefined
}

/**
 * How far each heading of a rich text stands below the heading over the text: 1 is just below it, and none is more than one below
 * the heading that it belongs to. Whoever goes by headings (a screen reader, a table of contents) misses none.
 */
export function headingDepths(text: AnyNode): ReadonlyMap<object, number> {
  const depths = new Map<object, number>()
  const above: number[] = []
  const walk = (nodes: readonly AnyNode[] | undefined): void => {
    for (const node of nodes ?? []) {
      if (node.type === 'heading') {
        const level = levelOf(node)
        while ((above.at(-1) ?? 0) >= level) above.pop()
        above.push(level)
        depths.set(node, above.length)
      } else walk(node.content)
    }
  }
  walk(text.content)
  return depths
}

function levelOf({ attrs }: AnyNode): number {
  const level = attrs !== undefined && 'level' in attrs ? attrs.level : 1
  return typeof level === 'number' && Number.isInteger(level) && level > 0 && level < 10 ? level : 1
}

/** The address if a paper or page may link to it (https: or mailto:), else undefined. */
export function safeHref(href: string): string | undefined {
  const trimmed = href.trim()
  return /^(https:\/\/[^\s/]|mailto:[^\s@]+@)/i.test(trimmed) ? trimmed : undefined
}

/** An address as people type it, made whole and safe to link to, else undefined: "example.org" and "name@example.org" get what they lack. */
export function wholeAddress(typed: string): string | undefined {
  const text = typed.trim()
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return safeHref(text)
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return safeHref(`mailto:${text}`)
  return /^[^\s/.]+(\.[^\s/.]+)+(\/\S*)?$/.test(text) ? safeHref(`https://${text}`) : undefined
}
