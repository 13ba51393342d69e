/** What a file is, by its first bytes. A name or a browser's guess is never believed: SVG and HTML count as "other" and are never shown inline. */

export type FileContentKind = 'pdf' | 'png' | 'jpeg' | 'gif' | 'webp' | 'word' | 'sheet' | 'text' | 'other'

/** A file may be at most this large, in bytes. */
export const FILE_LIMIT = 20_000_000

/** Tells the kind from the content. */
export function kindOf(bytes: Uint8Array): FileContentKind {
  const starts = (...magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte)
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf'
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(0x47, 0x49, 0x46, 0x38)) return 'gif'
  if (starts(0x52, 0x49, 0x46, 0x46) && latin(bytes.subarray(8, 12)) === 'WEBP') return 'webp'
  if (starts(0x50, 0x4b, 0x03, 0x04)) {
    const head = latin(bytes.subarray(0, 4096)) + latin(bytes.subarray(-8192))
    if (head.includes('word/')) return 'word'
    if (head.includes('xl/')) return 'sheet'
    return 'other'
  }
  return isPlainText(bytes) ? 'text' : 'other'
}

/** Whether a file of this kind may be shown as a picture in the page. */
export function isPicture(kind: FileContentKind): boolean {
  return kind === 'png' || kind === 'jpeg' || kind === 'gif' || kind === 'webp'
}

/** The media type to give a file when it is saved or shown; never one that a browser would run. */
export function mediaType(kind: FileContentKind): string {
  const types: Readonly<Record<FileContentKind, string>> = {
    pdf: 'application/pdf',
    png: 'image/png',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    webp: 'image/webp',
    word: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    sheet: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    text: 'text/plain',
    other: 'application/octet-stream',
  }
  return types[kind]
}

/** Plain text that holds no markup: what begins like HTML, SVG or XML is "other". */
function isPlainText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096)
  if (head.length === 0 || head.includes(0)) return false
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      head.subarray(0, head.length - (bytes.length > 4096 ? 4 : 0)),
    )
    return !/^\s*<|<(?:!doctype|html|svg|script|body)\b/i.test(text)
  } catch {
    return false
  }
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}
