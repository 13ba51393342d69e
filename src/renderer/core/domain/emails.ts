/** Email addresses: tidied, compared, and checked for the slips that people make. Nothing is looked up and nothing refused. */

const SHAPE = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$/

/** Wrong on the left, meant on the right. Only slips that belong to nobody. */
const SLIPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'gmail.com':
      'gmial.com gmai.com gmal.com gmil.com gamil.com gnail.com gmail.co gmail.con gmail.cm gmaill.com gmail.co.uk gmailcom',
    'hotmail.com': 'hotmial.com hotmai.com hotmal.com hotmil.com homail.com hotmail.con hotmail.co hormail.com',
    'hotmail.co.uk': 'hotmial.co.uk hotmai.co.uk hotmal.co.uk homail.co.uk hotmail.couk hotmail.co.ku',
    'outlook.com': 'outlok.com outloo.com outlook.con oulook.com outlook.co',
    'yahoo.com': 'yaho.com yahooo.com yahoo.con yhaoo.com',
    'yahoo.co.uk': 'yaho.co.uk yahooo.co.uk yahoo.couk yhaoo.co.uk yahoo.co.ku',
    'btinternet.com':
      'btinternet.co btinternet.con btinernet.com btintenet.com btineternet.com btinternet.co.uk btinterent.com',
    'icloud.com': 'iclod.com icloud.con icoud.com icloud.co',
    'live.co.uk': 'live.couk',
    'sky.com': 'sky.con',
    'talktalk.net': 'talktalk.ne talktak.net',
  }).flatMap(([meant, slips]) => slips.split(' ').map((slip) => [slip, meant] as const)),
)

/** What the address looks like, and what was probably meant. */
export interface CheckedEmail {
  readonly address: string
  readonly outcome: 'right' | 'slip' | 'odd'
  /** For `slip`: the address with the domain that was probably meant. */
  readonly meant?: string
}

/** Takes off `mailto:`, angle brackets and spaces, and says whether the rest looks like an address. */
export function checkEmail(text: string): CheckedEmail {
  const inside = /<([^<>]+@[^<>]+)>/.exec(text)
  const address = (inside?.[1] ?? text)
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/[;,.]+$/, '')
  const at = address.lastIndexOf('@')
  const meant = at > 0 ? SLIPS.get(address.slice(at + 1).toLowerCase()) : undefined
  if (meant !== undefined) return { address, outcome: 'slip', meant: `${address.slice(0, at + 1)}${meant}` }
  return { address, outcome: SHAPE.test(address) ? 'right' : 'odd' }
}

/** For comparing: lower case, tidied. Empty when the text is not the shape of an address. */
export function emailKey(text: string): string {
  const address = text.trim().toLowerCase()
  return SHAPE.test(address) ? address : ''
}
