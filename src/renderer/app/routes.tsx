/** Every screen's address. A feature adds one import and one line. */
import { backupRoutes } from '@/features/backup/routes'
import { bidRoutes } from '@/features/bids/routes'
import { carryRoutes } from '@/features/carry/routes'
import { clashRoutes } from '@/features/clashes/routes'
import { codeRoutes } from '@/features/code/routes'
import { homeRoutes } from '@/features/home/routes'
import { laptopRoutes } from '@/features/laptops/routes'
import { leaderRoutes } from '@/features/leaders/routes'
import { lostRoutes } from '@/features/lost/routes'
import { memberRoutes } from '@/features/members/routes'
import { planRoutes } from '@/features/plan/routes'
import { privacyRoutes } from '@/features/privacy/routes'
import { settingsRoutes } from '@/features/settings/routes'
import type { AppRoute } from './router'

export const routes: readonly AppRoute[] = [
  ...homeRoutes,
  ...memberRoutes,
  ...leaderRoutes,
  ...codeRoutes,
  ...bidRoutes,
  ...planRoutes,
  ...laptopRoutes,
  ...settingsRoutes,
  ...carryRoutes,
  ...backupRoutes,
  ...clashRoutes,
  ...privacyRoutes,
  ...lostRoutes,
]
