import type { FileKind } from './host'

const MB = 1024 * 1024

/** What a kind of file is called, ends in and may weigh. Both hosts read it, so that both refuse the same files. */
export interface FileKindRules {
  /** Shown in dialogs. */
  readonly label: string
  /** Without the dot; the first is the one given to new files. Empty: any. */
  readonly extensions: readonly string[]
  readonly mime: string
  /** The most bytes that are read into memory. */
  readonly limit: number
}

export const fileKinds: Readonly<Record<FileKind, FileKindRules>> = {
  csv: { label: 'Spreadsheet list (CSV)', extensions: ['csv', 'tsv', 'txt'], mime: 'text/csv', limit: 10 * MB },
  word: {
    label: 'Word document',
    // The others can be picked, to be told what to do with them.
    extensions: ['docx', 'doc', 'odt', 'rtf', 'pages', 'pdf'],
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    limit: 60 * MB,
  },
  html: { label: 'Web page', extensions: ['html'], mime: 'text/html', limit: 5 * MB },
  vcard: { label: 'Contact card', extensions: ['vcf'], mime: 'text/vcard', limit: 5 * MB },
  trestle: { label: 'Trestle file', extensions: ['trestle'], mime: 'application/octet-stream', limit: 1024 * MB },
  invite: { label: 'Trestle invite', extensions: ['trestle-invite'], mime: 'application/octet-stream', limit: MB },
  text: { label: 'Plain text', extensions: ['txt'], mime: 'text/plain', limit: 5 * MB },
  image: { label: 'Picture', extensions: ['jpg', 'jpeg', 'png', 'webp', 'gif'], mime: 'image/*', limit: 20 * MB },
  any: { label: 'Any file', extensions: [], mime: 'application/octet-stream', limit: 20 * MB },
}

/** The most bytes that a file of any of these kinds may have. */
export function limitFor(kinds: readonly FileKind[]): number {
  return Math.max(...kinds.map((kind) => fileKinds[kind].limit))
}

/**
 * A name that every file system takes: no folders, no control or reserved characters, at most 80 characters, and the
 * kind's extension at the end.
 */
export function safeFileName(name: string, kind: FileKind): string {
  const [extension] = fileKinds[kind].extensions
  const cleaned = name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
    .replace(/[\u0000-\u001f<>:"/\\|?*\u007f]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const stem =
    extension !== undefined && cleaned.toLowerCase().endsWith(`.${extension}`)
      ? cleaned.slice(0, -extension.length - 1)
      : cleaned
  // Windows keeps these names for devices, whatever the extension.
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem)
  // By characters, not code units, so that none is cut in two; 80 of three bytes each still fit every file system.
  const cut = [...(stem === '' ? 'Trestle' : stem)].slice(0, 80).join('')
  const short = `${reserved ? '_' : ''}${cut.replace(/[. ]+$/, '')}`
  return extension === undefined ? short : `${short}.${extension}`
}
