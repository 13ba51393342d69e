/** The measurements, in a worker as the core is. Each beside its raw limit, in the same run. */
import { openDesk, writeMeta } from '@/core/desk/db'
import { createRows } from '@/core/desk/rows'
import type { StoredRecord } from '@/core/merge/record'
import { member } from '@/core/records/member'
import { openIndexedDb } from '@/core/store/open'
import { openMany, seal, sealMany } from '@/core/vault/envelope'
import { importGroupKey, type Keyring, newKeyring } from '@/core/vault/keys'
import { type Opened, openSpace } from '@/core/workspace/opened'
import { environment } from './environment'
import { growth } from './growth'
import { memberRecord, memberValues } from './make'
import { type BenchMessage, type BenchOrder, type BenchRow, median, percentile } from './rows'
import { importing, replicating, writingWord } from './wide'

const scope = self as unknown as DedicatedWorkerGlobalScope
const post = (message: BenchMessage): void => scope.postMessage(message)
const row = (figures: BenchRow): void => post({ kind: 'row', row: figures })
let told: (bytes: number) => void = () => undefined
/** What live objects of page and worker take now. Bytes. */
const memory = (): Promise<number> =>
  new Promise((resolve) => {
    told = resolve
    post({ kind: 'memory' })
  })

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function wipe(): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    await new Promise<void>((resolve) => {
      const gone = indexedDB.deleteDatabase(name ?? '')
      gone.onsuccess = gone.onerror = gone.onblocked = () => resolve()
    })
  }
}

function rawStore(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { keyPath: 'id' })
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
}
const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
  })

async function sealing(size: number, keyring: Keyring, records: readonly StoredRecord[]): Promise<void> {
  await sealMany(keyring, records.slice(0, 200))
  const envelopes = await sealMany(keyring, records)
  const ours = median([
    await timed(() => sealMany(keyring, records)),
    await timed(() => sealMany(keyring, records)),
    await timed(() => sealMany(keyring, records)),
  ])
  const bytes = records.map((record) => new TextEncoder().encode(JSON.stringify(record)))
  const iv = new Uint8Array(12)
  const encryptAll = async (): Promise<void> => {
    for (let at = 0; at < bytes.length; at += 64) {
      await Promise.all(
        bytes
          .slice(at, at + 64)
          .map((each) => crypto.subtle.encrypt({ name: 'AES-GCM', iv }, keyring.current.enc, each)),
      )
    }
  }
  const raw = median([await timed(encryptAll), await timed(encryptAll), await timed(encryptAll)])
  row({ what: 'seal, all records', size, ours, raw, rawWhat: 'AES-GCM alone' })
  const opening = median([
    await timed(() => openMany(keyring, envelopes)),
    await timed(() => openMany(keyring, envelopes)),
  ])
  row({ what: 'open envelopes, all records', size, ours: opening, raw, rawWhat: 'AES-GCM alone' })
}

const LIST = { filter: { status: 'current' }, limit: 50 }

