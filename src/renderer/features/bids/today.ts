/** The local day, `YYYY-MM-DD`, for filling a date in beforehand. The rules' own today comes from the core. */
export function todayHere(): string {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}
