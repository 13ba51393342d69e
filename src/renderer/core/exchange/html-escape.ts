/** Text into HTML. Everything that Trestle writes as a page goes through here: nobody's name is ever markup. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Characters that no HTML or XML document may hold: C0 except tab and line ends, DEL to APC (C1), lone surrogates, U+FFFE/F. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is its purpose
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/gu

/** Text without the characters that documents may not hold. Used for HTML, XML (Word) and vCards alike. */
export function withoutControls(text: string): string {
  return text.replace(FORBIDDEN, '')
}

/** Text, safe both between tags and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return withoutControls(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

/**
 * A `mailto:` or `https:` address that may stand in a link, or null: anything else (javascript:, data:, file:, http:) stays
 * plain text. The one allow-list for Word in, Word out and pages. (docs/threat-model.md, "From whom, and how")
 */
export function safeLink(address: string): string | null {
  const trimmed = withoutControls(address).trim()
  // What a parser would skip inside a scheme ("java\tscript:") must not be skipped here: any white space refuses the link.
  if (trimmed === '' || trimmed.length > 2000 || /\s/.test(trimmed)) return null
  let url: URL
  try {
    url = new URL(trimmed)
  } catch {
    return null
  }
  if (url.protocol === 'https:') return url.username === '' && url.password === '' ? url.href : null
  return url.protocol === 'mailto:' && url.pathname.includes('@') ? url.href : null
}
