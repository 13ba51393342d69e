/**
 * What a form changes: the parts that differ from what it was opened with, and what those were then. A form that is sent whole writes over
 * what came from another laptop while it was open; and one that does not say what it saw writes over it where both changed the same.
 */
export function changedParts<T extends Readonly<Record<string, string | null>>>(
  before: T,
  after: T,
): { readonly patch: Partial<T>; readonly base: Partial<T> } {
  const patch: Partial<T> = { ...after }
  const base: Partial<T> = { ...before }
  for (const name in after) {
    if (after[name] !== before[name]) continue
    delete patch[name]
    delete base[name]
  }
  return { patch, base }
}
