import { Extension } from '@tiptap/core'
import { Plugin, Selection, TextSelection } from '@tiptap/pm/state'

/**
 * Keeps the caret where words can be written. A text that begins with a list or a table is opened with it in the list itself, where the
 * empty text before it had its first letter: there Enter did nothing, and Delete took the first point away. After the collaboration
 * extension.
 */
export const CaretInWords = Extension.create({
  name: 'caretInWords',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (_transactions, _before, { selection, tr }) =>
        isAstray(selection) ? tr.setSelection(Selection.near(selection.$head)) : null,
    }),
  ],
})

function isAstray(selection: Selection): boolean {
  if (!(selection instanceof TextSelection)) return false
  const { $anchor, $head } = selection
  return !($anchor.parent.inlineContent && $head.parent.inlineContent)
}
