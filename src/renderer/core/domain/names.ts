/**
 * People's names as they are written in British lists: joined or split, with titles, letters after the name and short forms.
 * Everything here is pure and makes guesses only where a person will look at them before anything is kept.
 */

/** The parts of a name that Trestle keeps. */
export interface NameParts {
  readonly honorific?: string
  readonly givenName?: string
  readonly familyName?: string
  /** The text seems to name two people ("Mr & Mrs Smith"). */
  readonly couple?: boolean
}

const TITLES = new Set(
  'mr mrs miss ms mx dr doctor prof professor rev revd reverend canon fr father sister sr brother sir dame lady lord cllr councillor capt captain major maj col colonel master mstr imam rabbi'.split(
    ' ',
  ),
)
/** Letters that follow a name and are no part of it. */
const AFTER_NAME = new Set('jnr jr snr mbe obe cbe kbe jp phd md bem qc kc esq fca msc ba bsc ma'.split(' '))
/** Words that belong to the family name that follows them: "van der Berg", "de la Cruz", "St John". */
const PARTICLES = new Set(
  'van von der den de del della di da du dos la le ter ten bin ibn al el ap st o mac mc'.split(' '),
)

/** Groups of given names that are used for the same person. A name may stand in several ("Alex", "Pat", "Chris"). */
const SAME_PERSON = [
  'margaret maggie peggy peg meg madge marge margie mags greta',
  'elizabeth elisabeth liz lizzie beth betty bess bessie eliza libby lisa elsie lilibet',
  'katherine catherine kathryn catharine kathleen kate katie kathy cathy kath kay kitty kit cath',
  'robert rob robbie bob bobby bert',
  'william will bill billy willy willie liam',
  'richard rick ricky dick dickie rich richie',
  'james jim jimmy jamie jem',
  'john johnny jack jon jonny',
  'jonathan jonathon jon jonny',
  'michael mike mick mickey micky',
  'thomas tom tommy',
  'edward ed eddie ted teddy ned',
  'edwin ed eddie',
  'david dave davey dai',
  'daniel dan danny',
  'andrew andy drew',
  'anthony antony tony',
  'alexander alex alec sandy alasdair alistair',
  'alexandra alex sandra alexa lexi sandy',
  'alistair alastair alasdair al',
  'albert bert al bertie',
  'alfred alf alfie fred',
  'frederick fred freddie freddy',
  'benjamin ben benny benjy',
  'charles charlie chas chuck',
  'charlotte charlie lottie lotty',
  'christopher chris kit christy',
  'christine chris chrissie tina christina',
  'christina chris tina christine',
  'dorothy dot dotty dolly dottie',
  'deborah debra deb debbie debby',
  'donald don donnie',
  'douglas doug dougie',
  'eleanor ellie nell nellie elinor nora ellen',
  'ellen nell nellie ellie',
  'emily em emmy',
  'emma em emmy',
  'florence flo florrie flossie',
  'frances fran fanny francesca frankie',
  'francis frank frankie',
  'geoffrey jeffrey geoff jeff',
  'george georgie',
  'georgina georgie gina',
  'gerald gerry jerry ged',
  'gregory greg',
  'gwendoline gwendolen gwen',
  'harold harry hal',
  'henry harry hal hank',
  'helen nell nellie helena',
  'hugh hughie huw',
  'isabel isabella isobel isabelle bella izzy belle',
  'jacqueline jacquelyn jackie jacqui',
  'janet jan jenny',
  'janice jan',
  'jennifer jen jenny jennie',
  'jessica jess jessie',
  'joan joanie',
  'joanna joanne jo',
  'josephine jo josie',
  'joseph joe joey',
  'joshua josh',
  'judith judy jude',
  'julia julie',
  'kenneth ken kenny',
  'lawrence laurence larry laurie',
  'leonard len lenny leo',
  'leslie les',
  'lesley les',
  'lilian lillian lily lil',
  'louise lou lulu',
  'louis lou lewis',
  'madeleine madeline maddy maddie',
  'malcolm mal malc',
  'martin marty martyn',
  'mary molly polly may mae',
  'matthew matt matty',
  'matilda tilly tilda mattie',
  'maurice morris mo',
  'mohammed muhammad mohamed mohammad muhammed mo',
  'nathaniel nathan nat nate',
  'nicholas nicolas nick nicky',
  'nicola nicky nikki nick',
  'oliver ollie olly',
  'olivia liv livvy ollie',
  'pamela pam',
  'patricia pat patsy trish tricia patti',
  'patrick pat paddy',
  'penelope penny pen',
  'peter pete',
  'philip phillip phil pip',
  'philippa pippa pip',
  'raymond ray',
  'rebecca becky becca bex',
  'reginald reg reggie',
  'ronald ron ronnie',
  'rosemary rose rosie romy',
  'rosalind ros roz rosie',
  'samuel sam sammy',
  'samantha sam sammy',
  'sarah sara sally sadie',
  'simon si',
  'stanley stan',
  'stephen steven steve stevie',
  'stephanie steph stevie',
  'stuart stewart stu',
  'susan sue susie suzy suzanne susanna',
  'suzanne sue suzy',
  'sylvia silvia syl',
  'terence terry terrance',
  'theresa teresa terry tess tessa',
  'timothy tim timmy',
  'trevor trev',
  'valerie val',
  'veronica ronnie',
  'victor vic',
  'victoria vicky vicki tori vic',
  'vincent vince vin',
  'vivian vivien vivienne viv',
  'walter wally walt',
  'winifred win winnie freda',
] as const

