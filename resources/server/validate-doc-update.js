// The group database's gatekeeper: CouchDB runs it before every write. It lets through sealed envelopes, the three kinds of
// document that stand in clear (the group's mark, wrapped keys, invites) and bare tombstones, so that nothing readable can
// be put on the server, not even by a fault in Trestle. Written for CouchDB's own JavaScript: ES5, nothing outside itself.
// `npm run group-server -- provision` installs it (without these lines and without its name); see docs/hosting.md.
function validate(newDoc, oldDoc, userCtx) {
  var ALWAYS = ['_id', '_rev', '_revisions', '_deleted']
  var BASE64 = /^[A-Za-z0-9+\/]+={0,2}$/
  var CLEAR = {
    group: ['v', 'kind', 'groupId'],
    key: ['v', 'kind', 'wrap', 'groupId', 'kid', 'to', 'createdAt', 'iv', 'c', 'kdf', 'rounds', 'salt', 'ephemeral', 'says', 'signature', 'mac'],
    invite: ['v', 'kind', 'state', 'groupId', 'createdAt', 'expiresAt', 'iv', 'c', 'usedAt', 'usedBy']
  }
  var id = newDoc._id

  function refuse(reason) {
    throw { forbidden: reason }
  }
  function only(allowed) {
    for (var key in newDoc) {
      if (ALWAYS.indexOf(key) === -1 && allowed.indexOf(key) === -1) refuse('not-an-envelope: unexpected field')
    }
  }
  function sealed(value) {
    if (typeof value !== 'string' || !BASE64.test(value)) refuse('not-an-envelope: not sealed')
  }
  function changed(fields) {
    for (var i = 0; i < fields.length; i++) {
      if (newDoc[fields[i]] !== oldDoc[fields[i]]) return true
    }
    return false
  }

  // Only administrators may write design documents; CouchDB itself sees to that.
  if (id.indexOf('_design/') === 0) return
  if (userCtx.roles.indexOf('trestle-read-only') !== -1 && userCtx.roles.indexOf('_admin') === -1) refuse('read-only')
  if (!/^[A-Za-z0-9._:~-]{1,200}$/.test(id)) refuse('not-an-envelope: id')

  // The group's mark and the keys never change and never go: whoever could change them could lock everybody out.
  var fixed = id === 'group' || id.indexOf('key:') === 0
  if (newDoc._deleted) {
    if (fixed) refuse('immutable')
    only([])
    return
  }

  if (newDoc.kind !== undefined) {
    var fields = CLEAR.hasOwnProperty(newDoc.kind) ? CLEAR[newDoc.kind] : null
    if (fields === null) refuse('not-an-envelope: kind')
    if (newDoc.kind === 'group' ? id !== 'group' : id.indexOf(newDoc.kind + ':') !== 0) refuse('not-an-envelope: id')
    only(fields)
    for (var i = 0; i < fields.length; i++) {
      var value = newDoc[fields[i]]
      var plain = value === undefined || typeof value === 'number' || typeof value === 'string'
      // Ids, dates and base64 only: no field has room for a sentence.
      if (!plain || (typeof value === 'string' && /\s/.test(value))) refuse('not-an-envelope: ' + fields[i])
    }
    if (fixed && oldDoc && !oldDoc._deleted && changed(fields)) refuse('immutable')
    return
  }

  only(['v', 'k', 'iv', 'c'])
  if (typeof newDoc.v !== 'number' || newDoc.v < 1) refuse('not-an-envelope: v')
  if (typeof newDoc.k !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(newDoc.k)) refuse('not-an-envelope: k')
  sealed(newDoc.iv)
  sealed(newDoc.c)
}
