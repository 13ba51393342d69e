import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { type CodeBlock, codeBlocks } from '@/core/domain/code-text'
import { code } from '@/messages/code'

/** As many blocks as are shown without folding. */
const SHORT = 8

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

/** The same, folded while it is long: the page is about who has signed. Paper gets all of it. */
export function FoldedText({ body }: { readonly body: string }): ReactElement {
  const [whole, setWhole] = useState(false)
  if (codeBlocks(body).length <= SHORT) return <CodeText body={body} />
  return (
    <>
      <div className={whole ? undefined : 'code-folded'}>
        <CodeText body={body} />
      </div>
      <Button
        variant="default"
        size="sm"
        mt="md"
        aria-expanded={whole}
        onClick={() => setWhole(!whole)}
        className="no-print"
      >
        {whole ? code.less : code.whole}
      </Button>
    </>
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
