/** How much stands in this browser's IndexedDB, counted record by record: `storage.estimate()` lags behind what was deleted. */

/** Bytes of the stored records whose database's name fits: texts by their characters, numbers as eight, byte strings as they are. */
export async function storedSize(fits: (name: string) => boolean): Promise<number> {
  let bytes = 0
  for (const { name } of await indexedDB.databases()) {
    if (name !== undefined && fits(name)) bytes += await databaseSize(name)
  }
  return bytes
}

async function databaseSize(name: string): Promise<number> {
  const database = await answer(indexedDB.open(name))
  let bytes = 0
  for (const store of database.objectStoreNames) {
    for (const value of await answer(database.transaction(store).objectStore(store).getAll())) bytes += sizeOf(value)
  }
  database.close()
  return bytes
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (typeof value !== 'object' || value === null) return 8
  return Object.entries(value).reduce((sum, [key, part]) => sum + key.length + sizeOf(part), 0)
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
