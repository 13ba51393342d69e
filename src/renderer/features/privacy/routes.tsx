import { lazy } from 'react'
import type { AppRoute } from '@/app/router'

const PersonPage = lazy(() => import('./person-page').then((module) => ({ default: module.PersonPage })))
const PrivacyPage = lazy(() => import('./privacy-page').then((module) => ({ default: module.PrivacyPage })))
const BreachPage = lazy(() => import('./breach-page').then((module) => ({ default: module.BreachPage })))

export const privacyRoutes: readonly AppRoute[] = [
  { path: '/privacy', element: <PrivacyPage /> },
  { path: '/privacy/:memberId', element: <PersonPage /> },
  { path: '/breaches/:id', element: <BreachPage /> },
]
