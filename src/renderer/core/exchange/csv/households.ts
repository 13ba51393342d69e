/**
 * Merged cells: in a spreadsheet one address may stand beside several people of a household, and the file has it in the first
 * row only. Nobody is given an address unasked: the next row may be somebody who moved away.
 */
import { type MemberDraft, PROBLEMS, type RowProblem } from './draft'

const PARTS = ['address1', 'address2', 'town', 'county', 'postcode'] as const

/** Finds those without an address under one of the same family name, or without either; gives both to them when `share` says so. */
export function shareAddresses(drafts: readonly MemberDraft[], share: boolean): readonly RowProblem[] {
  const problems: RowProblem[] = []
  let above: MemberDraft | undefined
  for (const draft of drafts) {
    if (PARTS.some((part) => draft[part] !== undefined)) {
      above = draft
      continue
    }
    const family = familyOf(draft)
    const isHousehold =
      family === '' ? draft.givenName !== undefined : above !== undefined && family === familyOf(above)
    if (above === undefined || !isHousehold) {
      above = undefined
      continue
    }
    const kind = share ? 'address-shared' : 'address-above'
    problems.push({
      row: draft.row,
      kind,
      severity: PROBLEMS[kind],
      value: [draft.givenName, draft.familyName].filter(Boolean).join(' '),
      suggestion: [...(family === '' ? [above.familyName] : []), ...PARTS.map((part) => above?.[part])]
        .filter((part) => part !== undefined)
        .join(', '),
    })
    if (!share) continue
    if (family === '' && above.familyName !== undefined) draft.familyName = above.familyName
    for (const part of PARTS) if (above[part] !== undefined) draft[part] = above[part]
  }
  return problems
}

function familyOf(draft: MemberDraft): string {
  return (draft.familyName ?? '').toLowerCase()
}
