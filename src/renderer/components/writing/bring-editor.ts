/** What the editor is made of, from the inside out: nothing here brings in what comes after it. */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('@/core/text/session'),
  () => import('@tiptap/pm/model'),
  () => import('@tiptap/pm/view'),
  () => import('@tiptap/core'),
  () => import('@tiptap/starter-kit'),
]

/**
 * Brings in the editor's code part by part, each evaluated in a task of its own: all at once holds the screen's thread of a slow laptop for
 * longer than is felt as nothing. What is there already takes no time.
 */
export async function bringEditor(): Promise<void> {
  for (const part of parts) await part()
}
