import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The path aliases, for every bundler; tsconfig.json says the same to the type checker. */
export const alias = {
  '@resources': at('./resources'),
  '@host': at('./src/preload/host.ts'),
  '@': at('./src/renderer'),
} as const
