import type { Import } from './imports'

/**
 * Who may import whom, zone by zone; type-only imports count. Screens use the core's pure rules and name its types, never
 * the vault, the store, the desk, sync or commands: those are reached through the workspace.
 */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  resources: [],
  preload: ['contract'],
  main: ['contract', 'resources'],

  'core/domain': ['contract', 'resources'],
  'core/records': ['contract', 'core/domain'],
  'core/merge': ['contract', 'core/domain', 'core/records'],
  'core/vault': ['contract', 'resources', 'core/domain', 'core/records', 'core/merge'],
  'core/text': ['contract', 'core/domain', 'core/records', 'core/merge', 'core/vault'],
  'core/store': ['contract', 'core/domain', 'core/records', 'core/merge', 'core/vault'],
  'core/sync': ['contract', 'core/domain', 'core/records', 'core/merge', 'core/vault', 'core/store'],
  'core/desk': ['contract', 'core/domain', 'core/records', 'core/merge', 'core/vault', 'core/store'],
  'core/model': ['contract', 'core/domain', 'core/records', 'core/merge', 'core/text'],
  'core/exchange': [
    'contract',
    'resources',
    'core/domain',
    'core/records',
    'core/merge',
    'core/vault',
    'core/text',
    'core/store',
    'core/model',
  ],
  'core/commands': [
    'contract',
    'resources',
    'core/domain',
    'core/records',
    'core/merge',
    'core/vault',
    'core/text',
    'core/model',
    'core/exchange',
  ],
  'core/workspace': [
    'contract',
    'resources',
    'core/domain',
    'core/records',
    'core/merge',
    'core/vault',
    'core/text',
    'core/store',
    'core/sync',
    'core/desk',
    'core/model',
    'core/exchange',
    'core/commands',
  ],

  host: ['contract'],
  messages: ['contract', 'core/domain', 'core/records', 'core/exchange', 'core/model', 'core/workspace'],
  // core/text for the writing components: a session of shared text, which the editor is given.
  components: ['contract', 'messages', 'core/domain', 'core/records', 'core/text', 'core/workspace'],
  app: ['contract', 'messages', 'components', 'core/domain', 'core/records', 'core/model', 'core/workspace'],
  features: [
    'contract',
    'resources',
    'messages',
    'components',
    'app',
    'core/domain',
    'core/records',
    'core/text',
    'core/model',
    'core/exchange',
    'core/workspace',
  ],
  // The parts of app that put the features together, and main.tsx.
  shell: [
    'contract',
    'messages',
    'components',
    'app',
    'features',
    'host',
    'core/domain',
    'core/records',
    'core/model',
    'core/workspace',
  ],
}

/** Besides: whose types may be named, without a line of it running there. A screen names a command's input, and runs it by name. */
export const mayName: Readonly<Record<string, readonly string[]>> = {
  messages: ['core/commands', 'core/merge', 'core/sync'],
  components: ['core/commands', 'core/merge', 'core/model'],
  app: ['core/commands', 'core/merge', 'core/sync'],
  features: ['core/commands', 'core/merge', 'core/sync'],
  shell: ['core/commands', 'core/merge', 'core/sync'],
}

/** Packages that only their owner may import. A name that ends in * is a prefix. */
export const owners: readonly (readonly [string, readonly string[]])[] = [
  ['electron', ['main', 'preload']],
  ['node:*', ['main']],
  ['pouchdb*', ['core/store']],
  ['dexie', ['core/desk']],
  ['papaparse', ['core/exchange']],
  ['docx', ['core/exchange']],
  ['mammoth', ['core/exchange']],
  ['fflate', ['core/exchange']],
  ['libphonenumber-js', ['core/domain']],
  ['postcode', ['core/domain']],
  ['yjs', ['core/text', 'features']],
  ['react*', ['app', 'components', 'features', 'shell']],
  ['@mantine*', ['app', 'components', 'features', 'shell']],
  ['@tabler*', ['app', 'components', 'features', 'shell']],
  ['@tanstack*', ['components', 'features']],
  ['@tiptap*', ['features', 'components']],
  ['wouter', ['app', 'shell']],
  ['get-nonce', ['app']],
]

