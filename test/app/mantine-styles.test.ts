import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const CORE = at('../../node_modules/@mantine/core')
const MODULES = readdirSync(join(CORE, 'esm'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.mjs'),
)

/** The names imported from a package, in one source text: values only. */
function importedFrom(name: string, text: string): string[] {
  const found = [...text.matchAll(new RegExp(`import (?!type)\\{([^}]*)\\} from ['"]${name}['"]`, 'g'))]
  return found
    .flatMap((match) => (match[1] ?? '').split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('type '))
    .map((one) => one.split(' as ')[0] ?? one)
}

function sources(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
}

/** The style modules that a module of Mantine's leads to, by the names of their sheets. */
function sheetsOf(file: string, seen: Set<string>, sheets: Set<string>): void {
  if (seen.has(file)) return
  seen.add(file)
  const module = /([A-Za-z]+)\.module\.mjs$/.exec(file)?.[1]
  if (module !== undefined) {
    sheets.add(module)
    return
  }
  for (const match of readFileSync(file, 'utf8').matchAll(/from "(\.[^"]+)"/g)) {
    sheetsOf(join(dirname(file), match[1] ?? ''), seen, sheets)
  }
}

function needed(): Set<string> {
  const used = new Set([
    ...sources(at('../../src/renderer'), /\.tsx?$/).flatMap((text) => importedFrom('@mantine/core', text)),
    ...sources(at('../../node_modules/@mantine/notifications/esm'), /\.mjs$/).flatMap((text) =>
      importedFrom('@mantine/core', text),
    ),
  ])
  const sheets = new Set<string>()
  const seen = new Set<string>()
  for (const name of used) {
    const file = MODULES.find((module) => module.endsWith(`/${name}.mjs`))
    if (file !== undefined) sheetsOf(join(CORE, 'esm', file), seen, sheets)
  }
  return sheets
}

/** Where each component's rules stand in Mantine's whole sheet. */
function order(): string[] {
  const whole = readFileSync(join(CORE, 'styles.layer.css'), 'utf8')
  return readdirSync(join(CORE, 'styles'))
    .filter((file) => file.endsWith('.layer.css'))
    .map((file) => {
      const first = /\.(m_[0-9a-f]+)/.exec(readFileSync(join(CORE, 'styles', file), 'utf8'))?.[1]
      return { name: file.replace('.layer.css', ''), place: first === undefined ? -1 : whole.indexOf(first) }
    })
    .sort((one, other) => one.place - other.place)
    .map(({ name }) => name)
}

describe('styles/mantine.css', () => {
  it('holds the sheets of the components in use, no more and no less, in Mantine’s order', () => {
    const sheet = readFileSync(at('../../src/renderer/styles/mantine.css'), 'utf8')
    const loaded = [...sheet.matchAll(/styles\/([A-Za-z-]+)\.layer\.css/g)].map((match) => match[1] ?? '')
    const wanted = needed()
    expect(loaded.slice(2)).toEqual(order().filter((name) => wanted.has(name)))
    expect(loaded.slice(0, 2)).toEqual(['baseline', 'global'])
  })
})
