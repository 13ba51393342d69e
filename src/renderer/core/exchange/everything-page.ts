/** Everything in one page that any browser shows: headings and tables, nothing fetched from anywhere. */
import { formatDate } from '../domain/dates'
import { escapeHtml } from './html-escape'

export interface EverythingTable {
  readonly title: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface EverythingPage {
  readonly groupName: string
  readonly madeOn: string
  readonly tables: readonly EverythingTable[]
}

const STYLE = `
body{margin:0 auto;max-width:80rem;padding:1.5rem;background:#fff;color:#23211c;font:1rem/1.5 "Atkinson Hyperlegible Next",Verdana,sans-serif}
h1,h2{color:#1f4d3a}
.table{overflow-x:auto}
table{border-collapse:collapse}
th,td{border:1px solid #8a8575;padding:.25rem .5rem;text-align:left;vertical-align:top;white-space:pre-line}
th{background:#ede7d8}
.warning{border:3px solid #8c1d18;padding:.5rem 1rem}
@media print{thead{display:table-header-group}tr{break-inside:avoid}}
`.trim()

const cells = (tag: 'th' | 'td', texts: readonly string[]): string =>
  texts.map((text) => `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${escapeHtml(text)}</${tag}>`).join('')

function table({ title, headings, rows }: EverythingTable, at: number): string {
  const id = `t${at}`
  const body =
    rows.length === 0
      ? '<p>None.</p>'
      : `<div class="table" role="region" tabindex="0" aria-labelledby="${id}"><table><thead><tr>${cells('th', headings)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n')}</tbody></table></div>`
  return `<h2 id="${id}">${escapeHtml(title)} (${rows.length})</h2>\n${body}`
}

/** The page's bytes (UTF-8). Every text is escaped. */
export function everythingPage(page: EverythingPage): Uint8Array {
  const contents = page.tables.map(({ title }, at) => `<li><a href="#t${at}">${escapeHtml(title)}</a></li>`).join('')
  const html = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(page.groupName)}: everything</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>${escapeHtml(page.groupName)}: everything in Trestle</h1>
<p class="warning"><strong>This copy is not sealed.</strong> It holds personal data of everybody on the register. Keep it where only the committee can reach it, and delete it when it is no longer needed.</p>
<p>Made on ${escapeHtml(formatDate(page.madeOn))}.</p>
<nav aria-label="Contents"><ul>${contents}</ul></nav>
<main>
${page.tables.map(table).join('\n')}
</main>
</body>
</html>
`
  return new TextEncoder().encode(html)
}
