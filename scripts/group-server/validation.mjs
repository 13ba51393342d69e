// Runs design documents' validate functions on every write, as CouchDB does. express-pouchdb has this built in, but its version
// overwrites the ancestry of replicated revisions, which makes it drop every second generation without a word.
import { runInNewContext } from 'node:vm'

/** Puts the checks in front of every database of an express-pouchdb app. */
export function installValidation(app) {
  app.dbWrapper.registerWrapper(async (_name, db, next) => {
    await next()
    const { bulkDocs, put } = db
    const compiled = new Map()

    const functions = async () => {
      const { rows } = await db.allDocs({ startkey: '_design/', endkey: '_design0', include_docs: true })
      return rows.flatMap(({ doc }) => {
        const source = doc?.validate_doc_update
        if (typeof source !== 'string') return []
        if (!compiled.has(source)) compiled.set(source, runInNewContext(`(${source})`))
        return [compiled.get(source)]
      })
    }
    /** The refusals, by position; a document without one may be written. */
    const refusals = async (docs, options) => {
      const checks = await functions()
      if (checks.length === 0) return docs.map(() => null)
      const ids = docs.map((doc) => String(doc._id))
      const { rows } = await db.allDocs({ keys: ids, include_docs: true })
      return docs.map((doc, i) => {
        if (ids[i].startsWith('_')) return null
        const old = rows[i]?.doc ?? null
        for (const check of checks) {
          try {
            check(structuredClone(doc), old, options?.userCtx ?? { name: null, roles: [] }, options?.secObj ?? {})
          } catch (thrown) {
            const name = thrown?.unauthorized === undefined ? 'forbidden' : 'unauthorized'
            const message = String(thrown?.forbidden ?? thrown?.unauthorized ?? thrown)
            return { id: ids[i], status: name === 'forbidden' ? 403 : 401, name, error: true, message }
          }
        }
        return null
      })
    }

    db.bulkDocs = (body, options, callback) => {
      const write = async () => {
        const faults = await refusals(body.docs, options)
        const allowed = body.docs.filter((_doc, i) => faults[i] === null)
        const written = await bulkDocs.call(db, { ...body, docs: allowed }, options)
        return [...faults.filter((fault) => fault !== null), ...written]
      }
      return answer(write(), callback)
    }
    db.put = (doc, options, callback) => {
      const write = async () => {
        const [fault] = await refusals([doc], options)
        if (fault) throw fault
        return put.call(db, doc, options)
      }
      return answer(write(), callback)
    }
  })
}

/** Answers as PouchDB does: by a callback where there is one, otherwise by the promise. */
export function answer(promise, callback) {
  if (typeof callback !== 'function') return promise
  promise.then((value) => callback(null, value), callback)
  return undefined
}
