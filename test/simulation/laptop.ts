/** One simulated laptop: a whole workspace on a disk of its own, whose disk and power can fail. */
import type { ServerAccount } from '@host'
import type { Database } from '@/core/store/open'
import { createWorkspace, type LocalWorkspace } from '@/core/workspace'
import { copyDisk } from '../support/copy-disk'
import type { Random } from '../support/random'
import { type Disk, hostSecret, newDisk, testEnvironment, testGroup, value } from '../support/workspace'

export interface Trouble {
  /** Writes to PouchDB that still succeed before the disk fails; endless when undefined. */
  writesLeft: number | undefined
  /** Writes are done, but the answer says that they failed. */
  isLying: boolean
  /** Of a bulk write the first part, 0 to 1, is done, and the answer says that all of it failed. */
  part: number | undefined
}

export class Laptop {
  readonly trouble: Trouble = { writesLeft: undefined, isLying: false, part: undefined }
  workspace: LocalWorkspace

  constructor(
    readonly name: string,
    private readonly random: Random,
    private readonly surroundings: { readonly now: () => number; readonly fetch: typeof fetch },
    readonly disk: Disk = newDisk(),
  ) {
    this.workspace = this.#newWorkspace()
  }

  get opened() {
    const unlocked = this.workspace.unlocked()
    if (unlocked === undefined) throw new Error(`${this.name} is not open`)
    return unlocked.opened
  }

  get device(): string {
    return this.opened.engine.device
  }

  async startGroup(account: ServerAccount): Promise<void> {
    await this.workspace.start()
    value(await this.workspace.create(testGroup))
    value(await this.workspace.sync.connect(account))
    value(await this.workspace.sync.now())
  }

  async join(file: Uint8Array): Promise<void> {
    await this.workspace.start()
    const input = { invite: { file }, laptopName: this.name, usedBy: this.name, unlocking: hostSecret }
    value(await this.workspace.laptops.join(input))
  }

  /** A second laptop with a copy of this one's disk: the same keys and the same device id. */
  async twin(name: string, random: Random): Promise<Laptop> {
    await this.workspace.close()
    const twin = new Laptop(name, random, this.surroundings, await copyDisk(this.disk))
    await this.#openAgain()
    await twin.#openAgain()
    return twin
  }

  /** Where Trestle locked itself because a copy turned up, its user unlocks it again. Answers whether that was so. */
  async afterwards(): Promise<boolean> {
    await this.workspace.settled()
    if (this.workspace.state().kind !== 'locked') return false
    value(await this.workspace.unlock(hostSecret))
    await this.workspace.settled()
    return true
  }

  /** Closes Trestle and opens it again. */
  async restart(): Promise<void> {
    await this.workspace.close()
    await this.#openAgain()
  }

  /** The power goes: nothing is closed, nothing more is written. */
  async powerCut(): Promise<void> {
    this.trouble.writesLeft = 0
    this.workspace = this.#newWorkspace()
    this.trouble.writesLeft = undefined
    await this.#openAgain()
  }

  async #openAgain(): Promise<void> {
    this.workspace = this.#newWorkspace()
    await this.workspace.start()
    value(await this.workspace.unlock(hostSecret))
    await this.workspace.settled()
  }

  #newWorkspace(): LocalWorkspace {
    const { now, fetch } = this.surroundings
    const random = this.random
    const environment = testEnvironment({
      disk: this.disk,
      now,
      fetch,
      randomBytes: random.bytes,
      automaticSync: false,
    })
    const trouble = this.trouble
    return createWorkspace({
      ...environment,
      // Nothing happens by itself: a run must be the same each time.
      later: () => () => undefined,
      openDatabase: (name) => failing(environment.openDatabase(name), trouble),
    })
  }
}

/** A real database whose disk is full from some write on. */
function failing(db: Database, trouble: Trouble): Database {
  const { bulkDocs, put } = db
  const full = (): Error =>
    Object.assign(new Error('QuotaExceededError: the disk is full'), { name: 'QuotaExceededError' })
  const check = (): void => {
    if (trouble.writesLeft === undefined) return
    if (trouble.writesLeft <= 0) throw full()
    trouble.writesLeft -= 1
  }
  db.bulkDocs = (async (...args: Parameters<typeof bulkDocs>) => {
    check()
    const [docs, ...more] = args
    if (trouble.part !== undefined && Array.isArray(docs)) {
      await bulkDocs.call(db, docs.slice(0, Math.floor(docs.length * trouble.part)), ...more)
      throw full()
    }
    const answer = await bulkDocs.apply(db, args)
    if (trouble.isLying) throw full()
    return answer
  }) as typeof bulkDocs
  db.put = (async (...args: Parameters<typeof put>) => {
    check()
    return put.apply(db, args)
  }) as typeof put
  return db
}
