import { lazy } from 'react'
import type { AppRoute } from '@/app/router'
import './home.css'

const HomePage = lazy(() => import('./home-page').then((module) => ({ default: module.HomePage })))
const GroupPage = lazy(() => import('./group-page').then((module) => ({ default: module.GroupPage })))

export const homeRoutes: readonly AppRoute[] = [
  { path: '/', element: <HomePage /> },
  { path: '/group', element: <GroupPage /> },
]
