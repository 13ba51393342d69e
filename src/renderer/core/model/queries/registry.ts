/** Every query by name. An area adds one import and one line. */

import { accessRequestQueries } from './access-requests'
import { bidQueries } from './bids'
import { breachQueries } from './breaches'
import { clashQueries } from './clashes'
import { codeQueries } from './code'
import { fileQueries } from './files'
import { groupQueries } from './group'
import { homeQueries } from './home'
import { laptopQueries } from './laptops'
import { leaderQueries } from './leaders'
import { memberQueries } from './members'
import { planQueries } from './plans'
import { privacyQueries } from './privacy'
import { searchQueries } from './search'

export const queries = {
  ...homeQueries,
  ...groupQueries,
  ...memberQueries,
  ...leaderQueries,
  ...codeQueries,
  ...bidQueries,
  ...planQueries,
  ...clashQueries,
  ...laptopQueries,
  ...privacyQueries,
  ...breachQueries,
  ...accessRequestQueries,
  ...fileQueries,
  ...searchQueries,
} as const
