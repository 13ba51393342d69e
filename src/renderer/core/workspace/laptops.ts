/** Adding a laptop: the invite on one side, joining on the other, the four-word check on both. (docs/threat-model.md) */
import { fail, ok, type Result, type ServerAccount } from '@host'
import { group } from '../records/group'
import { type InviteDocument, inviteDocument } from '../records/invite'
import { laptop } from '../records/laptop'
import { readAddress } from '../sync/check'
import { whose } from '../sync/identity'
import { createRemote } from '../sync/remote'
import { checkUnlock } from '../vault/device'
import { acceptInvite, checkWords, inviteIdOf, newInvite, readInviteFile } from '../vault/invite'
import { forget } from '../vault/keys'
import { openKeys } from '../vault/open-keys'
import type { Environment, OpenReport, Space, Unlocking, WaitingInvite, Workspace } from '../workspace-types'
import { noteJoined } from './joined'
import { keyHolders, letLaptopIn } from './let-in'
import { groupRecordId, settleDevice, type Unlocked } from './lifecycle'
import { resealAll } from './reseal'
import { noteSheet, rotateKey, sheetOf } from './rotate'
import { clearDocuments, keyDocuments, type SpaceDatabases, whatStands } from './spaces'
import { updateStanding } from './standing'
import type { SyncControl } from './sync-control'
import { told } from './told'

export interface LaptopParts {
  readonly current: () => Unlocked | undefined
  readonly databases: (space: Space) => SpaceDatabases
  /** Deletes a space's databases and opens empty ones. */
  readonly reset: (space: Space) => Promise<SpaceDatabases>
  readonly sync: SyncControl
  readonly opened: (unlocked: Unlocked, unlocking: Unlocking) => Promise<Result<OpenReport>>
  /** After what else opens or closes a group, and before the next that does. Errors: the work's own, disk-full, storage-failed. */
  readonly inTurn: <T>(work: () => Promise<Result<T>>) => Promise<Result<T>>
}

