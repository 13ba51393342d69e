import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'

export interface ContextMenuParts {
  /** Puts another word in place of the misspelt one. */
  readonly replace: (word: string) => void
  /** Keeps a word that the spelling check did not know. */
  readonly learn: (word: string) => void
}

/** What was under the pointer, as far as the menu asks. */
export type UnderPointer = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'misspelledWord' | 'dictionarySuggestions' | 'editFlags'
>

/**
 * The menu of the right mouse button, which Electron lacks: better spellings, then cut, copy and paste. Empty where there is
 * nothing to do. It opens no link and saves no picture: the page has buttons for that.
 */
export function contextMenuTemplate(
  { isEditable, selectionText, misspelledWord, dictionarySuggestions, editFlags }: UnderPointer,
  { replace, learn }: ContextMenuParts,
): MenuItemConstructorOptions[] {
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const spelling: MenuItemConstructorOptions[] =
    !isEditable || misspelledWord === ''
      ? []
      : [
          ...dictionarySuggestions.map((word) => ({ label: word, click: () => replace(word) })),
          ...(dictionarySuggestions.length === 0 ? [{ label: 'No other spelling known', enabled: false }] : []),
          { label: `Add “${misspelledWord}” to my dictionary`, click: () => learn(misspelledWord) },
          line,
        ]
  if (isEditable) {
    return [
      ...spelling,
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
      line,
      { role: 'selectAll', enabled: editFlags.canSelectAll },
    ]
  }
  return selectionText.trim() === '' ? [] : [{ role: 'copy', enabled: editFlags.canCopy }]
}
