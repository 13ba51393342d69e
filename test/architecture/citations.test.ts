import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

/** What a comment or a page points to can be read by whoever has the repository and nothing else. */
const FOLDERS = ['src', 'test', 'scripts', 'docs']
const pages = (): readonly string[] => readdirSync('.').filter((name) => name.endsWith('.md'))

function files(): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|mjs|mts|md|css)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  ).concat(pages())
}

const places = (cited: string, by: string): readonly string[] => [cited, join('docs', cited), join(dirname(by), cited)]

it('every page that is cited is in the repository', () => {
  const lost = files().flatMap((by) =>
    [
      ...readFileSync(by, 'utf8')
        .replaceAll(/https?:\S+/g, '')
        .matchAll(/(?<![\w/*.-])[\w./-]*\w\.md\b/g),
    ]
      .map(([cited]) => cited)
      .filter((cited) => !places(cited, by).some((place) => existsSync(place)))
      .map((cited) => `${by}: ${cited}`),
  )
  expect(lost).toEqual([])
})

it('every decision and every fault that is cited by its number is there', () => {
  const decisions = new Set(readdirSync('docs/adr').map((name) => Number(name.slice(0, 4))))
  const faults = new Set(
    [...readFileSync('docs/guards.md', 'utf8').matchAll(/^\| \*\*(\d+)\*\*/gm)].map((row) => Number(row[1])),
  )
  const lost = files().flatMap((by) => {
    const text = readFileSync(by, 'utf8')
    const numbers = (pattern: RegExp): readonly number[] =>
      [...text.matchAll(pattern)].flatMap((found) =>
        [...(found[1] ?? '').matchAll(/\d+/g)].map(([digits]) => Number(digits)),
      )
    return [
      ...numbers(/\badr\/(\d{4})/g).filter((number) => !decisions.has(number)),
      ...numbers(/\bADR (\d+(?:(?:, | and )\d+)*)/g).filter((number) => !decisions.has(number)),
      ...numbers(/guards\.md, faults? (\d+(?:(?:, | and )\d+)*)/g).filter((number) => !faults.has(number)),
    ].map((number) => `${by}: ${number}`)
  })
  expect(lost).toEqual([])
})
