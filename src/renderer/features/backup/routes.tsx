import { lazy } from 'react'
import type { AppRoute } from '@/app/router'

const BackupPage = lazy(() => import('./backup-page').then((module) => ({ default: module.BackupPage })))

export const backupRoutes: readonly AppRoute[] = [{ path: '/backup', element: <BackupPage /> }]
