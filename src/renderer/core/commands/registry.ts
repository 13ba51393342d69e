/** Every command by name. An area adds one import and one line. */

import { accessRequestCommands } from './access-requests'
import { bidCommands } from './bids'
import { breachCommands } from './breaches'
import { clashCommands } from './clashes'
import { codeCommands, signatureCommands } from './code'
import { consentCommands } from './consents'
import { everythingCommands } from './everything'
import { fileCommands } from './files'
import { groupCommands } from './group'
import { memberImportCommands } from './import-members'
import { laptopCommands } from './laptops'
import { leaderCommands } from './leaders'
import { memberCommands } from './members'
import { sectionCommands } from './papers'
import { planCommands } from './plans'
import { privacyCommands } from './privacy'
import { publicationCommands } from './publications'
import { sampleCommands } from './sample'

export const commands = {
  ...breachCommands,
  ...accessRequestCommands,
  ...fileCommands,
  ...groupCommands,
  ...memberCommands,
  ...memberImportCommands,
  ...leaderCommands,
  ...consentCommands,
  ...publicationCommands,
  ...codeCommands,
  ...signatureCommands,
  ...bidCommands,
  ...sectionCommands,
  ...planCommands,
  ...clashCommands,
  ...laptopCommands,
  ...sampleCommands,
  ...everythingCommands,
  ...privacyCommands,
} as const
