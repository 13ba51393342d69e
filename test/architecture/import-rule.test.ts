import { describe, expect, it } from 'vitest'
import { type Import, reachesOf, readSource, resolveImport, sourceFiles } from './imports'
import { cycleIn, faultOf, mayImport, memberFaults, shellFiles, withoutExtension, zoneOf } from './rule'

const files = sourceFiles()
const reached = files.map((file) => ({ file, ...reachesOf(file, readSource(file)) }))
const imports: readonly Import[] = reached.flatMap(({ file, asked }) => asked.map((one) => resolveImport(file, one)))
const shell = shellFiles(imports)

describe('the import rule', () => {
  it('sees the whole tree', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(imports.length).toBeGreaterThan(300)
  })

  it('gives every file a zone that the table knows', () => {
    expect(files.filter((file) => !(zoneOf(withoutExtension(file), shell) in mayImport))).toEqual([])
  })

  it('finds no forbidden import, type-only ones included', () => {
    expect(imports.map((one) => faultOf(one, shell)).filter((fault) => fault !== undefined)).toEqual([])
  })

  it('finds crypto.subtle in the vault only, the bridge in the Electron host only, and each door of the desktop in its file', () => {
    expect(reached.flatMap(({ file, members }) => memberFaults(file, members, shell))).toEqual([])
  })

  it('finds no cycle between zones', () => {
    const edges = new Map<string, Set<string>>()
    for (const { from, to, kind } of imports) {
      const [a, b] = [zoneOf(withoutExtension(from), shell), zoneOf(to, shell)]
      if (kind === 'file' && a !== b) edges.set(a, (edges.get(a) ?? new Set()).add(b))
    }
    expect(cycleIn(edges)).toBeUndefined()
  })
})

describe('the rule itself', () => {
  const fault = (from: string, source: string): string[] => {
    const { asked, members } = reachesOf(from, source)
    const found = asked.map((one) => faultOf(resolveImport(from, one), shell))
    return [...found.filter((one) => one !== undefined), ...memberFaults(from, members, shell)]
  }

  it.each([
    [
      'a screen reaching into the store',
      'src/renderer/features/members/x.tsx',
      "import { open } from '@/core/store/open'",
    ],
    ['a type-only import', 'src/renderer/core/domain/x.ts', "import type { Item } from '../records/define'"],
    ['an inline type', 'src/renderer/core/domain/x.ts', "export type I = import('../records/define').Item"],
    ['a lazy import', 'src/renderer/core/model/x.ts', "export const load = () => import('../commands/registry')"],
    ['a re-export', 'src/renderer/core/merge/x.ts', "export { seal } from '../vault/envelope'"],
    ['a worker', 'src/renderer/features/bids/x.ts', "new Worker(new URL('../../core/store/w.ts', import.meta.url))"],
    ['one feature in another', 'src/renderer/features/members/x.tsx', "import { P } from '../bids/page'"],
    [
      'one feature in another by alias',
      'src/renderer/features/members/x.tsx',
      "import { P } from '@/features/bids/page'",
    ],
    ['pouchdb outside the store', 'src/renderer/core/sync/x.ts', "import PouchDB from 'pouchdb-browser'"],
    ['dexie outside the desk', 'src/renderer/core/model/x.ts', "import type { Dexie } from 'dexie'"],
    ['docx outside exchange', 'src/renderer/features/bids/x.ts', "const docx = await import('docx')"],
    [
      'a screen calling a command',
      'src/renderer/features/members/x.ts',
      "import { memberCommands } from '@/core/commands/members'",
    ],
    [
      'a screen with one value among types',
      'src/renderer/features/members/x.ts',
      "import { type A, b } from '@/core/commands/members'",
    ],
    ['electron in the renderer', 'src/renderer/host/electron.ts', "import { ipcRenderer } from 'electron'"],
    ['electron by require', 'src/renderer/app/x.ts', "const e = require('electron')"],
    ['Node in core', 'src/renderer/core/vault/x.ts', "import { randomBytes } from 'node:crypto'"],
    ['React in core', 'src/renderer/core/model/x.ts', "import { useState } from 'react'"],
    ['core in main', 'src/main/x.ts', "import { seal } from '../renderer/core/vault/envelope'"],
    ['main in the renderer', 'src/renderer/host/x.ts', "import type { H } from '../../main/ipc'"],
    ['the worlds of screens in core', 'src/renderer/core/commands/x.ts', "import { errors } from '@/messages/errors'"],
    ['the composition root in a screen', 'src/renderer/features/start/x.tsx', "import '../../main'"],
    ['crypto.subtle outside the vault', 'src/renderer/core/sync/x.ts', "await crypto.subtle.digest('SHA-256', b)"],
    ['crypto.subtle taken apart', 'src/renderer/core/sync/x.ts', 'const { subtle } = crypto'],
    ['the bridge outside its host', 'src/renderer/features/settings/x.ts', "window['bridge']"],
    ['a link opened past the question', 'src/main/menu.ts', 'shell.openExternal(address)'],
    ['a script put into the page', 'src/main/index.ts', 'window.webContents.executeJavaScript(code)'],
  ])('refuses %s', (_what, from, source) => {
    expect(fault(from, source)).toHaveLength(1)
  })

  it.each([
    ['the contract, from anywhere', 'src/renderer/core/domain/x.ts', "import { ok } from '@host'"],
    ['a screen using a hook', 'src/renderer/features/members/x.tsx', "import { useQuery } from '@/app/use-query'"],
    [
      'a screen naming a type',
      'src/renderer/features/members/x.ts',
      "import { type A, type B } from '@/core/commands/members'",
    ],
    ['the store using pouchdb', 'src/renderer/core/store/x.ts', "import PouchDB from 'pouchdb-browser'"],
    ['data', 'src/renderer/core/domain/x.ts', "import rules from '@resources/rules/acv-2011.json'"],
    ['a file named in a plain string', 'src/renderer/core/domain/x.ts', "const text = 'import x from electron'"],
  ])('allows %s', (_what, from, source) => {
    expect(fault(from, source)).toEqual([])
  })

  it('takes the files of app that reach a feature for the shell, however far', () => {
    const imported = (from: string, specifier: string): Import => resolveImport(from, { specifier, typeOnly: false })
    const made = [
      imported('src/renderer/app/routes.tsx', '@/features/members/routes'),
      imported('src/renderer/app/frame.tsx', './routes'),
      imported('src/renderer/app/use-query.ts', './providers'),
    ]
    expect([...shellFiles(made)].sort()).toEqual(['src/renderer/app/frame', 'src/renderer/app/routes'])
    const screen = imported('src/renderer/features/members/page.tsx', '@/app/frame')
    expect(faultOf(screen, shellFiles(made))).toContain('features may not import shell')
  })

  it('finds a cycle the long way round', () => {
    const edges = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['a'])],
    ])
    expect(cycleIn(edges)).toEqual(['a', 'b', 'c', 'a'])
    expect(cycleIn(new Map([['a', new Set(['b'])]]))).toBeUndefined()
  })
})
