/**
 * Checks by hand, where LibreOffice and poppler are installed, that our Word files open there and become PDF with nothing
 * missing: every word of every paragraph and cell is looked for in the PDF's text. Not part of `npm test`.
 *
 *   apt-get install libreoffice-writer-nogui poppler-utils
 *   node scripts/check-word.mjs [folder to keep the files in]
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import { createServer } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const keep = process.argv[2]
const folder = keep ? resolve(keep) : mkdtempSync(join(tmpdir(), 'trestle-word-'))
mkdirSync(folder, { recursive: true })

const run = (command, ...args) => execFileSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })

try {
  run('soffice', '--version')
} catch {
  console.error('LibreOffice is not installed here: nothing was checked.')
  process.exit(2)
}

/** All words of the document, in reading order, paragraph by paragraph. */
function paragraphs(bytes) {
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'])
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    paragraph
      .replace(/<w:br\/>/g, ' ')
      .replace(/<[^>]+>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&apos;|&#39;/g, "'")
      .replace(/&amp;/g, '&'),
  )
}

const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  resolve: { alias: { '@host': join(root, 'src/preload/host.ts'), '@': join(root, 'src/renderer') } },
})

let failures = 0
try {
  const { bidDocx } = await server.ssrLoadModule('/src/renderer/core/exchange/word.ts')
  const { signatureRegisterDocx } = await server.ssrLoadModule('/src/renderer/core/exchange/register-docx.ts')
  const { fullBid, longBid } = await server.ssrLoadModule('/test/exchange/bid-fixture.ts')
  const madeOn = '2026-11-22'
  const people = Array.from({ length: 90 }, (_, at) => `Invented Person ${at + 1}`)
  const files = {
    bid: await bidDocx(fullBid, { madeOn, wordCounts: true }),
    appendix: await bidDocx(fullBid, { madeOn, private: true }),
    long: await bidDocx(longBid(), { madeOn }),
    register: await signatureRegisterDocx({
      groupName: fullBid.groupName,
      versionTitle: 'Second version',
      effectiveOn: '2026-01-01',
      rows: people.map((name) => ({ name, signedOn: '2026-02-03', how: 'At a meeting', witness: 'A. Witness' })),
      unsigned: people.slice(0, 40).map((name) => `${name} (not yet)`),
      madeOn,
    }),
  }
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, `${name}.docx`)
    writeFileSync(path, bytes)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    run('soffice', profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, path)
    const pdf = path.replace(/docx$/, 'pdf')
    const text = run('pdftotext', '-layout', pdf, '-')
    const pages = Number(run('pdfinfo', pdf).match(/Pages:\s+(\d+)/)?.[1] ?? 0)
    const counts = new Map()
    for (const word of text.split(/\s+/)) counts.set(word, (counts.get(word) ?? 0) + 1)
    const missing = []
    for (const word of paragraphs(readFileSync(path)).join(' ').split(/\s+/)) {
      if (word === '') continue
      const left = counts.get(word) ?? 0
      if (left === 0) missing.push(word)
      else counts.set(word, left - 1)
    }
    const numbered = [1, pages].every((page) => text.includes(`Page ${page} of ${pages}`))
    const good = missing.length === 0 && numbered && pages > 0
    if (!good) failures += 1
    console.log(
      `${good ? 'ok  ' : 'FAIL'} ${name}: ${bytes.length} bytes, ${pages} pages, ${missing.length} words missing${missing.length ? ` (${missing.slice(0, 10).join(', ')})` : ''}, page numbers ${numbered ? 'right' : 'WRONG'}`,
    )
  }
} finally {
  await server.close()
  if (!keep) rmSync(folder, { recursive: true, force: true })
}
process.exit(failures === 0 ? 0 : 1)
