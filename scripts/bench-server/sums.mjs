// From measured figures to the sums for many groups. Pure: figures in, Markdown out.
import { spread } from './measure.mjs'

/** What a group is taken to be and to do. A pass with nothing to do makes 2 requests, as test/sync/pass.test.ts asserts. */
const TAKEN = {
  groups: 10_000,
  laptops: 3,
  documents: 2_000,
  hoursAWeek: 10,
  savesAWeek: 40,
  passesAnHour: 12,
  requestsOfAQuietPass: 2,
  /** The saver's pass (7) and that of one other open laptop that hears of it (4), and the waiting of both begun anew. */
  requestsOfASave: 7 + 4 + 2,
  busiest: 5,
  openAtTheBusiest: 10,
  copies: 3,
}

/** The table of what was measured and the table of sums. */
export function figures({ size, measured, machine }) {
  return [...measuredPart({ size, measured, machine }), '', ...sumsPart(measured)].join('\n')
}

function measuredPart({ size, measured, machine }) {
  const rows = [...new Set([...measured.alone.keys(), ...measured.together.keys()])].map((what) => {
    const alone = measured.alone.get(what)
    const together = measured.together.get(what) ?? []
    const { median, slow } = spread(together)
    const cells = [what, alone === undefined ? '' : spread(alone).median.toFixed(1), together.length]
    return `| ${[...cells, ...(together.length === 0 ? ['', ''] : [median.toFixed(1), slow.toFixed(1)])].join(' | ')} |`
  })
  const { signIn, storage, waiting } = measured
  return [
    `${capital(machine.server)}, ${machine.on}, ${machine.cores} cores shared by the server, the ${size.groups * size.laptops} laptops that ask and other work; ${size.groups} groups with ${thousands(size.documents)} documents each:`,
    '',
    `| a laptop asks for | alone, ms | ${size.groups * size.laptops} at once for ${size.seconds} s: made | median ms | 95 % ms |`,
    '|---|---|---|---|---|',
    ...rows,
    '',
    `- ${thousands(measured.perSecond)} requests a second at once, each with ${thousands(measured.sentEach)} bytes out and ${thousands(measured.receivedEach)} back.`,
    `- A new laptop fetches ${thousands(measured.pullPerSecond)} documents a second.`,
    `- The first request of an account takes ${signIn.first.toFixed(0)} ms, the next ${signIn.next.toFixed(0)} ms: working a password out is slow on purpose, and remembered.`,
    `- Setting a group up with ${size.laptops} accounts takes ${(measured.provisioningMs / 1000).toFixed(1)} s.`,
    ...(waiting === undefined
      ? []
      : [
          `- One waiting connection holds ${thousands(waiting.bytesEach / 1024)} kB of memory (${waiting.connections} were open).`,
        ]),
    ...(storage === undefined
      ? []
      : [
          `- A database of ${thousands(storage.documents)} documents takes ${megabytes(storage.file)} compacted, ${megabytes(storage.fileBefore)} as it was written; one with nothing in it ${thousands(storage.bare / 1024)} kB.`,
        ]),
  ]
}

function sumsPart(measured) {
  const t = TAKEN
  const { storage, waiting, signIn } = measured
  const quietHour = t.passesAnHour * t.requestsOfAQuietPass + 1
  const week = t.laptops * t.hoursAWeek * quietHour + t.laptops * t.savesAWeek * t.requestsOfASave
  const evenly = (week * t.groups) / (7 * 24 * 3600)
  const busiest = evenly * t.busiest
  const connections = (t.groups * t.laptops) / t.openAtTheBusiest
  const perDocument = storage === undefined ? undefined : (storage.file - storage.bare) / storage.documents
  const group = perDocument === undefined ? undefined : storage.bare + perDocument * t.documents
  const auditMs = spread(
    measured.alone.get([...measured.alone.keys()].find((key) => key.startsWith('proving all'))) ?? [],
  )
  const row = (...cells) => `| ${cells.join(' | ')} |`
  return [
    `Taken: ${t.laptops} laptops a group, each open ${t.hoursAWeek} hours a week with ${t.savesAWeek} saves, ${thousands(t.documents)} documents; the busiest hour has ${t.busiest} times the even load, and 1 laptop in ${t.openAtTheBusiest} open.`,
    '',
    row('', 'a group', `${thousands(t.groups)} groups`),
    '|---|---|---|',
    ...(group === undefined
      ? []
      : [
          row('stored, compacted, each copy', megabytes(group), gigabytes(group * t.groups)),
          row(
            `the same in ${t.copies} copies, and as much again free for compaction`,
            '',
            gigabytes(group * t.groups * t.copies * 2),
          ),
        ]),
    row('requests of an open laptop in a quiet hour', quietHour, ''),
    row('requests of a save, with one listener', t.requestsOfASave, ''),
    row('requests in a week', thousands(week), `${((week * t.groups) / 1e6).toFixed(1)} million`),
    row('requests a second, evenly', '', evenly.toFixed(0)),
    row(
      '**at the busiest hour**',
      '',
      `**${busiest.toFixed(0)}**, or ${((busiest / measured.perSecond) * 100).toFixed(0)} % of what this machine bore`,
    ),
    row(
      'connections that wait at that hour',
      '',
      `${thousands(connections)}${waiting === undefined ? '' : `, ${megabytes(connections * waiting.bytesEach)} of memory`}`,
    ),
    row(
      'audits in a day (every open laptop once)',
      `${auditMs.median.toFixed(0)} ms each`,
      `${thousands((t.groups * t.laptops) / 2)} at most`,
    ),
    row(
      'passwords worked out in the busiest hour, if all these sign in',
      '',
      `${((connections * Math.max(0, signIn.first - signIn.next)) / 1000 / 60).toFixed(0)} minutes of one core`,
    ),
    row('shard files on each node, with `--shards 1`', 1, thousands(t.groups)),
    row('setting up, four at a time', '', `${((measured.provisioningMs * t.groups) / 4 / 3_600_000).toFixed(1)} hours`),
  ]
}

function thousands(value) {
  return Math.round(value).toLocaleString('en-GB')
}

function megabytes(value) {
  return `${(value / 1e6).toFixed(1)} MB`
}

function gigabytes(value) {
  return `${(value / 1e9).toFixed(0)} GB`
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
