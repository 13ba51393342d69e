// The list of groups that an umbrella body hosts, and the list of accounts that comes of it: small CSV files.
import Papa from 'papaparse'

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

/** The accounts made now, as CSV: address, user, password. */
export function writeAccounts(url, results) {
  const rows = results.flatMap(({ database, accounts }) =>
    accounts
      .filter((account) => account.password !== undefined)
      .map((account) => [`${url.replace(/\/+$/, '')}/${database}`, account.name, account.password]),
  )
  rows.sort((a, b) => (a.join() < b.join() ? -1 : 1))
  return `${Papa.unparse([['address', 'user', 'password'], ...rows], { newline: '\r\n' })}\r\n`
}