async function opening(size: number, keyring: Keyring, records: readonly StoredRecord[]): Promise<Opened> {
  const desk = openDesk('bench-desk')
  const database = openIndexedDb('bench')
  const rows = createRows(
    desk,
    keyring,
    { record: () => undefined, aside: () => ({}) },
    environment.randomBytes,
    environment.pause,
  )
  await rows.rebuild(records, 0)
  await writeMeta(desk, 'bench', true)
  desk.close()
  // The raw limits: the same bytes, one row a record, and PouchDB's own read of all envelopes.
  const raw = await rawStore('bench-raw')
  const writing = raw.transaction('rows', 'readwrite')
  for (const record of records) writing.objectStore('rows').put(record)
  await finished(writing)
  const envelopes = await sealMany(keyring, records)
  for (let at = 0; at < envelopes.length; at += 500) await database.bulkDocs(envelopes.slice(at, at + 500) as never)
  const info = await database.info()
  const settleDesk = openDesk('bench-desk')
  await writeMeta(settleDesk, 'checkpoint', {
    seq: Number(info.update_seq),
    witness: 0,
    pages: Math.ceil(size / 250),
    records: size,
    dirty: false,
  })
  settleDesk.close()
  await database.close()

  /** What the screen of a locked group has opened already: the desk that says how to unlock, and PouchDB for the key documents. */
  const lockedScreen = async () => {
    const open = { desk: openDesk('bench-desk'), database: openIndexedDb('bench') }
    await open.desk.open()
    await open.database.info()
    return open
  }
  const rawTimes: number[] = []
  const pouchTimes: number[] = []
  const ourTimes: number[] = []
  const wholeTimes: number[] = []
  let opened: Opened | undefined
  for (let round = 0; round < (size > 10_000 ? 5 : 9); round += 1) {
    rawTimes.push(
      await timed(
        () =>
          new Promise<void>((resolve) => {
            const all = raw.transaction('rows').objectStore('rows').getAll()
            all.onsuccess = () => resolve()
          }),
      ),
    )
    const pouch = openIndexedDb('bench')
    await pouch.info()
    pouchTimes.push(await timed(() => pouch.allDocs({ include_docs: true })))
    await pouch.close()
    if (opened !== undefined) await opened.close()
    const databases = await lockedScreen()
    const start = performance.now()
    const opening = openSpace(environment, { space: 'group', ...databases, keyring, device: 'BBBBBBBBBBBBBBBBBBBBBB' })
    opened = opening
    // As in the app: the model begins to open, and the screen that hears of it asks for its list.
    const starting = opening.start()
    await environment.pause()
    const first = new Promise<number>((resolve) => {
      opening.watch('members.list', LIST, (list) => resolve((list as { readonly total: number }).total))
    })
    const report = await Promise.race([starting, first.then(() => undefined)])
    const total = await first
    ourTimes.push(performance.now() - start)
    await opening.ready()
    const whole = ((await opening.query('members.list', LIST)) as { readonly total: number }).total
    wholeTimes.push(performance.now() - start)
    if (report?.from === 'rebuilt' || total !== size || whole !== size)
      throw new Error(`list of ${total}, then of ${whole}`)
    await opened.engine.caughtUp()
    await starting
  }
  // The first opening had no glimpse yet: it counts as whole, not as first list.
  ourTimes.shift()
  raw.close()
  row({
    what: 'open: locked to first list',
    size,
    ours: median(ourTimes),
    raw: median(rawTimes),
    rawWhat: 'IndexedDB getAll, same records',
    goal: size >= 50_000 ? 0.2 : 0.25,
  })
  row({
    what: 'open: locked to first list',
    size,
    ours: median(ourTimes),
    raw: median(pouchTimes),
    rawWhat: 'PouchDB allDocs of the envelopes',
  })
  row({
    what: 'open: the whole model and its list',
    size,
    ours: median(wholeTimes),
    raw: median(rawTimes),
    rawWhat: 'IndexedDB getAll, same records',
  })
  if (opened === undefined) throw new Error('not opened')
  return opened
}

async function saving(size: number, opened: Opened): Promise<void> {
  await opened.engine.caughtUp()
  // The raw limit does the same: it replaces documents in a database that holds others, with the same settings.
  const pouch = openIndexedDb('bench-puts')
  const others = await opened.database.allDocs({ limit: Math.min(size, 1000), include_docs: true })
  const docs = others.rows.flatMap((each) => {
    const { _rev, ...doc } = each.doc ?? { _id: '', _rev: '' }
    return [doc]
  })
  const revs = new Map(
    (await pouch.bulkDocs(docs as never)).map((each) => [each.id ?? '', 'rev' in each ? each.rev : '']),
  )
  const ours: number[] = []
  const raw: number[] = []
  for (let i = 0; i < 120; i += 1) {
    const doc = docs[(i * 37) % docs.length]
    const _rev = revs.get(doc?._id ?? '')
    raw.push(
      await timed(async () => {
        const put = await pouch.put({ ...doc, iv: String(i), _rev } as never)
        revs.set(put.id, put.rev)
      }),
    )
    const id = memberRecord((i * 37) % size).id
    const visible = new Promise<void>((resolve) => {
      const stop = opened.engine.model.onChange(() => {
        stop()
        resolve()
      })
    })
    ours.push(
      await timed(async () => {
        const saved = opened.run('members.update', { id, patch: { notes: `Seen ${i}` } })
        await visible
        const result = (await saved) as { ok: boolean }
        if (!result.ok) throw new Error('not saved')
      }),
    )
  }
  await pouch.destroy()
  const settled = ours.slice(20)
  row({
    what: 'save to visible, p50',
    size,
    ours: percentile(settled, 0.5),
    raw: percentile(raw.slice(20), 0.5),
    rawWhat: 'PouchDB putting a changed document',
    goal: 1.5,
  })
  row({
    what: 'save to visible, p95',
    size,
    ours: percentile(settled, 0.95),
    raw: percentile(raw.slice(20), 0.95),
    rawWhat: 'PouchDB putting a changed document',
    goal: 1.5,
  })
}

