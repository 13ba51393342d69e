import type { ReactElement } from 'react'
import { type CodeBlock, codeBlocks } from '@/core/domain/code-text'

/** Blocks and items may repeat, so each is known by its place. */
const placed = <T,>(things: readonly T[]): readonly { readonly thing: T; readonly key: string }[] =>
  things.map((thing, at) => ({ thing, key: String(at) }))

/** The text of the code, laid out to be read. */
export function CodeText({ body }: { readonly body: string }): ReactElement {
  return (
    <div className="code-text">
      {placed(codeBlocks(body)).map(({ thing, key }) => (
        <Block key={key} block={thing} />
      ))}
    </div>
  )
}

function Block({ block }: { readonly block: CodeBlock }): ReactElement {
  switch (block.kind) {
    case 'heading':
      return <h3>{block.text}</h3>
    case 'paragraph':
      return <p>{block.text}</p>
    case 'list':
      return (
        <ul>
          {placed(block.items).map(({ thing, key }) => (
            <li key={key}>{thing}</li>
          ))}
        </ul>
      )
  }
}
