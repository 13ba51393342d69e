/**
 * Of the values that stand side by side in a clash, those that are a laptop's only one: its side. A choice that was taken back stands under
 * one laptop with all its values, and that laptop has no side in it. (issue 3, "Clashes")
 */
export function sidesOf<T extends { readonly device: string }>(values: readonly T[]): readonly T[] {
  return values.filter((one) => values.every((other) => other === one || other.device !== one.device))
}
