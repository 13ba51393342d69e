import { escapeHtml } from '@/core/exchange/html-escape'
import type { PersonPaper } from '@/core/exchange/person-docx'
import type { PersonHeld } from '@/core/model/queries/privacy'
import { held, personFile as words } from '@/messages/privacy'
import { fieldWords, groupHeld, valueWords } from './held'

const STYLE = `
body{margin:0;background:#fff;color:#1d1b17;font:1.0625rem/1.55 "Atkinson Hyperlegible Next",Verdana,sans-serif}
main{max-width:44rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.75rem;line-height:1.25}
h2{font-size:1.3rem;margin:2rem 0 .5rem;border-top:2px solid #1f4d3a;padding-top:1rem}
h3{font-size:1.0625rem;margin:1.25rem 0 .25rem}
dl{margin:0}
dl div{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem;padding:.35rem 0;border-bottom:1px solid #ddd}
dt{color:#4c4940}
dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
@media (max-width:32rem){dl div{grid-template-columns:1fr}}
`.trim()

/**
 * What is held on one person, as one web page that any browser opens: no script, nothing fetched, all text escaped. UTF-8 bytes.
 * `on`: the day in words. (UK GDPR art. 15)
 */
export function personPage(person: PersonHeld, groupName: string, on: string): Uint8Array {
  const groups = groupHeld(person.records).map(
    (group) =>
      `<h2>${escapeHtml(held.type(group.many, group.records.length))}</h2>\n${group.records
        .map((record) => `<h3>${escapeHtml(valueWords(record.title))}</h3>\n${fieldsHtml(fieldWords(record))}`)
        .join('\n')}`,
  )
  const mentions = person.mentions.map((each) => `<li>${escapeHtml(held.mention(each.title, each.where))}</li>`)
  const title = escapeHtml(words.title(groupName))
  const hasFiles = person.records.some((record) => record.type === 'file')
  const page = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${escapeHtml(words.made(person.name, on))}</p>
<p>${words.why}</p>
<p>${words.who}</p>
<p>${words.howLong}</p>
${groups.join('\n')}
${hasFiles ? `<p>${words.files}</p>` : ''}
${mentions.length === 0 ? '' : `<h2>${words.mentions}</h2>\n<ul>${mentions.join('')}</ul>`}
<p>${words.rights}</p>
</main>
</body>
</html>
`
  return new TextEncoder().encode(page)
}

function fieldsHtml(fields: PersonHeld['records'][number]['fields']): string {
  if (fields.length === 0) return `<p>${held.empty}</p>`
  const rows = fields.map(({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`)
  return `<dl>${rows.join('')}</dl>`
}

/** The same as a Word file: its parts, in words. `on`: the day in words. */
export function personPaper(person: PersonHeld, groupName: string, on: string): Omit<PersonPaper, 'madeOn'> {
  const hasFiles = person.records.some((record) => record.type === 'file')
  return {
    groupName,
    title: words.title(groupName),
    before: [words.made(person.name, on), words.why, words.who, words.howLong],
    groups: groupHeld(person.records).map((group) => ({
      heading: held.type(group.many, group.records.length),
      records: group.records.map((record) => ({
        title: valueWords(record.title),
        fields: fieldWords(record).map(({ label, value }) => [label, value] as const),
      })),
    })),
    ...(person.mentions.length === 0
      ? {}
      : {
          list: { heading: words.mentions, lines: person.mentions.map((each) => held.mention(each.title, each.where)) },
        }),
    after: [...(hasFiles ? [words.files] : []), words.rights],
    empty: held.empty,
  }
}

/** The same for a computer program (UK GDPR art. 20): days as `YYYY-MM-DD`, values as they are kept. UTF-8 JSON. */
export function personData(person: PersonHeld, groupName: string, madeAt: string): Uint8Array {
  const records = person.records.map(({ type, title, fields }) => ({
    type,
    title,
    fields: Object.fromEntries(fields.map(({ label, value }) => [label, value])),
  }))
  const mentions = person.mentions.map(({ type, title, where }) => ({ type, title, where }))
  return new TextEncoder().encode(
    JSON.stringify({ group: groupName, madeAt, name: person.name, records, mentions }, null, 1),
  )
}
