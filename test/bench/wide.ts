/** The measurements that go further than one laptop's store: bringing a list in, pulling from a server, Word. */
import { unzipSync, zipSync } from 'fflate'
import Papa from 'papaparse'
import PouchDB from 'pouchdb-browser'
import { openDesk } from '@/core/desk/db'
import { bidDocx } from '@/core/exchange/word'
import { member } from '@/core/records/member'
import { createLocalStore } from '@/core/store/local-store'
import { openIndexedDb } from '@/core/store/open'
import type { LocalStore } from '@/core/store/types'
import { type Opens, openingOf } from '@/core/sync/inspect'
import { type PassInput, runPass } from '@/core/sync/pass'
import { createRemote } from '@/core/sync/remote'
import { type Envelope, sealMany } from '@/core/vault/envelope'
import type { Keyring } from '@/core/vault/keys'
import { openSpace } from '@/core/workspace/opened'
import type { Environment } from '@/core/workspace-types'
import { longBid } from '../exchange/bid-fixture'
import { memberCsv, memberRecord } from './make'
import { type BenchRow, median } from './rows'

type Row = (figures: BenchRow) => void
interface Account {
  readonly url: string
  readonly user: string
  readonly password: string
}
/** Empty databases on the trial server: Trestle pushes to one, PouchDB to another; a few documents go to the third before, so that neither is cold. */
export interface Servers {
  readonly ours: Account
  readonly raw: Account
  readonly warm: Account
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** 10,000 rows of CSV: parsed, checked, compared with the register and each other, sealed, stored; beside parsing and storing alone. */
export async function importing(size: number, env: Environment, keyring: Keyring, row: Row): Promise<void> {
  const csv = memberCsv(size)
  const bytes = new TextEncoder().encode(csv)
  const envelopes = await sealMany(
    keyring,
    Array.from({ length: size }, (_, i) => memberRecord(i)),
  )
  const figures = { ours: [] as number[], raw: [] as number[], preview: [] as number[] }
  for (let round = 0; round < 5; round += 1) {
    const pouch = openIndexedDb('bench-import-raw')
    await pouch.info()
    figures.raw.push(
      await timed(async () => {
        Papa.parse(csv, { skipEmptyLines: true })
        for (let at = 0; at < envelopes.length; at += 500) await pouch.bulkDocs(envelopes.slice(at, at + 500) as never)
      }),
    )
    await pouch.destroy()
    const { ours, preview } = await importOnce(size, env, keyring, bytes)
    figures.ours.push(ours)
    figures.preview.push(preview)
  }
  const raw = median(figures.raw)
  row({
    what: 'import a CSV, whole',
    size,
    ours: median(figures.ours),
    raw,
    rawWhat: 'PapaParse + PouchDB bulkDocs',
    ...(size >= 10_000 ? { goal: 1.3 } : {}),
  })
  const preview = median(figures.preview)
  row({ what: 'of that, looking before anything is stored', size, ours: preview, raw, rawWhat: 'the same' })
}

/** One import into an empty group, all of it and looking alone. */
async function importOnce(
  size: number,
  env: Environment,
  keyring: Keyring,
  bytes: Uint8Array,
): Promise<{ readonly ours: number; readonly preview: number }> {
  const desk = openDesk('bench-import-desk')
  const database = openIndexedDb('bench-import')
  const opened = openSpace(env, { space: 'group', desk, database, keyring, device: 'IIIIIIIIIIIIIIIIIIIIII' })
  await opened.start()
  await opened.engine.caughtUp()
  let preview = 0
  const ours = await timed(async () => {
    preview = performance.now()
    const looked = (await opened.run('members.import.preview', { file: { name: 'bench.csv', bytes } })) as {
      readonly ok: boolean
      readonly value: { readonly importId: string }
    }
    preview = performance.now() - preview
    const done = (await opened.run('members.import.confirm', {
      importId: looked.value.importId,
      decisions: { likely: 'add', possible: 'add' },
    })) as { readonly ok: boolean }
    if (!looked.ok || !done.ok) throw new Error('not imported')
  })
  if (opened.engine.model.count(member.type) !== size)
    throw new Error(`${opened.engine.model.count(member.type)} imported`)
  await opened.close()
  await openIndexedDb('bench-import').destroy()
  await openDesk('bench-import-desk').delete()
  return { ours, preview }
}

/** PouchDB as it is, on the same kind of database: its own replication wants more of it than Trestle's does. */
function raw(name: string) {
  return new PouchDB(name, { adapter: 'idb', auto_compaction: true, revs_limit: 1000 })
}

const basic = ({ user, password }: Account): string => `Basic ${btoa(`${user}:${password}`)}`

/** PouchDB's own view of a database on the server. */
function pouchAt(account: Account) {
  return new PouchDB(account.url, {
    skip_setup: true,
    fetch: (address: string, init: RequestInit) => {
      const headers = new Headers(init.headers)
      headers.set('Authorization', basic(account))
      return fetch(address, { ...init, headers, credentials: 'omit' })
    },
  } as never)
}

/** Leaves as the bodies of requests, so many documents in each. */
function inPages(revs: Readonly<Record<string, readonly string[]>>, size: number): readonly string[] {
  const all = Object.entries(revs)
  return Array.from({ length: Math.ceil(all.length / size) }, (_, page) =>
    JSON.stringify(Object.fromEntries(all.slice(page * size, (page + 1) * size))),
  )
}

/** Asks a server which of these leaves it lacks. */
async function askAbout(account: Account, body: string): Promise<void> {
  const headers = { Authorization: basic(account), 'Content-Type': 'application/json' }
  const answer = await fetch(`${account.url}/_revs_diff`, { method: 'POST', headers, body, credentials: 'omit' })
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
  await answer.json()
}

/** A first pull as a laptop that joins does it: every envelope opened, journalled, in the model. */
async function pullingIntoView(
  size: number,
  env: Environment,
  keyring: Keyring,
  pass: (store: LocalStore, device: string, opens: Opens) => Promise<unknown>,
): Promise<number> {
  const opened = openSpace(env, {
    space: 'group',
    desk: openDesk('bench-pull-desk'),
    database: openIndexedDb('bench-pull'),
    keyring,
    device: 'PPPPPPPPPPPPPPPPPPPPPP',
  })
  await opened.start()
  await opened.engine.caughtUp()
  const opens: Opens = async (docs) => (await opened.engine.look(docs)).map(openingOf)
  const shown = await timed(() => pass(opened.store, 'joined', opens))
  if (opened.engine.model.count(member.type) !== size) throw new Error('not shown')
  await opened.close()
  await openIndexedDb('bench-pull').destroy()
  await openDesk('bench-pull-desk').delete()
  return shown
}

/** A first push, a first pull, a pass with nothing to do and an audit, beside PouchDB's own replication of the same documents. */
export async function replicating(
  size: number,
  env: Environment,
  keyring: Keyring,
  servers: Servers,
  row: Row,
): Promise<void> {
  const envelopes = await sealMany(
    keyring,
    Array.from({ length: size }, (_, i) => memberRecord(i)),
  )
  const filled = async (name: string, docs: readonly Envelope[]) => {
    const database = openIndexedDb(name)
    await database.put({ _id: 'group', v: 1, kind: 'group', groupId: keyring.groupId } as never)
    for (let at = 0; at < docs.length; at += 500) await database.bulkDocs(docs.slice(at, at + 500) as never)
    return database
  }
  let nonce = 0
  const pass = (
    store: LocalStore,
    device: string,
    { account = servers.ours, ...asked }: Pick<PassInput, 'full' | 'rescan' | 'opens'> & { account?: Account } = {},
  ) =>
    runPass({
      store,
      remote: createRemote({
        route: { baseUrl: account.url, headers: { Authorization: basic(account) } },
        fetch: env.fetch,
        now: env.now,
      }),
      groupId: keyring.groupId,
      deviceId: device,
      now: env.now,
      signing: { sign: async () => '', isOwn: async () => false },
      newNonce: () => `bench${nonce++}`,
      ...asked,
    })
  const warm = await filled('bench-warm', envelopes.slice(0, 200))
  await pass(createLocalStore(warm), 'warm', { account: servers.warm })
  await PouchDB.replicate(raw('bench-warm') as never, pouchAt(servers.warm) as never)
  await warm.destroy()
  const source = await filled('bench-source', envelopes)
  const sourceStore = createLocalStore(source)
  const pushed = await timed(() => pass(sourceStore, 'source'))
  const rawPush = await timed(() =>
    PouchDB.replicate(raw('bench-source') as never, pouchAt(servers.raw) as never, { batch_size: 1000 }),
  )
  const report = await pass(sourceStore, 'source')
  if (!report.clean) throw new Error(`not clean: ${JSON.stringify(report.error ?? report.denied.length)}`)
  const idle = median([
    await timed(() => pass(sourceStore, 'source')),
    await timed(() => pass(sourceStore, 'source')),
    await timed(() => pass(sourceStore, 'source')),
  ])
  const audits: number[] = []
  const thorough: number[] = []
  const listings: number[] = []
  const answers: number[] = []
  for (let round = 0; round < 3; round += 1) {
    audits.push(await timed(() => pass(sourceStore, 'source', { full: true })))
    thorough.push(await timed(() => pass(sourceStore, 'source', { full: true, rescan: true })))
    let leaves: Readonly<Record<string, readonly string[]>> = {}
    listings.push(
      await timed(async () => {
        leaves = await sourceStore.allLeafRevs()
      }),
    )
    const questions = inPages(leaves, 1000)
    answers.push(
      await timed(async () => {
        for (const body of questions) await askAbout(servers.ours, body)
      }),
    )
  }
  const audit = median(audits)

  const theirs = pouchAt(servers.ours)
  const rawPulls: number[] = []
  const pulls: number[] = []
  const shown: number[] = []
  let rawTarget = raw('bench-raw-target')
  for (let round = 0; round < 3; round += 1) {
    await rawTarget.destroy()
    rawTarget = raw('bench-raw-target')
    rawPulls.push(await timed(() => PouchDB.replicate(theirs, rawTarget as never, { batch_size: 1000 })))
    const target = openIndexedDb('bench-target')
    pulls.push(await timed(() => pass(createLocalStore(target), `target${round}`)))
    const here = await target.info()
    if (here.doc_count < size) throw new Error(`pulled ${here.doc_count}`)
    await target.destroy()
    shown.push(
      await pullingIntoView(size, env, keyring, (store, device, opens) => pass(store, `${device}${round}`, { opens })),
    )
  }
  const rawPull = median(rawPulls)
  const rawIdle = median([
    await timed(() => PouchDB.replicate(theirs, rawTarget as never, { batch_size: 1000 })),
    await timed(() => PouchDB.replicate(theirs, rawTarget as never, { batch_size: 1000 })),
  ])
  await rawTarget.destroy()
  row({
    what: 'first pull',
    size,
    ours: median(pulls),
    raw: rawPull,
    rawWhat: 'PouchDB replicating the same, batch 1,000',
    goal: 1.11,
  })
  row({
    what: 'first pull, opened, journalled and shown',
    size,
    ours: median(shown),
    raw: rawPull,
    rawWhat: 'PouchDB replicating the same, batch 1,000',
    // The issue asks for 10,000: what a first pull costs once weighs more on a small one.
    ...(size >= 10_000 ? { goal: 1.25 } : {}),
  })
  row({
    what: 'first push, proved leaf by leaf',
    size,
    ours: pushed,
    raw: rawPush,
    rawWhat: 'PouchDB pushing the same, batch 1,000',
    goal: 1.11,
  })
  row({ what: 'a pass with nothing to do', size, ours: idle, raw: rawIdle, rawWhat: 'PouchDB pull with nothing to do' })
  row({
    what: 'audit of every leaf, with its pass',
    size,
    ours: audit,
    raw: 1000,
    rawWhat: 'one second',
    goal: 1,
  })
  row({
    what: 'the same, both sides looked through from the beginning (once a week, or when asked for)',
    size,
    ours: median(thorough),
    raw: median(listings) + median(answers),
    rawWhat: 'PouchDB listing its leaves, then the server answering what the audit asks',
  })
  await source.destroy()
}

/** A bid of 60 pages to Word, beside zipping the very same parts. */
export async function writingWord(row: Row): Promise<void> {
  const bid = longBid()
  const first = await bidDocx(bid, { madeOn: '2026-11-22' })
  const parts = unzipSync(first)
  const ours: number[] = []
  const raw: number[] = []
  for (let round = 0; round < 7; round += 1) {
    ours.push(await timed(() => bidDocx(bid, { madeOn: '2026-11-22' })))
    raw.push(await timed(async () => zipSync(parts, { level: 6 })))
  }
  row({
    what: 'Word file of a 60-page bid',
    size: 1,
    ours: median(ours),
    raw: median(raw),
    rawWhat: 'zipping the same parts',
    goal: 2,
  })
}