const groupsByName: ReadonlyMap<string, readonly number[]> = (() => {
  const map = new Map<string, number[]>()
  SAME_PERSON.forEach((group, index) => {
    for (const name of group.split(' ')) map.set(name, [...(map.get(name) ?? []), index])
  })
  return map
})()

/** Whether the word is a given name or short form that Trestle knows: for telling a column of first names by its values. */
export function isKnownGivenName(word: string): boolean {
  return groupsByName.has(word.toLowerCase())
}

/** Whether the text is a title and nothing else: "Mrs", "Dr.", "Mr & Mrs". */
export function isTitle(text: string): boolean {
  const words = text
    .toLowerCase()
    .replace(/[.,]/g, ' ')
    .split(/\s+|&|\band\b/)
    .filter(Boolean)
  return words.length > 0 && words.every((word) => TITLES.has(word))
}

/** Lower case, no accents, no apostrophes; other marks become single spaces: "O'Neill-Brown" is "oneill brown". */
export function foldName(text: string): string {
  if (/^[a-z]+$/.test(text)) return text
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’`´.]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** A family name for comparing: folded, without letters after the name. */
export function foldFamilyName(text: string): string {
  const folded = foldName(text)
  if (!folded.includes(' ')) return folded
  return folded
    .split(' ')
    .filter((word, index) => index === 0 || !AFTER_NAME.has(word))
    .join(' ')
}

/** Whether two folded given names may be one person's: equal, a short form, an initial, or a slip of the pen. */
export function sameGivenName(a: string, b: string): boolean {
  if (a === b) return a !== ''
  if (a === '' || b === '') return false
  const first = a.split(' ', 1)[0] ?? a
  const second = b.split(' ', 1)[0] ?? b
  if (first === second) return true
  if (first.length === 1 || second.length === 1) return first[0] === second[0]
  const groups = groupsByName.get(first)
  if (groups?.some((group) => groupsByName.get(second)?.includes(group))) return true
  // Two names that are both well known are two names, however alike they look: Joan and John, Jean and Dean.
  if (groups && groupsByName.has(second)) return false
  return jaroWinkler(first, second) >= ALIKE
}

/** From here on two names count as alike. */
export const ALIKE = 0.92

/** How alike two texts are, 0 to 1, by Jaro's measure with Winkler's bonus of 0.1 for each of up to 4 shared first letters. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1
  const shorter = a.length <= b.length ? a : b
  const longer = shorter === a ? b : a
  if (shorter === '') return 0
  const reach = Math.max(Math.floor(longer.length / 2) - 1, 0)
  const taken = new Uint8Array(longer.length)
  let matched = ''
  for (let i = 0; i < shorter.length; i++) {
    const end = Math.min(i + reach, longer.length - 1)
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (taken[j] === 1 || longer[j] !== shorter[i]) continue
      taken[j] = 1
      matched += shorter[i]
      break
    }
  }
  if (matched === '') return 0
  let swapped = 0
  let at = 0
  for (let j = 0; j < longer.length; j++) {
    if (taken[j] !== 1) continue
    if (longer[j] !== matched[at]) swapped++
    at++
  }
  const count = matched.length
  const jaro = (count / shorter.length + count / longer.length + (count - swapped / 2) / count) / 3
  let prefix = 0
  while (prefix < 4 && prefix < shorter.length && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** Splits a name written in one cell: "Mrs Jane Smith", "Smith, Jane", "Dr A. van der Berg". A lone word is a family name after a title, else a first name. */
export function splitName(text: string): NameParts {
  const tidy = text.replace(/\s+/g, ' ').trim()
  if (tidy === '') return {}
  const couple = /\s(&|and|\+)\s|&/i.test(tidy)
  const comma = tidy.indexOf(',')
  if (comma > 0) {
    const after = tidy.slice(comma + 1).trim()
    if (after !== '' && !AFTER_NAME.has(after.toLowerCase().replace(/\./g, ''))) {
      const rest = takeTitle(after.split(' '))
      return parts(rest.title, rest.words.join(' '), tidy.slice(0, comma).trim(), couple)
    }
  }
  const { title, words } = takeTitle(tidy.split(' '))
  if (words.length === 0) return parts(title, '', '', couple)
  if (words.length === 1) {
    const only = words[0] ?? ''
    return title === '' ? parts('', only, '', couple) : parts(title, '', only, couple)
  }
  let from = words.length - 1
  while (from > 1 && AFTER_NAME.has(foldName(words[from] ?? ''))) from--
  while (from > 1 && PARTICLES.has(foldName(words[from - 1] ?? ''))) from--
  return parts(title, words.slice(0, from).join(' '), words.slice(from).join(' '), couple)
}

function takeTitle(words: readonly string[]): { readonly title: string; readonly words: readonly string[] } {
  let count = 0
  const isLink = (word: string | undefined): boolean => word === '&' || word === 'and' || word === '+'
  while (count < words.length) {
    const word = words[count] ?? ''
    if (TITLES.has(word.toLowerCase().replace(/[.,]/g, ''))) count++
    else if (count > 0 && isLink(word.toLowerCase()) && isTitle(words[count + 1] ?? '')) count++
    else break
  }
  return { title: words.slice(0, count).join(' ').replace(/,$/, ''), words: words.slice(count) }
}

function parts(honorific: string, givenName: string, familyName: string, couple: boolean): NameParts {
  return {
    ...(honorific && { honorific }),
    ...(givenName && { givenName }),
    ...(familyName && { familyName }),
    ...(couple && { couple }),
  }
}

/** "Jane Smith", in the order in which it is said; empty when nothing is known. */
export function fullName(name: {
  readonly givenName?: string | undefined
  readonly familyName?: string | undefined
}): string {
  return [name.givenName, name.familyName].filter(Boolean).join(' ')
}

/** What a list is sorted by: family name first; people without one by their first name. */
export function sortName(name: {
  readonly givenName?: string | undefined
  readonly familyName?: string | undefined
}): string {
  return [name.familyName, name.givenName].filter(Boolean).join(' ')
}
