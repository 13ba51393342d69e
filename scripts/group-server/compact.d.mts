import type { Ask } from './provision.mjs'

/** Compacts these databases, or all that have Trestle's gatekeeper. Answers their names; throws when the server refuses. */
export function compactGroups(
  ask: Ask,
  databases?: readonly string[],
  pause?: (ms: number) => Promise<void>,
): Promise<readonly string[]>
