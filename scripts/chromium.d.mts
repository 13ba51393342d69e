/** The path of a Chromium on this machine, or undefined. TRESTLE_CHROMIUM overrides it. */
export function chromiumPath(): string | undefined
/** Switches for every Chromium that tests start. */
export const LEAN: readonly string[]
