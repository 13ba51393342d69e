import type { AppRoute } from '@/app/router'
import { CardPage } from './card-page'
import { LeadersPage } from './leaders-page'
import './leaders.css'

export const leaderRoutes: readonly AppRoute[] = [
  { path: '/leaders', element: <LeadersPage /> },
  { path: '/leaders/card/:roleId', element: <CardPage /> },
  // From the four-point card: the page with the dialog that mends a gap already open.
  { path: '/leaders/:open/:roleId?', element: <LeadersPage /> },
]
