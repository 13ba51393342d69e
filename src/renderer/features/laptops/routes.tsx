import { lazy } from 'react'
import type { AppRoute } from '@/app/router'

const LaptopsPage = lazy(() => import('./laptops-page').then((module) => ({ default: module.LaptopsPage })))

export const laptopRoutes: readonly AppRoute[] = [{ path: '/laptops', element: <LaptopsPage /> }]
