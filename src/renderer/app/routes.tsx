/** Every screen's address. A feature adds one import and one line. */
import { codeRoutes } from '@/features/code/routes'
import { homeRoutes } from '@/features/home/routes'
import { leaderRoutes } from '@/features/leaders/routes'
import type { AppRoute } from './router'

export const routes: readonly AppRoute[] = [...homeRoutes, ...leaderRoutes, ...codeRoutes]
