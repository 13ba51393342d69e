/** The measurements that go further than one laptop's store: bringing a list in, pulling from a server, Word. */
import { unzipSync, zipSync } from 'fflate'
import Papa from 'papaparse'
import PouchDB from 'pouchdb-browser'
import { openDesk } from '@/core/desk/db'
import { bidDocx } from '@/core/exchange/word'
import { member } from '@/core/records/member'
import { createLocalStore } from '@/core/store/local-store'
import { openIndexedDb } from '@/core/store/open'
import { NO_MARKS, readMarks, writeMarks } from '@/core/sync/marks'
import { runPass } from '@/core/sync/pass'
import { createRemote } from '@/core/sync/remote'
import { sealMany } from '@/core/vault/envelope'
import type { Keyring } from '@/core/vault/keys'
import { openSpace } from '@/core/workspace/opened'
import type { Environment } from '@/core/workspace-types'
import { longBid } from '../exchange/bid-fixture'
import { memberCsv, memberRecord } from './make'
import { type BenchRow, median } from './rows'

type Row = (figures: BenchRow) => void
interface Server {
  readonly url: string
  readonly user: string
  readonly password: string
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
  const pouch = openIndexedDb('bench-import-raw')
  await pouch.info()
  const raw = await timed(async () => {
    Papa.parse(csv, { skipEmptyLines: true })
    for (let at = 0; at < envelopes.length; at += 500) await pouch.bulkDocs(envelopes.slice(at, at + 500) as never)
  })
  await pouch.destroy()
  const opened = openSpace(env, {
    space: 'group',
    desk: openDesk('bench-import-desk'),
    database: openIndexedDb('bench-import'),
    keyring,
    device: 'IIIIIIIIIIIIIIIIIIIIII',
  })
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
  row({ what: 'import a CSV, whole', size, ours, raw, rawWhat: 'PapaParse + PouchDB bulkDocs', goal: 1.3 })
  row({ what: 'of that, looking before anything is stored', size, ours: preview, raw, rawWhat: 'the same' })
}

/** A first pull, a pass with nothing to do and an audit, beside PouchDB's own replication of the same documents. */
export async function pulling(
  size: number,
  env: Environment,
  keyring: Keyring,
  server: Server,
  row: Row,
): Promise<void> {
  const route = {
    baseUrl: server.url,
    headers: { Authorization: `Basic ${btoa(`${server.user}:${server.password}`)}` },
  }
  const remote = createRemote({ route, fetch: env.fetch, now: env.now })
  const envelopes = await sealMany(
    keyring,
    Array.from({ length: size }, (_, i) => memberRecord(i)),
  )
  const source = openIndexedDb('bench-source')
  await source.put({ _id: 'group', v: 1, kind: 'group', groupId: keyring.groupId } as never)
  for (let at = 0; at < envelopes.length; at += 500) await source.bulkDocs(envelopes.slice(at, at + 500) as never)
  let nonce = 0
  const pass = (name: Awaited<ReturnType<typeof createLocalStore>>, device: string, full = false) =>
    runPass({
      store: name,
      remote,
      groupId: keyring.groupId,
      deviceId: device,
      now: env.now,
      newNonce: () => `bench${nonce++}`,
      full,
      allowed: 0,
    })
  const sourceStore = createLocalStore(source)
  const pushed = await timed(() => pass(sourceStore, 'source'))
  const report = await pass(sourceStore, 'source')
  if (!report.clean) throw new Error(`not clean: ${JSON.stringify(report.error ?? report.denied.length)}`)
  const idle = median([
    await timed(() => pass(sourceStore, 'source')),
    await timed(() => pass(sourceStore, 'source')),
    await timed(() => pass(sourceStore, 'source')),
  ])
  const audit = await timed(() => pass(sourceStore, 'source', true))

  const theirs = new PouchDB(server.url, {
    skip_setup: true,
    fetch: (address: string, init: RequestInit) => {
      const headers = new Headers(init.headers)
      headers.set('Authorization', route.headers.Authorization)
      return fetch(address, { ...init, headers, credentials: 'omit' })
    },
  } as never)
  const rawTarget = openIndexedDb('bench-raw-target')
  const rawPull = await timed(() => PouchDB.replicate(theirs, rawTarget as never, { batch_size: 1000 }))
  const rawIdle = median([
    await timed(() => PouchDB.replicate(theirs, rawTarget as never, { batch_size: 1000 })),
    await timed(() => PouchDB.replicate(theirs, rawTarget as never, { batch_size: 1000 })),
  ])
  await rawTarget.destroy()
  const target = openIndexedDb('bench-target')
  const store = createLocalStore(target)
  const pulled = await timed(() => pass(store, 'target'))
  const here = await target.info()
  if (here.doc_count < size) throw new Error(`pulled ${here.doc_count}`)
  await writeMarks(store, { ...NO_MARKS })
  if ((await readMarks(store)).sentSeq !== 0) throw new Error('marks stay')
  row({
    what: 'first pull',
    size,
    ours: pulled,
    raw: rawPull,
    rawWhat: 'PouchDB replicating the same, batch 1,000',
    goal: 1.11,
  })
  row({ what: 'first push', size, ours: pushed, raw: rawPull, rawWhat: 'PouchDB pulling the same, batch 1,000' })
  row({ what: 'a pass with nothing to do', size, ours: idle, raw: rawIdle, rawWhat: 'PouchDB pull with nothing to do' })
  row({
    what: 'audit of every leaf, with its pass',
    size,
    ours: audit,
    raw: 1000,
    rawWhat: 'one second',
    goal: size <= 10_000 ? 1 : 5,
  })
  await target.destroy()
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
