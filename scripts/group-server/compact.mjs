// Takes replaced and erased bodies out of the groups' databases. CouchDB's own compaction only looks at how much of a file is
// waste, so that a few erased records would stay in it for months: whoever keeps the server runs this every night.

const LOOK_EVERY_MS = 500
const AT_MOST_MS = 10 * 60_000

/**
 * Compacts these databases, or all that have Trestle's gatekeeper, one after the other. `pause`: waits so many milliseconds. Answers their names.
 * Throws when the server refuses, or a compaction does not end within ten minutes.
 */
export async function compactGroups(ask, databases, pause = wait) {
  const done = []
  for (const database of databases ?? (await groupsOn(ask))) {
    const begun = await ask('POST', `/${database}/_compact`, {})
    if (begun.status !== 202 && begun.status !== 200) {
      throw new Error(`The server would not compact ${database}: ${begun.status} ${begun.body?.reason ?? ''}`.trim())
    }
    let waited = 0
    while ((await ask('GET', `/${database}`)).body?.compact_running) {
      if (waited >= AT_MOST_MS) throw new Error(`Compacting ${database} does not come to an end.`)
      await pause(LOOK_EVERY_MS)
      waited += LOOK_EVERY_MS
    }
    done.push(database)
  }
  return done
}

async function groupsOn(ask) {
  const { status, body } = await ask('GET', '/_all_dbs')
  if (status !== 200) throw new Error(`The server would not list its databases: ${status}`)
  const groups = []
  for (const name of body) {
    if (name.startsWith('_')) continue
    const design = await ask('GET', `/${encodeURIComponent(name)}/_design/trestle`)
    if (design.status === 200) groups.push(name)
  }
  return groups
}

function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
