// Sets the switches that are built into Electron's binary, for whoever makes a package of Trestle:
//   npm run fuses -- path/to/Trestle (on macOS: the "Electron Framework" inside the app, then sign it again)
// They cannot be changed afterwards by settings or by what a command line says. Until they are set, a packaged Trestle could be
// started as plain Node. (https://www.electronjs.org/docs/latest/tutorial/fuses)
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** In the order of the binary. `null`: as Electron ships it. */
export const FUSES = [
  ['RunAsNode', false],
  ['EnableCookieEncryption', true],
  ['EnableNodeOptionsEnvironmentVariable', false],
  ['EnableNodeCliInspectArguments', false],
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
  ['LoadBrowserProcessSpecificV8Snapshot', null],
  ['GrantFileProtocolExtraPrivileges', false],
  ['WasmTrapHandlers', null],
]

/** What stands before the switches: this text, the version of the format, how many there are. */
const MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const [OFF, ON] = [0x30, 0x31]

/** The binary with every switch as it must be; throws where one is missing, has been taken out, or is new to us. */
export function withFuses(binary) {
  const set = Buffer.from(binary)
  const places = placesIn(set)
  if (places.length === 0) throw new Error('this is not Electron: it has no such switches')
  for (const at of places) {
    const [version, count] = [set[at], set[at + 1]]
    if (version !== 1 || count !== FUSES.length)
      throw new Error(
        `Electron has other switches now (version ${version}, ${count} of them): look at scripts/fuses.mjs`,
      )
    for (const [i, [name, wanted]] of FUSES.entries()) {
      const place = at + 2 + i
      if (set[place] !== OFF && set[place] !== ON) throw new Error(`Electron has no switch ${name} any more`)
      if (wanted !== null) set[place] = wanted ? ON : OFF
    }
  }
  return set
}

/** Two in a binary for two kinds of Mac. */
function placesIn(binary) {
  const places = []
  for (let at = binary.indexOf(MARK); at >= 0; at = binary.indexOf(MARK, at + 1)) places.push(at + MARK.length)
  return places
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const path = process.argv[2]
  try {
    if (path === undefined) throw new Error('say which file: npm run fuses -- path/to/Trestle')
    writeFileSync(path, withFuses(readFileSync(path)))
    if (!readFileSync(path).equals(withFuses(readFileSync(path))))
      throw new Error('the file was not written as it should be')
    console.log(
      FUSES.map(([name, wanted]) => `${name}: ${wanted === null ? 'as it was' : wanted ? 'on' : 'off'}`).join('\n'),
    )
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
