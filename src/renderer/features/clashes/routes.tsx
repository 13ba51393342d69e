import { lazy } from 'react'
import type { AppRoute } from '@/app/router'

const ClashesPage = lazy(() => import('./clashes-page').then((module) => ({ default: module.ClashesPage })))

export const clashRoutes: readonly AppRoute[] = [{ path: '/clashes', element: <ClashesPage /> }]
