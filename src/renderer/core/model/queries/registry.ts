/** Every query by name. An area adds one import and one line. */

export const queries = {} as const
