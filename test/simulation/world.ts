/** A group of laptops and a server, driven by a seed: what can happen, and what must hold when the dust has settled. */
import * as Y from 'yjs'
import { change } from '@/core/commands/define'
import { applyOps, emptyRecord } from '@/core/merge/edit'
import { valueKey } from '@/core/merge/merge'
import { type Dot, type Json, REMOVED } from '@/core/merge/record'
import type { RecordType } from '@/core/records/define'
import { erasure } from '@/core/records/erasure'
import { file as fileType } from '@/core/records/file'
import { laptop as laptopType } from '@/core/records/laptop'
import { recordTypes } from '@/core/records/registry'
import { createLocalStore } from '@/core/store/local-store'
import { readMarks } from '@/core/sync/marks'
import { isChunkId } from '@/core/vault/chunk'
import { piecesHere, piecesNamedBy } from '@/core/workspace/file-pieces'
import type { AskedRequest, ServerFault, Snapshot, TestServer } from '../support/group-server'
import { notListed } from '../support/leaf-lists'
import { type Random, seeded } from '../support/random'
import { Laptop } from './laptop'
import { Ledger, standing } from './ledger'

/** Stands in every value and every text: it may appear in no request and no stored byte. No base64 has its tilde: five letters alone turn up in sealed text by chance. */
export const MARKER = 'zq~xjk'
/** Types that Trestle writes by itself: no person edits them. */
const OWN: ReadonlySet<string> = new Set(['text', 'laptop', 'heartbeat', 'erasure', 'file'])
const MOST_LAPTOPS = 4
/** In every tenth run. */
const MANY_LAPTOPS = 8
const MOST_ROUNDS = 10

const FAULTS: readonly ServerFault[] = [
  { kind: 'drop' },
  { kind: 'lost' },
  { kind: 'cut' },
  { kind: 'short' },
  { kind: 'html' },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 409, body: '{"error":"conflict","reason":"Document update conflict."}' },
  { kind: 'status', status: 413 },
  { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'status', status: 500 },
  { kind: 'delay', ms: 2 },
]

export class World {
  readonly laptops: Laptop[] = []
  readonly ledger = new Ledger()
  readonly log: string[] = []
  readonly #random: Random
  readonly #leaks: string[] = []
  #now = Date.parse('2026-11-22T09:00:00.000Z')
  #made = 0
  #snapshot: Snapshot | undefined
  readonly #sticks: Uint8Array[] = []
  readonly #closed = new Set<Laptop>()
  /** Files that were attached, and the pieces of those that somebody erased. */
  readonly #sheets: Uint8Array[] = []
  readonly #pieces = new Map<string, readonly string[]>()
  readonly #twins = new Set<Laptop>()
  /** The device id of each after the last step. */
  readonly #devices = new Map<Laptop, string>()
  /** What an intruder has taken away. */
  readonly #taken = new Set<string>()
  #serverUp = true
  #step = 0
  #abandoned = false
  readonly #types: readonly RecordType[]

  constructor(
    readonly seed: number,
    private readonly server: TestServer,
  ) {
    this.#random = seeded(seed)
    const all = recordTypes.filter((each) => !OWN.has(each.type)) as unknown as readonly RecordType[]
    // Three types a run: every type comes in some run.
    this.#types = [this.#random.pick(all), this.#random.pick(all), this.#random.pick(all)]
  }

  async begin(): Promise<void> {
    const first = this.#newLaptop()
    const { url, user, password } = this.server
    await first.startGroup({ url, user, password })
    await this.#newcomer()
    for (let i = 2; i < this.#most - 1; i += 1) if (this.#random.chance(0.5)) await this.#newcomer()
  }

  get #most(): number {
    return this.seed % 10 === 0 ? MANY_LAPTOPS : MOST_LAPTOPS
  }

  /** No request reaches the server any more, and no further step is taken: the run took too long, and another one begins. */
  abandon(): void {
    this.#abandoned = true
  }

