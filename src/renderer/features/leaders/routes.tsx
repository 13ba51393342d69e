import { lazy } from 'react'
import type { AppRoute } from '@/app/router'
import './leaders.css'

const LeadersPage = lazy(() => import('./leaders-page').then((module) => ({ default: module.LeadersPage })))
const CardPage = lazy(() => import('./card-page').then((module) => ({ default: module.CardPage })))

export const leaderRoutes: readonly AppRoute[] = [
  { path: '/leaders', element: <LeadersPage /> },
  { path: '/leaders/card/:roleId', element: <CardPage /> },
  // From the four-point card: the page with the dialog that mends a gap already open.
  { path: '/leaders/:open/:roleId?', element: <LeadersPage /> },
]
