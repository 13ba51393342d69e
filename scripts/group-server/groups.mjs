// The list of groups that an umbrella body hosts, and the list of accounts that comes of it: small CSV files.
import { closeSync, openSync, writeSync } from 'node:fs'
import Papa from 'papaparse'
import { provisionGroup } from './provision.mjs'

const AT_ONCE = 4

/** Reads `database,laptops` (laptops parted by spaces or semicolons). Throws with the row's number when one is wrong. */
export function readGroups(text) {
  const { data, errors } = Papa.parse(text.replace(/^\uFEFF/, ''), { header: false, skipEmptyLines: 'greedy' })
  if (errors.length > 0) throw new Error(`Row ${(errors[0].row ?? 0) + 1}: ${errors[0].message}`)
  const [head = [], ...rows] = data
  const columns = head.map((name) => String(name).trim().toLowerCase())
  const database = columns.indexOf('database')
  const laptops = columns.indexOf('laptops')
  if (database === -1 || laptops === -1) throw new Error('The first row must name the columns database and laptops.')
  const seen = new Set()
  return rows.map((row, i) => {
    const name = String(row[database] ?? '').trim()
    if (name === '') throw new Error(`Row ${i + 2} names no database.`)
    if (seen.has(name)) throw new Error(`Row ${i + 2}: ${name} stands there twice.`)
    seen.add(name)
    return {
      database: name,
      laptops: String(row[laptops] ?? '')
        .split(/[\s;]+/)
        .filter((one) => one !== ''),
    }
  })
}

/**
 * Sets many groups up, some at a time. New passwords go into the file `out`, which only its owner may read, never on the screen: it is made
 * before anything else, and takes each password as soon as that counts. A group that fails is named and the rest goes on. Throws where
 * the file is there already, and at the end where a group failed.
 */
export async function provisionGroups(ask, groups, { url, out, say, ...common }) {
  const file = openNew(out)
  const write = (row) => writeSync(file, `${Papa.unparse([row])}\r\n`)
  let passwords = 0
  let failed = 0
  try {
    write(['address', 'user', 'password'])
    const waiting = [...groups]
    const work = async () => {
      for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
        const address = `${url.replace(/\/+$/, '')}/${group.database}`
        const onPassword = ({ name, password }) => {
          write([address, name, password])
          passwords += 1
        }
        try {
          await provisionGroup(ask, { ...group, ...common, onPassword })
        } catch (error) {
          failed += 1
          say(`  ${group.database}: ${error.message}`)
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  } finally {
    closeSync(file)
  }
  say(`${groups.length - failed} of ${groups.length} groups are set up; ${passwords} new passwords are in ${out}.`)
  if (failed > 0)
    throw new Error(
      `${failed} of ${groups.length} groups could not be set up: keep ${out}, put right what is said above, and run the same again with another --out.`,
    )
}

function openNew(path) {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    if (error.code !== 'EEXIST') throw new Error(`${path} cannot be made: ${error.message}. Nothing was set up.`)
    throw new Error(`${path} is there already: it may hold passwords. Move it away first.`)
  }
}
