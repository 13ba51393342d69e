/** What of a Word file stayed behind or came in otherwise, in the order in which the screen says it. */
export const wordWarnings = [
  'words',
  'struck',
  'hidden',
  'comments',
  'notes',
  'pictures',
  'charts',
  'links',
  'formatting',
] as const
export type WordWarning = (typeof wordWarnings)[number]
