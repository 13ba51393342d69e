/** The only list of record types: a new type is one file and one line here (and one fixture). */
import { accessRequest } from './access-request'
import { bid } from './bid'
import { breach } from './breach'
import { codeVersion } from './code-version'
import { consent } from './consent'
import type { RecordType } from './define'
import { erasure } from './erasure'
import { file } from './file'
import { group } from './group'
import { heartbeat } from './heartbeat'
import { laptop } from './laptop'
import { member } from './member'
import { plan } from './plan'
import { publication } from './publication'
import { role } from './role'
import { section } from './section'
import { signature } from './signature'
import { text } from './text'

export const recordTypes = [
  group,
  member,
  role,
  consent,
  publication,
  codeVersion,
  signature,
  bid,
  plan,
  section,
  text,
  laptop,
  heartbeat,
  erasure,
  breach,
  accessRequest,
  file,
] as const

const byType = new Map<string, RecordType>(recordTypes.map((type) => [type.type, type as unknown as RecordType]))

/** The definition of a type by name, or undefined for one that this version does not know. */
export function recordType(type: string): RecordType | undefined {
  return byType.get(type)
}
