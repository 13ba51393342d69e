/** Changes carried by stick between two laptops. (docs/format.md; issue 3, item 3) */
import { fail, ok, type Result } from '@host'
import { laptop } from '../records/laptop'
import { storageFault } from '../store/repository'
import type { Leaf } from '../store/types'
import { mayRemove } from '../sync/guard'
import { writePack } from '../sync/pack'
import type { PackHeader } from '../sync/pack-header'
import { open } from '../vault/envelope'
import { randomId } from '../vault/keys'
import type { CarryLook, Environment, RunOptions, Space, Workspace } from '../workspace-types'
import {
  afterBringing,
  afterMaking,
  type CarryMarks,
  isCopysFile,
  leavesGap,
  readCarryMarks,
  writeCarryMarks,
} from './carry-marks'
import { CopiedError } from './copied'
import { piecesAmong } from './file-pieces'
import { laptopRecordId, type Unlocked } from './lifecycle'
import { takeNewKeys } from './new-keys'
import { oneAtATime } from './one-at-a-time'
import { fileStamp, gather, isFixed, type Looked, lackingHere, lookInto, papersIn, putAll, stayingIn } from './packing'
import { keyDocuments, type SpaceDatabases } from './spaces'
import { passKeysOn } from './standing'
import { told } from './told'

export interface CarryParts {
  readonly current: () => Unlocked | undefined
  readonly databases: (space: Space) => SpaceDatabases
  /** Something came in: a good moment for a pass. */
  readonly arrived: () => void
  /** A copy of this laptop turned up. */
  readonly copied: () => void
}

export interface Carry {
  readonly carry: Workspace['carry']
  /** Makes a file of everything. For backups, which are the same container. Errors: disk-full, storage-failed. */
  readonly pack: (here: Unlocked, purpose: PackHeader['purpose'], forDevice?: string) => Promise<Result<Packed>>
  /** Stores what a file holds; only one at a time. For backups too. */
  readonly take: (here: Unlocked, looked: Looked, options: TakeOptions) => Promise<Result<Taken>>
}

export interface Packed {
  readonly bytes: Uint8Array
  /** ISO instant. */
  readonly madeAt: string
  readonly papers: number
  readonly since?: string
}

export interface TakeOptions extends RunOptions {
  /** How many removals a person has agreed to. */
  readonly allowed?: number
}

export interface Taken {
  /** Papers that came in. */
  readonly received: number
  /** Documents that were left out, since they do not open or the database would not take them. */
  readonly refused: number
}

/** The carry part of the façade. */
export function createCarry(env: Environment, parts: CarryParts): Carry {
  /** Two files at once are brought in one after the other. */
  const inTurn = oneAtATime()
  const marksOf = (here: Unlocked): Promise<CarryMarks> =>
    readCarryMarks(here.opened.store, () => randomId(env.randomBytes))
  const ready = async (): Promise<Unlocked | undefined> => {
    const here = parts.current()
    await here?.opened.ready()
    // Only then is everything that this laptop knows in PouchDB.
    await here?.opened.engine.caughtUp()
    return here
  }

  const packAll = async (
    here: Unlocked,
    purpose: PackHeader['purpose'],
    forDevice: string | undefined,
  ): Promise<Packed> => {
    const { store, engine } = here.opened
    const marks = await marksOf(here)
    const told = forDevice === undefined ? undefined : marks.told[forDevice]
    // A sequence beyond the database's own end speaks of another database: then everything is sent.
    const { updateSeq } = await store.info()
    const known = told !== undefined && told.seq <= updateSeq ? told : undefined
    const { leaves, upTo } = await gather(store, known?.seq ?? 0, here.groupId)
    const madeAt = env.now()
    const documents = await keyDocuments(parts.databases(here.opened.space))
    const bytes = await writePack({
      groupId: here.groupId,
      purpose,
      scope: known === undefined ? 'all' : 'changes',
      ...(forDevice === undefined ? {} : { forDevice }),
      madeAt,
      madeBy: here.device.deviceId,
      upTo: { epoch: marks.epoch, seq: upTo },
      ...(known === undefined ? {} : { since: known.seq }),
      heard: marks.heard,
      // Of keys that nobody here holds anybody can put documents on a server, as many as they like.
      keyDocs: documents.filter((doc) => doc.groupId === here.groupId && engine.keyring.get(doc.kid) !== undefined),
      leaves,
      key: engine.keyring.current,
    })
    if (purpose === 'usb') await writeCarryMarks(store, afterMaking(marks, new Date(madeAt).toISOString()))
    return {
      bytes,
      madeAt: new Date(madeAt).toISOString(),
      papers: papersIn(leaves).size,
      ...(known === undefined ? {} : { since: known.at }),
    }
  }
  const pack: Carry['pack'] = (here, purpose, forDevice) => packAll(here, purpose, forDevice).then(ok, storageFault)

  const take: Carry['take'] = (here, looked, options) =>
    inTurn(async () => {
      const { store, engine } = here.opened
      // What an earlier attempt stored, and the model could not take in, is not new here any more: nothing else would show it.
      await store.info()
      if (isCopysFile(await marksOf(here), looked.pack.header, here.device.deviceId)) {
        parts.copied()
        return fail('laptop-copied')
      }
      const { lacking, staying } = await comingFrom(here, looked)
      const removals = (await wouldEnd(here, looked, lacking)).length
      const brake = mayRemove({ removals, live: engine.model.size(), allowed: options.allowed ?? 0 })
      if (!brake.go) return fail('sync-paused-removals', { count: removals })
      try {
        const keys = await putAll(
          store,
          lacking.filter((leaf) => isFixed(leaf._id)),
        )
        if (keys.written.length > 0) await takeNewKeys(env, here, parts.databases(here.opened.space))
        const papers = lacking.filter((leaf) => !isFixed(leaf._id))
        const put = await putAll(store, papers, (done) => options.onProgress?.(done, papers.length))
        const refused = looked.refused.length + staying.size + keys.failed.length + put.failed.length
        if (refused === 0) {
          const marks = await marksOf(here)
          await writeCarryMarks(store, afterBringing(marks, looked.pack.header, here.device.deviceId))
        }
        // What was erased must not come back with an older file, nor with an edit by somebody who had not heard of it.
        const erased = await engine.replayErasures()
        const passed = await passKeysOn(env, here, parts.databases(here.opened.space))
        parts.arrived()
        if (!erased.ok) return erased
        return !passed.ok ? passed : ok({ received: papersIn(papers).size, refused })
      } catch (error) {
        if (error instanceof CopiedError) return fail('laptop-copied')
        // What came in before the fault stays: bringing the same file again goes on from there.
        return storageFault(error)
      }
    })

  const carry: Workspace['carry'] = {
    async take(input) {
      const here = await ready()
      if (here === undefined) return fail('locked')
      const packed = await pack(here, 'usb', input.for)
      if (!packed.ok) return packed
      const name = `Trestle changes ${fileStamp(Date.parse(packed.value.madeAt))}.trestle`
      return ok({ name, ...packed.value })
    },
    async look(bytes) {
      const here = await ready()
      if (here === undefined) return fail('locked')
      const looked = await lookInto(bytes, here, parts.databases(here.opened.space))
      if (!looked.ok) return looked
      return ok(await tell(here, looked.value, await marksOf(here)))
    },
    async bring(bytes, options = {}) {
      const here = await ready()
      if (here === undefined) return fail('locked')
      const looked = await lookInto(bytes, here, parts.databases(here.opened.space))
      if (!looked.ok) return looked
      const taken = await take(here, looked.value, options)
      return taken.ok ? ok({ ...taken.value, records: here.opened.engine.model.size() }) : taken
    },
  }
  return {
    pack,
    take,
    carry: {
      take: carry.take,
      look: (bytes) => carry.look(bytes).catch(told),
      bring: (bytes, options) => carry.bring(bytes, options).catch(told),
    },
  }
}

