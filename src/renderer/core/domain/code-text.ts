/** The text of a code of conduct as blocks. `## ` starts a heading, `- ` an item; an empty line ends a paragraph or a list. */

export type CodeBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'paragraph'; readonly text: string }

/** Reads a body into blocks. Every line lands somewhere: nothing that people signed can be left out. */
export function codeBlocks(body: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = []
  let open = false // whether the last block may still grow
  for (const raw of body.split(/\r\n|\r|\n/)) {
    const line = raw.trim()
    const last = blocks.at(-1)
    if (line === '') open = false
    else if (/^#{1,6}\s+/.test(line)) {
      blocks.push({ kind: 'heading', text: line.replace(/^#{1,6}\s+/, '') })
      open = false
    } else if (/^[-*•]\s+/.test(line)) {
      const item = line.replace(/^[-*•]\s+/, '')
      if (open && last?.kind === 'list') blocks[blocks.length - 1] = { kind: 'list', items: [...last.items, item] }
      else blocks.push({ kind: 'list', items: [item] })
      open = true
    } else if (open && last?.kind === 'paragraph') {
      blocks[blocks.length - 1] = { kind: 'paragraph', text: `${last.text} ${line}` }
    } else if (open && last?.kind === 'list') {
      // A line that goes on with the item above it.
      const items = [...last.items.slice(0, -1), `${last.items.at(-1) ?? ''} ${line}`]
      blocks[blocks.length - 1] = { kind: 'list', items }
    } else {
      blocks.push({ kind: 'paragraph', text: line })
      open = true
    }
  }
  return blocks
}
