/** A few marks of plain writing to the editor's JSON: `## ` and `### ` headings, `- ` and `1. ` items, `| a | b |` rows, **bold**, _slanted_, [words](address). */

function runs(line) {
  const content = []
  for (const [whole, bold, slanted, words, href] of line.matchAll(
    /\*\*(.+?)\*\*|_(.+?)_|\[(.+?)\]\((.+?)\)|(?:(?!\*\*|_|\[).)+|[[_*]/g,
  )) {
    const text = bold ?? slanted ?? words ?? whole
    const mark = bold
      ? { type: 'bold' }
      : slanted
        ? { type: 'italic' }
        : href
          ? { type: 'link', attrs: { href } }
          : null
    content.push(mark ? { type: 'text', text, marks: [mark] } : { type: 'text', text })
  }
  return content
}

const paragraph = (line) => (line === '' ? { type: 'paragraph' } : { type: 'paragraph', content: runs(line) })
const item = (line) => ({ type: 'listItem', content: [paragraph(line)] })

function row(line, header) {
  const cells = line.split('|').slice(1, -1)
  const type = header ? 'tableHeader' : 'tableCell'
  return { type: 'tableRow', content: cells.map((cell) => ({ type, content: [paragraph(cell.trim())] })) }
}

/** Lines of the same kind become one list or table. */
export function rich(text) {
  const content = []
  const into = (type, node) => {
    const last = content.at(-1)
    if (last?.type === type) last.content.push(node)
    else content.push({ type, content: [node] })
  }
  for (const line of text
    .trim()
    .split('\n')
    .map((each) => each.trim())) {
    const heading = /^(#{2,3}) (.+)$/.exec(line)
    if (line === '') content.push({ type: 'gap' })
    else if (heading) content.push({ type: 'heading', attrs: { level: heading[1].length }, content: runs(heading[2]) })
    else if (line.startsWith('- ')) into('bulletList', item(line.slice(2)))
    else if (/^\d+\. /.test(line)) into('orderedList', item(line.replace(/^\d+\. /, '')))
    else if (line.startsWith('|')) into('table', row(line, content.at(-1)?.type !== 'table'))
    else content.push(paragraph(line))
  }
  return { type: 'doc', content: content.filter((node) => node.type !== 'gap') }
}
