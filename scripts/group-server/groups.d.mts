import type { ProvisionedAccount } from './provision.mjs'

export function readGroups(text: string): readonly { readonly database: string; readonly laptops: readonly string[] }[]
export function writeAccounts(
  url: string,
  results: readonly {
    readonly database: string
    readonly done?: readonly string[]
    readonly accounts: readonly ProvisionedAccount[]
  }[],
): string