/** Papers that stand here and that the leaves would end: a tombstone among other, living leaves only settles a conflict. */
export async function wouldEnd(here: Unlocked, looked: Looked, lacking: readonly Leaf[]) {
  const gone = new Set(papersIn(lacking.filter((leaf) => leaf._deleted === true)))
  for (const leaf of looked.sound) if (leaf._deleted !== true) gone.delete(leaf._id)
  return here.opened.store.live([...gone])
}

/** What of a file is new here and can come in, and the documents of which something stays in it until it can be read. */
async function comingFrom(
  here: Unlocked,
  looked: Looked,
): Promise<{ readonly lacking: readonly Leaf[]; readonly staying: ReadonlySet<string> }> {
  const { store } = here.opened
  const lacking = await lackingHere(store, looked.sound)
  const stays = new Set(await stayingIn(looked, store, lacking))
  return {
    lacking: lacking.filter((leaf) => !stays.has(leaf)),
    staying: new Set([...stays].map((leaf) => leaf._id)),
  }
}

/** What a file holds, for a person to look at before anything is brought in. */
async function tell(here: Unlocked, looked: Looked, marks: CarryMarks): Promise<CarryLook> {
  const { header } = looked.pack
  const { lacking, staying } = await comingFrom(here, looked)
  const newHere = papersIn(lacking).size
  const papers = papersIn(looked.sound).size
  const from = await makerOf(here, looked)
  return {
    from: { device: header.madeBy, thisOne: header.madeBy === here.device.deviceId, ...from },
    madeAt: header.madeAt,
    purpose: header.purpose,
    scope: header.scope,
    documents: papers,
    newHere,
    alreadyHere: papers - new Set([...papersIn(lacking), ...staying]).size,
    newPieces: piecesAmong(lacking).size,
    removes: (await wouldEnd(here, looked, lacking)).length,
    refused: looked.refused.length + staying.size,
    gap: leavesGap(marks, header),
  }
}

/** The maker's own record, as it stands here or as the file brings it. */
async function makerOf(here: Unlocked, looked: Looked): Promise<{ readonly name?: string; readonly usedBy?: string }> {
  const id = await laptopRecordId(looked.keyring, looked.pack.header.madeBy)
  const known = here.opened.engine.model.item(laptop, id)
  if (known !== undefined) {
    return {
      ...(known.name === undefined ? {} : { name: known.name }),
      ...(known.usedBy === undefined ? {} : { usedBy: known.usedBy }),
    }
  }
  const leaf = looked.sound.find((each) => each._id === id && each._deleted !== true)
  const opened = leaf === undefined ? undefined : await open(looked.keyring, leaf)
  const name = opened?.ok === true ? opened.value.fields.name?.[0]?.[0] : undefined
  return typeof name === 'string' ? { name } : {}
}
