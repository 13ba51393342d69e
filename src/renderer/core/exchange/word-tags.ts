/** The tags of a part of a Word file, one after the other: enough to look for a few of them, in time that grows with its length only. */

/** One tag. */
export interface Tag {
  /** Where it begins, and where what follows begins. */
  readonly from: number
  readonly to: number
  readonly name: string
  /** As written. */
  readonly attributes: string
  readonly closes: boolean
  /** Opens and closes at once. */
  readonly alone: boolean
}

// An attribute's value holds no "<": so nothing is looked through twice, whatever is left open.
const TAG = /<(\/?)([A-Za-z_][\w:.-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/g

/** Its tags in order; comments and instructions are none. */
export function* tagsOf(xml: string): Generator<Tag> {
  for (const match of xml.matchAll(TAG)) {
    const [whole, slash, name = '', attributes = ''] = match
    yield {
      from: match.index,
      to: match.index + whole.length,
      name,
      attributes,
      closes: slash === '/',
      alone: attributes.endsWith('/'),
    }
  }
}

/** An attribute's value as written, or undefined. */
export function attribute(tag: Tag, name: string): string | undefined {
  for (const [, key, double, single] of tag.attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (key === name) return double ?? single
  }
  return undefined
}

/** Whether a property that is there is on: `<w:b/>`, but not `<w:b w:val="0"/>`. */
export function isOn(tag: Tag): boolean {
  return !/^(0|false|off)$/.test(attribute(tag, 'w:val') ?? '')
}
