/**
 * What the group's ledger of erasures says, and what of it counts. An erasure cannot be taken back, so once the group has closed a laptop,
 * an entry counts only where a key vouches for it that no closed laptop holds, or where it counted here before. Any other waits
 * for a person. (docs/adr/0034)
 */
import type { LiveModel } from '../../model/live-model'
import { erasure } from '../../records/erasure'
import type { Keyring } from '../../vault/keys'
import { isSound, readVoucher, type Vouched } from '../../vault/voucher'

export interface Ledger {
  /** Ids of records whose erasure counts. */
  named(): ReadonlySet<string>
  /** Ids that an entry names, that nobody vouches for, and of which nobody has said that they stay. */
  held(): ReadonlySet<string>
  /** Entries that came from outside: they say nothing before `heard`, since what closes a laptop may come with them. */
  came(ids: readonly string[]): void
  /** All that came with them has been taken in, keys above all. Answers whether there were any. */
  heard(): Promise<boolean>
  /** Proves the vouchers that are not proved yet. Until then they count for nothing. */
  learn(): Promise<void>
  /**
   * From now on only these keys vouch. What counted until now goes on counting. Answers the ids of that for which none of these keys vouches:
   * it has to be said anew with one of them, for laptops that had not heard of it before the closing.
   */
  trust(kids: readonly string[]): Promise<readonly string[]>
}

/** What was worked out, from which entries and with which key to write with. */
interface Known {
  readonly entries: readonly unknown[]
  readonly kid: string
  readonly named: ReadonlySet<string>
  readonly held: ReadonlySet<string>
}

/** Which entries say something. Everything counts until `trust`, as it does in a group that never closed a laptop. */
export function createLedger(model: LiveModel, keyring: Keyring): Ledger {
  let kids: ReadonlySet<string> | undefined
  let granted: ReadonlySet<string> = new Set()
  const fresh = new Set<string>()
  /** Vouchers that hold, by what they vouch for. */
  const sound: Readonly<Record<Vouched, Set<string>>> = { erase: new Set(), keep: new Set() }
  let known: Known | undefined
  let learnt: readonly unknown[] | undefined

  const entries = () => model.items(erasure)
  const spoken = () => (fresh.size === 0 ? entries() : entries().filter((entry) => !fresh.has(entry.id)))
  /** Ids for which one of these keys vouches. */
  const vouchedBy = (may: (kid: string) => boolean, what: Vouched): readonly string[] =>
    spoken()
      .flatMap((entry) => (what === 'erase' ? entry.vouched : entry.stays) ?? [])
      .flatMap((text) => (sound[what].has(text) ? (readVoucher(text) ?? []) : []))
      .flatMap(({ id, kid }) => (may(kid) ? [id] : []))
  const work = (): Known => {
    const now = entries()
    const { kid } = keyring.current
    if (known?.entries === now && known.kid === kid) return known
    const ids = spoken().flatMap((entry) => entry.ids ?? [])
    const trusted = kids
    if (trusted === undefined) known = { entries: now, kid, named: new Set(ids), held: new Set() }
    else {
      // What this laptop says itself always counts here.
      const may = (by: string): boolean => trusted.has(by) || by === kid
      const vouched = new Set([...granted, ...vouchedBy(may, 'erase')])
      const named = new Set(ids.filter((id) => vouched.has(id)))
      const stays = new Set(vouchedBy(may, 'keep'))
      const isOpen = (id: string): boolean => !named.has(id) && !stays.has(id)
      // Where vouchers are still to be proved nobody is asked yet.
      known = { entries: now, kid, named, held: new Set(learnt === now ? ids.filter(isOpen) : []) }
    }
    return known
  }
  const forget = (): void => {
    known = undefined
  }

  const ledger: Ledger = {
    named: () => work().named,
    held: () => work().held,
    came(ids) {
      for (const id of ids) fresh.add(id)
      forget()
    },
    async heard() {
      const some = fresh.size > 0
      fresh.clear()
      forget()
      await ledger.learn()
      return some
    },
    async learn() {
      const now = entries()
      if (kids === undefined || learnt === now) return
      for (const what of ['erase', 'keep'] as const) {
        const said = now.flatMap((entry) => (what === 'erase' ? entry.vouched : entry.stays) ?? [])
        const open = said.filter((text) => !sound[what].has(text))
        const proofs = await Promise.all(open.map((text) => isSound(keyring, what, text)))
        for (const [i, text] of open.entries()) if (proofs[i] === true) sound[what].add(text)
      }
      learnt = now
      forget()
    },
    async trust(next) {
      const before = ledger.named()
      granted = new Set([...granted, ...before])
      const trusted = new Set(next)
      kids = trusted
      learnt = undefined
      forget()
      await ledger.learn()
      const vouched = new Set(vouchedBy((kid) => trusted.has(kid), 'erase'))
      return [...before].filter((id) => !vouched.has(id))
    },
  }
  return ledger
}
