/** The path of a Chromium on this machine, or undefined. TRESTLE_CHROMIUM overrides it. */
export function chromiumPath(): string | undefined
