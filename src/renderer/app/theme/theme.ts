import type { CSSVariablesResolver, MantineColorsTuple, MantineThemeOverride } from '@mantine/core'
import { createTheme } from '@mantine/core'
import { words } from '@/messages/shell'
import type { Tokens } from './tokens'
import { dark, darkMore, light, lightMore } from './tokens'

const green: MantineColorsTuple = [
  '#eff7f2',
  '#e0eee6',
  '#bfdccb',
  '#93cfad',
  '#62ab84',
  '#3f8d69',
  '#2f7a5b',
  '#1f5a43',
  '#184836',
  '#0f3325',
]
const red: MantineColorsTuple = [
  '#fdf1ee',
  '#fbe4df',
  '#f6beb3',
  '#f2a497',
  '#dd7264',
  '#c64f40',
  '#b23a2c',
  '#a5291c',
  '#8a2015',
  '#651309',
]
const yellow: MantineColorsTuple = [
  '#fef7e6',
  '#fbecc9',
  '#f2d183',
  '#eec76a',
  '#d3a030',
  '#ab7c12',
  '#8f6505',
  '#744b00',
  '#674300',
  '#4d3100',
]
/** Paper to ink: Mantine's greys, warmed. */
const paper: MantineColorsTuple = [
  '#faf7f1',
  '#f3eee4',
  '#ebe4d6',
  '#e3dbcc',
  '#c9bfac',
  '#8a806f',
  '#5c5548',
  '#4a443a',
  '#35302a',
  '#23211d',
]
/** The same at night, in the order in which Mantine uses `dark`: words first, grounds last. */
const night: MantineColorsTuple = [
  '#efeae0',
  '#d6cfc2',
  '#bbb3a4',
  '#8f8577',
  '#4a443c',
  '#332f2a',
  '#262320',
  '#1c1a17',
  '#161412',
  '#0e0d0b',
]

const sans =
  "'Atkinson Hyperlegible Next Variable', 'Atkinson Hyperlegible Next', system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"

/** Mantine, dressed as Trestle. Sizes are in rem, so the text size setting moves everything. */
export const theme: MantineThemeOverride = createTheme({
  colors: { green, red, yellow, gray: paper, dark: night },
  primaryColor: 'green',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  white: light.raised,
  black: light.ink,
  fontFamily: sans,
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace",
  headings: {
    fontFamily: sans,
    fontWeight: '650',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.875rem', lineHeight: '1.2' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h4: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.55', lg: '1.6', xl: '1.6' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  defaultRadius: 'md',
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md', fw: 550 } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    Switch: { defaultProps: { size: 'md' } },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': words.close },
        centered: true,
        radius: 'lg',
        padding: 'xl',
        overlayProps: { backgroundOpacity: 1, color: 'var(--t-shade)' },
        transitionProps: { duration: 120 },
      },
    },
    // A dialog's head is a header element; it is no banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': words.close } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 400 } },
    // Opened by keyboard it begins at its first item, and it stays when the page under it is scrolled: hidden, it would lose the focus.
    Menu: {
      defaultProps: {
        shadow: 'md',
        position: 'bottom-end',
        withInitialFocusPlaceholder: false,
        menuItemTabIndex: 0,
        hideDetached: false,
      },
    },
  },
})

/** `inkSoft` as `--t-ink-soft`. */
function variableName(token: string): string {
  return `--t-${token.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

function soft(
  color: string,
  ground: string,
  words: string,
  hover: string,
  fill: string,
  fillHover: string,
): Record<string, string> {
  return {
    [`--mantine-color-${color}-light`]: ground,
    [`--mantine-color-${color}-light-hover`]: hover,
    [`--mantine-color-${color}-light-color`]: words,
    [`--mantine-color-${color}-outline`]: words,
    [`--mantine-color-${color}-outline-hover`]: hover,
    [`--mantine-color-${color}-text`]: words,
    [`--mantine-color-${color}-filled`]: fill,
    [`--mantine-color-${color}-filled-hover`]: fillHover,
  }
}

/** Our own names (`--t-ink`) and, from them, the ones that Mantine reads. */
function variables(tokens: Tokens): Record<string, string> {
  const own = Object.fromEntries(Object.entries(tokens).map(([name, color]) => [variableName(name), color]))
  return {
    ...own,
    '--mantine-color-body': tokens.paper,
    '--mantine-color-text': tokens.ink,
    '--mantine-color-bright': tokens.ink,
    '--mantine-color-dimmed': tokens.inkSoft,
    '--mantine-color-placeholder': tokens.inkSoft,
    '--mantine-color-anchor': tokens.accent,
    '--mantine-color-error': tokens.badInk,
    '--mantine-color-success': tokens.accent,
    '--mantine-color-default': tokens.raised,
    '--mantine-color-default-hover': tokens.hover,
    '--mantine-color-default-color': tokens.ink,
    '--mantine-color-default-border': tokens.edge,
    '--mantine-color-disabled': tokens.sunk,
    '--mantine-color-disabled-color': tokens.inkSoft,
    '--mantine-color-disabled-border': tokens.line,
    ...soft('green', tokens.accentSoft, tokens.onAccentSoft, tokens.accentSoftHover, tokens.fill, tokens.fillHover),
    ...soft('red', tokens.badSoft, tokens.onBad, tokens.badSoft, tokens.dangerFill, tokens.dangerFillHover),
    ...soft('yellow', tokens.warnSoft, tokens.onWarn, tokens.warnSoft, tokens.onWarn, tokens.onWarn),
    ...soft('gray', tokens.quietSoft, tokens.onQuiet, tokens.hover, tokens.inkSoft, tokens.ink),
  }
}

/** Gives each scheme its variables; `more` is the high contrast of both. */
export function variablesResolver(more: boolean): CSSVariablesResolver {
  return () => ({
    variables: {},
    light: variables(more ? lightMore : light),
    dark: variables(more ? darkMore : dark),
  })
}

/** A style sheet that makes paper white and ink black, whatever the look on the screen. */
export function printSheet(): string {
  const lines = Object.entries(variables(light)).map(([name, color]) => `${name}:${color}`)
  // Twice the attribute, so that it outweighs the sheet that sets the look.
  return `:root[data-mantine-color-scheme][data-mantine-color-scheme]{${lines.join(';')}}`
}
