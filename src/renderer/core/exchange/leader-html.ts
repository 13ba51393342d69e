/**
 * The leader card as one small web page that a group can put on its site or hand to the council: no script, nothing fetched
 * from anywhere, readable by a screen reader, in dark rooms and on paper.
 */
import { formatDate } from '../domain/dates'
import type { LeaderCard } from '../domain/leader-card'
import { escapeHtml, safeLink } from './html-escape'
import { telephoneValue } from './vcard'

/** Every pair of colours is at least 7:1, in both schemes. */
const STYLE = `
:root{color-scheme:light dark}
body{margin:0;background:#fbf8f1;color:#23211c;font:1.125rem/1.6 "Atkinson Hyperlegible Next","Atkinson Hyperlegible",Verdana,sans-serif}
main{max-width:36rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .25rem}
p{margin:0 0 1rem}
dl{margin:1.5rem 0;border-top:2px solid #1f4d3a}
dl div{padding:.75rem 0;border-bottom:1px solid #d8d0be}
dt{font-weight:700}
dd{margin:0;overflow-wrap:anywhere}
a{color:#1f4d3a}
a:focus-visible{outline:3px solid #1f4d3a;outline-offset:2px}
footer{font-size:1rem}
@media (prefers-color-scheme:dark){body{background:#1b1a17;color:#f3eee2}a{color:#a9dcc0}dl{border-color:#a9dcc0}dl div{border-color:#4a463c}a:focus-visible{outline-color:#a9dcc0}}
@media print{body{background:#fff;color:#000}main{padding:0}a{color:#000}}
`.trim()

function row(label: string, html: string): string {
  return `<div><dt>${label}</dt><dd>${html}</dd></div>`
}

function emailHtml(email: string): string {
  const link = /^[^\s@?&]+@[^\s@?&]+$/.test(email) ? safeLink(`mailto:${email}`) : null
  return link === null ? escapeHtml(email) : `<a href="${escapeHtml(link)}">${escapeHtml(email)}</a>`
}

function phoneHtml(phone: string): string {
  const number = telephoneValue(phone)
  return number.length < 5 ? escapeHtml(phone) : `<a href="tel:${number}">${escapeHtml(phone)}</a>`
}

/**
 * The card as the bytes of an HTML page (UTF-8). All text is escaped; only `mailto:` and `tel:` links, made here from the
 * email and phone. Holds only what the card holds: what is not public is not there.
 */
export function leaderCardHtml(card: LeaderCard): Uint8Array {
  const rows = [
    ...(card.name === undefined ? [] : [row(escapeHtml(card.office), escapeHtml(card.name))]),
    ...(card.phone === undefined ? [] : [row('Phone', phoneHtml(card.phone))]),
    ...(card.email === undefined ? [] : [row('Email', emailHtml(card.email))]),
    ...(card.address === undefined ? [] : [row('Address', escapeHtml(card.address))]),
    ...(card.area === undefined ? [] : [row('Our area', escapeHtml(card.area))]),
  ]
  const title = `Contact ${escapeHtml(card.groupName)}`
  const page = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="Trestle">
<title>${title}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>${escapeHtml(card.groupName)}</h1>
<p>${rows.length === 0 ? 'No contact details have been made public yet.' : `How to reach our ${escapeHtml(card.office.toLowerCase())}.`}</p>
${rows.length === 0 ? '' : `<dl>\n${rows.join('\n')}\n</dl>`}
<footer><p>Last updated on ${escapeHtml(formatDate(card.updatedOn))}.</p></footer>
</main>
</body>
</html>
`
  return new TextEncoder().encode(page)
}
