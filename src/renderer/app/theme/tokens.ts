/** The colours by what they are for. Every screen uses these names, so that light, dark and high contrast follow by themselves. */

export interface Tokens {
  /** The page. */
  readonly paper: string
  /** Cards, boxes to type in, dialogs. */
  readonly raised: string
  /** The rail, table heads, quiet panels. */
  readonly sunk: string
  /** Under the pointer. */
  readonly hover: string
  /** Lines that only divide. */
  readonly line: string
  /** The edge of a box to type in or to tick: at least 3:1. */
  readonly edge: string
  readonly ink: string
  readonly inkSoft: string
  /** Links, the chosen place in the rail. */
  readonly accent: string
  /** Filled buttons and ticks; `onFill` stands on them. */
  readonly fill: string
  readonly fillHover: string
  readonly onFill: string
  readonly dangerFill: string
  readonly dangerFillHover: string
  readonly accentSoft: string
  readonly accentSoftHover: string
  readonly onAccentSoft: string
  readonly goodSoft: string
  readonly onGood: string
  readonly warnSoft: string
  readonly onWarn: string
  readonly badSoft: string
  readonly onBad: string
  readonly quietSoft: string
  readonly onQuiet: string
  /** Words of warning and of error on the page itself. */
  readonly warnInk: string
  readonly badInk: string
  /** Round what has the keyboard's focus. */
  readonly focus: string
  /** Behind dialogs and under floating things. */
  readonly shade: string
}

export const light: Tokens = {
  paper: '#faf7f1',
  raised: '#fffefb',
  sunk: '#f3eee4',
  hover: '#ebe4d6',
  line: '#e3dbcc',
  edge: '#8a806f',
  ink: '#23211d',
  inkSoft: '#5c5548',
  accent: '#1f5a43',
  fill: '#1f5a43',
  fillHover: '#184836',
  onFill: '#ffffff',
  dangerFill: '#a5291c',
  dangerFillHover: '#8a2015',
  accentSoft: '#e0eee6',
  accentSoftHover: '#d0e5d9',
  onAccentSoft: '#184836',
  goodSoft: '#e0eee6',
  onGood: '#184836',
  warnSoft: '#fbecc9',
  onWarn: '#674300',
  badSoft: '#fbe4df',
  onBad: '#8a2015',
  quietSoft: '#ede7da',
  onQuiet: '#544d41',
  warnInk: '#744b00',
  badInk: '#9c2418',
  focus: '#1f5a43',
  shade: 'rgba(35, 33, 29, 0.45)',
}

export const dark: Tokens = {
  paper: '#1c1a17',
  raised: '#262320',
  sunk: '#161412',
  hover: '#332f2a',
  line: '#3c3731',
  edge: '#8f8577',
  ink: '#efeae0',
  inkSoft: '#bbb3a4',
  accent: '#93cfad',
  fill: '#2f7a5b',
  fillHover: '#276a4f',
  onFill: '#ffffff',
  dangerFill: '#b23a2c',
  dangerFillHover: '#9d3024',
  accentSoft: '#23392e',
  accentSoftHover: '#2c483a',
  onAccentSoft: '#b3e0c5',
  goodSoft: '#23392e',
  onGood: '#b3e0c5',
  warnSoft: '#403213',
  onWarn: '#f2d183',
  badSoft: '#47221b',
  onBad: '#f6beb3',
  quietSoft: '#37322c',
  onQuiet: '#cdc5b7',
  warnInk: '#eec76a',
  badInk: '#f2a497',
  focus: '#93cfad',
  shade: 'rgba(0, 0, 0, 0.6)',
}

export const lightMore: Tokens = {
  ...light,
  paper: '#ffffff',
  raised: '#ffffff',
  sunk: '#ffffff',
  hover: '#ececec',
  line: '#5a5a5a',
  edge: '#000000',
  ink: '#000000',
  inkSoft: '#262626',
  accent: '#00402a',
  fill: '#00402a',
  fillHover: '#002a1b',
  dangerFill: '#7d0f04',
  dangerFillHover: '#5c0a02',
  accentSoft: '#ececec',
  accentSoftHover: '#dddddd',
  onAccentSoft: '#00301f',
  goodSoft: '#ffffff',
  onGood: '#00402a',
  warnSoft: '#ffffff',
  onWarn: '#4d3100',
  badSoft: '#ffffff',
  onBad: '#7d0f04',
  quietSoft: '#ffffff',
  onQuiet: '#262626',
  warnInk: '#4d3100',
  badInk: '#7d0f04',
  focus: '#000000',
}

export const darkMore: Tokens = {
  ...dark,
  paper: '#000000',
  raised: '#000000',
  sunk: '#000000',
  hover: '#262626',
  line: '#9a9a9a',
  edge: '#ffffff',
  ink: '#ffffff',
  inkSoft: '#dedede',
  accent: '#a8f0c8',
  fill: '#1f5a43',
  fillHover: '#184836',
  dangerFill: '#8a2015',
  dangerFillHover: '#701910',
  accentSoft: '#1f1f1f',
  accentSoftHover: '#2e2e2e',
  onAccentSoft: '#c6f7db',
  goodSoft: '#000000',
  onGood: '#a8f0c8',
  warnSoft: '#000000',
  onWarn: '#ffd970',
  badSoft: '#000000',
  onBad: '#ffb9ac',
  quietSoft: '#000000',
  onQuiet: '#dedede',
  warnInk: '#ffd970',
  badInk: '#ffb9ac',
  focus: '#ffffff',
}

type Pair = readonly [text: keyof Tokens, ground: keyof Tokens]

const grounds: readonly (keyof Tokens)[] = ['paper', 'raised', 'sunk', 'hover']

/** Every pair in which words stand on a ground somewhere in the app: at least 4.5:1, and 7:1 in high contrast. */
export const textPairs: readonly Pair[] = [
  ...(['ink', 'inkSoft', 'accent', 'warnInk', 'badInk'] as const).flatMap((text) =>
    grounds.map((ground): Pair => [text, ground]),
  ),
  ...(['fill', 'fillHover', 'dangerFill', 'dangerFillHover'] as const).map((ground): Pair => ['onFill', ground]),
  ['onAccentSoft', 'accentSoft'],
  ['onAccentSoft', 'accentSoftHover'],
  ['ink', 'accentSoft'],
  ['inkSoft', 'accentSoft'],
  ['onGood', 'goodSoft'],
  ['onWarn', 'warnSoft'],
  ['onBad', 'badSoft'],
  ['onQuiet', 'quietSoft'],
]

/** Edges that tell where a control is, and the focus ring: at least 3:1. (WCAG 2.2, 1.4.11) */
export const edgePairs: readonly Pair[] = [
  ...(['edge', 'focus'] as const).flatMap((edge) =>
    (['paper', 'raised', 'sunk'] as const).map((ground): Pair => [edge, ground]),
  ),
]
