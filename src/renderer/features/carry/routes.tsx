import { lazy } from 'react'
import type { AppRoute } from '@/app/router'

const CarryPage = lazy(() => import('./carry-page').then((module) => ({ default: module.CarryPage })))

export const carryRoutes: readonly AppRoute[] = [{ path: '/carry', element: <CarryPage /> }]
