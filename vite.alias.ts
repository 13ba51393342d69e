import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The path aliases, for every bundler; tsconfig.json says the same to the type checker. */
export const alias = {
  '@resources': at('./resources'),
  '@host': at('./src/preload/host.ts'),
  '@': at('./src/renderer'),
} as const

const { version } = JSON.parse(readFileSync(at('./package.json'), 'utf8')) as { version: string }

/** Facts that every build carries. */
export const define = { 'import.meta.env.VITE_TRESTLE_VERSION': JSON.stringify(version) } as const
