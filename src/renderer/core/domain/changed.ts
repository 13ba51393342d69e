/**
 * The parts of a form that differ from what it was opened with. A form that is sent whole writes over what came from
 * another laptop while it was open, in fields that nobody here touched.
 */
export function changedParts<T extends Readonly<Record<string, string | null>>>(before: T, after: T): Partial<T> {
  const parts: Partial<T> = { ...after }
  for (const name in after) if (after[name] === before[name]) delete parts[name]
  return parts
}
