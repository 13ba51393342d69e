export const FUSES: readonly (readonly [string, boolean | null])[]
export function withFuses(binary: Buffer): Buffer
