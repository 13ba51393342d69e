/** The path of Electron's binary, or undefined when it is not here. */
export function electronPath(): string | undefined
