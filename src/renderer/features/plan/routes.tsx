import { lazy } from 'react'
import type { AppRoute } from '@/app/router'
import '@/components/writing/prose.css'
import '@/components/writing/paper.css'
import '@/components/writing/writing.css'
import '@/components/writing/doc.css'
import './plan.css'

const PlanPage = lazy(async () => ({ default: (await import('./plan-page')).PlanPage }))
const ReadPage = lazy(async () => ({ default: (await import('./read-page')).ReadPage }))

export const planRoutes: readonly AppRoute[] = [
  { path: '/plan/read', element: <ReadPage /> },
  { path: '/plan/:section?', element: <PlanPage /> },
]