  /** One thing happens. */
  async step(): Promise<void> {
    if (this.#abandoned) throw new Error('abandoned')
    this.#step += 1
    this.#now += this.#random.int(120_000)
    const laptop = this.#random.pick(this.laptops)
    await this.#happens(laptop)
    for (const each of this.laptops) await this.#afterwards(each)
  }

  async #afterwards(laptop: Laptop): Promise<void> {
    if (await laptop.afterwards()) {
      this.#says(`${laptop.name} found out that it was copied, and goes on under its own id`)
      this.#twins.delete(laptop)
    }
    const [was, is] = [this.#devices.get(laptop), laptop.device]
    this.#devices.set(laptop, is)
    if (was === undefined || was === is) return
    const now = new Map([...laptop.opened.engine.model.all()].flatMap((record) => [...standing(record)]))
    this.ledger.renamed(laptop.name, was, is, now)
  }

  async #happens(laptop: Laptop): Promise<void> {
    // Every fourth run is about keys and laptops that come and go.
    if (this.seed % 4 === 0 && this.#random.chance(0.2)) {
      await (this.#random.chance(0.75) ? this.#newKey(laptop) : this.#newcomer())
      return
    }
    const what = this.#random.int(100)
    if (what < 32) await this.#edit(laptop)
    else if (what < 34) await this.#takeAway()
    else if (what < 43) await this.#type(laptop)
    else if (what < 46) await this.#undo(laptop)
    else if (what < 66) await this.#pass(laptop)
    else if (what < 71) await this.#takeStick(laptop)
    else if (what < 76) await this.#bringStick(laptop)
    else if (what < 80) await this.#restart(laptop)
    else if (what < 83) await this.#powerCut(laptop)
    else if (what < 85) await this.#fullDisk(laptop)
    else if (what < 87) await this.#line()
    else if (what < 90) await this.#remember()
    else if (what < 93) await this.#goBack()
    else if (what < 95) await this.#erase(laptop)
    else if (what < 97) await this.#attach(laptop)
    else if (what < 98) await this.#newKey(laptop)
    else if (what < 99) await (this.#random.chance(0.6) ? this.#newer(laptop) : this.#copy(laptop))
    else await this.#newcomer()
  }

  /** The faults stop, everybody passes until nothing moves. Answers what is wrong, in words. */
  async settle(): Promise<readonly string[]> {
    this.server.setFault(null)
    if (!this.#serverUp) await this.server.start()
    this.#serverUp = true
    // Once everything is there, an intruder has something to take.
    if (this.#random.chance(0.25)) {
      await this.#passUntilQuiet()
      await this.#takeAway()
    }
    for (let asked = 0; ; asked += 1) {
      if (asked === MOST_ROUNDS)
        return ['does not settle: people are asked to let laptops in, or to make keys, for ever']
      const stuck = await this.#passUntilQuiet()
      if (stuck !== undefined) return [stuck]
      if (!(await this.#asPeopleWould())) break
    }
    return [
      ...(await this.#differences()),
      ...this.#keyFaults(),
      ...this.#losses(),
      ...(await this.#lostFiles()),
      ...(await this.#leftPieces()),
      ...(await this.#readable()),
    ]
  }

  /** Everybody passes until nothing moves. Answers what is wrong where that does not come. */
  async #passUntilQuiet(): Promise<string | undefined> {
    let before = ''
    let restless: readonly string[] = []
    for (let round = 0; ; round += 1) {
      if (round === MOST_ROUNDS) return `does not settle in ${MOST_ROUNDS} rounds: ${restless.join(', ')}`
      const found: string[] = []
      for (const laptop of this.laptops) {
        const answer = await laptop.workspace.sync.now()
        await this.#afterwards(laptop)
        const { kind, pending = 0 } = answer.ok ? answer.value : { kind: answer.error.kind }
        if (kind !== 'idle' || pending > 0) found.push(`${laptop.name} is ${kind}, ${pending} wait`)
      }
      const now = JSON.stringify(await this.server.leaves())
      if (now !== before) found.push('revisions still change')
      if (found.length === 0) return undefined
      restless = found
      before = now
    }
  }

  /**
   * Somebody reads the pages that ask for a word and gives it: lets in a laptop that a key missed, makes one more key, says that an
   * erasure was meant which a laptop made that the group had closed.
   */
  async #asPeopleWould(): Promise<boolean> {
    for (const laptop of this.#staying()) {
      const { laptops } = laptop.workspace
      const known = new Map(laptop.opened.engine.model.items(laptopType).map((one) => [one.id, one.device]))
      for (const { id, name, check } of (await laptops.holders()).lacking) {
        const other = this.#staying().find((one) => one.device === known.get(id))
        const there = await other?.workspace.laptops.holders()
        if (there?.here?.join() !== check.join()) continue
        const done = await laptops.letIn({ id, check })
        this.#says(`${laptop.name} lets in ${name}: ${done.ok ? 'done' : done.error.kind}`)
        if (done.ok) return true
      }
    }
    for (const laptop of this.#staying()) {
      if ((await laptop.workspace.laptops.sheet()) !== 'crossed') continue
      const made = await laptop.workspace.laptops.newKey({ without: [], reason: 'crossed' })
      this.#says(`${laptop.name} makes one more key: ${made.ok ? `for ${made.value.laptops}` : made.error.kind}`)
      if (made.ok) return true
    }
    for (const laptop of this.#staying()) {
      const { model, held } = laptop.opened.engine
      const waits = held()
      const entry = model.items(erasure).find(({ ids }) => ids?.some((id) => waits.has(id)))
      if (entry === undefined) continue
      const done = await laptop.workspace.privacy.decide({ id: entry.id, as: 'erase' })
      this.#says(`${laptop.name} says that an erasure was meant: ${done.ok ? done.value.records : done.error.kind}`)
      if (done.ok) return true
    }
    return false
  }

  /** Those who stay hold every key and write with the same; who was closed holds nothing of that. */
  #keyFaults(): readonly string[] {
    const faults: string[] = []
    const [first] = this.#staying()
    const all = first?.opened.engine.keyring.all().map((key) => key.kid) ?? []
    const current = first?.opened.engine.keyring.current.kid ?? ''
    for (const laptop of this.laptops) {
      const { keyring } = laptop.opened.engine
      const kids = keyring.all().map((key) => key.kid)
      if (this.#closed.has(laptop)) {
        if (kids.includes(current)) faults.push(`${laptop.name} was closed and holds the key that is written with`)
      } else if (keyring.current.kid !== current)
        faults.push(`${laptop.name} writes with another key than ${first?.name}`)
      else if (kids.join() !== all.join()) faults.push(`${laptop.name} holds other keys than ${first?.name}`)
    }
    return faults
  }

  async end(): Promise<void> {
    this.server.setFault(null)
    for (const laptop of this.laptops) await laptop.workspace.close()
    if (!this.#serverUp) await this.server.start()
  }

  #newLaptop(): Laptop {
    const laptop = new Laptop(`laptop-${this.laptops.length + 1}`, this.#random.fork(), {
      now: () => this.#now++,
      fetch: async (input, init) => {
        if (this.#abandoned) throw new TypeError('abandoned')
        if (String(init?.body ?? '').includes(MARKER)) this.#leaks.push(`a request to ${String(input)} is readable`)
        return fetch(input, init)
      },
    })
    this.laptops.push(laptop)
    return laptop
  }

  #says(text: string): void {
    this.log.push(`${this.#step}. ${text}`)
  }

  #word(): string {
    this.#made += 1
    return `${MARKER}${this.#made}`
  }

  /** A new value in some fields of a new or standing record of any type. */
  async #edit(laptop: Laptop): Promise<void> {
    const type = this.#random.pick(this.#types)
    const { model } = laptop.opened.engine
    const known = [...model.all()].filter((record) => record.type === type.type)
    // Few records, so that laptops meet in them; some made under the same id on two laptops, as derived ids are.
    const shared = `${type.type}-${this.#random.int(3)}`
    const isNew = type.fact || (model.stored(shared) === undefined && this.#random.chance(0.5))
    const fresh = type.fact ? `${type.type}-${this.#word().replace(MARKER, 'n')}` : shared
    const id = isNew || known.length === 0 ? fresh : this.#random.pick(known).id
    const before = model.stored(id)
    if (!isNew && this.#random.chance(0.08)) {
      await this.#save(laptop, type, id, {}, { removed: this.#random.chance(0.6) })
      return
    }
    const patch: Record<string, Json> = {}
    const names = Object.keys(type.fields).filter(
      (name) => this.#random.chance(0.3) || name === Object.keys(type.fields)[0],
    )
    for (const name of names) {
      const wanted = this.#valueFor(
        type,
        name,
        before === undefined ? undefined : (model.item(type as never, id) as Record<string, Json> | undefined)?.[name],
      )
      if (wanted !== undefined) patch[name] = wanted
    }
    await this.#save(laptop, type, id, patch)
  }

  /** A value that fits the field and is like no other; undefined where such a one cannot be made. */
  #valueFor(type: RecordType, name: string, shown: Json | undefined): Json | undefined {
    const field = type.fields[name]
    if (field === undefined) return undefined
    const word = this.#word()
    const fits = (value: Json): boolean => field.schema.safeParse(value).success
    if (field.merge === 'one') return [word, this.#made, this.#random.chance(0.5)].find(fits)
    if (field.merge === 'set') {
      if (!fits(word)) return undefined
      const members = Array.isArray(shown) ? (shown as string[]) : []
      return this.#random.chance(0.3) && members.length > 0 ? members.slice(1) : [...members, word]
    }
    const entry = [
      word,
      { number: word },
      { address: word },
      { text: word },
      { title: word },
      { label: word, pence: 1 },
    ].find(fits)
    if (entry === undefined) return undefined
    const entries = (typeof shown === 'object' && shown !== null && !Array.isArray(shown) ? shown : {}) as Record<
      string,
      Json
    >
    const keys = Object.keys(entries)
    if (keys.length > 0 && this.#random.chance(0.2)) {
      const { [this.#random.pick(keys)]: _gone, ...rest } = entries
      return rest
    }
    const key = keys.length > 0 && this.#random.chance(0.5) ? this.#random.pick(keys) : `k${this.#made}`
    return { ...entries, [key]: entry }
  }

  async #save(
    laptop: Laptop,
    type: RecordType,
    id: string,
    patch: Record<string, Json>,
    more: { removed?: boolean } = {},
  ): Promise<void> {
    const { engine, saver } = laptop.opened
    const before = standing(engine.model.stored(id))
    const made = change(type as never, id, patch as never, more)
    const saved = await saver.save([made], 'simulated', { today: '2026-11-22' })
    this.#says(
      `${laptop.name} edits ${id} ${Object.keys(patch).join(' ')}${more.removed === undefined ? '' : ` removed: ${more.removed}`}: ${saved.ok ? 'saved' : saved.error.kind}`,
    )
    if (saved.ok) this.ledger.saved(before, standing(engine.model.stored(id)), true, laptop.name)
    else this.ledger.unsure(before)
  }

  /** Writes a word into a long text, as an editor does: the whole state of this laptop. */
  async #type(laptop: Laptop): Promise<void> {
    const section = `section-${this.#random.int(2)}`
    const word = this.#word()
    const opened = await laptop.workspace.openText(section, () => undefined)
    if (!opened.ok) return
    const doc = new Y.Doc()
    doc.clientID = this.#random.int(0x7fffffff)
    Y.applyUpdate(doc, opened.value.state)
    const text = doc.getText('words')
    text.insert(this.#random.int(text.length + 1), `<${word}>`)
    const saved = await laptop.workspace.saveText(section, Y.encodeStateAsUpdate(doc), text.toString())
    opened.value.close()
    this.#says(`${laptop.name} types ${word} in ${section}: ${saved.ok ? 'saved' : saved.error.kind}`)
    // A word that lands inside another one parts it: both are there, but not in one piece.
    if (saved.ok) this.ledger.wrote(section, word)
  }

  async #undo(laptop: Laptop): Promise<void> {
    const { engine } = laptop.opened
    const before = new Map([...engine.model.all()].flatMap((record) => [...standing(record)]))
    const undone = await laptop.workspace.undo()
    this.#says(`${laptop.name} undoes: ${undone.ok ? 'done' : undone.error.kind}`)
    if (!undone.ok) return
    const after = new Map([...engine.model.all()].flatMap((record) => [...standing(record)]))
    this.ledger.saved(before, after, true, laptop.name)
    for (const key of after.keys()) {
      const [id = '', path] = key.split(' ')
      if (path === REMOVED && !before.has(key)) this.ledger.withdrawn(id)
    }
  }

  async #pass(laptop: Laptop): Promise<void> {
    const part = this.#random.pick([0, 0, 0.1, 0.3])
    const luck = this.#random.int(1_000_000)
    const asked = new Map<string, number>()
    // By the request and how often it was made, not by the order of chance: parallel requests may swap places.
    this.server.setFault((request: AskedRequest) => {
      const name = `${request.method} ${request.path.replace(/since=[^&]*/, '')}`
      const times = (asked.get(name) ?? 0) + 1
      asked.set(name, times)
      const chance = seeded(luck ^ hash(`${name} ${times}`))
      return chance.chance(part) ? chance.pick(FAULTS) : null
    })
    const answer = await laptop.workspace.sync.now()
    this.server.setFault(null)
    this.#says(
      `${laptop.name} passes with ${part * 100} % faults: ${answer.ok ? answer.value.kind : answer.error.kind}`,
    )
  }

