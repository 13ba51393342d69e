/** Every query by name. An area adds one import and one line. */

import { clashQueries } from './clashes'
import { codeQueries } from './code'
import { groupQueries } from './group'
import { homeQueries } from './home'
import { laptopQueries } from './laptops'
import { leaderQueries } from './leaders'
import { searchQueries } from './search'

export const queries = {
  ...homeQueries,
  ...groupQueries,
  ...leaderQueries,
  ...codeQueries,
  ...clashQueries,
  ...laptopQueries,
  ...searchQueries,
} as const
