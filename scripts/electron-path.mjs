// Finds Electron's binary without asking the electron package, which would try to download it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../node_modules/electron/', import.meta.url))

/** The path of the binary that electron's own installer put in place, or undefined. */
export function electronPath() {
  try {
    const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
    const name = existsSync(join(FOLDER, 'path.txt')) ? readFileSync(join(FOLDER, 'path.txt'), 'utf8') : 'electron'
    const path = join(override ?? join(FOLDER, 'dist'), name)
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}
