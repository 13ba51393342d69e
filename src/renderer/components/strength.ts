/** How hard a passphrase is to guess, told honestly: by what guessers try first, not by how odd it looks. */

export type Strength = 'weak' | 'fair' | 'good' | 'strong'

/** Bits that a word from a person's own vocabulary adds, and a letter that is not part of one. */
const BITS_PER_WORD = 11
const COMMON =
  /password|passwort|passphrase|letmein|welcome|qwerty|asdf|trestle|secret|admin|monkey|dragon|football|liverpool|arsenal|chelsea|summer|winter|spring|autumn|london|iloveyou|abc123/gi

/** Roughly how many bits a guesser with good word lists has to search. */
export function guessBits(passphrase: string): number {
  const bare = passphrase
    .toLowerCase()
    .replace(COMMON, ' # ')
    .replace(/(19|20)\d\d/g, '#')
    .replace(/(.)\1{2,}/g, '$1$1')
    .replace(/0123|1234|2345|3456|4567|5678|6789|abcd|bcde|cdef/g, '#')
    .trim()
  const words = bare.split(/[\s\-_.,]+/).filter((word) => word !== '')
  const bits = words.map((word) => wordBits(word))
  const different = new Set(words)
  return (
    bits.reduce((sum, each) => sum + each, 0) * (words.length === 0 ? 0 : different.size / words.length) +
    mixBits(passphrase)
  )
}

function wordBits(word: string): number {
  if (/^#+$/.test(word)) return 3
  const byLetters = new Set(word).size * (/[^a-z]/.test(word) ? 4.2 : 3.2)
  return /^[a-z]{3,}$/.test(word) ? Math.min(BITS_PER_WORD + Math.max(0, word.length - 8) * 3, byLetters) : byLetters
}

/** Capitals and signs in unusual places add a little. */
function mixBits(passphrase: string): number {
  const inside = passphrase.slice(1, -1)
  return (/[A-Z]/.test(inside) ? 2 : 0) + (/[^A-Za-z0-9\s]/.test(inside) ? 3 : 0)
}

/** Weak below 30 bits, fair below 40, good below 56: with 600,000 rounds of stretching, 40 bits cost one fast computer years. */
export function strengthOf(passphrase: string): Strength {
  const bits = guessBits(passphrase)
  if (bits < 30) return 'weak'
  if (bits < 40) return 'fair'
  return bits < 56 ? 'good' : 'strong'
}
