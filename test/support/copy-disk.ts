/** A laptop's disk copied byte for byte, as an imaged disk or a copied profile folder is: the same keys, ids, marks and sequences. */

import { openDesk } from '@/core/desk/db'
import { databaseNames } from '@/core/workspace/spaces'
import { type Disk, newDisk, testEnvironment } from './workspace'

/** Copies a disk whose laptop is closed. */
export async function copyDisk(disk: Disk): Promise<Disk> {
  const copy = newDisk()
  const names = databaseNames('group')
  await copyDatabase(disk, copy, names.database)
  const [from, to] = [disk, copy].map((each) => openDesk(names.desk, testEnvironment({ disk: each }).desk))
  if (from === undefined || to === undefined) throw new Error('no desk')
  for (const table of from.tables) await to.table(table.name).bulkPut(await table.toArray())
  from.close()
  to.close()
  return copy
}

async function copyDatabase(disk: Disk, copy: Disk, name: string): Promise<void> {
  const from = testEnvironment({ disk }).openDatabase(name)
  const to = testEnvironment({ disk: copy }).openDatabase(name)
  let seq = 0
  let fillers = 0
  // Sequences keep their places. Design documents, which sync passes over, fill the gaps.
  const fillUpTo = async (wanted: number): Promise<void> => {
    for (; seq < wanted; seq += 1) await to.put({ _id: `_design/filler-${fillers++}` })
  }
  const { results, last_seq } = await from.changes({ since: 0, style: 'all_docs' })
  for (const row of results) {
    await fillUpTo(Number(row.seq) - row.changes.length)
    const docs = row.changes.map(({ rev }) => ({ id: row.id, rev }))
    const found = await from.bulkGet({ docs, revs: true })
    const leaves = found.results.flatMap((one) => one.docs.flatMap((doc) => ('ok' in doc ? [doc.ok] : [])))
    for (const leaf of leaves) await to.bulkDocs([leaf] as never, { new_edits: false })
    seq += leaves.length
  }
  await fillUpTo(Number(last_seq))
  for (const id of ['_local/sync', '_local/carry']) {
    const found = await from.get(id).catch(() => undefined)
    if (found === undefined) continue
    const { _rev, ...doc } = found
    await to.put(doc)
  }
  await Promise.all([from.close(), to.close()])
}
