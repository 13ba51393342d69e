/**
 * Places in the body for what only the docx library can number: lists and links. While the body is written a slot stands
 * there; the frame then makes each list and link, and its number goes into the slot.
 */

/** Never in the text around it: `xmlText` leaves control characters out. */
const MARK = '\u0001'

export class Slots {
  readonly #lists: number[] = []
  readonly #links = new Map<string, number>()

  /** A list of its own, so that it counts afresh: numbered from `start`, or with bullets. */
  list(start: number | 'bullets'): string {
    if (start === 'bullets') return `${MARK}bullets${MARK}`
    this.#lists.push(start)
    return `${MARK}list${this.#lists.length - 1}${MARK}`
  }

  /** A link to a safe address. The same address is one link. */
  link(href: string): string {
    const known = this.#links.get(href) ?? this.#links.size
    this.#links.set(href, known)
    return `${MARK}link${known}${MARK}`
  }

  /** Where each numbered list starts, in order. */
  get lists(): readonly number[] {
    return this.#lists
  }

  /** The addresses, in order. */
  get links(): readonly string[] {
    return [...this.#links.keys()]
  }
}

/** The body with every slot filled: `value('list3')`. */
export function fillSlots(body: string, value: (slot: string) => string): string {
  const parts = body.split(MARK)
  // Marks come in pairs, so every second part is a slot's name.
  return parts.map((part, at) => (at % 2 === 1 ? value(part) : part)).join('')
}
