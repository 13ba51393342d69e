import { Title } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import type {
  BidDocument,
  DocBlock,
  DocInline,
  DocMark,
  DocNode,
  DocSection,
  TiptapDoc,
} from '@/core/domain/bid-document'
import { headingDepths, safeHref } from '@/core/domain/bid-document'
import { formatDate } from '@/core/domain/dates'
import { paper as words } from '@/messages/writing'

/* Nodes have no ids of their own and never move here: the paper is drawn anew whenever it changes. */
const each = <T,>(list: readonly T[] | undefined, draw: (item: T, key: string) => ReactNode): ReactNode =>
  (list ?? []).map((item, index) => draw(item, `n${index}`))

function marked(inner: ReactNode, mark: DocMark): ReactNode {
  switch (mark.type) {
    case 'bold':
      return <strong>{inner}</strong>
    case 'italic':
      return <em>{inner}</em>
    case 'underline':
      return <u>{inner}</u>
    case 'strike':
      return <s>{inner}</s>
    case 'code':
      return <code>{inner}</code>
    case 'link': {
      const href = safeHref(mark.attrs.href)
      return href === undefined ? (
        inner
      ) : (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {inner}
        </a>
      )
    }
  }
}

function Inline({ content }: { readonly content?: readonly DocInline[] | undefined }): ReactNode {
  return each(content, (run, key) =>
    run.type === 'hardBreak' ? (
      <br key={key} />
    ) : (
      <span key={key}>{(run.marks ?? []).reduce(marked, run.text as ReactNode)}</span>
    ),
  )
}

/** Which heading each of a text's own is. */
type Headings = ReadonlyMap<object, 'h3' | 'h4' | 'h5' | 'h6'>

/** The headings of a text that stands under one of level `under`. */
function headingsOf(json: TiptapDoc, under: 2 | 3): Headings {
  const names = ['h3', 'h4', 'h5', 'h6'] as const
  return new Map([...headingDepths(json)].map(([node, depth]) => [node, names[under - 3 + depth] ?? 'h6']))
}

function Nodes(props: { readonly nodes?: readonly DocNode[] | undefined; readonly headings: Headings }): ReactNode {
  return each(props.nodes, (node, key) => <Node key={key} node={node} headings={props.headings} />)
}

function Node({ node, headings }: { readonly node: DocNode; readonly headings: Headings }): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return (
        <p>
          <Inline content={node.content} />
        </p>
      )
    case 'heading': {
      const Heading = headings.get(node) ?? 'h6'
      return (
        <Heading className={node.attrs.level === 3 ? 'prose-small' : 'prose-heading'}>
          <Inline content={node.content} />
        </Heading>
      )
    }
    case 'bulletList':
      return (
        <ul>
          {each(node.content, (item, key) => (
            <li key={key}>
              <Nodes nodes={item.content} headings={headings} />
            </li>
          ))}
        </ul>
      )
    case 'orderedList':
      return (
        <ol start={node.attrs?.start ?? 1}>
          {each(node.content, (item, key) => (
            <li key={key}>
              <Nodes nodes={item.content} headings={headings} />
            </li>
          ))}
        </ol>
      )
    case 'blockquote':
      return (
        <blockquote>
          <Nodes nodes={node.content} headings={headings} />
        </blockquote>
      )
    case 'horizontalRule':
      return <hr />
    case 'table':
      return (
        <div className="doc-table-scroll">
          <table>
            <tbody>
              {each(node.content, (row, key) => (
                <tr key={key}>
                  {each(row.content, (cell, cellKey) => {
                    const Cell = cell.type === 'tableHeader' ? 'th' : 'td'
                    return (
                      <Cell key={cellKey} colSpan={cell.attrs?.colspan ?? 1} rowSpan={cell.attrs?.rowspan ?? 1}>
                        <Nodes nodes={cell.content} headings={headings} />
                      </Cell>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
  }
}

function Block({ block, under }: { readonly block: DocBlock; readonly under: 2 | 3 }): ReactElement {
  switch (block.kind) {
    case 'rich':
      return (
        <div className="prose">
          <Nodes nodes={block.json.content} headings={headingsOf(block.json, under)} />
        </div>
      )
    case 'note':
      return <p className="doc-note">{block.text}</p>
    case 'answers':
      return (
        <dl className="doc-answers">
          {each(block.rows, (row, key) => (
            <div key={key} className="doc-answer">
              <dt>{row.label}</dt>
              <dd>{row.value}</dd>
            </div>
          ))}
        </dl>
      )
    case 'table':
      return (
        <div className="doc-table-scroll">
          <table className="doc-table">
            {block.caption !== undefined && <caption>{block.caption}</caption>}
            <thead>
              <tr>
                {each(block.header, (head, key) => (
                  <th key={key} scope="col" className={numberClass(block.numeric, key)}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {each(block.rows, (row, key) => (
                <tr key={key} className={isSum(block, key) ? 'doc-sum' : undefined}>
                  {each(row, (cell, cellKey) => (
                    <td key={cellKey} className={numberClass(block.numeric, cellKey)}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
  }
}

function isSum(block: Extract<DocBlock, { kind: 'table' }>, key: string): boolean {
  return Number(key.slice(1)) >= block.rows.length - (block.sums ?? 0)
}

function numberClass(numeric: readonly number[] | undefined, key: string): string | undefined {
  return numeric?.includes(Number(key.slice(1))) ? 'doc-number' : undefined
}

function Section({ section }: { readonly section: DocSection }): ReactElement {
  return (
    <section className={`doc-section doc-level-${section.level}`}>
      <Title order={section.level === 1 ? 2 : 3}>{section.heading}</Title>
      {each(section.blocks, (block, key) => (
        <Block key={key} block={block} under={section.level === 1 ? 2 : 3} />
      ))}
    </section>
  )
}

/** The whole paper as it goes out, to read through and to print. The private appendix is not part of it. */
export function DocView({ doc }: { readonly doc: BidDocument }): ReactElement {
  return (
    <article className="doc">
      <dl className="doc-title-block">
        {[
          [words.from, doc.groupName],
          [words.to, doc.funder],
          [words.written, `${formatDate(doc.dateOn)}. ${doc.status}.`],
        ].map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {each(doc.sections, (section, key) => (
        <Section key={key} section={section} />
      ))}
      {doc.privateAppendices.length > 0 && <p className="doc-note no-print">{words.privateNote}</p>}
    </article>
  )
}
