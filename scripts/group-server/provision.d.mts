/** One request as the server's administrator. `body` is undefined when the answer was not JSON. */
export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  // biome-ignore lint/suspicious/noExplicitAny: CouchDB's answers, read in tests and scripts
) => Promise<{ readonly status: number; readonly body: any }>

export interface ProvisionedAccount {
  readonly name: string
  /** Only where it was made or renewed now. */
  readonly password?: string
  readonly was: string
}

export function createAdmin(url: string, account: { readonly name: string; readonly password: string }): Ask
export function validateSource(): string
export function ensureServer(ask: Ask): Promise<{ readonly version: string; readonly isCouch: boolean }>
export function allowOrigin(ask: Ask, origin: string): Promise<void>
export function setCompaction(ask: Ask): Promise<boolean>
export function provisionGroup(
  ask: Ask,
  group: {
    readonly database: string
    readonly laptops?: readonly string[]
    readonly shards?: number
    readonly resetPasswords?: boolean
    readonly onPassword?: (account: { readonly name: string; readonly password: string }) => void
  },
): Promise<{
  readonly database: string
  readonly done: readonly string[]
  readonly accounts: readonly ProvisionedAccount[]
}>
