import { lazy } from 'react'
import type { AppRoute } from '@/app/router'

const SettingsPage = lazy(() => import('./settings-page').then((module) => ({ default: module.SettingsPage })))

export const settingsRoutes: readonly AppRoute[] = [{ path: '/settings', element: <SettingsPage /> }]
