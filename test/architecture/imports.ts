import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import { parseSync } from 'vite'
import { alias } from '../../vite.alias.ts'

export const root = resolve(import.meta.dirname, '../..')

/** One import as it stands in a file: what is asked for, and the file (from the project's root) or package it means. */
export interface Import {
  readonly from: string
  readonly specifier: string
  readonly to: string
  readonly kind: 'file' | 'package'
  /** Only types are taken, so nothing of it runs here. */
  readonly typeOnly: boolean
}

/** A module that a file names. */
export interface Asked {
  readonly specifier: string
  readonly typeOnly: boolean
}

/** What a file reaches for: its imports of every form, and the members (`crypto.subtle`) it names. */
export interface Reaches {
  readonly asked: readonly Asked[]
  readonly members: ReadonlySet<string>
}

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

/**
 * Every way in which a module can name another: import, export from, import(), import type, `import('x').T`, require() and
 * `new URL('./x', import.meta.url)` (how workers are started).
 */
export function reachesOf(file: string, source: string): Reaches {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} does not parse`)
  const asked: Asked[] = []
  const members = new Set<string>()
  visit(program as unknown as Node, (node) => {
    const specifier = specifierOf(node)
    if (specifier !== undefined) asked.push({ specifier, typeOnly: isTypeOnly(node) })
    for (const member of membersOf(node)) members.add(member)
  })
  return { asked, members }
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, see)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}

function specifierOf(node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return literal(node.source ?? node.argument)
    case 'TSExternalModuleReference':
      return literal(node.expression)
    case 'CallExpression':
      return nameOf(node.callee) === 'require' ? literal(argument(node, 0)) : undefined
    case 'NewExpression': {
      const isLocal =
        nameOf(node.callee) === 'URL' && (argument(node, 1) as Node | undefined)?.type === 'MemberExpression'
      const path = isLocal ? literal(argument(node, 0)) : undefined
      return path?.startsWith('.') === true ? path : undefined
    }
    default:
      return undefined
  }
}

function isTypeOnly(node: Node): boolean {
  if (node.type === 'TSImportType') return true
  if (node.importKind === 'type' || node.exportKind === 'type') return true
  const names = (node.specifiers ?? []) as Node[]
  return names.length > 0 && names.every((one) => one.importKind === 'type' || one.exportKind === 'type')
}

/** The `b` of `a.b`, of `a['b']` and of `{ b } = a`. */
function membersOf(node: Node): string[] {
  if (node.type === 'MemberExpression') {
    const name = node.computed === true ? literal(node.property) : nameOf(node.property)
    return name === undefined ? [] : [name]
  }
  if (node.type !== 'ObjectPattern') return []
  return (node.properties as Node[]).flatMap((property) => nameOf(property.key) ?? [])
}

function argument(node: Node, index: number): unknown {
  return (node.arguments as unknown[])[index]
}

function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' ? (node.name as string) : undefined
}

function literal(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}

/** Every TypeScript file under src, from the root, with forward slashes. */
export function sourceFiles(): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mts)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** Resolves what a specifier means, without asking the disk: `src/renderer/core/vault/keys`, or a package's name. */
export function resolveImport(from: string, { specifier, typeOnly }: Asked): Import {
  const bare = specifier.replace(/\?.*$/, '')
  if (bare.startsWith('.'))
    return { from, specifier, typeOnly, kind: 'file', to: strip(posix.join(dirname(from), bare)) }
  for (const [name, path] of Object.entries(alias)) {
    if (bare !== name && !bare.startsWith(`${name}/`)) continue
    const target = relative(root, path).split(sep).join('/')
    return { from, specifier, typeOnly, kind: 'file', to: strip(`${target}${bare.slice(name.length)}`) }
  }
  const parts = bare.split('/')
  return { from, specifier, typeOnly, kind: 'package', to: parts.slice(0, bare.startsWith('@') ? 2 : 1).join('/') }
}

function strip(path: string): string {
  return path.replace(/\.(ts|tsx|mts|js)$/, '')
}

export function readSource(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
