import { describe, expect, it, vi } from 'vitest'
import { contextMenuTemplate, type UnderPointer } from '../../src/main/context-menu'

const editFlags = { canCut: true, canCopy: true, canPaste: false, canSelectAll: true } as UnderPointer['editFlags']
const nothing: UnderPointer = {
  isEditable: false,
  selectionText: '',
  misspelledWord: '',
  dictionarySuggestions: [],
  editFlags,
}
const parts = { replace: vi.fn(), learn: vi.fn() }

describe('the menu of the right mouse button', () => {
  it('is none where there is nothing to do', () => {
    expect(contextMenuTemplate(nothing, parts)).toEqual([])
    expect(contextMenuTemplate({ ...nothing, selectionText: ' \n' }, parts)).toEqual([])
  })

  it('copies what is chosen on a page', () => {
    expect(contextMenuTemplate({ ...nothing, selectionText: 'Amira' }, parts)).toEqual([
      { role: 'copy', enabled: true },
    ])
  })

  it('edits in a box, by what can be done there just now', () => {
    expect(contextMenuTemplate({ ...nothing, isEditable: true }, parts)).toEqual([
      { role: 'cut', enabled: true },
      { role: 'copy', enabled: true },
      { role: 'paste', enabled: false },
      { type: 'separator' },
      { role: 'selectAll', enabled: true },
    ])
  })

  it('offers better spellings first, and to learn the word', () => {
    const [first, second, learn] = contextMenuTemplate(
      {
        ...nothing,
        isEditable: true,
        misspelledWord: 'comittee',
        dictionarySuggestions: ['committee', 'committed'],
      },
      parts,
    ) as { label: string; click: () => void }[]
    expect([first?.label, second?.label, learn?.label]).toEqual([
      'committee',
      'committed',
      'Add “comittee” to my dictionary',
    ])
    first?.click()
    learn?.click()
    expect(parts.replace.mock.calls).toEqual([['committee']])
    expect(parts.learn.mock.calls).toEqual([['comittee']])
  })

  it('says that it knows no other spelling', () => {
    const misspelt = { ...nothing, isEditable: true, misspelledWord: 'Larkfield' }
    expect(contextMenuTemplate(misspelt, parts)[0]).toEqual({ label: 'No other spelling known', enabled: false })
  })
})