/** Members that only their owner may name, by zone or by file. */
export const memberOwners: readonly (readonly [string, readonly string[]])[] = [
  ['subtle', ['core/vault']],
  ['bridge', ['src/renderer/host/electron.ts']],
  // Walls of the desktop: each has one door, or none.
  ['openExternal', ['src/main/handlers/links.ts']],
  ['exposeInMainWorld', ['src/preload/index.ts']],
  ['clearStorageData', []],
  ['executeJavaScript', []],
  ['insertCSS', []],
  ['sendSync', []],
]

/** The zone of a file (without extension, from the root). `shell` is decided by the caller, since it depends on who imports features. */
export function zoneOf(path: string, shell: ReadonlySet<string> = new Set()): string {
  if (shell.has(path) || path === 'src/renderer/main') return 'shell'
  if (path.startsWith('resources/')) return 'resources'
  if (path.startsWith('src/main/')) return 'main'
  if (path === 'src/preload/index' || path === 'src/preload/make-bridge') return 'preload'
  if (path.startsWith('src/preload/')) return 'contract'
  const core = /^src\/renderer\/core\/([^/]+)/.exec(path)
  if (core !== null) {
    const [, part = ''] = core
    return ['workspace', 'workspace-types', 'calls', 'client', 'rpc', 'worker'].includes(part)
      ? 'core/workspace'
      : `core/${part}`
  }
  return /^src\/renderer\/([^/]+)/.exec(path)?.[1] ?? path
}

/** The area of a screen: `members` of `src/renderer/features/members/page`. */
export function areaOf(path: string): string | undefined {
  return /^src\/renderer\/features\/([^/]+)/.exec(path)?.[1]
}

/** Files of `app` from which a feature can be reached: they put the screens together, so no screen may import them. */
export function shellFiles(imports: readonly Import[]): ReadonlySet<string> {
  const shell = new Set<string>()
  const before = (): number => shell.size
  for (let size = -1; size !== before(); ) {
    size = before()
    for (const { from, to } of imports) {
      const file = withoutExtension(from)
      if (zoneOf(file) === 'app' && (areaOf(to) !== undefined || shell.has(to))) shell.add(file)
    }
  }
  return shell
}

/** What is wrong with one import, in words; undefined when it may stand. */
export function faultOf(
  { from, specifier, to, kind, typeOnly }: Import,
  shell: ReadonlySet<string>,
): string | undefined {
  const file = withoutExtension(from)
  const zone = zoneOf(file, shell)
  if (kind === 'package') {
    const owner = owners.find(([name]) => (name.endsWith('*') ? to.startsWith(name.slice(0, -1)) : to === name))
    if (owner === undefined || owner[1].includes(zone)) return undefined
    return `${from}: only ${owner[1].join(', ')} may import ${specifier}`
  }
  const target = zoneOf(to, shell)
  const area = areaOf(file)
  if (area !== undefined && areaOf(to) !== undefined && areaOf(to) !== area) {
    return `${from}: features never import each other (${specifier})`
  }
  if (target === zone || mayImport[zone]?.includes(target) === true) return undefined
  if (typeOnly && mayName[zone]?.includes(target) === true) return undefined
  // Style sheets and pictures beside a file, or from a folder that holds nothing else.
  if (/\.(css|svg|png|woff2)$/.test(to)) return undefined
  return `${from}: ${zone} may not import ${target} (${specifier})`
}

/** What is wrong with the members that a file names. */
export function memberFaults(file: string, members: ReadonlySet<string>, shell: ReadonlySet<string>): string[] {
  const zone = zoneOf(withoutExtension(file), shell)
  return memberOwners
    .filter(([name, allowed]) => members.has(name) && !allowed.includes(zone) && !allowed.includes(file))
    .map(([name, allowed]) => `${file}: only ${allowed.join(', ') || 'nobody'} may use .${name}`)
}

/** Zones that import each other, directly or the long way round, as a path that ends where it began. */
export function cycleIn(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const done = new Set<string>()
  const walk = (zone: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(zone)) return [...path.slice(path.indexOf(zone)), zone]
    if (done.has(zone)) return undefined
    for (const next of edges.get(zone) ?? []) {
      const found = walk(next, [...path, zone])
      if (found !== undefined) return found
    }
    done.add(zone)
    return undefined
  }
  for (const zone of edges.keys()) {
    const found = walk(zone, [])
    if (found !== undefined) return found
  }
  return undefined
}

export function withoutExtension(file: string): string {
  return file.replace(/\.(ts|tsx|mts)$/, '')
}