async function searching(size: number, opened: Opened): Promise<void> {
  await opened.engine.caughtUp()
  const words = [
    'ami',
    'siân price',
    'larkfeild',
    '07700900',
    'chapel r',
    'kowalsky',
    'zz99 1',
    'example.org',
    'jak',
    'noticeboard',
    'mensah',
    'orchard clo',
  ]
  const haystack = Array.from({ length: size }, (_, i) => JSON.stringify(memberValues(i)).toLowerCase())
  const ours: number[] = []
  const raw: number[] = []
  for (let round = 0; round < 10; round += 1) {
    for (const word of words) {
      const start = performance.now()
      opened.engine.search.find(word, { limit: 20 })
      ours.push(performance.now() - start)
      const scan = performance.now()
      let hits = 0
      for (const text of haystack) if (text.includes(word)) hits += 1
      raw.push(performance.now() - scan + hits * 0)
    }
  }
  row({
    what: 'search as you type, p50',
    size,
    ours: percentile(ours, 0.5),
    raw: percentile(raw, 0.5),
    rawWhat: 'plain scan, exact only',
  })
  row({
    what: 'search as you type, p95',
    size,
    ours: percentile(ours, 0.95),
    raw: percentile(raw, 0.95),
    rawWhat: 'plain scan, exact only',
  })
}

/** 10,000 edits of one record and 200 autosaves of one section in a group of 1,000. */
async function growing(keyring: Keyring): Promise<void> {
  const { stored, live } = await growth(environment, keyring, { members: 1000, edits: 10_000, autosaves: 200 })
  row({
    what: 'storage after 10,000 edits of one record and 200 autosaves of a section',
    size: 1000,
    ours: stored / 1000,
    raw: live / 1000,
    rawWhat: 'the envelopes that are alive',
    unit: 'kB',
    goal: 3,
  })
}

scope.onmessage = async ({ data }: MessageEvent<BenchOrder>) => {
  if ('bytes' in data) return told(data.bytes)
  try {
    const { size, only, server } = data
    const wants = (name: string): boolean => only === null || only.split(',').includes(name)
    await wipe()
    const keyring = newKeyring(
      'benchgroup',
      await importGroupKey(crypto.getRandomValues(new Uint8Array(32)), 'benchkid', '2026-11-22T09:00:00.000Z'),
    )
    const records = Array.from({ length: size }, (_, i) => memberRecord(i))
    await seal(keyring, records[0] as StoredRecord)
    if (wants('seal')) await sealing(size, keyring, records)
    if (wants('open') || wants('save') || wants('search')) {
      const before = await memory()
      const opened = await opening(size, keyring, records)
      if (wants('save')) await saving(size, opened)
      if (wants('search')) await searching(size, opened)
      if (opened.engine.model.count(member.type) !== size) throw new Error('records went missing')
      const raw = new TextEncoder().encode(JSON.stringify(records)).length
      const what = 'memory of the open group: records, their order, the index of the search'
      row({
        what,
        size,
        ours: ((await memory()) - before) / 1e6,
        raw: raw / 1e6,
        rawWhat: 'the records as JSON',
        unit: 'MB',
      })
      await opened.close()
    }
    if (wants('import') && size <= 10_000) await importing(size, environment, keyring, row)
    if (wants('growth') && size <= 1_000) await growing(keyring)
    if (wants('word') && size <= 1_000) await writingWord(row)
    if (wants('pull') && server !== null && size <= 10_000) await replicating(size, environment, keyring, server, row)
    post({ kind: 'done' })
  } catch (error) {
    post({ kind: 'error', message: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) })
  }
}