/** The laptops part of the façade. */
export function createLaptops(env: Environment, parts: LaptopParts): Workspace['laptops'] {
  /** Where the newcomer finds its invite, from a file or from what was typed. */
  const readInvite = (
    invite: Parameters<Workspace['laptops']['join']>[0]['invite'],
  ): Result<{ code: string; account: ServerAccount }> => {
    const read = 'code' in invite ? ok(invite) : readInviteFile(invite.file)
    if (!read.ok) return read
    const { code, account } = read.value
    if (account === undefined) return fail('server-address-invalid')
    const url = readAddress(account.url)
    return url.ok ? ok({ code, account: { ...account, url: url.value } }) : url
  }

  /** Records of laptops of which letting in broke off since Trestle was started. */
  const brokenOff = new Set<string>()

  const laptops: Workspace['laptops'] = {
    async invite(input) {
      const here = parts.current()
      if (here === undefined) return fail('locked')
      const account = input.account ?? (await parts.sync.account())
      // Without a server there is nowhere for the newcomer to find the invite.
      if (account === null) return fail('server-address-invalid')
      // A key that somebody made since the last pass must be in the invite too.
      const heard = await parts.sync.now()
      if (!heard.ok) return heard
      const databases = parts.databases(here.opened.space)
      const documents = (await keyDocuments(databases)).filter((doc) => doc.groupId === here.groupId)
      const keys = await openKeys(documents, { device: here.device })
      if (!keys.ok) return keys
      const { engine } = here.opened
      const name = engine.model.item(group, await groupRecordId(engine.keyring))?.name
      const standing = await updateStanding(env, here, databases.desk, documents, keys.value)
      const made = await newInvite({
        groupId: here.groupId,
        keys: keys.value,
        standing,
        account,
        ...(name === undefined ? {} : { groupName: name }),
        forWhom: input.forWhom,
        now: env.now(),
        randomBytes: env.randomBytes,
      })
      forget(...keys.value)
      await databases.database.put(made.doc as never)
      const sent = await parts.sync.now()
      if (!sent.ok) {
        // Not on the server: nobody could use it, so it is taken back.
        await remove(databases, made.doc._id)
        return sent
      }
      return ok({ inviteId: made.doc._id, code: made.code, file: made.file, expiresAt: made.doc.expiresAt })
    },

    async invites() {
      const here = parts.current()
      if (here === undefined) return []
      const { engine } = here.opened
      const laptops = engine.model.items(laptop)
      const found: WaitingInvite[] = []
      for (const doc of await openInvites(parts.databases(here.opened.space), here.groupId)) {
        const { _id: inviteId, createdAt, expiresAt } = doc
        if (doc.state === 'open') {
          found.push({ inviteId, createdAt, expiresAt, state: env.now() > Date.parse(expiresAt) ? 'expired' : 'open' })
          continue
        }
        const joined = laptops.find((each) => each.device === doc.usedBy)
        if (joined?.publicKey === undefined) {
          found.push({ inviteId, createdAt, expiresAt, state: 'used' })
          continue
        }
        const check = await checkWords(inviteId, joined.publicKey)
        const who = { name: joined.name ?? '', ...(joined.usedBy === undefined ? {} : { usedBy: joined.usedBy }) }
        found.push({ inviteId, createdAt, expiresAt, state: 'used', laptop: who, check })
      }
      return found
    },

    async join(input, options = {}) {
      const invite = readInvite(input.invite)
      if (!invite.ok) return invite
      const strong = checkUnlock(input.unlocking)
      if (!strong.ok) return strong
      if ((await whatStands(parts.databases('group'))) !== 'nothing') return fail('laptop-has-group')
      const id = await inviteIdOf(invite.value.code)
      if (!id.ok) return id
      const route = await env.route(invite.value.account)
      if (!route.ok) return route
      if (route.value === null) return fail('not-available-here')
      const remote = createRemote({ route: route.value, fetch: env.fetch, now: env.now })
      const found = await remote.get(id.value)
      if (!found.ok) return found
      const doc = inviteDocument.parse(found.value ?? undefined)
      const accepted = await acceptInvite(doc, invite.value.code, env.now())
      if (!accepted.ok) return accepted
      const { groupId, keys, standing: known } = accepted.value
      const standing = await whose(remote, groupId)
      if (!standing.ok) return standing
      const settled = await parts.inTurn(async () => {
        // While the server was asked, a group may have been started or restored here: it is not to be deleted.
        if ((await whatStands(parts.databases('group'))) !== 'nothing') return fail('laptop-has-group')
        const databases = await parts.reset('group')
        const done = await settleDevice(env, databases, {
          groupId,
          keys,
          unlocking: input.unlocking,
          named: { name: input.laptopName, usedBy: input.usedBy, serverUser: invite.value.account.user },
          ...(known === null ? {} : { standing: known }),
          along: async (unlocked) => {
            await noteJoined(unlocked.opened.store, id.value)
            await parts.sync.keepAccount(unlocked, databases, invite.value.account)
          },
        })
        if (!done.ok) return done
        await parts.opened(done.value, input.unlocking)
        return done
      })
      if (!settled.ok) return settled
      const { opened, device } = settled.value
      const stop = parts.sync.onStatus(({ progress }) => {
        if (progress !== undefined) options.onProgress?.(progress.done, progress.total)
      })
      // It belongs to the group from here on. Where the line breaks, passes bring the rest, and mark the invite as used.
      const isComplete = (await parts.sync.now()).ok
      if (isComplete) await parts.sync.now()
      stop()
      const report = { ...settled.value.report, records: opened.engine.model.size() }
      return ok({ check: await checkWords(id.value, device.publicKey), report, isComplete })
    },

    async newKey(input) {
      const here = parts.current()
      if (here === undefined) return fail('locked')
      // A laptop that joined since the last pass must get the key too. Without a server that cannot be known: go on.
      if ((await parts.sync.account()) !== null) {
        const heard = await parts.sync.now()
        // Trestle is locking itself: no key may be made under an id that two laptops use.
        if (!heard.ok && heard.error.kind === 'laptop-copied') return heard
      }
      const rotated = await rotateKey(env, here, parts.databases(here.opened.space), input)
      if (rotated.ok) await parts.sync.now()
      return rotated
    },
    async reseal(options = {}) {
      const here = parts.current()
      return here === undefined ? fail('locked') : resealAll(env, here, parts.sync, options)
    },
    async sheet() {
      const here = parts.current()
      return here === undefined ? 'fine' : sheetOf(here, parts.databases(here.opened.space))
    },
    async sheetChecked() {
      const here = parts.current()
      if (here === undefined) return fail('locked')
      await noteSheet(parts.databases(here.opened.space))
      return ok(undefined)
    },

    async holders() {
      const here = parts.current()
      if (here === undefined) return { here: null, lacking: [], getting: [], closed: [], marked: [] }
      return keyHolders(here, parts.databases(here.opened.space))
    },
    async letIn(input) {
      const here = parts.current()
      if (here === undefined) return fail('locked')
      const again = brokenOff.has(input.id)
      const done = await letLaptopIn(env, here, parts.databases(here.opened.space), { ...input, again }).catch(told)
      if (done.ok) brokenOff.delete(input.id)
      else if (done.error.kind !== 'not-found') brokenOff.add(input.id)
      // What broke off goes on after the next pass, if nobody presses again.
      if (!done.ok) parts.sync.keysAreDue()
      // It is let in, whether that can be sent at once or not.
      else if ((await parts.sync.account().catch(() => null)) !== null) await parts.sync.now()
      return done
    },

    async confirm({ inviteId }) {
      const here = parts.current()
      if (here === undefined) return fail('locked')
      await remove(parts.databases(here.opened.space), inviteId)
      await parts.sync.now()
      return ok(undefined)
    },
  }
  return {
    ...laptops,
    // A fault of the storage on the way is told: somebody waits at a form.
    invite: (input) => laptops.invite(input).catch(told),
    join: (input, options) => laptops.join(input, options).catch(told),
    newKey: (input) => laptops.newKey(input).catch(told),
    reseal: (options) => laptops.reseal(options).catch(told),
    sheetChecked: () => laptops.sheetChecked().catch(told),
    letIn: (input) => laptops.letIn(input).catch(told),
    confirm: (input) => laptops.confirm(input).catch(told),
  }
}

async function openInvites(databases: SpaceDatabases, groupId: string): Promise<readonly InviteDocument[]> {
  const docs = await clearDocuments(databases.database, 'invite:')
  return docs.flatMap((doc) => inviteDocument.parse(doc) ?? []).filter((doc) => doc.groupId === groupId)
}

async function remove(databases: SpaceDatabases, id: string): Promise<void> {
  const stored = await databases.database.get(id).catch((error: { readonly status?: number }) => {
    if (error.status !== 404) throw error
    return undefined
  })
  if (stored !== undefined) await databases.database.put({ _id: id, _rev: stored._rev, _deleted: true } as never)
}
