/** How a group comes to be open on this laptop, and how the sample does and goes. Joining is in `laptops.ts`, restoring in `restore.ts`. */
import { fail, ok, type Result } from '@host'
import { readMeta, writeMeta } from '../desk/db'
import { storageFault } from '../store/repository'
import { fromBase64, toBase64 } from '../vault/bytes'
import type { Environment, Unlocking, Workspace } from '../workspace-types'
import { refusal } from './door'
import { recoverGroup, startGroup, type Unlocked } from './lifecycle'
import type { Room } from './room'
import { isLeftover, lockedDevice, META, whatStands } from './spaces'

const SAMPLE_LAPTOP = 'Sample laptop'

type WaysIn = Pick<Workspace, 'create' | 'unlock' | 'recover' | 'openSample' | 'leaveSample' | 'discardSample'>

export function createWaysIn(env: Environment, room: Room): WaysIn {
  const { inTurn, closing, opened, databases, destroy } = room
  /** One that is open is never opened a second time beside itself: each would fold away what the other has journalled. */
  const openGroup = (): Unlocked | undefined => {
    const open = room.current()
    return open?.opened.space === 'group' ? open : undefined
  }
  /** The sample with the secret that lies beside it; undefined where there is none that opens. */
  const openOldSample = async () => {
    const here = databases('sample')
    const secret = await readMeta<string>(here.desk, META.sampleSecret)
    const kept = secret === undefined ? undefined : fromBase64(secret)
    if (kept === undefined || (await lockedDevice(here.desk)) === undefined) return undefined
    const unlocked = await room.unlockIn(here, { method: 'host', secret: kept })
    return unlocked.ok || refusal(room.state()) !== undefined ? unlocked : undefined
  }

  return {
    create: (input) =>
      inTurn(async () => {
        const here = databases(input.space)
        if ((await whatStands(here)) !== 'nothing') return fail('laptop-has-group')
        if (await isLeftover(here)) await destroy(input.space)
        const started = await startGroup(env, databases(input.space), input)
        if (!started.ok) return started
        // Also where it is locked by now, or cannot be shown: it stands, and the phrase is shown this once.
        await opened(started.value, input.unlocking)
        return ok({ phrase: started.value.phrase })
      }),
    unlock: (unlocking) =>
      inTurn(async () => {
        const here = openGroup()
        if (here !== undefined) return ok(here.report)
        // The sample: with it open, a wrong passphrase would close it, and a right one would leave it open behind the group.
        if (room.current() !== undefined) await room.empty()
        return room.unlockIn(databases('group'), unlocking)
      }),
    recover: (input) =>
      inTurn(async () => {
        const here = openGroup()
        if (here !== undefined) return ok(here.report)
        const unlocked = await recoverGroup(env, databases('group'), input)
        return unlocked.ok ? opened(unlocked.value, input.unlocking) : unlocked
      }),
    openSample: () =>
      inTurn(async () => {
        await room.empty()
        const old = await openOldSample()
        if (old !== undefined) return old
        const fresh = await room.reset('sample')
        const secret = env.randomBytes(32)
        const unlocking: Unlocking = { method: 'host', secret }
        const started = await startGroup(env, fresh, {
          space: 'sample',
          group: { name: 'Sample group', kind: 'place' },
          you: { givenName: '', familyName: '' },
          laptopName: SAMPLE_LAPTOP,
          unlocking,
        })
        if (!started.ok) return started
        const loaded = (await started.value.opened.run('sample.load', {})) as Result<unknown>
        if (!loaded.ok) return loaded
        // Everything in the sample is invented, so its secret may lie beside it. It comes last: a sample of which the making broke off is made
        // anew, not opened half empty.
        await writeMeta(fresh.desk, META.sampleSecret, toBase64(secret))
        const report = { ...started.value.report, records: started.value.opened.engine.model.size() }
        return opened({ ...started.value, report }, unlocking)
      }),
    leaveSample: () => closing(room.leave),
    discardSample: () =>
      closing(async () => {
        await room.empty()
        const gone = await destroy('sample').then(() => ok(undefined), storageFault)
        await room.leave()
        return gone
      }),
  }
}
