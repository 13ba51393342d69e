import { basename } from 'node:path'
import type { WebContents } from 'electron'
import { z } from 'zod'
import { fail, ok } from '../../preload/host'
import { writeAtomically } from '../atomic-file'
import type { Handlers } from '../ipc'
import { askWhere, type FileParts } from './files'

export interface PrintingParts extends FileParts {
  readonly contents: () => Pick<WebContents, 'print' | 'printToPDF'>
}

/** The page as its print stylesheet lays it out, on paper or as a PDF that a screen reader can read. */
export function printingHandlers(parts: PrintingParts): Handlers<'print.page' | 'print.pdf'> {
  return {
    'print.page': {
      arguments: z.tuple([]),
      run: () =>
        new Promise((resolve) => {
          parts.contents().print({ silent: false, printBackground: true }, (success, reason) => {
            // Electron tells a person's own "Cancel" apart only by this text.
            const cancelled = /cancel/i.test(reason ?? '')
            resolve(success ? ok(undefined) : fail(cancelled ? 'cancelled' : 'not-available-here'))
          })
        }),
    },
    'print.pdf': {
      arguments: z.tuple([z.string().min(1).max(300)]),
      async run(name) {
        const path = await askWhere(parts, name, 'pdf')
        if (path === undefined) return ok(null)
        const pdf = await parts.contents().printToPDF({
          printBackground: true,
          preferCSSPageSize: true,
          generateTaggedPDF: true,
          generateDocumentOutline: true,
        })
        const written = await writeAtomically(path, new Uint8Array(pdf))
        return written.ok ? ok({ name: basename(path) }) : written
      },
    },
  }
}