  async #takeStick(laptop: Laptop): Promise<void> {
    const other = this.#random.pick(this.laptops).opened.engine.device
    const taken = await laptop.workspace.carry.take(this.#random.chance(0.5) ? {} : { for: other })
    this.#says(
      `${laptop.name} takes its changes on a stick: ${taken.ok ? `${taken.value.papers} papers` : taken.error.kind}`,
    )
    if (taken.ok) this.#sticks.push(taken.value.bytes)
  }

  /** Any stick, in any order, again and again; at times one that was pulled out too soon or has gone bad. */
  async #bringStick(laptop: Laptop): Promise<void> {
    if (this.#sticks.length === 0) return
    const stick = this.#random.pick(this.#sticks)
    if (this.#random.chance(0.25)) {
      const bad = this.#random.chance(0.5) ? stick.slice(0, this.#random.int(stick.length)) : stick.slice()
      const at = this.#random.int(bad.length)
      if (bad.length === stick.length) bad[at] = (bad[at] ?? 0) ^ (1 << this.#random.int(8))
      const refused = await laptop.workspace.carry.bring(bad, { allowed: 1000 })
      this.#says(`${laptop.name} is given a bad stick: ${refused.ok ? 'taken' : refused.error.kind}`)
      if (refused.ok) this.#leaks.push(`${laptop.name} took a bad stick for a good one`)
      return
    }
    const brought = await laptop.workspace.carry.bring(stick, { allowed: 1000 })
    this.#says(
      `${laptop.name} brings a stick in: ${brought.ok ? `${brought.value.received} papers` : brought.error.kind}`,
    )
  }

  async #erase(laptop: Laptop): Promise<void> {
    const types = new Set(this.#types.map((type) => type.type))
    const known = [...laptop.opened.engine.model.all()].filter(
      (record) => types.has(record.type) && record.type !== 'group',
    )
    if (known.length === 0) return
    const files = laptop.opened.engine.model.items(fileType)
    const file = files.length > 0 && this.#random.chance(0.5) ? this.#random.pick(files) : undefined
    const id = file?.id ?? this.#random.pick(known).id
    if (file !== undefined)
      this.#pieces.set(
        id,
        piecesNamedBy([file]).map((piece) => piece.id),
      )
    const erased = await laptop.workspace.privacy.erase({ ids: [id], why: 'asked' })
    this.#says(`${laptop.name} erases ${id}: ${erased.ok ? erased.value.server : erased.error.kind}`)
    this.ledger.erased(id, erased.ok)
  }

  async #attach(laptop: Laptop): Promise<void> {
    const [first] = laptop.opened.engine.model.all()
    if (first === undefined) return
    const fresh = this.#random.bytes(1 + this.#random.int(300_000))
    fresh.set(new TextEncoder().encode(`%PDF-1.7 ${MARKER}`).subarray(0, fresh.length))
    // Sometimes the same sheet once more, perhaps by somebody else.
    const bytes = this.#sheets.length > 0 && this.#random.chance(0.3) ? this.#random.pick(this.#sheets) : fresh
    this.#sheets.push(bytes)
    const added = await laptop.workspace.files.add({ on: first.id, name: `${this.#word()}.pdf`, bytes })
    this.#says(`${laptop.name} attaches a file of ${bytes.length} bytes: ${added.ok ? 'saved' : added.error.kind}`)
    if (added.ok) this.ledger.attached(added.value.id, bytes)
  }

  /** A new key, by anybody at any time; often because a laptop is lost, which goes on working and passing as if nothing had been. */
  async #newKey(laptop: Laptop): Promise<void> {
    const lost = this.#closed.has(laptop) ? undefined : this.#mayBeLost(laptop)
    const record = lost && laptop.opened.engine.model.items(laptopType).find((one) => one.device === lost.device)
    const without = record === undefined ? [] : [record.id]
    const made = await laptop.workspace.laptops.newKey({ without, reason: 'simulated' })
    const words = record === undefined ? '' : ` without ${lost?.name}`
    this.#says(`${laptop.name} makes a new key${words}: ${made.ok ? `for ${made.value.laptops}` : made.error.kind}`)
    if (made.ok && record !== undefined && lost !== undefined) this.#closed.add(lost)
    if (!made.ok || this.#random.chance(0.4)) return
    const resealed = await laptop.workspace.laptops.reseal()
    this.#says(
      `${laptop.name} seals anew: ${resealed.ok ? `${resealed.value.papers} papers, ${resealed.value.pieces} pieces` : resealed.error.kind}`,
    )
  }

  /** One that stands later in the list: so no two close each other, which people have to settle by word of mouth. */
  #mayBeLost(laptop: Laptop): Laptop | undefined {
    const later = this.laptops
      .slice(Math.max(1, this.laptops.indexOf(laptop) + 1))
      .filter((one) => !this.#closed.has(one) && !this.#twins.has(one))
    return this.#staying().length > 2 && later.length > 0 && this.#random.chance(0.5)
      ? this.#random.pick(later)
      : undefined
  }

  /** Somebody copies a laptop's disk, and both are used. */
  async #copy(laptop: Laptop): Promise<void> {
    if (this.#closed.has(laptop) || this.#twins.size > 0 || this.laptops.length >= this.#most) return
    const twin = await laptop.twin(`laptop-${this.laptops.length + 1}`, this.#random.fork())
    this.#says(`${laptop.name} is copied to ${twin.name}`)
    this.laptops.push(twin)
    this.#twins.add(laptop).add(twin)
    const { engine, database } = twin.opened
    const goodAt = (await readMarks(createLocalStore(database))).allSentAt ?? ''
    const isUnsent = ([by, , at]: Dot): boolean => by === twin.device && at > goodAt
    this.ledger.copied([...engine.model.all()].flatMap((record) => [...standing(record, isUnsent).keys()]))
  }

  #staying(): readonly Laptop[] {
    return this.laptops.filter((one) => !this.#closed.has(one))
  }

  /** A laptop with a newer Trestle writes: a later shape, with a field that this version does not know. */
  async #newer(laptop: Laptop): Promise<void> {
    const { engine } = laptop.opened
    const type = this.#random.pick(this.#types)
    // A later shape of a record, which nobody here may edit; a new field in one that all edit; a type that nobody here knows.
    const [kind, later] = this.#random.pick([
      [type, 1],
      [type, 0],
      [{ ...type, type: `${type.type}-of-the-future` } as RecordType, 0],
    ] as const)
    const id = later === 1 ? `${type.type}-newer` : `${kind.type}-${this.#random.int(3)}`
    const before = engine.model.stored(id) ?? emptyRecord(kind, id)
    const ops = [{ op: 'put', path: 'fieldOfTheFuture', value: this.#word() } as const]
    const record = applyOps(before, ops, engine.stamp(), type.schema + later)
    const committed = await engine.exclusive(() => engine.commit([record]))
    this.#says(`${laptop.name}, newer, writes ${id}: ${committed.ok ? 'saved' : committed.error.kind}`)
    if (committed.ok) this.ledger.saved(standing(before), standing(engine.model.stored(id)), true, laptop.name)
    else this.ledger.unsure(standing(before))
  }

  async #restart(laptop: Laptop): Promise<void> {
    this.#says(`${laptop.name} restarts`)
    await laptop.restart()
  }

  /** The disk fails within the next saves, and then the power goes. */
  async #powerCut(laptop: Laptop): Promise<void> {
    laptop.trouble.writesLeft = this.#random.int(2)
    await this.#edit(laptop)
    this.#says(`${laptop.name} loses its power`)
    await laptop.powerCut()
  }

  async #fullDisk(laptop: Laptop): Promise<void> {
    const { trouble } = laptop
    // Or the write stands, whole or in part, and the answer says that it does not.
    const kind = this.#random.pick(['full', 'lying', 'part'] as const)
    if (kind === 'full') trouble.writesLeft = this.#random.int(2)
    if (kind === 'lying') trouble.isLying = true
    if (kind === 'part') trouble.part = this.#random.pick([0.3, 0.5, 0.9])
    this.#says(`${laptop.name} has a full disk: ${kind}`)
    await this.#edit(laptop)
    trouble.isLying = false
    if (this.#random.chance(0.5)) await this.#edit(laptop)
    if (this.#random.chance(0.5)) await this.#pass(laptop)
    trouble.writesLeft = undefined
    trouble.part = undefined
  }

  async #line(): Promise<void> {
    this.#serverUp = !this.#serverUp
    this.#says(this.#serverUp ? 'the server is back' : 'the server is gone')
    await (this.#serverUp ? this.server.start() : this.server.stop())
  }

  async #remember(): Promise<void> {
    if (!this.#serverUp) return
    this.#says('the server is backed up')
    this.#snapshot = await this.server.snapshot()
  }

  async #goBack(): Promise<void> {
    if (!this.#serverUp) return
    if (this.#snapshot === undefined || this.#random.chance(0.3)) {
      this.#says('the server forgets everything')
      await this.server.forget()
    } else {
      this.#says('the server goes back in time')
      await this.server.restore(this.#snapshot)
    }
  }

  /** Whoever may write to the server takes papers away there, one or all, each once: nobody of the group has said so. */
  async #takeAway(): Promise<void> {
    if (!this.#serverUp) return
    const leaves = Object.entries(await this.server.leaves())
    // Keys, invites and the group's mark cannot be taken away. Of a file's pieces, only those that a laptop holds which stays.
    const here = await Promise.all(this.#staying().map(({ opened }) => piecesHere({ opened })))
    const held = new Set(here.flatMap((pieces) => [...pieces]))
    const mayGo = (id: string): boolean => (isChunkId(id) ? held.has(id) : id.length > 10 && !/[:_]/.test(id))
    const papers = leaves.filter(([id]) => mayGo(id) && !this.#taken.has(id))
    if (papers.length === 0) return
    const some = this.#random.chance(0.3) ? papers : [this.#random.pick(papers)]
    for (const [id] of some) this.#taken.add(id)
    const ids = some.map(([id]) => id)
    await this.server.takeAway(ids, () => Buffer.from(this.#random.bytes(16)).toString('hex'))
    this.#says(`an intruder takes ${some.length} papers away on the server`)
  }

  async #newcomer(): Promise<void> {
    if (!this.#serverUp || this.laptops.length >= this.#most) return
    const inviter = this.#random.pick(this.#staying())
    this.#says(`a new laptop joins, invited by ${inviter.name}`)
    const invite = await inviter.workspace.laptops.invite({ forWhom: 'somebody new' })
    if (!invite.ok) return this.#says(`no invite: ${invite.error.kind}`)
    await this.#newLaptop().join(invite.value.file)
  }

  async #differences(): Promise<readonly string[]> {
    const faults: string[] = []
    const server = await this.server.leaves()
    const [first] = this.#staying()
    const digest = (laptop: Laptop) =>
      new Map([...laptop.opened.engine.model.all()].map((record) => [record.id, valueKey(record as unknown as Json)]))
    const wanted = first === undefined ? new Map<string, string>() : digest(first)
    for (const laptop of this.#staying()) {
      const { engine, database } = laptop.opened
      if (engine.quarantine.size > 0)
        faults.push(`${laptop.name} could not open ${[...engine.quarantine.keys()].join(', ')}`)
      const here = digest(laptop)
      for (const id of new Set([...wanted.keys(), ...here.keys()])) {
        if (wanted.get(id) !== here.get(id))
          faults.push(`${laptop.name} differs from ${first?.name} in ${id}: ${here.get(id)} / ${wanted.get(id)}`)
      }
      const store = createLocalStore(database)
      const leaves = await store.allLeafRevs()
      faults.push(...(await notListed(store)).map((fault) => `${laptop.name} ${fault}`))
      for (const id of new Set([...Object.keys(server), ...Object.keys(leaves)])) {
        // Pieces of files are fetched when somebody opens the file, and an older form is as good: `lostFiles` reads them all.
        if (isChunkId(id)) continue
        const mine = [...(leaves[id] ?? [])].sort().join(' ')
        if (mine !== (server[id] ?? []).join(' '))
          faults.push(
            `${laptop.name} and the server hold other leaves of ${id}: ${mine} / ${(server[id] ?? []).join(' ')}`,
          )
      }
    }
    return faults
  }

  #losses(): readonly string[] {
    return this.#staying().flatMap((laptop) =>
      this.ledger.faults(laptop.opened.engine.model.all()).map((fault) => `${laptop.name} ${fault}`),
    )
  }

  /** Every attached file can be had on every laptop, whole. */
  async #lostFiles(): Promise<readonly string[]> {
    const faults: string[] = []
    for (const laptop of this.#staying()) {
      for (const [id, bytes] of this.ledger.files) {
        const read = await laptop.workspace.files.read(id)
        const same = read.ok && Buffer.from(read.value.bytes).equals(Buffer.from(bytes))
        if (!same) faults.push(`${laptop.name} cannot read file ${id}: ${read.ok ? 'other bytes' : read.error.kind}`)
      }
    }
    return faults
  }

  /** No laptop holds a piece of a file that was erased. */
  async #leftPieces(): Promise<readonly string[]> {
    const faults: string[] = []
    for (const laptop of this.#staying()) {
      for (const [id, pieces] of this.#pieces) {
        if (!this.ledger.isErased(id)) continue
        const left = await laptop.opened.engine.repository.standing(pieces)
        if (left.length > 0) faults.push(`${laptop.name} holds ${left.length} pieces of ${id}, which was erased`)
      }
    }
    return faults
  }

  /** Texts, and a search of everything stored for anything readable. */
  async #readable(): Promise<readonly string[]> {
    const faults = [...this.#leaks]
    for (const laptop of this.laptops) {
      for (const section of this.#closed.has(laptop) ? [] : this.ledger.sections) {
        const opened = await laptop.workspace.openText(section, () => undefined)
        if (!opened.ok) continue
        const doc = new Y.Doc()
        Y.applyUpdate(doc, opened.value.state)
        opened.value.close()
        const written = doc.getText('words').toString()
        // Letters of a word may be parted by others typed into it: what must be there is every letter, so count the marks.
        const marks = written.split('<').length - 1
        const words = this.ledger.words(section)
        if (marks < words) faults.push(`${laptop.name} holds ${marks} of ${words} words of ${section}`)
      }
      const { rows } = await laptop.opened.database.allDocs({ include_docs: true, conflicts: true })
      if (JSON.stringify(rows).includes(MARKER)) faults.push(`${laptop.name} stores something readable`)
    }
    return faults
  }
}

function hash(text: string): number {
  let result = 2166136261
  for (let i = 0; i < text.length; i += 1) result = Math.imul(result ^ text.charCodeAt(i), 16777619)
  return result >>> 0
}
