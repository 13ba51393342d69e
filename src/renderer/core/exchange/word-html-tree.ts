/** The few tags of HTML that mammoth writes, as a tree. There is no DOM in a worker, and no browser should parse a stranger's HTML. */

/** An element, or text. */
export interface HtmlNode {
  readonly tag: string
  readonly attrs: Readonly<Record<string, string>>
  readonly children: (HtmlNode | string)[]
}

/** Deeper than people nest; beyond it, elements hang on the deepest one, so that nothing recurses without end. */
const DEEPEST = 60
const VOID = new Set(['br', 'img', 'hr', 'input'])
const TOKEN = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>"]|"[^"]*")*?)(\/?)>|<!--[\s\S]*?-->|[^<]+|</g
const ATTRIBUTE = /([a-zA-Z-]+)="([^"]*)"/g
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' }

/** Entities as the letters that they stand for; unknown ones stay. */
export function decode(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
  })
}

/** HTML as a tree. Never fails: a closing tag that closes nothing is passed over, one that is missing is supplied. */
export function parseHtml(html: string): HtmlNode {
  const root: HtmlNode = { tag: '', attrs: {}, children: [] }
  const open: HtmlNode[] = [root]
  const top = (): HtmlNode => open.at(-1) ?? root
  for (const [token, closing, name, attributes = '', selfClosing] of html.matchAll(TOKEN)) {
    if (name === undefined) {
      if (!token.startsWith('<!--')) top().children.push(decode(token))
      continue
    }
    const tag = name.toLowerCase()
    if (closing === '/') {
      const at = open.findLastIndex((node) => node.tag === tag)
      if (at > 0) open.length = at
      continue
    }
    const attrs = Object.fromEntries(
      [...attributes.matchAll(ATTRIBUTE)].map(([, key, value]) => [key?.toLowerCase(), decode(value ?? '')]),
    )
    const node: HtmlNode = { tag, attrs, children: [] }
    top().children.push(node)
    if (selfClosing !== '/' && !VOID.has(tag) && open.length < DEEPEST) open.push(node)
  }
  return root
}
