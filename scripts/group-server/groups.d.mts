import type { Ask } from './provision.mjs'

interface Group {
  readonly database: string
  readonly laptops: readonly string[]
}

export function readGroups(text: string): readonly Group[]
export function provisionGroups(
  ask: Ask,
  groups: readonly Group[],
  options: {
    readonly url: string
    readonly out: string
    readonly say: (line: string) => void
    readonly shards?: number
    readonly resetPasswords?: boolean
  },
): Promise<void>
