// Makes resources/dictionaries/recovery-words.txt from Debian's `scowl` package. Run by hand, once; the list never changes
// afterwards, since every printed recovery sheet depends on its words (not on their order). See the README beside the list.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const COUNT = 8192
const at = (path) => fileURLToPath(new URL(`../resources/dictionaries/${path}`, import.meta.url))
const read = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .map((word) => word.trim())
const unwanted = new Set(read(at('recovery-words-left-out.txt')).filter((word) => word !== '' && !word.startsWith('#')))
const stems = [...unwanted].filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))

// Commonest first. `english-words` only: these are spelt alike in Britain and America.
const levels = [10, 20, 35, 40].map((level) => read(`/usr/share/dict/scowl/english-words.${level}`))
const known = new Set(levels.flat())

/** The word that this one is an ending of (walks, walked, walking, walker), if it is in the language. */
function base(word) {
  const cut = (ending, put = '') => (word.endsWith(ending) ? word.slice(0, -ending.length) + put : '')
  const candidates = [
    cut('s'),
    cut('es'),
    cut('ies', 'y'),
    cut('ed'),
    cut('ed', 'e'),
    cut('ied', 'y'),
    cut('ing'),
    cut('ing', 'e'),
    cut('ings'),
    cut('ings', 'e'),
    cut('er'),
    cut('er', 'e'),
    cut('ier', 'y'),
    cut('ers'),
    cut('ers', 'e'),
    cut('est'),
    cut('est', 'e'),
    cut('iest', 'y'),
    cut('ly'),
    cut('ily', 'y'),
    cut('ly', 'le'),
    cut('ness'),
    cut('iness', 'y'),
    cut('able'),
    cut('ably', 'able'),
  ]
  for (const candidate of [...candidates])
    if (/([bdfgklmnprtvz])\1$/.test(candidate)) candidates.push(candidate.slice(0, -1))
  return candidates.find((candidate) => candidate.length >= 3 && candidate !== word && known.has(candidate))
}

const fits = (word) =>
  /^[a-z]{4,8}$/.test(word) &&
  /[aeiouy]/.test(word) &&
  !unwanted.has(word) &&
  !stems.some((stem) => word.startsWith(stem))
const plain = levels.map((level) =>
  level
    .filter((word) => fits(word) && base(word) === undefined)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1)),
)
const chosen = new Set(plain.flat().slice(0, COUNT))
console.log(`plain words by level: ${plain.map((level) => level.length).join(', ')}; chosen ${chosen.size}`)
if (chosen.size !== COUNT) throw new Error(`Needs ${COUNT} words`)
writeFileSync(at('recovery-words.txt'), `${[...chosen].sort().join('\n')}\n`)
