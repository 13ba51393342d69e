import { mergeAttributes, Node, textblockTypeInputRule } from '@tiptap/core'

/**
 * Two levels of heading, kept as levels 2 and 3. Drawn as h4 and h5, since they stand below the page's own headings; what is
 * pasted from Word with other levels becomes the nearer of the two.
 */
export const HeadingNode = Node.create({
  name: 'heading',
  content: 'inline*',
  group: 'block',
  defining: true,

  addAttributes() {
    return { level: { default: 2, rendered: false } }
  },

  parseHTML() {
    return [
      ...['h1', 'h2', 'h4'].map((tag) => ({ tag, attrs: { level: 2 } })),
      ...['h3', 'h5', 'h6'].map((tag) => ({ tag, attrs: { level: 3 } })),
    ]
  },

  renderHTML({ node, HTMLAttributes }) {
    const small = node.attrs.level === 3
    const look = { class: small ? 'prose-small' : 'prose-heading' }
    return [small ? 'h5' : 'h4', mergeAttributes(HTMLAttributes, look), 0]
  },

  addKeyboardShortcuts() {
    const toggle = (level: number) => () => this.editor.commands.toggleNode('heading', 'paragraph', { level })
    return { 'Mod-Alt-2': toggle(2), 'Mod-Alt-3': toggle(3) }
  },

  addInputRules() {
    return [2, 3].map((level) =>
      textblockTypeInputRule({
        find: new RegExp(`^#{${level}}\\s$`),
        type: this.type,
        getAttributes: { level },
      }),
    )
  },
})
