import { type FileKind, fail, ok, type PickedFile, type Result } from '@host'
import { fileKinds, limitFor, safeFileName } from '../../preload/file-kinds'

/**
 * Asks for a file with the browser's own dialog: the same in every browser, and a person's choice every time.
 * `null` when cancelled. Errors: file-too-large, file-unreadable.
 */
export function pickFile(page: Window, kinds: readonly FileKind[]): Promise<Result<PickedFile | null>> {
  return new Promise((resolve) => {
    const input = page.document.createElement('input')
    input.type = 'file'
    const extensions = kinds.flatMap((kind) => fileKinds[kind].extensions)
    // "Any file" among the kinds lifts the filter.
    if (kinds.every((kind) => fileKinds[kind].extensions.length > 0)) {
      input.accept = extensions.map((extension) => `.${extension}`).join(',')
    }
    input.hidden = true
    const done = (answer: Result<PickedFile | null>): void => {
      input.remove()
      resolve(answer)
    }
    input.addEventListener('cancel', () => done(ok(null)))
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      if (file === undefined) done(ok(null))
      else void readPicked(file, limitFor(kinds)).then(done)
    })
    page.document.body.append(input)
    input.click()
  })
}

/** Reads a picked or dropped file, if it is not too large. Errors: file-too-large, file-unreadable. */
export async function readPicked(file: File, limit: number): Promise<Result<PickedFile>> {
  if (file.size > limit) return fail('file-too-large', { limit, size: file.size })
  try {
    return ok({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
  } catch {
    return fail('file-unreadable')
  }
}

/** Downloads the bytes. Where the file lands, and whether it replaces another, is the browser's to say. */
export async function saveFile(
  page: Window,
  { name, kind, bytes }: { readonly name: string; readonly kind: FileKind; readonly bytes: Uint8Array },
): Promise<Result<{ readonly name: string }>> {
  const safe = safeFileName(name, kind)
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: fileKinds[kind].mime }))
  const link = page.document.createElement('a')
  link.href = address
  link.download = safe
  link.hidden = true
  page.document.body.append(link)
  link.click()
  link.remove()
  // The download has its own hold on the bytes once it has begun; a minute is plenty for that.
  page.setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return ok({ name: safe })
}
