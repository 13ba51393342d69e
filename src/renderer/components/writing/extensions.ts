import type { Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'
import { safeHref } from '@/core/domain/bid-document'
import { FRAGMENT } from '@/core/text/json'
import type { WritingSession } from '@/core/text/session'
import { CaretInWords } from './caret-in-words'
import { caretsOf } from './carets'
import { HeadingNode } from './heading-node'

/** A plain table: no widths to drag and so no styles in the text. */
const PlainTable = Table.extend({
  renderHTML({ HTMLAttributes }) {
    return ['table', HTMLAttributes, ['tbody', 0]]
  },
})

/** What people may write with. Undo is the shared document's own, so that it takes back only this person's words. */
export function writingExtensions(session: WritingSession): Extensions {
  return [
    StarterKit.configure({
      undoRedo: false,
      heading: false,
      code: false,
      codeBlock: false,
      strike: false,
      // It would add a paragraph of its own on every laptop, and a change to a text that was only opened.
      trailingNode: false,
      link: {
        openOnClick: false,
        autolink: true,
        linkOnPaste: true,
        defaultProtocol: 'https',
        protocols: [],
        isAllowedUri: (address) => safeHref(address) !== undefined,
        shouldAutoLink: (address) => safeHref(address) !== undefined,
        HTMLAttributes: { target: null, rel: 'noopener noreferrer' },
      },
    }),
    HeadingNode,
    PlainTable.configure({ resizable: false }),
    TableRow,
    TableHeader,
    TableCell,
    Collaboration.configure({ document: session.doc, field: FRAGMENT }),
    CaretInWords,
    caretsOf(session),
  ]
}
