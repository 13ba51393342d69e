/** Every command by name. An area adds one import and one line. */

export const commands = {} as const
