import { lazy } from 'react'
import type { AppRoute } from '@/app/router'

const LostPage = lazy(() => import('./lost-page').then((module) => ({ default: module.LostPage })))
const NewKeyPage = lazy(() => import('./new-key-page').then((module) => ({ default: module.NewKeyPage })))

export const lostRoutes: readonly AppRoute[] = [
  { path: '/laptops/new-key', element: <NewKeyPage /> },
  { path: '/laptops/:id/lost', element: <LostPage /> },
]
