/** Heartbeats: what this laptop says of itself, signed; and what others say, believed only when their signature fits. */
import { change } from '../commands/define'
import { isDue } from '../domain/due'
import { heartbeat } from '../records/heartbeat'
import { laptop } from '../records/laptop'
import { canonicalJson } from '../vault/canonical'
import { type Device, isSignedBy, signAs } from '../vault/device'
import { deriveId } from '../vault/keys'
import type { Unlocked } from './lifecycle'

/** How often a laptop with nothing new says that it has everything. */
const EVERY_MS = 60 * 60 * 1000

/** What is signed: the laptop, the instant, the erasures carried out. */
function heartbeatText(beat: {
  readonly device: string
  readonly at: string
  readonly erasures: readonly string[]
}): string {
  return canonicalJson(['trestle1', 'heartbeat', beat.device, beat.at, [...beat.erasures].sort()])
}

/** Whether a new heartbeat is worth writing: it must never be the answer to another laptop's alone. */
export function isBeatDue(
  last: { readonly at?: string | undefined; readonly erasures?: readonly string[] | undefined } | undefined,
  now: number,
  erasures: readonly string[],
): boolean {
  if (last?.at === undefined) return true
  const carriedOut = new Set(last.erasures ?? [])
  return erasures.some((id) => !carriedOut.has(id)) || isDue(Date.parse(last.at), EVERY_MS, now)
}

/** After a clean pass: says so, where that is due. An erasure that broke off here is not said to be carried out: it is tried again. */
export async function beat(unlocked: Unlocked, now: number, today: string): Promise<boolean> {
  const { engine, saver } = unlocked.opened
  const id = await deriveId(engine.keyring.first, 'record', 'heartbeat', unlocked.device.deviceId)
  const last = engine.model.item(heartbeat, id)
  const known = engine.erasures().map((entry) => entry.id)
  if (!isBeatDue(last, now, known)) return false
  const erasures = await engine.carriedOut()
  if (!isBeatDue(last, now, erasures)) return false
  const facts = { device: unlocked.device.deviceId, at: new Date(now).toISOString(), erasures }
  const signature = await signAs(unlocked.device as Device, heartbeatText(facts))
  const saved = await saver.save([change(heartbeat, id, { ...facts, signature })], '', { undoable: false, today })
  return saved.ok
}

/** What a laptop last said of itself, where its signature fits the key in its record. */
export interface Heard {
  readonly device: string
  readonly at: string
  readonly erasures: readonly string[]
}

/** The believable heartbeats, by device. */
export async function heardFrom(unlocked: Unlocked): Promise<ReadonlyMap<string, Heard>> {
  const { model } = unlocked.opened.engine
  const keys = new Map(model.items(laptop).map((each) => [each.device, each.signingKey]))
  const heard = new Map<string, Heard>()
  for (const { device, at, erasures, signature } of model.items(heartbeat)) {
    if (device === undefined || at === undefined || signature === undefined) continue
    const key = keys.get(device)
    const said = { device, at, erasures: erasures ?? [] }
    if (key !== undefined && (await isSignedBy(key, heartbeatText(said), signature))) heard.set(device, said)
  }
  return heard
}
