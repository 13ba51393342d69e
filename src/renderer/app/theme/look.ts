/** How Trestle looks on this laptop: harmless, so it is kept in clear. */

export type Scheme = 'light' | 'dark' | 'system'
export type Contrast = 'normal' | 'more' | 'system'

export interface Look {
  readonly scheme: Scheme
  readonly contrast: Contrast
  /** Per cent of the usual: 90 to 200. */
  readonly textSize: number
}

export const textSizes: readonly number[] = [90, 100, 110, 125, 150, 175, 200]
export const defaultLook: Look = { scheme: 'system', contrast: 'system', textSize: 100 }
/** The name of the setting, in the workspace and in localStorage (which answers before the core is up). */
export const LOOK_KEY = 'look'

const schemes: readonly string[] = ['light', 'dark', 'system']
const contrasts: readonly string[] = ['normal', 'more', 'system']

/** A stored look, part by part; what does not fit is as it comes out of the box. */
export function readLook(stored: unknown): Look {
  if (typeof stored !== 'object' || stored === null) return defaultLook
  const { scheme, contrast, textSize } = stored as Record<string, unknown>
  return {
    scheme: schemes.includes(String(scheme)) ? (scheme as Scheme) : defaultLook.scheme,
    contrast: contrasts.includes(String(contrast)) ? (contrast as Contrast) : defaultLook.contrast,
    textSize: typeof textSize === 'number' && textSize >= 90 && textSize <= 200 ? textSize : defaultLook.textSize,
  }
}

/** One step larger or smaller among the sizes on offer. */
export function nextTextSize(now: number, direction: 1 | -1): number {
  const larger = textSizes.filter((size) => (direction === 1 ? size > now : size < now))
  return (direction === 1 ? larger[0] : larger.at(-1)) ?? now
}
